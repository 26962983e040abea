"""The coordinate x ∈ [0, 1] of the odd-point family, s = x and c = 1 − x, and balls and jets over boxes of it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from flint import arb

from bnproofs.numbers.balls import Balls
from bnproofs.numbers.jets import Jet

_BALLS = Balls()

Form = Callable[[Any, Any], Any]
"""A homogeneous form in (s, c) that balls and jets can be put into; f(x) = F(x, 1 − x) is its trace on the segment."""


def ball(x: Fraction) -> Any:
    """The ball of a rational number at the working precision."""
    return _BALLS.number(x)


def over(low: Fraction, high: Fraction) -> tuple[Any, Any]:
    """The balls (s, c) = (x, 1 − x) for x in [low, high]; 1 − x is formed exactly, so that it is sharp near x = 1."""
    return ball(low).union(ball(high)), ball(1 - high).union(ball(1 - low))


def jets_over(low: Fraction, high: Fraction) -> tuple[Jet, Jet]:
    """The jets (s, c) = (x, 1 − x) along x in [low, high]."""
    s, c = over(low, high)
    return Jet(s, arb(1), arb(0)), Jet(c, arb(-1), arb(0))


def tangent_jets_over(low: Fraction, high: Fraction) -> tuple[Jet, Jet]:
    """The jets (s, c) = (T, 1) along T, over a box of x."""
    s = ball(tangent(low)).union(ball(tangent(high)))
    return Jet(s, arb(1), arb(0)), Jet(arb(1), arb(0), arb(0))


def cotangent_jets_over(low: Fraction, high: Fraction) -> tuple[Jet, Jet]:
    """The jets (s, c) = (1, y) along y = 1/T, over a box of x."""
    c = ball(1 / tangent(low)).union(ball(1 / tangent(high)))
    return Jet(arb(1), arb(0), arb(0)), Jet(c, arb(1), arb(0))


def widened(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """The box [low, high] longer by a sixteenth, cut at 0 and 1: room for enclosures that are less sharp."""
    margin = (high - low) / 32
    return max(Fraction(0), low - margin), min(Fraction(1), high + margin)


def tangent(x: Fraction) -> Fraction:
    """The value T = √τ = x/(1 − x) for x < 1."""
    return x / (1 - x)


def from_tangent(t: Fraction) -> Fraction:
    """The coordinate x = T/(1 + T)."""
    return t / (1 + t)


def simplest_between(low: Fraction, high: Fraction) -> Fraction:
    """The fraction of least denominator in [low, high], 0 < low < high (Stern–Brocot)."""
    floor = low.numerator // low.denominator
    if floor == low:
        return low
    if floor + 1 <= high:
        return Fraction(floor + 1)
    rest = simplest_between(1 / (high - floor), 1 / (low - floor))
    return floor + 1 / rest
