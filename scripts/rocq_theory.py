"""Every theory file compiled by the installed Rocq, and the axioms under all that the statement table names in it."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from bnproofs.rocq import theory
from bnproofs.rocq.assumptions import accounted, axioms, question
from bnproofs.rocq.compiler import Answer, Compiler
from bnproofs.rocq.kernel import compile_theory
from bnproofs.statements import statements


def main() -> None:
    """No result; two lines on standard output, or a message if anything is not accepted."""
    compiler, start = Compiler.find(), time.perf_counter()
    named = sorted({name for statement in statements() for name in statement.rocq})
    files = sorted({name.partition(".")[0] for name in named})
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        compile_theory(compiler, theory.names(), folder, seconds=300)
        print(f"Rocq {compiler.version} accepts {len(theory.names())} files in {time.perf_counter() - start:.0f} s")
        everything = ", ".join(f"@{name}" for name in named)
        text = f"From {theory.LOGICAL_NAME} Require {' '.join(files)}.\nDefinition everything := ({everything}).\n"
        asked = {"Everything": text, "Asked": question(theory.LOGICAL_NAME, "Everything", "everything")}
        for name, text in asked.items():
            (folder / f"{name}.v").write_text(text, encoding="utf-8")
            answer = compiler.compile(folder, [(".", theory.LOGICAL_NAME)], name, seconds=300)
            if answer.answer is not Answer.ACCEPTED:
                sys.exit(f"what the statement table names in Rocq: {answer.output}")
        print(f"{len(named)} theorems and definitions assume {', '.join(accounted(axioms(answer.output)))}")


if __name__ == "__main__":
    main()
