"""The odd-point family of recentring + rescaling + ReLU: m = n − 1 exchangeable points and one odd point.

Coordinates as in `odd_family`: (s, c) of any positive scale, τ = s²/c². Recentred, K has the eigenvalue λ on the
vectors of the cluster with sum zero and μ on the one that is constant there; τ = Nλ/μ, N = n(n−2), and x = λ/μ = τ/N is
1 at the uniform point. With q the defect and g the growth of `odd_family`, both at τ = Nv, and w = √|1−v|^(m−2)/√v, one
layer maps x to

    x' = ½ ∫_x^1 w (1 − q) dv / ∫_x^1 w g/v dv,

so that P = ½ ∫_x^1 w (1 − q) dv − x ∫_x^1 w g/v dv has the sign of (x' − x)(1 − x), and its second derivative holds no
integral: P'' = w H/(4n²N c⁴ x(1−x)), H the bend form below. Source: derivations/rescaled_odd_family.py.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from bnproofs.configurations import odd_family
from bnproofs.numbers import Number, lift
from bnproofs.numbers.balls import Balls
from bnproofs.symmetry.block_operator import BlockOperator
from bnproofs.symmetry.rescaled_map import nodes_of
from bnproofs.symmetry.rescaling_sum import VALUE, RescalingSum
from bnproofs.symmetry.tilted_blocks import Tilt

_BALLS = Balls()


def defect_slope(n: Number, s: Number, c: Number) -> Number:
    """The derivative dq/d log T = (2c²/(πC(s² + c²))) (S − e(S, C)(S² + C²)), T = s/c, e = excess/S². Degree 0."""
    kind, size, s, c = lift(n, s, c)
    S, C = odd_family.half_angle(n, s, c)
    radius = kind.square(s) + kind.square(c)
    rest = S - kind.reduced_excess(S, C) * (radius * (2 * (size - 2)))
    ratio = 1 / kind.sqrt(size * 0 + 2) if n == 3 else c / C
    return c * ratio * rest * 2 / (kind.pi() * radius)


def bend_form(n: Number, s: Number, c: Number) -> Number:
    """The form H = ((n−4)s² + Nc²) F + (Nc² − s²)(2Y − Z), of the sign of P''·(1 − x). Degree 4.

    F and Y are those of `odd_family`; Z = −(n²c² + s²) dq/d log T − 2q s² + (2m/π) s³c/(s² + c²) is 4n²c² τ times the
    derivative of F/(2n²c²) by τ.
    """
    kind, size, s, c = lift(n, s, c)
    ss, cc = kind.square(s), kind.square(c)
    m, most = size - 1, size * (size - 2)
    slope = (
        s * c * ss * (2 * m) / (kind.pi() * (ss + cc))
        - (cc * (size * size) + ss) * defect_slope(n, s, c)
        - odd_family.defect(n, s, c) * ss * 2
    )
    drift, mass = odd_family.fixed_point_form(n, s, c), odd_family.denominator(n, s, c)
    return (ss * (size - 4) + cc * most) * drift + (cc * most - ss) * (mass * 2 - slope)


def bend_form_of(n: Number) -> Callable[[Number, Number], Number]:
    """The bend form of one batch size, as a function of (s, c)."""
    return partial(bend_form, n)


def operator(n: int, s: Number, c: Number) -> BlockOperator:
    """The operator of K with λ = s² and μ = Nc², of doubles or balls."""
    kind, s, c = lift(s, c)
    mu = kind.square(c) * (n * (n - 2))
    rows = ((mu / n, -mu / n), (mu * (-(n - 1)) / n, mu * (n - 1) / n))
    return BlockOperator((n - 1, 1), (kind.square(s), mu * 0), rows)


def next_moments(n: int, s: Number, c: Number, epsilon: Fraction = Fraction(0)) -> tuple[Number, Number]:
    """The eigenvalues (λ', μ') of K after one layer, with λ = s², μ = Nc² before; of doubles or balls.

    λ' = n ∫ e^(−snε) D^(−1/2) λ_s (1 − q)/2 ds and μ' = n ∫ e^(−snε) D^(−1/2) Y/(2n²) ds, at λ_s = λ/(1 + 2sλ) and μ_s
    likewise. The errors are bounded as those of an entry: both are E (uᵀφ)² with a unit vector u, at most ‖h‖², and at
    K(s) they are at most 1/(2s), as λ_s, μ_s ≤ 1/(2s), q ≤ 1/2 and Y ≤ (m² + 1)μ_s + qNλ_s ≤ n²(μ_s + λ_s/2).
    """
    kind, s, c = lift(s, c)
    sigma, most = operator(n, s, c), n * (n - 2)

    def terms(_: Any, tilt: Tilt) -> list[Any]:
        first, second = tilt.k.standard[0], tilt.k.quotient[0][0] * n
        s, c = kind.sqrt(first * most), kind.sqrt(second)
        return [first * (1 - odd_family.defect(n, s, c)) / 2, odd_family.denominator(n, s, c) / (2 * n * n)]

    if kind.name == "float":
        nodes, weights, tilt = nodes_of(sigma, float(epsilon))
        first, second = (float(np.sum(weights * x)) for x in terms(nodes, tilt))
    else:
        total = RescalingSum(sigma, Fraction(1), epsilon, centred=True)
        first, second = total.integrals(terms, VALUE, spare=2 * n.bit_length())
    return first, second


def change_form(n: int, s: Number, c: Number) -> Number:
    """The form Nc²λ' − s²μ', of the sign of τ' − τ. Degree 2."""
    kind, s, c = lift(s, c)
    first, second = next_moments(n, s, c)
    return kind.square(c) * (n * (n - 2)) * first - kind.square(s) * second


def next_tau(n: int, s: Number, c: Number) -> Number:
    """The reduced map τ' = Nλ'/μ'."""
    first, second = next_moments(n, s, c)
    return first * (n * (n - 2)) / second


def slope(n: int, s: Number, c: Number, moments: tuple[Number, Number]) -> Number:
    """The derivative dτ'/dτ = nμ/(2(μ − λ)μ') · ((τ'/τ) g − (1 − q)/2), μ ≠ λ, from (λ', μ')."""
    kind, s, c = lift(s, c)
    first, second = moments
    ss, mu = kind.square(s), kind.square(c) * (n * (n - 2))
    inner = first * mu / (second * ss) * odd_family.growth(n, s, c) - (1 - odd_family.defect(n, s, c)) / 2
    return inner * n * mu / (2 * (mu - ss) * second)
