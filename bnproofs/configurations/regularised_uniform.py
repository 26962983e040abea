"""The uniform point of recentring + rescaling with ε > 0 + ReLU: its scale by an exponential integral, its spectrum.

All n points are exchangeable, K = λC. With p = (n+1)/2, g the growth of `uniform` (without rescaling) and
z = nε/(2λ) the scale is fixed where ψ(z) = z eᶻ E_p(z) = ε/g, E_p(z) = ∫₁^∞ e^(−zt) t^(−p) dt; ψ increases from 0 to
1, so there is one such z for ε < g and none otherwise. Source: derivations/regularised_uniform_point.py.
"""

from __future__ import annotations

from typing import Any

from bnproofs.configurations import uniform
from bnproofs.numbers import Number, lift


def share(n: int, z: Any) -> Any:
    """The ball of ψ(z) = z eᶻ E_p(z), p = (n + 1)/2, for a ball z > 0."""
    return z * z.exp() * z.expint((z * 0 + n + 1) / 2)


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
