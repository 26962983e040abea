"""The outcome of a comparison: a verdict, its reason in a sentence, and the enclosures that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from bnproofs.numbers.balls import Balls
from bnproofs.numbers.interval import Interval, exact_value
from bnproofs.numbers.predicates import surely_less

NARROW = 64
"""The correct bits that a quotient needs before it is taken for what it contains."""


class Verdict(Enum):
    """What a comparison found. `NOT_COMPARED` asserts nothing."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    DIFFERENTLY_NORMALISED = "differently normalised"
    NOT_SHARP = "bound, not sharp"
    NOT_COMPARED = "not compared"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdict on a published statement, the reason, and enclosures with their labels."""

    verdict: Verdict
    reason: str
    values: tuple[tuple[str, Interval], ...] = ()


def enclosed(ball: Any) -> Interval:
    """The interval with the rational ends of a finite ball."""
    return Interval(exact_value(ball.lower()), exact_value(ball.upper()))


def verdict_on(quotients: Sequence[Any], factor: Fraction) -> tuple[Verdict, str]:
    """The verdict on the balls of published over ours at several places, and the sentence that says it.

    AGREES: 1 lies in every ball; DIFFERENTLY_NORMALISED: the expected `factor` does; each ball has `NARROW` correct
    bits. DISAGREES, which is proved: some ball excludes 1, and some ball the factor. NOT_COMPARED: neither.
    """
    narrow = bool(quotients) and all(x.is_finite() and x.rel_accuracy_bits() >= NARROW for x in quotients)
    against_one, against_factor = (_excluding(quotients, Fraction(value)) for value in (1, factor))
    if narrow and not against_one:
        return Verdict.AGREES, f"published over ours is 1, to at least {NARROW} bits"
    if narrow and not against_factor:
        return Verdict.DIFFERENTLY_NORMALISED, f"published over ours is {factor}, to at least {NARROW} bits"
    if against_one and against_factor:
        return Verdict.DISAGREES, f"published over ours is {against_factor[0].str(8, radius=False)}, not {factor}"
    return Verdict.NOT_COMPARED, f"an enclosure has fewer than {NARROW} correct bits"


def _excluding(balls: Sequence[Any], value: Fraction) -> list[Any]:
    """The balls that do not contain a number, surely."""
    point = Balls().number(value)
    return [x for x in balls if surely_less(x, point) or surely_less(point, x)]
