"""How each claim of the theorem is proved, and what Rocq's kernel proves of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """The weakest thing that a claim rests on."""

    SYMBOLIC = "symbolic"
    BALLS = "balls"

    @property
    def meaning(self) -> str:
        """What the level asserts, in one phrase."""
        return _MEANINGS[self]


_MEANINGS = {
    Level.SYMBOLIC: "exact arithmetic, or a proof by hand whose identities are derived in SymPy",
    Level.BALLS: "also signs on boxes, in ball arithmetic; the certificate holds the boxes, the checker repeats them",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """The level of a claim, the step that proves it, and the claims that this step uses."""

    level: Level
    step: str
    uses: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The step and the claims that it uses, in one phrase."""
        return f"{self.step}, from {' and '.join(self.uses)}" if self.uses else self.step


LEVELS = {
    "two-clusters": Basis(Level.SYMBOLIC, "exact arithmetic"),
    "at-most-three": Basis(Level.SYMBOLIC, "by hand"),
    "small-batches": Basis(Level.BALLS, "a cover of all τ"),
    "odd-point": Basis(Level.BALLS, "signs of F along two curves", ("at-most-three",)),
    "angle": Basis(Level.BALLS, "bounds along the same curves", ("odd-point",)),
    "stability": Basis(Level.BALLS, "by hand", ("odd-point", "angle")),
    "uniform-point": Basis(Level.BALLS, "bounds of r; stability by hand"),
    "saddle-node": Basis(
        Level.BALLS, "the sign of F_n at double zeros, and one enclosed", ("at-most-three", "odd-point")
    ),
}
"""What each claim rests on, by its id, in the order of the claims."""

KERNEL = (
    "Rocq's kernel can prove all eight claims: bnproofs check {file} --kernel rocq. Of multiplicities it says a little "
    "less in at-most-three: no four zeros are different, and if there are three they are simple."
)
"""What Rocq's kernel proves of a certificate, with the place for the name of its file."""
