"""What a proving function returns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from bnproofs.numbers.interval import Interval


class Verdict(Enum):
    """Whether a statement is proved; `UNDECIDED` asserts nothing."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Theorem:
    """A statement with its verdict and the witness that makes it cheap to check.

    `statement` and `witness` hold integers, fractions, intervals, strings and lists of these, in the form of
    docs/certificate.md; `sentence` says the same to a person, or, if undecided, what to do about it.
    """

    id: str
    verdict: Verdict
    sentence: str
    statement: Mapping[str, Any] = field(default_factory=dict)
    witness: Mapping[str, Any] = field(default_factory=dict)


def proved(id: str, sentence: str, statement: Mapping[str, Any], witness: Mapping[str, Any] | None = None) -> Theorem:
    """The proved theorem."""
    return Theorem(id, Verdict.PROVED, sentence, statement, witness or {})


def undecided(id: str, advice: str) -> Theorem:
    """The theorem that could not be proved, with a sentence of advice."""
    return Theorem(id, Verdict.UNDECIDED, advice)


def pair(interval: Interval) -> list[Any]:
    """The list [lower, upper] of an interval, as statements hold it."""
    return [interval.lower, interval.upper]


def degenerate(value: Any) -> list[Any]:
    """The list [value, value] of an exact rational."""
    return pair(Interval.exactly(value))
