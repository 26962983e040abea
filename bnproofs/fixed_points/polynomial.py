"""The number of positive zeros of a polynomial with rational coefficients, by Sturm's theorem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

Polynomial = list[Fraction]
"""Coefficients, that of the constant first, without zeros at the end."""


def interpolated(function: Callable[[Fraction], Fraction], degree: int) -> Polynomial:
    """The polynomial of at most the degree that has the function's values at 1, 2, …, degree + 1."""
    points = [Fraction(i) for i in range(1, degree + 2)]
    values = [function(x) for x in points]
    for order in range(1, degree + 1):
        for i in range(degree, order - 1, -1):
            values[i] = (values[i] - values[i - 1]) / (points[i] - points[i - order])
    result: Polynomial = []
    for x, value in zip(reversed(points), reversed(values), strict=True):
        shifted = [Fraction(0), *result]
        result = [a - x * b for a, b in zip(shifted, [*result, Fraction(0)], strict=True)]
        result[0] += value
    return trimmed(result)


def positive_zeros(polynomial: Sequence[Fraction]) -> int:
    """The number of different zeros in (0, ∞) of a polynomial that is not zero at 0.

    Raises:
        ValueError: the polynomial is zero at 0.
    """
    first = trimmed(list(polynomial))
    if not first or first[0] == 0:
        raise ValueError("the polynomial is zero at 0: divide by the variable")
    chain = [first, trimmed([i * c for i, c in enumerate(first)][1:])]
    while chain[-1]:
        chain.append([-c for c in _remainder(chain[-2], chain[-1])])
    chain.pop()
    return _changes([p[0] for p in chain]) - _changes([p[-1] for p in chain])


def trimmed(polynomial: Polynomial) -> Polynomial:
    """The coefficients without zeros at the end."""
    while polynomial and polynomial[-1] == 0:
        polynomial = polynomial[:-1]
    return polynomial


def _remainder(dividend: Polynomial, divisor: Polynomial) -> Polynomial:
    rest = list(dividend)
    while len(rest) >= len(divisor):
        factor, shift = rest[-1] / divisor[-1], len(rest) - len(divisor)
        rest = trimmed([c - factor * divisor[i - shift] if i >= shift else c for i, c in enumerate(rest[:-1])])
    return rest


def _changes(values: Sequence[Fraction]) -> int:
    signs = [value > 0 for value in values if value != 0]
    return sum(a != b for a, b in pairwise(signs))
