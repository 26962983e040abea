"""Gauss's rule for the normal law: exact for polynomials."""

from __future__ import annotations

from functools import cache
from typing import Any

from mpmath import mp


@cache
def gauss_hermite(count: int, bits: int) -> tuple[tuple[Any, Any], ...]:
    """The nodes x and weights w of the rule Σ w f(x) = E f(z), z standard normal, exact up to degree 2·count − 1.

    The nodes are the zeros of He_count, found from the eigenvalues of its Jacobi matrix and two steps of Newton's at
    `bits` bits; the weights are (count − 1)!/(count He_(count−1)(x)²).
    """
    with mp.workprec(bits + 20):
        jacobi = mp.zeros(count)
        for i in range(1, count):
            jacobi[i, i - 1] = jacobi[i - 1, i] = mp.sqrt(i)
        nodes = [_polished(count, x) for x in mp.eigsy(jacobi, eigvals_only=True)]
        factor = mp.factorial(count - 1) / count
        return tuple((x, factor / _pair(count, x)[0] ** 2) for x in nodes)


def _polished(count: int, x: Any) -> Any:
    for _ in range(2):
        below, value = _pair(count, x)
        x -= value / (count * below)
    return x


def _pair(count: int, x: Any) -> tuple[Any, Any]:
    """The values He_(count−1)(x) and He_count(x)."""
    below, value = mp.one, x
    for n in range(1, count):
        below, value = value, x * value - n * below
    return below, value
