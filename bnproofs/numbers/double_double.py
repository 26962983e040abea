"""Pairs of doubles: unevaluated sums hi + lo of about 32 digits, for entries of Gram matrices that nearly cancel."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from bnproofs.numbers.floats import Floats

_FLOATS = Floats()
_SPLITTER = 2**27 + 1
_RESOLUTION = 2.0**-96
"""The part of a product K_uu K_vv below which a difference of products is rounding."""


@dataclass(frozen=True, slots=True)
class DoubleDouble:
    """The array hi + lo, lo at most half a unit in the last place of hi.

    Error-free transformations of Dekker and Knuth; entries between 2⁻⁴⁰⁰ and 2⁴⁰⁰ in absolute value, or zero.
    """

    hi: Any
    lo: Any

    __array_ufunc__ = None  # arrays leave products with a pair to the pair

    @staticmethod
    def of(doubles: Any) -> DoubleDouble:
        """The pairs (x, 0) of exact doubles x."""
        return DoubleDouble(doubles, np.zeros_like(doubles))

    def __getitem__(self, index: Any) -> DoubleDouble:
        return DoubleDouble(self.hi[index], self.lo[index])

    def __neg__(self) -> DoubleDouble:
        return DoubleDouble(-self.hi, -self.lo)

    def __add__(self, other: Any) -> DoubleDouble:
        if not isinstance(other, DoubleDouble):
            other = DoubleDouble.of(other)
        high, error = _two_sum(self.hi, other.hi)
        low, tiny = _two_sum(self.lo, other.lo)
        high, error = _quick_two_sum(high, error + low)
        return DoubleDouble(*_quick_two_sum(high, error + tiny))

    def __sub__(self, other: Any) -> DoubleDouble:
        return self + (-other)

    def __mul__(self, other: Any) -> DoubleDouble:
        if not isinstance(other, DoubleDouble):
            high, error = _two_product(self.hi, other)
            return DoubleDouble(*_quick_two_sum(high, error + self.lo * other))
        high, error = _two_product(self.hi, other.hi)
        return DoubleDouble(*_quick_two_sum(high, error + (self.hi * other.lo + self.lo * other.hi)))

    def __truediv__(self, other: float) -> DoubleDouble:
        quotient = self.hi / other
        product, error = _two_product(quotient, other)
        return DoubleDouble(*_quick_two_sum(quotient, (((self.hi - product) - error) + self.lo) / other))

    def __rtruediv__(self, other: Any) -> Any:
        return other / self.hi

    __radd__ = __add__
    __rmul__ = __mul__

    def sum(self) -> DoubleDouble:
        """The sums along the last axis, pairwise."""
        total = self
        while (size := total.hi.shape[-1]) > 1:
            half = size // 2
            folded = total[..., :half] + total[..., half : 2 * half]
            if size % 2:
                folded = DoubleDouble(
                    np.concatenate([folded.hi, total.hi[..., -1:]], axis=-1),
                    np.concatenate([folded.lo, total.lo[..., -1:]], axis=-1),
                )
            total = folded
        return total[..., 0]


class DoubleDoubles:
    """The kind of `DoubleDouble`: what leaves the cancelling part (a root, an excess) is an array of doubles again."""

    name = "double-double"

    def __repr__(self) -> str:
        return self.name

    def number(self, value: int | Fraction) -> float:
        """The nearest double."""
        return float(value)

    def pi(self) -> float:
        """The nearest double to π."""
        return _FLOATS.pi()

    def sqrt(self, x: Any) -> Any:
        """The root √x, in doubles."""
        return np.sqrt(_double(x))

    def square(self, x: Any) -> Any:
        """The square x²."""
        return x * x

    def area(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The area √(K_uu K_vv − K_uv²), in doubles; the square is resolved to 2⁻⁹⁶ K_uu K_vv."""
        square, scale = (kuu * kvv - kuv * kuv).hi, kuu.hi * kvv.hi
        if np.any(square < -_RESOLUTION * scale):
            raise ValueError("not positive semidefinite: a correlation exceeds 1 in absolute value")
        return np.sqrt(np.where(np.abs(square) <= _RESOLUTION * scale, 0.0, square))

    def angle(self, s: Any, c: Any) -> Any:
        """The angle of the vector (c, s), in doubles."""
        return _FLOATS.angle(_double(s), _double(c))

    def excess(self, s: Any, c: Any) -> Any:
        """The excess s − c·angle(s, c), in doubles."""
        return _FLOATS.excess(_double(s), _double(c))

    def reduced_excess(self, s: Any, c: Any) -> Any:
        """The quotient excess(s, c)/s², in doubles."""
        return _FLOATS.reduced_excess(_double(s), _double(c))


def _double(x: Any) -> Any:
    return x.hi if isinstance(x, DoubleDouble) else x


def _two_sum(a: Any, b: Any) -> tuple[Any, Any]:
    total = a + b
    shadow = total - a
    return total, (a - (total - shadow)) + (b - shadow)


def _quick_two_sum(a: Any, b: Any) -> tuple[Any, Any]:
    total = a + b
    return total, b - (total - a)


def _split(a: Any) -> tuple[Any, Any]:
    shifted = _SPLITTER * a
    high = shifted - (shifted - a)
    return high, a - high


def _two_product(a: Any, b: Any) -> tuple[Any, Any]:
    product = a * b
    (a_high, a_low), (b_high, b_low) = _split(a), _split(b)
    return product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low
