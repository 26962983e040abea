"""mpmath numbers, at whatever precision mpmath is set to. Not rigorous: cross-checks only."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mpmath import mp

from bnproofs.numbers.angular_moment import by_recurrence


class Multiprecision:
    """The kind of `mpmath.mpf`; inner cancellation is paid for with extra digits."""

    name = "mpf"

    def __repr__(self) -> str:
        return self.name

    def number(self, value: int | Fraction) -> Any:
        """The nearest mpf."""
        return mp.mpf(value.numerator) / value.denominator if isinstance(value, Fraction) else mp.mpf(value)

    def pi(self) -> Any:
        """The number π at the working precision."""
        return +mp.pi

    def sqrt(self, x: Any) -> Any:
        """The root √x; a negative x raises `ValueError` instead of turning complex."""
        if x < 0:
            raise ValueError(f"square root of {mp.nstr(x, 10)}: the argument must be non-negative")
        return mp.sqrt(x)

    def square(self, x: Any) -> Any:
        """The square x²."""
        return x * x

    def area(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The area √(K_uu K_vv − K_uv²)."""
        with mp.workprec(2 * mp.prec + 8):
            square, scale = kuu * kvv - kuv * kuv, kuu * kvv
        if square < 0 and -square <= scale * mp.mpf(2) ** (8 - mp.prec):
            square = mp.zero
        return self.sqrt(square)

    def angle(self, s: Any, c: Any) -> Any:
        """The angle of the vector (c, s)."""
        return mp.atan2(s, c)

    def excess(self, s: Any, c: Any) -> Any:
        """The excess s − c·angle(s, c), to full relative precision."""
        with mp.workprec(mp.prec + _cancelled_bits(s, c)):
            value = s - c * mp.atan2(s, c)
        return +value

    def reduced_excess(self, s: Any, c: Any) -> Any:
        """The quotient excess(s, c)/s² for s, c ≥ 0, and 0 at s = 0."""
        return self.excess(s, c) / s**2 if s else mp.zero

    def angular_moment(self, order: int, s: Any, c: Any) -> Any:
        """The integral of (r cos t − c)^order, to full relative precision."""
        with mp.workprec(mp.prec + (order + 1) * (4 + _cancelled_bits(s, c))):
            angle = mp.atan2(s, c)
            value = by_recurrence(order, s, c, angle, s - c * angle)
        return +value

    def inclination(self, y: Any, x: Any) -> Any:
        """The angle of the vector (x, y), x ≥ 0."""
        return mp.atan2(y, x)

    def sign(self, x: Any) -> Any:
        """The sign of x."""
        return mp.sign(x)

    def exp(self, x: Any) -> Any:
        """The exponential eˣ."""
        return mp.exp(x)

    def expm1(self, x: Any) -> Any:
        """The difference eˣ − 1."""
        return mp.expm1(x)

    def sin(self, x: Any) -> Any:
        """The sine of x."""
        return mp.sin(x)

    def cos(self, x: Any) -> Any:
        """The cosine of x."""
        return mp.cos(x)

    def erf(self, x: Any) -> Any:
        """The error function of x."""
        return mp.erf(x)

    def erfc(self, x: Any) -> Any:
        """The complement 1 − erf x."""
        return mp.erfc(x)

    def square_distance(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The squared distance K_uu − 2 K_uv + K_vv, rounded once unless the entries differ hugely in size."""
        with mp.workprec(2 * mp.prec + 8):
            value = kuu - 2 * kuv + kvv
        return +value

    def damped_sinh(self, z: Any, far: Any, near: Any) -> Any:
        """The product e^(−(far + near)/2) sinh z."""
        return mp.exp(-(far + near) / 2) * mp.sinh(z)

    def either(self, first: Any, second: Any, measure: Any) -> Any:
        """The first number where the measure is not negative, else the second."""
        return first if measure >= 0 else second


def _cancelled_bits(s: Any, c: Any) -> int:
    """The bits that s − c·atan(s/c) loses: twice those by which s is smaller than c > 0."""
    if c <= 0 or s <= 0 or s >= c:
        return 8
    return 8 + 2 * int(mp.mag(c) - mp.mag(s) + 1)
