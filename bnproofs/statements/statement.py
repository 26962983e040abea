"""What is known of a statement: its words, its hypothesis, and where it is proved. Plain data."""

from __future__ import annotations

from dataclasses import dataclass

from bnproofs.statements.level import Level

THEOREM = "every batch"
"""What stands in the place of a configuration for the certificate of the theorem for every batch size."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of the certificates of some configurations, or of that for every batch size.

    Where it says less than the statement that names it, `part` says what of it; the level does not rest on it then.
    """

    configurations: tuple[str, ...]
    id: str
    part: str = ""

    def __str__(self) -> str:
        limits = f" ({self.part})" if self.part else ""
        return f"{', '.join(self.configurations)}: {self.id}{limits}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One theorem: a sentence and its hypothesis, with derivations, claims and theorems of Rocq that prove it.

    Derivations are names of `derivations/`; theorems of Rocq are `File.name`, File of `bnproofs/rocq/`. `generated`:
    the theorem is written from a certificate, and those named are the definitions and lemmas that it is made of.
    """

    id: str
    sentence: str
    hypothesis: str
    derivations: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    rocq: tuple[str, ...] = ()
    generated: bool = False

    def __post_init__(self) -> None:
        if not self.sentence.endswith(".") or self.hypothesis.endswith("."):
            raise ValueError(f"{self.id}: the statement is a sentence, the hypothesis none")
        if self.generated and not (self.rocq and self.claims):
            raise ValueError(f"{self.id}: what is generated has a claim, and definitions in Rocq")
        if not (self.rocq or self.derivations or any(not claim.part for claim in self.claims)):
            raise ValueError(f"{self.id} is not proved anywhere")

    @property
    def level(self) -> Level:
        """The highest level at which the whole statement is proved."""
        if self.rocq:
            return Level.KERNEL
        if any(not claim.part for claim in self.claims):
            return Level.CERTIFICATE
        return Level.SYMBOLIC

    @property
    def files(self) -> dict[str, tuple[str, ...]]:
        """The names of theorems by Rocq file, in the order of the statement."""
        found: dict[str, tuple[str, ...]] = {}
        for qualified in self.rocq:
            file, _, name = qualified.partition(".")
            found[file] = (*found.get(file, ()), name)
        return found


def of_theorem(id: str, part: str = "") -> Claim:
    """A claim of the certificate of the theorem for every batch size."""
    return Claim((THEOREM,), id, part)


def of_family(id: str, part: str = "") -> Claim:
    """A claim of the certificates of the odd, the separating and the uniform point."""
    return Claim(("odd-point", "separating", "uniform"), id, part)


def of_every_configuration(id: str, part: str = "") -> Claim:
    """A claim of all certificates of one batch."""
    return Claim((*of_family(id).configurations, "two-cluster:k"), id, part)


ONE_BATCH = "one batch n, 3 ≤ n ≤ 10⁹"
"""The hypothesis of what a certificate of one batch says."""
