"""What Rocq says of sabotaged files: which one it refuses first, and in which words."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sabotage import Sabotage

from bnproofs.rocq import theory
from bnproofs.rocq.compiler import Answer, Compiled, Compiler
from bnproofs.rocq.kernel import write
from bnproofs.rocq.layout import LOGICAL_NAME

PROOF_FAILS = re.compile(
    r"Numerical evaluation failed|Cannot find witness|Unable to unify|which should be unifiable|has type|"
    r"cannot be unified|not a valid (field|ring) equation|No applicable tactic"
)
"""What the compiler says when a proof does not prove its statement."""

TRIVIAL = re.compile(r"Syntax error|was not found|Cannot find a physical|Unable to locate|not installed|already exists")
"""What it says of files that are broken in another way."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """The answer on the first file that is not accepted, or that all are, and the compiler's message."""

    answer: Answer
    file: str
    message: str

    @property
    def honest(self) -> bool:
        """Whether a proof failed, and nothing else."""
        refused = self.answer is Answer.REFUSED and not TRIVIAL.search(self.message)
        return refused and PROOF_FAILS.search(self.message) is not None


class Kernel:
    """Rocq with a compiled theory; it remembers the compiled data of one export after another."""

    def __init__(self, compiler: Compiler, compiled: Path) -> None:
        self.compiler, self.compiled = compiler, compiled
        self.data: tuple[str, bytes] = ("", b"")

    def asked(self, sabotage: Sabotage, seconds: float = 300) -> Refusal:
        """The first refusal among the suspects, then among all files."""
        texts = {file.name: file.text for file in sabotage.export.files}
        with tempfile.TemporaryDirectory(prefix="sabotage-") as made:
            folder = Path(made)
            write(sabotage.export, folder)
            done: set[str] = set()
            for name in (*sabotage.suspects, *texts):
                for part in (*_before(name, texts), name):
                    answer = self._compiled(folder, part, texts[part], seconds) if part not in done else None
                    if answer is not None and answer.answer is not Answer.ACCEPTED:
                        return Refusal(answer.answer, part, answer.output)
                    done.add(part)
        return Refusal(Answer.ACCEPTED, "", "")

    def _compiled(self, folder: Path, name: str, text: str, seconds: float) -> Compiled:
        if name == "Data" and self.data[0] == text:
            (folder / "Data.vo").write_bytes(self.data[1])
            return Compiled(name, Answer.ACCEPTED, "")
        roots = [(str(self.compiled), theory.LOGICAL_NAME), (".", LOGICAL_NAME)]
        answer = self.compiler.compile(folder, roots, name, seconds)
        if name == "Data" and answer.answer is Answer.ACCEPTED:
            self.data = (text, (folder / "Data.vo").read_bytes())
        return answer


def _before(name: str, texts: dict[str, str]) -> list[str]:
    """The files that a file imports, directly or not, each after those that it imports."""
    order: list[str] = []
    for other in theory.imports(texts[name], LOGICAL_NAME):
        order += [part for part in (*_before(other, texts), other) if part not in order]
    return order
