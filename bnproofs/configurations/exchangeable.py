"""The exchangeable batch under recentring and any activation: K_ii = s, K_ij = −s/(n−1).

One layer takes the variance s to another; the derivatives are those of the recentred mean-field map. Source:
derivations/exchangeable_batch.py.
"""

from __future__ import annotations

from bnproofs.activations import Activation
from bnproofs.numbers import Number, lift


def next_variance(activation: Activation, n: Number, s: Number) -> Number:
    """The variance ((n−1)/n)(E φ(u)² − E φ(u)φ(v)) after one layer."""
    _, n, b, s = _moments(n, s)
    return (n - 1) * (activation.second_moment(s) - activation.dual_kernel(s, b, s)) / n


def scale_eigenvalue(activation: Activation, n: Number, s: Number) -> Number:
    """The derivative ((n−1)(M' − 2∂V/∂K_uu) + ∂V/∂K_uv)/n of the next variance by s; M' that of E φ(u)²."""
    _, n, b, s = _moments(n, s)
    own, mixed, _ = activation.dual_kernel_gradient(s, b, s)
    return ((n - 1) * (activation.second_moment_slope(s) - 2 * own) + mixed) / n


def pair_eigenvalue(activation: Activation, n: Number, s: Number) -> Number:
    """The eigenvalue ∂V/∂K_uv on the component (n−2, 2), of multiplicity n(n−3)/2."""
    _, n, b, s = _moments(n, s)
    return activation.dual_kernel_gradient(s, b, s)[1]


def standard_eigenvalue(n: Number, scale: Number, pairs: Number) -> Number:
    """The eigenvalue ((n−2) λ_scale + λ_pairs)/(n−1) on the standard component, of multiplicity n − 1."""
    _, n, scale, pairs = lift(n, scale, pairs)
    return ((n - 2) * scale + pairs) / (n - 1)


def cosine(activation: Activation, n: Number, s: Number) -> Number:
    """The cosine E φ(u)φ(v)/E φ(u)² between two points after the activation."""
    _, n, b, s = _moments(n, s)
    return activation.dual_kernel(s, b, s) / activation.second_moment(s)


def _moments(n: Number, s: Number) -> tuple[Number, Number, Number, Number]:
    """The kind of number, n, the product −s/(n−1) and s."""
    kind, n, s = lift(n, s)
    return kind, n, -s / (n - 1), s
