"""How a statement is proved, in rising order of what need not be believed."""

from __future__ import annotations

from enum import Enum


class Level(Enum):
    """What stands behind a statement; the members are in rising order."""

    SYMBOLIC = "symbolic"
    CERTIFICATE = "certificate"
    KERNEL = "kernel"

    @property
    def meaning(self) -> str:
        """What the level asserts, and what has still to be believed, in a few sentences."""
        return _MEANINGS[self]


_MEANINGS = {
    Level.SYMBOLIC: "A derivation in SymPy, each of its steps reduced to zero or to positive factors and spot-checked "
    "with 50 digits (`bnproofs derive NAME`). Believe SymPy, and the sentences that connect the steps.",
    Level.CERTIFICATE: "Balls prove it, and a file holds what makes it cheap to check: the checker, standard library "
    "only, derives it again with interval arithmetic of its own (`bnproofs check FILE`). Believe Python, the checker, "
    "and the mathematics on the page of the format, where some claims are proved by hand and the checker has only "
    "their identities left; not FLINT, and not the program that wrote the file.",
    Level.KERNEL: "A theorem in Rocq, whose kernel checks the proof: written by hand in `bnproofs/rocq/`; or, where "
    "the level says *generated*, written from the certificate, one theorem a file, when `bnproofs check FILE --kernel "
    "rocq` is run (if that finds no end in its time, the statement stays at the level of certificates). Believe the "
    "kernel, the axioms of the real numbers and of classical logic, the machine integers that interval arithmetic "
    "uses, and the definitions.",
}
