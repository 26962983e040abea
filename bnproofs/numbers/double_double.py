"""Pairs of doubles: unevaluated sums hi + lo of about 32 digits, for entries of Gram matrices that nearly cancel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

_SPLITTER = 2**27 + 1
RESOLUTION = 2.0**-96
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
        return self.__add__(-other)

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

    def scaled(self, power: Any) -> DoubleDouble:
        """The product with a power of two, which is exact."""
        return DoubleDouble(self.hi * power, self.lo * power)

    def sqrt(self) -> DoubleDouble:
        """The roots of non-negative pairs, one Newton step from that of the double."""
        root = np.sqrt(self.hi)
        rest = (self - DoubleDouble.of(root) * root).hi
        return DoubleDouble(*_quick_two_sum(root, rest / (2 * np.where(root > 0, root, 1.0))))

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


def parallelogram_area(kuu: DoubleDouble, kuv: DoubleDouble, kvv: DoubleDouble, *, beyond: float) -> Any:
    """The doubles √(K_uu K_vv − K_uv²), zero where that square is negative by at most `beyond` times K_uu K_vv.

    Raises:
        ValueError: a square is more negative than that.
    """
    square, scale = (kuu * kvv - kuv * kuv).hi, kuu.hi * kvv.hi
    if np.any(square < -beyond * scale):
        raise ValueError("not positive semidefinite: a correlation exceeds 1 in absolute value")
    return np.sqrt(np.where(square <= RESOLUTION * scale, 0.0, square))


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
