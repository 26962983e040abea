"""What a proving function returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from bnproofs.display import Displayed, Sheet, Table
from bnproofs.numbers.interval import Interval
from bnproofs.theorems.sentence import sentence

FAITHS = ("ball-arithmetic", "ball-quadrature")
"""What a proof may rest on that the checker of certificates does not repeat."""


class Verdict(Enum):
    """Whether a statement is proved; `UNDECIDED` asserts nothing."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Theorem(Displayed):
    """A statement with its verdict and the witness that makes it cheap to check.

    `statement` and `witness` hold integers, fractions, intervals, strings and lists of these, in the form of
    docs/certificate.md. `advice` says what to do about a statement that is not proved. `faith` names what a proof rests
    on that the checker of certificates does not repeat, one of `FAITHS`; it is empty where the checker repeats it all.
    """

    id: str
    verdict: Verdict
    statement: Mapping[str, Any] = field(default_factory=dict)
    witness: Mapping[str, Any] = field(default_factory=dict)
    advice: str = ""
    faith: str = ""

    @property
    def sentence(self) -> str:
        """What is proved, in words, or the advice."""
        return sentence(self.id, self.statement) if self.verdict is Verdict.PROVED else self.advice

    @property
    def row(self) -> tuple[str, str, str]:
        """Verdict, id and sentence; `on faith` for what is proved, but not by the checker of certificates."""
        return "on faith" if self.faith else self.verdict.value, self.id, self.sentence

    def sheet(self) -> Sheet:
        """What a notebook shows: the row of the theorem, and its faith."""
        table = Table(("verdict", "theorem", "what it says"), (self.row,))
        return Sheet(self.id, (table,), f"It rests on {self.faith}." if self.faith else "")


def proved(id: str, statement: Mapping[str, Any], witness: Mapping[str, Any] | None = None, faith: str = "") -> Theorem:
    """The proved theorem."""
    return Theorem(id, Verdict.PROVED, statement, witness or {}, faith=faith)


def decided(id: str, holds: bool, statement: Mapping[str, Any]) -> Theorem:
    """The theorem proved, or refuted, by exact arithmetic."""
    if holds:
        return proved(id, statement)
    return Theorem(id, Verdict.REFUTED, statement, advice="exact arithmetic contradicts the closed form: report this")


def undecided(id: str, advice: str) -> Theorem:
    """The theorem that could not be proved, with a sentence of advice."""
    return Theorem(id, Verdict.UNDECIDED, advice=advice)


def pair(interval: Interval) -> list[Any]:
    """The list [lower, upper] of an interval, as statements hold it."""
    return [interval.lower, interval.upper]


def degenerate(value: Any) -> list[Any]:
    """The list [value, value] of an exact rational."""
    return pair(Interval.exactly(value))
