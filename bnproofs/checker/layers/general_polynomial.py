"""Hermite polynomials: whether a batch at two places, or exchangeable, has a fixed variance, by Sturm's theorem.

At the variances a, c and the product b, E He_k(u)He_k(v) = Σ_j (C(k,2j) (2j−1)!!)² (k−2j)! (a−1)^j (c−1)^j b^(k−2j).
Source: docs/layer-certificate.md, "Other activations".
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from math import comb, factorial

from ..fields import Refusal
from .general_exact import pairings

Polynomial = list[Fraction]


def require_no_variance(order: int, n: int, k: int | None) -> None:
    """Nothing; `Refusal` if, under He_order, a fixed variance is not excluded, k points apart or exchangeable for None.

    The next variance over s, less 1, is a polynomial of degree at most order − 1 in s > 0 without zeros.
    """

    def surplus(s: Fraction) -> Fraction:
        if k is None:
            return Fraction(n - 1, n) * (kernel(order, s, s, s) - kernel(order, s, -s / (n - 1), s)) / s - 1
        a, b, c = k * k * s, -k * (n - k) * s, (n - k) ** 2 * s
        total = kernel(order, a, a, a) + kernel(order, c, c, c) - 2 * kernel(order, a, b, c)
        return total / n**2 / s - 1

    polynomial = interpolated(surplus, order - 1)
    if not polynomial or polynomial[0] == 0 or positive_zeros(polynomial):
        raise Refusal("a fixed variance is not excluded")


def kernel(order: int, a: Fraction, b: Fraction, c: Fraction) -> Fraction:
    """The expectation E He_order(u) He_order(v) at variances a, c and product b."""
    total = Fraction(0)
    for j in range(order // 2 + 1):
        weight = (comb(order, 2 * j) * pairings(j)) ** 2 * factorial(order - 2 * j)
        total += weight * (a - 1) ** j * (c - 1) ** j * b ** (order - 2 * j)
    return total


def interpolated(function: Callable[[Fraction], Fraction], degree: int) -> Polynomial:
    """The coefficients, constant first, of the polynomial of at most the degree with these values at 1, 2, …."""
    points = [Fraction(i) for i in range(1, degree + 2)]
    result = [Fraction(0)] * (degree + 1)
    for x in points:
        basis, scale = [Fraction(1)], function(x)
        for y in points:
            if y != x:
                basis = [a - y * b for a, b in zip([Fraction(0), *basis], [*basis, Fraction(0)], strict=True)]
                scale /= x - y
        result = [total + scale * part for total, part in zip(result, basis, strict=True)]
    return trimmed(result)


def positive_zeros(polynomial: Polynomial) -> int:
    """The number of different zeros in (0, ∞) of a polynomial that is not zero at 0: Sturm's theorem."""
    chain = [polynomial, trimmed([i * c for i, c in enumerate(polynomial)][1:])]
    while chain[-1]:
        rest = chain[-2]
        while len(rest) >= len(chain[-1]):
            shift, factor = len(rest) - len(chain[-1]), rest[-1] / chain[-1][-1]
            rest = trimmed([c - factor * chain[-1][i - shift] if i >= shift else c for i, c in enumerate(rest[:-1])])
        chain.append([-c for c in rest])
    at_zero, at_infinity = [p[0] for p in chain[:-1]], [p[-1] for p in chain[:-1]]
    return changes(at_zero) - changes(at_infinity)


def changes(values: list[Fraction]) -> int:
    """The number of changes of sign, zeros left out."""
    return sum(a * b < 0 for a, b in pairwise([value for value in values if value != 0]))


def trimmed(polynomial: Polynomial) -> Polynomial:
    """The coefficients without zeros at the end."""
    while polynomial and polynomial[-1] == 0:
        polynomial = polynomial[:-1]
    return polynomial
