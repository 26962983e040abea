"""Python floats and NumPy arrays, with no digits lost where angles are small."""

from __future__ import annotations

import math
from fractions import Fraction
from math import factorial
from typing import Any

import numpy as np

from bnproofs.numbers.double_double import DoubleDouble, parallelogram_area

_SERIES = tuple((-1) ** k * 2 * (k + 1) / factorial(2 * k + 3) for k in range(13))
"""Taylor coefficients of (sin δ − δ cos δ)/δ³ in δ²; thirteen suffice up to δ = π/2."""

_ROUNDING = 2.0**-48
"""The part of K_uu K_vv by which rounded entries may make K_uu K_vv − K_uv² negative."""


class Floats:
    """The kind of `float`, `numpy.float64` and arrays of doubles."""

    name = "float"

    def __repr__(self) -> str:
        return self.name

    def number(self, value: int | Fraction) -> float:
        """The nearest double."""
        return float(value)

    def pi(self) -> float:
        """The nearest double to π."""
        return math.pi

    def sqrt(self, x: Any) -> Any:
        """The root √x, entrywise."""
        return np.sqrt(x)

    def square(self, x: Any) -> Any:
        """The square x², entrywise."""
        return x * x

    def area(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The area √(K_uu K_vv − K_uv²), entrywise, from products without rounding error.

        A square that is negative by no more than the rounding of the three doubles is zero.
        """
        return parallelogram_area(*(DoubleDouble.of(x) for x in (kuu, kuv, kvv)), beyond=_ROUNDING)

    def angle(self, s: Any, c: Any) -> Any:
        """The angle of the vector (c, s), entrywise."""
        return np.arctan2(s, c)

    def excess(self, s: Any, c: Any) -> Any:
        """The excess s − c·angle(s, c), entrywise, to a few units in the last place."""
        s, c = np.asarray(s, float), np.asarray(c, float)
        delta = np.arctan2(s, c)
        result = np.asarray(s - c * delta)
        sharp = c > 0
        if np.any(sharp):
            angles = delta[sharp]
            s, c = np.broadcast_arrays(s, c)
            result[sharp] = np.hypot(s[sharp], c[sharp]) * angles**3 * _bend(angles)
        return result if result.ndim else result[()]

    def reduced_excess(self, s: Any, c: Any) -> Any:
        """The quotient excess(s, c)/s² for s, c ≥ 0, entrywise."""
        delta = np.arctan2(s, c)
        return delta * _bend(delta) / (np.hypot(s, c) * np.sinc(delta / math.pi) ** 2)


def _bend(delta: Any) -> Any:
    """The values (sin δ − δ cos δ)/δ³ for 0 ≤ δ ≤ π/2."""
    square = delta * delta
    value = np.full_like(square, _SERIES[-1])
    for coefficient in reversed(_SERIES[:-1]):
        value *= square
        value += coefficient
    return value
