"""A certificate before Rocq's kernel: the theory and the generated files compiled, an answer for each claim."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from bnproofs.rocq import theory
from bnproofs.rocq.assumptions import ForbiddenAxiomError, accounted, axioms
from bnproofs.rocq.compiler import SECONDS, Answer, Compiled, Compiler
from bnproofs.rocq.export import Export
from bnproofs.rocq.layout import LOGICAL_NAME

WORKERS = 2
"""Files that are compiled at the same time; each takes up to about half a gigabyte."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The kernel's answer on one claim, and the compiler's message if it is not accepted."""

    claim: str
    answer: Answer
    message: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The kernel's answers on all claims, what the last theorem assumes, and why it is not accepted if it is not."""

    claims: tuple[Judged, ...]
    assumed: tuple[str, ...]
    about: tuple[str, ...]
    reason: str = ""
    timed_out: bool = False
    """Whether nothing was refused, but some file took too long."""

    @property
    def accepted(self) -> bool:
        """Whether the kernel accepts the theorem that combines all claims, from allowed axioms alone."""
        return not self.reason and all(judged.answer is Answer.ACCEPTED for judged in self.claims)


class TheoryRefusedError(RuntimeError):
    """A theory file that the installed Rocq does not accept; the message names it."""


class TheoryTimeoutError(TheoryRefusedError):
    """A theory file that the installed Rocq needs more time for."""


def compile_theory(compiler: Compiler, names: tuple[str, ...], folder: Path, seconds: float = SECONDS) -> None:
    """No result; the theory files and what they import, compiled in the folder.

    Raises:
        TheoryRefusedError: one is not accepted; a `TheoryTimeoutError` if one takes too long.
    """
    order = theory.needed(names)
    folder.mkdir(parents=True, exist_ok=True)
    for name in order:
        (folder / f"{name}.v").write_text(theory.source(name), encoding="utf-8")

    def one(name: str, stopped: Event) -> Compiled:
        return compiler.compile(folder, [(".", theory.LOGICAL_NAME)], name, seconds, stopped)

    def before(name: str) -> tuple[str, ...]:
        return theory.imports(theory.source(name))

    for done in _in_order(order, before, one).values():
        if done.answer is Answer.TIMED_OUT:
            raise TheoryTimeoutError(f"the theory file {done.name}.v took too long")
        if done.answer is Answer.REFUSED:
            raise TheoryRefusedError(
                f"Rocq {compiler.version} has refused the theory file {done.name}.v: {_first(done.output)}"
            )


def judge(compiler: Compiler, export: Export, seconds: float = SECONDS, compiled: Path | None = None) -> Judgement:
    """The kernel's judgement on an export, in a temporary folder that is removed at the end.

    `compiled` is a folder where `compile_theory` has compiled all theory files of the export already.

    Raises:
        TheoryRefusedError: the theory itself is not accepted.
    """
    with tempfile.TemporaryDirectory(prefix="bnproofs-rocq-") as made:
        place = compiled or Path(made) / "theory"
        if compiled is None:
            try:
                compile_theory(compiler, export.theory, place, seconds)
            except TheoryTimeoutError as failure:
                return Judgement((), (), (), str(failure), timed_out=True)
        folder = Path(made) / "certificate"
        write(export, folder)
        return _judged(compiler, export, folder, place, seconds)


def write(export: Export, folder: Path) -> None:
    """No result; the generated files in the folder, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in export.files:
        (folder / f"{file.name}.v").write_text(file.text, encoding="utf-8")


def _judged(compiler: Compiler, export: Export, folder: Path, place: Path, seconds: float) -> Judgement:
    roots = [(str(place), theory.LOGICAL_NAME), (".", LOGICAL_NAME)]
    texts = {file.name: file.text for file in export.files}

    def before(name: str) -> tuple[str, ...]:
        return tuple(other for other in theory.imports(texts[name], LOGICAL_NAME) if other in texts)

    def one(name: str, stopped: Event) -> Compiled:
        return compiler.compile(folder, roots, name, seconds, stopped)

    done = _in_order(tuple(texts), before, one)
    claims = tuple(_answer(file.claim, done[file.name]) for file in export.files if file.claim)
    refused = [file.name for file in export.files if done[file.name].answer is Answer.REFUSED]
    late = [file.name for file in export.files if done[file.name].answer is Answer.TIMED_OUT]
    if refused:
        return Judgement(claims, (), (), f"{refused[0]}.v was refused")
    if late:
        return Judgement(claims, (), (), f"{late[0]}.v took too long", timed_out=True)
    try:
        assumed = axioms(done["Summary"].output)
        return Judgement(claims, assumed, accounted(assumed))
    except ForbiddenAxiomError as failure:
        return Judgement(claims, (), (), str(failure))


def _answer(claim: str, done: Compiled) -> Judged:
    return Judged(claim, done.answer, "" if done.answer is Answer.ACCEPTED else _first(done.output))


def _in_order(
    names: tuple[str, ...], before: Callable[[str], tuple[str, ...]], one: Callable[[str, Event], Compiled]
) -> dict[str, Compiled]:
    """The answers on all files, each compiled after those it imports; one whose imports fail is not compiled.

    It is refused if one of its imports is, and timed out otherwise. Whatever stops the waiting stops the compilers.
    """
    done: dict[str, Compiled] = {}
    stopped = Event()
    with ThreadPoolExecutor(WORKERS) as pool:
        try:
            waiting = list(names)
            while waiting:
                ready = [name for name in waiting if all(other in done for other in before(name))]
                failed = {name: {done[x].answer for x in before(name)} - {Answer.ACCEPTED} for name in ready}
                for name in ready:
                    if failed[name]:
                        answer = Answer.REFUSED if Answer.REFUSED in failed[name] else Answer.TIMED_OUT
                        done[name] = Compiled(name, answer, "a file that it imports was not accepted")
                for compiled in pool.map(lambda name: one(name, stopped), [x for x in ready if not failed[x]]):
                    done[compiled.name] = compiled
                waiting = [name for name in waiting if name not in done]
        except BaseException:
            stopped.set()
            raise
    return done


def _first(output: str) -> str:
    """The compiler's message on one line, without the place."""
    lines = [line.strip() for line in output.splitlines() if line.strip() and not line.startswith("File ")]
    return " ".join(lines)[:300]
