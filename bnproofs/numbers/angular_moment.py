"""Angular moments M_k(s, c) = ∫₀^δ (r cos t − c)^k dt, r = √(s² + c²), δ the angle of (c, s): what kinds share.

M_0 is the angle δ and M_1 the excess s − cδ. Source: derivations/relu_power_kernel.py.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import factorial
from typing import Any


def by_recurrence(order: int, s: Any, c: Any, angle: Any, excess: Any) -> Any:
    """The moment M_order from M_0 and M_1: k M_k = (k − 1) s² M_{k−2} − (2k − 1) c M_{k−1}.

    No term is negative for c ≤ 0. For c > 0 it loses digits as s → 0: M_k falls like s^(2k+1).
    """
    before, value = angle, excess
    if order == 0:
        return before
    square = s * s
    for k in range(2, order + 1):
        before, value = value, (square * before * (k - 1) - c * value * (2 * k - 1)) / k
    return value


@cache
def coefficients(order: int, terms: int) -> tuple[Fraction, ...]:
    """The first coefficients b_n of M_k = (r − c)^k √S Σ b_n S^n, S = (1 − c/r)/2, k the order; all are positive.

    b_0 = 2^(2k+1) k!²/(2k+1)! and b_{n+1}/b_n = (2n + 1)²/(2(n + 1)(2n + 2k + 3)), which is below 1.
    """
    values = [Fraction(2 ** (2 * order + 1) * factorial(order) ** 2, factorial(2 * order + 1))]
    for n in range(terms - 1):
        values.append(values[-1] * Fraction((2 * n + 1) ** 2, 2 * (n + 1) * (2 * n + 2 * order + 3)))
    return tuple(values)
