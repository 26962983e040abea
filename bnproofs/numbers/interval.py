"""Intervals with rational ends: what leaves the ball arithmetic."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass(frozen=True, slots=True)
class Interval:
    """The closed interval [lower, upper] of rational ends."""

    lower: Fraction
    upper: Fraction

    def __post_init__(self) -> None:
        if self.lower > self.upper:
            raise ValueError(f"the interval [{self.lower}, {self.upper}] is empty: exchange its ends")

    @staticmethod
    def exactly(value: int | Fraction) -> Interval:
        """The interval of one rational number."""
        return Interval(Fraction(value), Fraction(value))


def outward(ball: Any, bits: int) -> Interval:
    """The interval around a ball, its ends rounded outward to a grid of 2^(−bits) times the size of the ball's centre.

    It reaches beyond the ball by at least one step of the grid, so that other enclosures of the same number fit in.

    Raises:
        ValueError: the ball is not finite, or wider than the grid is meant for (a quarter of its centre).
    """
    if not ball.is_finite():
        raise ValueError(f"the ball {ball} has no ends: raise the precision")
    low, high = exact_value(ball.lower()), exact_value(ball.upper())
    size = max(abs(low), abs(high))
    if size == 0:
        return Interval.exactly(0)
    if high - low > size / 4:
        raise ValueError(f"the ball {ball} is too wide to round to {bits} bits: raise the precision")
    exponent = size.numerator.bit_length() - size.denominator.bit_length() - bits
    step = Fraction(2) ** exponent
    return Interval(step * (low // step - 1), step * (high // step + 2))


def exact_value(ball: Any) -> Fraction:
    """The rational number that a ball of radius zero holds."""
    mantissa, exponent = ball.man_exp()
    return int(mantissa) * Fraction(2) ** int(exponent)
