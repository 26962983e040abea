"""What is known of a published formula or number: its source, its words, and how it is compared. Plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bnproofs.errors import InputError
from bnproofs.numbers.balls import Balls


class LiteratureError(InputError):
    """A paper, or a way to compare, that is not known here or not yet; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Constant:
    """The published number `rational` · π^`power_of_pi`."""

    rational: Fraction
    power_of_pi: int = 0

    def ball(self) -> Any:
        """The ball of the number at the working precision."""
        return Balls().number(self.rational) * Balls().pi() ** self.power_of_pi


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper by its key, such as `cho2009`; `awaits` says why nothing of it can be compared yet, or is empty."""

    key: str
    authors: tuple[str, ...]
    title: str
    year: int
    venue: str
    arxiv: str | None
    awaits: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One published statement.

    `statement` says it in words and `formula` as text for the eye, which nothing evaluates; `ours` names what it is
    compared with. `comparison` is a name in the registry of `bnproofs.literature.comparisons`; it finds the constants
    of the formula in `published` and the exact places where to compare in `at`. `factor` is the expected quotient of
    the published value by ours, and `normalisation` the reason for it. Where nothing is compared, `reason` says why.
    """

    id: str
    paper: Paper
    where: str
    statement: str
    formula: str
    ours: str
    normalisation: str
    comparison: str
    factor: Fraction
    published: Mapping[str, Constant]
    at: Mapping[str, Any]
    reason: str = ""
