"""Python floats and NumPy arrays, with no digits lost where angles are small."""

from __future__ import annotations

import math
from fractions import Fraction
from math import factorial
from typing import Any

import numpy as np

from bnproofs.numbers.angular_moment import by_recurrence, coefficients
from bnproofs.numbers.double_double import DoubleDouble, parallelogram_area

_SERIES = tuple((-1) ** k * 2 * (k + 1) / factorial(2 * k + 3) for k in range(13))
"""Taylor coefficients of (sin δ − δ cos δ)/δ³ in δ²; thirteen suffice up to δ = π/2."""

_TERMS = 48
"""The terms of the series of an angular moment: the rest, S ≤ 1/2, is below 2⁻⁵⁴ of the sum from order 2 on."""

_ROUNDING = 2.0**-48
"""The part of K_uu K_vv by which rounded entries may make K_uu K_vv − K_uv² negative."""

_ERF, _ERFC = np.frompyfunc(math.erf, 1, 1), np.frompyfunc(math.erfc, 1, 1)
"""The error function and its complement, entrywise (NumPy has none)."""


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

    def angular_moment(self, order: int, s: Any, c: Any) -> Any:
        """The integral of (r cos t − c)^order, entrywise, to about 2·order + 5 units in the last place.

        For c ≤ 0 by the recurrence, whose terms are positive; for c > 0 by a series in S = (1 − c/r)/2 ≤ 1/2 that has
        positive terms.
        """
        s, c = np.broadcast_arrays(np.asarray(s, float), np.asarray(c, float))
        if order == 0:
            return np.arctan2(s, c)
        flat = np.minimum(c, 0.0)
        angle = np.arctan2(s, flat)
        result = np.asarray(by_recurrence(order, s, flat, angle, s - flat * angle))
        sharp = c > 0
        if np.any(sharp):
            result[sharp] = _moment_series(order, s[sharp], c[sharp])
        return result if result.ndim else result[()]

    def inclination(self, y: Any, x: Any) -> Any:
        """The angle of the vector (x, y), x ≥ 0, entrywise."""
        return np.arctan2(y, x)

    def sign(self, x: Any) -> Any:
        """The sign of x, entrywise."""
        return np.sign(x)

    def exp(self, x: Any) -> Any:
        """The exponential eˣ, entrywise; an error of x in its last place costs abs(x) units in the last place."""
        return np.exp(x)

    def expm1(self, x: Any) -> Any:
        """The difference eˣ − 1, entrywise, also next to x = 0."""
        return np.expm1(x)

    def sin(self, x: Any) -> Any:
        """The sine of x, entrywise."""
        return np.sin(x)

    def cos(self, x: Any) -> Any:
        """The cosine of x, entrywise."""
        return np.cos(x)

    def erf(self, x: Any) -> Any:
        """The error function of x, entrywise."""
        return np.asarray(_ERF(x), float)[()]

    def erfc(self, x: Any) -> Any:
        """The complement 1 − erf x, entrywise, also for large x."""
        return np.asarray(_ERFC(x), float)[()]

    def square_distance(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The squared distance K_uu − 2 K_uv + K_vv, entrywise, from sums without rounding error."""
        kuu, kuv, kvv = (DoubleDouble.of(x) for x in (kuu, kuv, kvv))
        return (kuu - kuv * 2.0 + kvv).hi

    def damped_sinh(self, z: Any, far: Any, near: Any) -> Any:
        """The product e^(−(far + near)/2) sinh z, entrywise, without overflow."""
        return np.sign(z) * np.exp(-np.minimum(far, near)) * np.expm1(-2.0 * np.abs(z)) / -2.0

    def either(self, first: Any, second: Any, measure: Any) -> Any:
        """The first number where the measure is not negative, else the second, entrywise."""
        return np.where(measure >= 0, first, second)[()]


def _moment_series(order: int, s: Any, c: Any) -> Any:
    """The moments (r − c)^order √S Σ b_n S^n for c > 0."""
    r = np.hypot(s, c)
    gap = s * (s / (r + c))
    share = gap / (2 * r)
    terms = [float(x) for x in coefficients(order, _TERMS)]
    value = np.full_like(share, terms[-1])
    for coefficient in reversed(terms[:-1]):
        value *= share
        value += coefficient
    return value * np.sqrt(share) * gap**order


def _bend(delta: Any) -> Any:
    """The values (sin δ − δ cos δ)/δ³ for 0 ≤ δ ≤ π/2."""
    square = delta * delta
    value = np.full_like(square, _SERIES[-1])
    for coefficient in reversed(_SERIES[:-1]):
        value *= square
        value += coefficient
    return value
