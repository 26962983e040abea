"""The odd-point family of recentring + ReLU: m = n − 1 exchangeable points and one odd point.

Recentred, such a batch has one free parameter up to scale. Let π − ψ be the angle in K between a point of the cluster
and the odd point, and write ψ as the angle of a vector (c, s) of any positive scale, s, c ≥ 0: then τ = tan²ψ = s²/c²,
c = 0 is τ = ∞, and every function below is homogeneous in (s, c). The closed forms hold for floats, mpmath numbers,
balls, jets and symbols, for n an integer, a symbol or any real number n ≥ 3. Source of all:
derivations/odd_point_map.py.

In doubles the squares must stay in range: give (c, s) a size of at least 1e-150, and of at most 1e150/n.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from bnproofs.numbers import Number, lift
from bnproofs.symmetry import BlockGram


def half_angle(n: Number, s: Number, c: Number) -> tuple[Number, Number]:
    """The vector (S, C) at the angle θ/2, θ the angle in K between two points of the cluster.

    S = s√(n−1), C = √(2(n−2)c² + (n−3)s²), that is sin²(θ/2) = sin²ψ (n−1)/(2(n−2)). Degree 1.
    """
    kind, n, s, c = lift(n, s, c)
    return s * kind.sqrt(n - 1), kind.sqrt(kind.square(c) * (2 * (n - 2)) + kind.square(s) * (n - 3))


def defect(n: Number, s: Number, c: Number) -> Number:
    """The defect q = (sin θ − θ cos θ)/(π(1 − cos θ)) in [0, 1/2], increasing in θ: 1 − κ = (1 − cos θ)(1 − q).

    The part by which the layer contracts the squared distance of two points of the cluster. Degree 0.
    """
    S, C = half_angle(n, s, c)
    kind, S, C = lift(S, C)
    return (kind.angle(S, C) + C * kind.reduced_excess(S, C)) / kind.pi()


def fixed_point_form(n: Number, s: Number, c: Number) -> Number:
    """The form F = 2(n−1)c² + (2(n−1)/π) c·excess(s, c) − q(n²c² + s²), of the sign of τ' − τ. Degree 2."""
    kind, n, s, c = lift(n, s, c)
    ss, cc = kind.square(s), kind.square(c)
    return cc * (2 * (n - 1)) + _overlap(n, s, c) - defect(n, s, c) * (cc * (n * n) + ss)


def fixed_point_form_of(n: Number) -> Callable[[Number, Number], Number]:
    """The form F of one batch size, as a function of (s, c)."""
    return partial(fixed_point_form, n)


def denominator(n: Number, s: Number, c: Number) -> Number:
    """The form Y = ((n−1)² + 1)c² + q s² − (2(n−1)/π) c·excess(s, c) > 0. Degree 2."""
    kind, n, s, c = lift(n, s, c)
    ss, cc = kind.square(s), kind.square(c)
    return cc * ((n - 1) * (n - 1) + 1) + defect(n, s, c) * ss - _overlap(n, s, c)


def _overlap(n: Number, s: Number, c: Number) -> Number:
    kind, n, s, c = lift(n, s, c)
    return c * (kind.square(s) * kind.reduced_excess(s, c)) * (2 * (n - 1) / kind.pi())


def tau(n: Number, s: Number, c: Number) -> Number:
    """The parameter τ = s²/c² = tan²ψ; c > 0; it does not depend on n."""
    _, s, c = lift(s, c)
    return s * s / (c * c)


def next_tau(n: Number, s: Number, c: Number) -> Number:
    """The reduced map: τ' = n² s²(1 − q)/Y after one layer, also at τ = ∞ (c = 0)."""
    kind, n, s, c = lift(n, s, c)
    return kind.square(s) * (1 - defect(n, s, c)) * (n * n) / denominator(n, s, c)


def theta(n: Number, s: Number, c: Number) -> Number:
    """The angle θ in K between two points of the cluster, in radians."""
    S, C = half_angle(n, s, c)
    kind, S, C = lift(S, C)
    return 2 * kind.angle(S, C)


