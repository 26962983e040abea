"""A certificate before Rocq's kernel: the theory and the generated files compiled, an answer for each claim."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from bnproofs.rocq import signals, theory
from bnproofs.rocq.assumptions import QUESTION, ForbiddenAxiomError, accounted, axioms, question
from bnproofs.rocq.compiler import SECONDS, Answer, Compiled, Compiler, RocqFailedError
from bnproofs.rocq.export import Export
from bnproofs.rocq.layout import LOGICAL_NAME
from bnproofs.rocq.order import in_order


@dataclass(frozen=True, slots=True)
class Judged:
    """The kernel's answer on one claim, and the compiler's message if it is not accepted."""

    claim: str
    answer: Answer
    message: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The kernel's answer on a certificate: on each claim that it should have, and on the theorem that combines them.

    `expected` are the ids of the certificate's claims, `assumed` the axioms of the theorem, `about` what these are
    about. A `reason` says why the answer is not that the certificate is accepted.
    """

    answer: Answer
    expected: tuple[str, ...]
    claims: tuple[Judged, ...]
    assumed: tuple[str, ...]
    about: tuple[str, ...]
    reason: str

    @property
    def accepted(self) -> bool:
        """Whether the kernel accepts every claim and the theorem that combines them, from allowed axioms alone."""
        return (
            self.answer is Answer.ACCEPTED
            and not self.reason
            and bool(self.expected)
            and tuple(judged.claim for judged in self.claims) == self.expected
            and all(judged.answer is Answer.ACCEPTED for judged in self.claims)
            and bool(self.assumed)
        )

    @property
    def timed_out(self) -> bool:
        """Whether nothing was refused, but some file took too long."""
        return self.answer is Answer.TIMED_OUT


class TheoryRefusedError(RuntimeError):
    """A theory file that the installed Rocq does not accept; the message names it."""


class TheoryTimeoutError(TheoryRefusedError):
    """A theory file that the installed Rocq needs more time for."""


def compile_theory(compiler: Compiler, names: tuple[str, ...], folder: Path, seconds: float = SECONDS) -> None:
    """No result; the theory files and what they import, compiled in the folder.

    Raises:
        TheoryRefusedError: one is not accepted; a `TheoryTimeoutError` if one takes too long.
    """
    folder.mkdir(parents=True, exist_ok=True)
    texts = {name: theory.source(name) for name in theory.needed(names)}
    for done in _compiled(compiler, texts, folder, [(".", theory.LOGICAL_NAME)], theory.LOGICAL_NAME, seconds).values():
        if done.answer is Answer.TIMED_OUT:
            raise TheoryTimeoutError(f"the theory file {done.name}.v took too long")
        if done.answer is Answer.REFUSED:
            raise TheoryRefusedError(
                f"Rocq {compiler.version} has refused the theory file {done.name}.v: {_first(done.output)}"
            )


def judge(
    compiler: Compiler,
    export: Export,
    expected: Sequence[str],
    seconds: float = SECONDS,
    compiled: Path | None = None,
) -> Judgement:
    """The kernel's judgement on an export, in a temporary folder that is removed at the end.

    `expected` are the ids of the claims of the certificate. `compiled` is a folder where `compile_theory` has compiled
    all theory files of the export already.

    Raises:
        TheoryRefusedError: the theory itself is not accepted.
        RocqFailedError: the compiler cannot be started, or the temporary folder not be written.
        signals.TerminatedError: a signal has asked for the end; the compilers are gone, and the folder too.
    """
    wanted = tuple(expected)
    try:
        with signals.raised(), tempfile.TemporaryDirectory(prefix="bnproofs-rocq-", ignore_cleanup_errors=True) as made:
            place = compiled or Path(made) / "theory"
            if compiled is None:
                try:
                    compile_theory(compiler, export.theory, place, seconds)
                except TheoryTimeoutError as failure:
                    return Judgement(Answer.TIMED_OUT, wanted, (), (), (), str(failure))
            return _judged(compiler, export, wanted, Path(made) / "certificate", place, seconds)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RocqFailedError(f"cannot write the files for Rocq in {tempfile.gettempdir()}: {reason}") from error


def write(export: Export, folder: Path) -> None:
    """No result; the generated files in the folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in export.files:
        (folder / f"{file.name}.v").write_text(file.text, encoding="utf-8")


def _judged(
    compiler: Compiler, export: Export, expected: tuple[str, ...], folder: Path, place: Path, seconds: float
) -> Judgement:
    folder.mkdir()
    roots = [(str(place), theory.LOGICAL_NAME), (".", LOGICAL_NAME)]
    texts = {file.name: file.text for file in export.files} | {QUESTION: question()}
    done = _compiled(compiler, texts, folder, roots, LOGICAL_NAME, seconds)
    claims = tuple(_answer(file.claim, done[file.name]) for file in export.files if file.claim)

    def no(answer: Answer, reason: str) -> Judgement:
        return Judgement(answer, expected, claims, (), (), reason)

    for answer, words in ((Answer.REFUSED, "was refused"), (Answer.TIMED_OUT, "took too long")):
        for name in texts:
            if done[name].answer is answer:
                return no(answer, f"{name}.v {words}")
    if not expected or tuple(judged.claim for judged in claims) != expected:
        return no(Answer.REFUSED, "the claims that were compiled are not those of the certificate")
    try:
        assumed = axioms(done[QUESTION].output)
        return Judgement(Answer.ACCEPTED, expected, claims, assumed, accounted(assumed), "")
    except ForbiddenAxiomError as failure:
        return no(Answer.REFUSED, str(failure))


def _compiled(
    compiler: Compiler,
    texts: dict[str, str],
    folder: Path,
    roots: Sequence[tuple[str, str]],
    library: str,
    seconds: float,
) -> dict[str, Compiled]:
    """The answers on files of a library that import each other and what is compiled already."""
    for name, text in texts.items():
        (folder / f"{name}.v").write_text(text, encoding="utf-8")

    def before(name: str) -> tuple[str, ...]:
        return tuple(other for other in theory.imports(texts[name], library) if other in texts)

    def one(name: str, stopped: Event) -> Compiled:
        return compiler.compile(folder, roots, name, seconds, stopped)

    return in_order(texts, before, one, lambda name: len(texts[name]))


def _answer(claim: str, done: Compiled) -> Judged:
    return Judged(claim, done.answer, "" if done.answer is Answer.ACCEPTED else _first(done.output))


def _first(output: str) -> str:
    """The compiler's message on one line, without the place."""
    lines = [line.strip() for line in output.splitlines() if line.strip() and not line.startswith("File ")]
    return " ".join(lines)[:300]
