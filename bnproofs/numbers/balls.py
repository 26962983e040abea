"""Arb balls (python-flint): rigorous enclosures of real numbers."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import Any

from flint import arb, fmpq

from bnproofs.numbers.angular_moment import by_recurrence, coefficients
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

    def angular_moment(self, order: int, s: Any, c: Any) -> Any:
        """The ball of ∫₀^δ (r cos t − c)^order dt, from two corners of the box of (s, c).

        For order ≥ 1 the moment increases in s ≥ 0 and decreases in c (derivations/relu_power_kernel.py).
        """
        if order == 0:
            return self.angle(s, c)
        s, c = arb(s).nonnegative_part(), arb(c)
        if not (s.is_finite() and c.is_finite()):
            return arb("nan")
        low = s.lower()
        least = _moment_at(order, low if low > 0 else arb(0), c.upper())
        return least.union(_moment_at(order, s.upper(), c.lower()))

    def inclination(self, y: Any, x: Any) -> Any:
        """The ball of the angle of the vector (x, y), x ≥ 0, in [−π/2, π/2]."""
        y, x = arb(y), arb(x)
        if x > abs(y):
            return (y / x).atan()
        if y > 0:
            return arb.pi() / 2 - (x / y).atan()
        return -arb.pi() / 2 - (x / y).atan() if y < 0 else arb.atan2(y, x)

    def sign(self, x: Any) -> Any:
        """The ball of the sign of x: exact if x keeps it."""
        return x.sgn()

    def exp(self, x: Any) -> Any:
        """The ball of eˣ."""
        return arb(x).exp()

    def expm1(self, x: Any) -> Any:
        """The ball of eˣ − 1."""
        return arb(x).expm1()

    def sin(self, x: Any) -> Any:
        """The ball of sin x."""
        return arb(x).sin()

    def cos(self, x: Any) -> Any:
        """The ball of cos x."""
        return arb(x).cos()

    def erf(self, x: Any) -> Any:
        """The ball of erf x."""
        return arb(x).erf()

    def erfc(self, x: Any) -> Any:
        """The ball of 1 − erf x."""
        return arb(x).erfc()

    def square_distance(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The ball of K_uu − 2 K_uv + K_vv."""
        return kuu - 2 * kuv + kvv

    def damped_sinh(self, z: Any, far: Any, near: Any) -> Any:
        """The ball of e^(−(far + near)/2) sinh z."""
        return (-(far + near) / 2).exp() * arb(z).sinh()

    def either(self, first: Any, second: Any, measure: Any) -> Any:
        """The ball of what both balls enclose, or the one that is finite."""
        first, second = arb(first), arb(second)
        if not (first.is_finite() and second.is_finite()):
            return first if first.is_finite() else second
        return first.intersection(second)


def _moment_at(order: int, s: Any, c: Any) -> Any:
    """The ball of the angular moment at exact s ≥ 0 and c, of full relative accuracy."""
    if not c > 0:
        angle = _BALLS.angle(s, c) if s > 0 or c < 0 else arb(0)
        return by_recurrence(order, s, c, angle, s - c * angle)
    if s.is_zero():
        return arb(0)
    r = (s * s + c * c).sqrt()
    gap = s * s / (r + c)
    share = gap / (2 * r)
    total, power, threshold = arb(0), arb(1), arb(2) ** -(current_bits() + 4)
    for coefficient in _coefficients(order, current_bits()):
        last = coefficient * power
        total += last
        power *= share
        if power < threshold:
            break
    return gap**order * share.sqrt() * (total + arb(0).union(last * share / (1 - share)))


@cache
def _coefficients(order: int, bits: int) -> tuple[Any, ...]:
    """The balls of the first coefficients of the series of an angular moment, at a working precision of `bits`."""
    return tuple(_BALLS.number(x) for x in coefficients(order, bits + 16))


_BALLS = Balls()


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
