"""How far from singular one layer makes the Gram matrix of points of which no two are parallel.

The kernel of the absolute value is Σ b_j ρ^(2j) with b_j > 0, Σ b_j = 1. For n points of norm 1, no correlation of them
above t < 1 in absolute value, each power matrix has eigenvalues ≥ 0, and ≥ 1 − (n−1)t^(2j); the terms with (n−1)t^(2j)
< 1 add up to a lower bound B(n, t) > 0 of the least eigenvalue. Leaky ReLU of slope a has (1−a)²/4 of that, times the
least squared norm.
Source of all: derivations/rank_growth.py.
"""

from __future__ import annotations

from fractions import Fraction

from bnproofs.numbers import Number, lift

MOST_TERMS = 4096
"""The most terms of the power series that are summed."""


def kernel(t: Number) -> Number:
    """The kernel (2/π)(√(1−t²) + t arcsin t) of the absolute value at the correlation t, −1 ≤ t ≤ 1."""
    kind, t = lift(t)
    root = kind.sqrt((1 - t) * (1 + t))
    return 2 * (root + t * kind.inclination(t, root)) / kind.pi()


def next_coefficient(j: Number, b: Number) -> Number:
    """The coefficient b_(j+1) = b_j (2j−1)²/((2j+2)(2j+1)) of ρ^(2j+2), from b_j; b_0 = 2/π."""
    return b * ((2 * j - 1) * (2 * j - 1)) / ((2 * j + 2) * (2 * j + 1))


def order(n: int, t: Fraction) -> int:
    """The least j ≥ 1 with (n − 1) t^(2j) < 1, 0 < t < 1.

    Raises:
        ValueError: it exceeds `MOST_TERMS`.
    """
    left, right = n - 1, 1
    for j in range(1, MOST_TERMS + 1):
        left, right = left * t.numerator**2, right * t.denominator**2
        if left < right:
            return j
    raise ValueError(f"more than {MOST_TERMS} terms are needed for {n} points at correlations up to {t}")


def bound(n: int, t: Fraction, like: Number) -> Number:
    """The bound B(n, t) = Σ b_j (1 − (n−1)t^(2j)) over j ≥ J = `order`, in the kind of number of `like`.

    Computed as 1 − (n−1) kernel(t) − Σ_(j<J) b_j (1 − (n−1)t^(2j)). Equal to the least eigenvalue 1 − kernel(t) for
    n = 2.
    """
    terms = order(n, t)
    kind, t, _ = lift(t, like)
    square, power, b = t * t, kind.number(1), kind.number(2) / kind.pi()
    total = 1 - (n - 1) * kernel(t)
    for j in range(terms):
        total = total - b * (1 - (n - 1) * power)
        power, b = power * square, next_coefficient(j, b)
    return total


def simple_bound(order: Number) -> Number:
    """The bound 1/(12π J^(3/2)) ≤ B(n, t) for every J ≥ 1 with (n−1)t^(2J) ≤ 1/2, as J ≥ ln(2n−2)/α², t = cos α."""
    kind, order = lift(order)
    return 1 / (12 * kind.pi() * order * kind.sqrt(order))
