"""Arb balls (python-flint): rigorous enclosures of real numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb, fmpq

from bnproofs.numbers.precision import current_bits, working_precision

_WIDE = 8
"""Balls with fewer bits than this are wide enough for end points to be worth their time."""


class Balls:
    """The kind of `flint.arb`: every result encloses the exact value.

    A ball that reaches below zero is cut at zero by `sqrt`: the closed forms take roots of quantities that are
    non-negative by construction, and a ball may only overshoot.
    """

    name = "ball"

    def __repr__(self) -> str:
        return self.name

    def number(self, value: int | Fraction) -> Any:
        """The ball of an exact integer or rational."""
        if isinstance(value, Fraction):
            return arb(fmpq(value.numerator, value.denominator))
        return arb(value)

    def pi(self) -> Any:
        """The ball of π at the working precision."""
        return arb.pi()

    def sqrt(self, x: Any) -> Any:
        """The ball of √x for x ≥ 0; `ValueError` if no point of x is."""
        if x < 0:
            raise ValueError(f"square root of the negative ball {x}: the argument must be non-negative")
        return x.nonnegative_part().sqrt()

    def square(self, x: Any) -> Any:
        """The ball of x², from the end points of x if it is wide and keeps its sign."""
        if x.rel_accuracy_bits() > _WIDE or not (x > 0 or x < 0):
            return x * x
        return (x.lower() * x.lower()).union(x.upper() * x.upper())

    def area(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The ball of √(K_uu K_vv − K_uv²)."""
        return self.sqrt(kuu * kvv - kuv * kuv)

    def angle(self, s: Any, c: Any) -> Any:
        """The ball of the angle of the vector (c, s), s ≥ 0, in [0, π]; it degrades only where both may vanish."""
        s, c = arb(s), arb(c)
        if abs(c) > abs(s):
            flat = (s / abs(c)).atan()
            return flat if c > 0 else arb.pi() - flat
        if s > 0:
            return arb.pi() / 2 - (c / s).atan()
        return arb.atan2(s, c) if not (s.contains(0) and c.contains(0)) else (arb.pi() / 2).union(0).union(arb.pi())

    def excess(self, s: Any, c: Any) -> Any:
        """The ball of s − c·angle(s, c), of full relative accuracy also as s → 0 with c > 0."""
        if c > 0:
            return s * s * self.reduced_excess(s, c)
        return s - c * self.angle(s, c)

    def reduced_excess(self, s: Any, c: Any) -> Any:
        """The ball of (s − c·angle(s, c))/s² for s ≥ 0, c ≥ 0 (0 at s = 0)."""
        s, c = arb(s), arb(c)
        if c > 0 and (s <= c or not s > 0):
            u = s / c
            return u * tail(u) / c
        y = c / s
        return (1 - y * (arb.pi() / 2 - y.atan())) / s


def tail(u: Any) -> Any:
    """The ball of a(u) = (u − atan u)/u³ = ∫₀¹ t²/(1 + u²t²) dt for u ≥ 0, which decreases from 1/3 to 0."""
    low, high = u.nonnegative_part().lower(), u.upper()
    least = _tail_at(high) if high.is_finite() else arb(0)
    return least.union(_tail_at(low) if low > 0 else arb(1) / 3)


def _tail_at(u: Any) -> Any:
    """The ball of a(u) at an exact u ≥ 0; a(u) lies between 1/3 − u²/5 and 1/3."""
    if u.is_zero():
        return arb(1) / 3
    mantissa, exponent = u.man_exp()
    magnitude = int(exponent) + int(mantissa).bit_length()
    if 2 * magnitude < -current_bits():
        return (arb(1) / 3).union(arb(1) / 3 - u * u / 5)
    with working_precision(extra=8 + 2 * max(0, 1 - magnitude)):
        value = (u - u.atan()) / u**3
    return +value
