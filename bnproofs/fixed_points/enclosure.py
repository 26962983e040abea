"""Fixed points of the reduced map, enclosed: existence by a change of sign, uniqueness by the box of the cover."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bnproofs.fixed_points.candidate import Candidate
from bnproofs.fixed_points.segment import Form, over
from bnproofs.fixed_points.shape import Box, sign_at
from bnproofs.numbers.interval import exact_value
from bnproofs.numbers.predicates import Sign


class EnclosureFailedError(ArithmeticError):
    """A guess around which no change of sign could be proved."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """The interval [low, high] of x that holds exactly one zero of f."""

    kind: str
    low: Fraction
    high: Fraction

    def direction(self) -> tuple[Any, Any]:
        """The balls (s, c) = (x, 1 − x) of the fixed point, at the working precision."""
        return over(self.low, self.high)


def enclose(form: Form, candidate: Candidate, box: Box, bits: int) -> Enclosure:
    """The interval around a candidate, of width 2^(−bits) relative to min(x, 1 − x), that holds the one zero in `box`.

    Proved: f has different signs at the two ends (existence), and the interval lies inside a box with exactly one zero
    (uniqueness).

    Raises:
        EnclosureFailedError: the candidate is not that close to a zero, or the precision is too low to see the signs.
    """
    t = exact_value(candidate.tangent)
    x = t / (1 + t)
    step = power_below(min(x, 1 - x)) / 2**bits
    low, high = step * (x // step - 1), step * (x // step + 2)
    inside = box.low < low and high < box.high
    signs = {sign_at(form, low), sign_at(form, high)}
    if not inside or signs != {Sign.POSITIVE, Sign.NEGATIVE}:
        raise EnclosureFailedError(
            f"no zero proved next to the guess x = {float(x):.17g} of the {candidate.kind}: raise the precision"
        )
    return Enclosure(candidate.kind, low, high)


def power_below(x: Fraction) -> Fraction:
    """A power of two in (x/4, x]."""
    return Fraction(2) ** (x.numerator.bit_length() - x.denominator.bit_length() - 1)
