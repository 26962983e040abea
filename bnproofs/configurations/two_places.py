"""A batch collapsed to two places under recentring and any activation: n − k points at one, k at the other.

Recentred it is k y on the n − k points and −(n − k) y on the others, y ~ N(0, s): one number, the variance s, says it
all, and one layer takes it to another. Derivatives are those of the recentred mean-field map. Source:
derivations/two_places.py.
"""

from __future__ import annotations

from bnproofs.activations import Activation
from bnproofs.activations.base import Collinear
from bnproofs.numbers import Number, lift


def next_variance(activation: Activation, n: Number, k: Number, s: Number) -> Number:
    """The variance E (φ(ky) − φ(−(n−k)y))²/n² of y after one layer."""
    _, n, a, _, c = _moments(n, k, s)
    total = activation.second_moment(a) + activation.second_moment(c) - 2 * _product(activation, k, k - n, s)
    return total / (n * n)


def scale_eigenvalue(activation: Activation, n: Number, k: Number, s: Number) -> Number:
    """The derivative of the next variance by s: the mean (k λ + (n−k) λ')/n of the two standard eigenvalues."""
    _, n, a, _, c = _moments(n, k, s)
    _, k, s = lift(k, s)
    own = k * k * activation.second_moment_slope(a) + (n - k) * (n - k) * activation.second_moment_slope(c)
    return (own - 2 * _product_slope(activation, k, k - n, s)) / (n * n)


def transverse_eigenvalue(activation: Activation, k: Number, s: Number) -> Number:
    """The eigenvalue E φ'(ky)² on matrices within the cluster of n − k points with rows that add up to zero."""
    _, k, s = lift(k, s)
    return _gradient(activation, k, k, s)[1]


def standard_eigenvalue(activation: Activation, n: Number, k: Number, s: Number) -> Number:
    """The eigenvalue on the standard component of the cluster of n − k points.

    With V the dual kernel at u = ky, v = −(n−k)y and M the second moment:
    (k M'(K_uu) + (n−k) ∂V/∂K_uv − 2k ∂V/∂K_uu)/n.
    """
    _, n, a, _, _ = _moments(n, k, s)
    _, k, s = lift(k, s)
    own, mixed = _gradient(activation, k, k - n, s)
    return (k * activation.second_moment_slope(a) + (n - k) * mixed - 2 * k * own) / n


def mixed_eigenvalue(activation: Activation, n: Number, k: Number, s: Number) -> Number:
    """The eigenvalue E φ'(ky)φ'(−(n−k)y) on matrices across the clusters with rows and columns of sum zero."""
    _, n, k, s = lift(n, k, s)
    return _gradient(activation, k, k - n, s)[1]


def moments_after(activation: Activation, n: Number, k: Number, s: Number) -> tuple[Number, Number, Number]:
    """The squared norm of the n − k points, their product with the k points, and the squared norm of those, after φ."""
    _, n, a, _, c = _moments(n, k, s)
    return activation.second_moment(a), _product(activation, k, k - n, s), activation.second_moment(c)


def _product(activation: Activation, p: Number, q: Number, s: Number) -> Number:
    """The expectation E φ(py)φ(qy), from the activation's own integral on a line if it has one."""
    kind, p, q, s = lift(p, q, s)
    if kind.name == "ball" and isinstance(activation, Collinear):
        return activation.collinear_kernel(p, q, s)
    return activation.dual_kernel(p * p * s, p * q * s, q * q * s)


def _product_slope(activation: Activation, p: Number, q: Number, s: Number) -> Number:
    """The derivative of E φ(py)φ(qy) by s."""
    kind, p, q, s = lift(p, q, s)
    if kind.name == "ball" and isinstance(activation, Collinear):
        return activation.collinear_slope(p, q, s)
    own, mixed, last = activation.dual_kernel_gradient(p * p * s, p * q * s, q * q * s)
    return p * p * own + p * q * mixed + q * q * last


def _gradient(activation: Activation, p: Number, q: Number, s: Number) -> tuple[Number, Number]:
    """The derivatives of the dual kernel by K_uu and K_uv at (u, v) = (py, qy)."""
    kind, p, q, s = lift(p, q, s)
    if kind.name == "ball" and isinstance(activation, Collinear):
        return activation.collinear_gradient(p, q, s)
    own, mixed, _ = activation.dual_kernel_gradient(p * p * s, p * q * s, q * q * s)
    return own, mixed


def _moments(n: Number, k: Number, s: Number) -> tuple[Number, Number, Number, Number, Number]:
    """The kind of number, n, and the second moments of (ky, −(n−k)y)."""
    kind, n, k, s = lift(n, k, s)
    p = n - k
    return kind, n, k * k * s, -(k * p * s), p * p * s
