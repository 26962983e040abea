"""The uniform point of recentring + rescaling with ε > 0 + ReLU: its scale by an exponential integral, its spectrum.

All n points are exchangeable, K = λC. With p = (n+1)/2, g the growth of `uniform` (without rescaling) and
z = nε/(2λ) the scale is fixed where ψ(z) = z eᶻ E_p(z) = ε/g, E_p(z) = ∫₁^∞ e^(−zt) t^(−p) dt; ψ increases from 0 to
1, so there is one such z for ε < g and none otherwise. Source: derivations/regularised_uniform_point.py.
"""

from __future__ import annotations

from typing import Any

from bnproofs.configurations import uniform
from bnproofs.numbers import Number, lift
from bnproofs.numbers.precision import current_bits, working_precision

_LARGE = 1000
"""The batch above which the fraction of Stieltjes needs at most as many terms as bits."""


def share(n: int, z: Any) -> Any:
    """The ball of ψ(z) = z eᶻ E_p(z), p = (n + 1)/2, for a ball z > 0; bits that cancel are replaced if z is exact.

    For large n by the fraction of Stieltjes, eᶻ E_p = 1/w_0, w_k = z + (p + k)/(1 + (k + 1)/w_(k+1)): as w_k increases
    with w_(k+1), bounds z ≤ w_K ≤ z + p + K of one make bounds of all before (DLMF 8.19.17).
    """
    bits, extra = current_bits(), 16
    if n > _LARGE:
        p = (z * 0 + n + 1) / 2
        ends = [z, z + p + bits]
        for k in range(bits - 1, -1, -1):
            ends = [z + (p + k) / (1 + (k + 1) / w) for w in ends]
        return (z / ends[0]).union(z / ends[1])
    while True:
        with working_precision(extra=extra):
            value = z * z.exp() * z.expint((z * 0 + n + 1) / 2)
        if value.rel_accuracy_bits() >= bits or not z.is_exact() or extra > 8 * bits:
            return +value
        extra *= 4


def share_slope(n: int, z: Any, value: Any) -> Any:
    """The derivative ψ' = ψ (1 + p/z) − 1, from ψ."""
    return value * (1 + (z * 0 + n + 1) / 2 / z) - 1


def exponents(n: int, target: Number) -> tuple[Number, Number]:
    """The bounds y(p−1)/(1−y) < z < yp/(1−y) of the z with ψ(z) = y, 0 < y < 1: z/(z+p) < ψ(z) < z/(z+p−1)."""
    _, size, y = lift(n, target)
    p = (size + 1) / 2
    return y * (p - 1) / (1 - y), y * p / (1 - y)


def damping(n: Number, z: Number, epsilon: Number) -> Number:
    """The factor ρ = z(g/ε − 1)/p by which rescaling shrinks the projective eigenvalues of `uniform`."""
    _, size, z, epsilon = lift(n, z, epsilon)
    return z * (uniform.growth(size) / epsilon - 1) * 2 / (size + 1)


def scale_eigenvalue(n: Number, z: Number, epsilon: Number) -> Number:
    """The eigenvalue 1 − p(1 − ρ) of the scale."""
    _, size, z, epsilon = lift(n, z, epsilon)
    return 1 - (size + 1) / 2 * (1 - damping(size, z, epsilon))


def standard_eigenvalue(n: Number, z: Number, epsilon: Number) -> Number:
    """The eigenvalue on the standard component: ρ times the projective one of `uniform`."""
    _, size, z, epsilon = lift(n, z, epsilon)
    return damping(size, z, epsilon) * uniform.standard_eigenvalue(size)


def pair_eigenvalue(n: Number, z: Number, epsilon: Number) -> Number:
    """The eigenvalue on the component (n−2, 2): ρ times the projective one of `uniform`."""
    _, size, z, epsilon = lift(n, z, epsilon)
    return damping(size, z, epsilon) * uniform.pair_eigenvalue(size)


def diagonal(n: Number, z: Number, epsilon: Number) -> Number:
    """The squared norm ε(n − 1)/(4zg) of a point after the ReLU; two points have κ₀ of it for a product."""
    _, size, z, epsilon = lift(n, z, epsilon)
    return epsilon * (size - 1) / (4 * z * uniform.growth(size))
