"""Interval arithmetic on Python integers with outward rounding.

An interval holds two integers lo ≤ hi and a number of bits P. It stands for the set of all reals x with
lo·2⁻ᴾ ≤ x ≤ hi·2⁻ᴾ. Every operation returns an interval that contains each result of the exact operation on
members of its arguments: lower ends are rounded down (`a >> P`, `a // b`), upper ends up (`-(-a >> P)`, `-(-a // b)`).
"""

from __future__ import annotations

from fractions import Fraction
from math import isqrt


class NoEnclosure(ArithmeticError):
    """The arguments leave the domain of an operation: nothing is known about the result."""


class Interval:
    """The real interval [lo·2⁻ᴾ, hi·2⁻ᴾ], P = bits; never changed after it was made."""

    __slots__ = ("bits", "hi", "lo")

    def __init__(self, lo: int, hi: int, bits: int) -> None:
        if lo > hi:
            raise NoEnclosure("the lower end of an interval is above its upper end")
        self.lo = lo
        self.hi = hi
        self.bits = bits

    def __repr__(self) -> str:
        return f"Interval({self.lo}, {self.hi}, bits={self.bits})"

    def _same_bits(self, other: Interval) -> None:
        if self.bits != other.bits:
            raise NoEnclosure("intervals of different precision do not mix")

    def __neg__(self) -> Interval:
        return Interval(-self.hi, -self.lo, self.bits)

    def __add__(self, other: Interval) -> Interval:
        self._same_bits(other)
        return Interval(self.lo + other.lo, self.hi + other.hi, self.bits)

    def __sub__(self, other: Interval) -> Interval:
        self._same_bits(other)
        return Interval(self.lo - other.hi, self.hi - other.lo, self.bits)

    def __mul__(self, other: Interval) -> Interval:
        self._same_bits(other)
        bits, a, b, c, d = self.bits, self.lo, self.hi, other.lo, other.hi
        if a >= 0 and c >= 0:
            return Interval((a * c) >> bits, -((-b * d) >> bits), bits)
        products = (a * c, a * d, b * c, b * d)
        return Interval(min(products) >> bits, -(-max(products) >> bits), bits)

    def __truediv__(self, other: Interval) -> Interval:
        self._same_bits(other)
        bits, a, b, c, d = self.bits, self.lo, self.hi, other.lo, other.hi
        if d < 0:
            a, b, c, d = -b, -a, -d, -c
        if c <= 0:
            raise NoEnclosure("division by an interval that contains zero")
        return Interval((a << bits) // (d if a >= 0 else c), -((-b << bits) // (c if b >= 0 else d)), bits)

    def times(self, k: int) -> Interval:
        """The interval k·x of an exact integer k."""
        ends = (k * self.lo, k * self.hi)
        return Interval(min(ends), max(ends), self.bits)

    def over(self, k: int) -> Interval:
        """The interval x/k of an exact integer k ≥ 1."""
        return Interval(self.lo // k, -(-self.hi // k), self.bits)

    def square(self) -> Interval:
        """The interval {x²}."""
        a, b = self.lo * self.lo, self.hi * self.hi
        low, high = min(a, b), max(a, b)
        return Interval(0 if self.lo < 0 < self.hi else low >> self.bits, -(-high >> self.bits), self.bits)

    def sqrt(self) -> Interval:
        """The interval {√x}; `NoEnclosure` if the lower end is negative."""
        if self.lo < 0:
            raise NoEnclosure("square root of an interval with negative numbers")
        high = isqrt(self.hi << self.bits)
        if high * high < self.hi << self.bits:
            high += 1
        return Interval(isqrt(self.lo << self.bits), high, self.bits)

    def __abs__(self) -> Interval:
        if self.lo >= 0:
            return self
        return -self if self.hi <= 0 else Interval(0, max(-self.lo, self.hi), self.bits)

    def meet(self, other: Interval) -> Interval:
        """The intersection of two enclosures of the same number; `NoEnclosure` if they are disjoint."""
        self._same_bits(other)
        return Interval(max(self.lo, other.lo), min(self.hi, other.hi), self.bits)

    def middle(self) -> Interval:
        """A one-number interval in the middle of this one."""
        centre = (self.lo + self.hi) >> 1
        return Interval(centre, centre, self.bits)

    def halves(self) -> tuple[Interval, Interval]:
        """The left and the right half; together they cover the interval."""
        centre = (self.lo + self.hi) >> 1
        return Interval(self.lo, centre, self.bits), Interval(centre, self.hi, self.bits)


def whole(k: int, bits: int) -> Interval:
    """The interval that holds the integer k alone."""
    return Interval(k << bits, k << bits, bits)


def hull(lower: Fraction, upper: Fraction, bits: int) -> Interval:
    """The smallest interval of that precision that contains [lower, upper]."""
    low = (lower.numerator << bits) // lower.denominator
    return Interval(low, -((-upper.numerator << bits) // upper.denominator), bits)


def surely_positive(x: Interval) -> bool:
    """Whether every number of x is > 0. False proves nothing."""
    return x.lo > 0


def surely_negative(x: Interval) -> bool:
    """Whether every number of x is < 0. False proves nothing."""
    return x.hi < 0


def surely_less(x: Interval, y: Interval) -> bool:
    """Whether every number of x is below every number of y. False proves nothing."""
    return surely_negative(x - y)


def surely_within(x: Interval, lower: Fraction, upper: Fraction) -> bool:
    """Whether every number of x lies in [lower, upper]. False proves nothing."""
    above = lower.numerator << x.bits <= x.lo * lower.denominator
    return above and x.hi * upper.denominator <= upper.numerator << x.bits