def psi(n: Number, s: Number, c: Number) -> Number:
    """The angle ψ, in radians; it does not depend on n."""
    kind, s, c = lift(s, c)
    return kind.angle(s, c)


def sine_theta(n: Number, s: Number, c: Number) -> Number:
    """The sine of θ, 2SC/(S² + C²)."""
    S, C = half_angle(n, s, c)
    return 2 * (S * C) / (S * S + C * C)


def cos_cluster(n: Number, s: Number, c: Number) -> Number:
    """The cosine between two points of the cluster after the ReLU, κ(θ) = 1 − (1 − cos θ)(1 − q)."""
    S, C = half_angle(n, s, c)
    return 1 - 2 * (S * S) / (S * S + C * C) * (1 - defect(n, s, c))


def cos_odd(n: Number, s: Number, c: Number) -> Number:
    """The cosine between the odd point and the cluster after the ReLU, (sin ψ − ψ cos ψ)/π."""
    kind, s, c = lift(s, c)
    return kind.excess(s, c) / (kind.pi() * kind.sqrt(s * s + c * c))


def norm_ratio(n: Number, s: Number, c: Number) -> Number:
    """The norm of the odd point over that of the cluster, (n − 1) cos ψ; the same in K and after the ReLU."""
    kind, n, s, c = lift(n, s, c)
    return (n - 1) * c / kind.sqrt(s * s + c * c)


def growth(n: Number, s: Number, c: Number) -> Number:
    """The growth Y/(2n²c²), c > 0: at a fixed ray one layer multiplies the Gram matrix by it."""
    _, n, s, c = lift(n, s, c)
    return denominator(n, s, c) / (c * c * (2 * n * n))


def recentred_gram(n: Number, s: Number, c: Number) -> BlockGram:
    """The matrix K of the family with squared norm 1 in the cluster, as a block Gram matrix of sizes (n−1, 1)."""
    _, size, s, c = lift(n, s, c)
    m = size - 1
    radius = s * s + c * c
    odd = m * m * (c * c) / radius
    inner = (m * (c * c) / radius - 1) / (m - 1)
    return BlockGram((n - 1, 1), (radius / radius, odd), ((inner, -odd / m), (-odd / m, odd * 0)))


def standard_block(n: Number, s: Number, c: Number) -> tuple[tuple[Number, Number], tuple[Number, Number]]:
    """The 2×2 block of the projective Jacobian on the standard component, in the coordinates (α, β).

    E_ii = αv_i, E_ij = β(v_i + v_j) in the cluster, Σv = 0, and E_io = −(α + (m−2)β)v_i for rows that add up to zero.
    Needs c > 0. Source: derivations/isotypic_blocks.py.
    """
    kind, n, s, c = lift(n, s, c)
    m, twice_pi = n - 1, 2 * kind.pi()
    within = (kind.pi() - theta(n, s, c)) / twice_pi
    lean = sine_theta(n, s, c) / (2 * twice_pi)
    across = psi(n, s, c) / twice_pi
    cross_lean = m * c * s / (s * s + c * c) / (2 * twice_pi)
    factor = growth(n, s, c)
    columns = []
    for alpha, beta in ((1, 0), (0, 1)):
        new_alpha = kind.number(alpha) / 2
        new_beta = within * beta + lean * alpha
        new_gamma = -across * (alpha + (m - 2) * beta) + cross_lean * alpha
        mean = (new_alpha + (m - 2) * new_beta + new_gamma) / n
        columns.append(((new_alpha - 2 * mean) / factor, (new_beta - mean) / factor))
    (a, c_), (b, d) = columns
    return (a, b), (c_, d)


def pair_eigenvalue(n: Number, s: Number, c: Number) -> Number:
    """The eigenvalue of the projective Jacobian on the component (m−2, 2): (π − θ)/(2π · growth), c > 0."""
    kind, n, s, c = lift(n, s, c)
    return (kind.pi() - theta(n, s, c)) / (2 * kind.pi() * growth(n, s, c))
