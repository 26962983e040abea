"""The rescaling integrals of a φ that is homogeneous of degree k ≥ 2, over all pairs of points and all nodes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from bnproofs.activations import Activation
from bnproofs.evolution.gram import Matrix
from bnproofs.evolution.rescaled_covariance import TiltedCovariance
from bnproofs.evolution.rescaled_nodes import nodes_units_weights

_BLOCK = 1 << 14
"""The number of pairs times nodes whose values stand in memory at once."""


def powers_quadrature(
    tilted: TiltedCovariance, n: int, decay: float, degree: int, *, growth: int = 0
) -> tuple[Any, Any, Any]:
    """The nodes s, units t and weights that hold n^k e^(−`decay`·s) det(I + 2sΣ)^(−1/2)/Γ(k), k the degree.

    The sum of the weights times V(tK(s)) is n^k/Γ(k) ∫₀^∞ s^(k−1) e^(−`decay`·s) det(I + 2sΣ)^(−1/2) V(K(s)) ds. For
    large s the rest of the integrand may grow as s^`growth` beside s^(k−1) V(K(s)).
    """
    own = tilted.vectors**2
    first = 1 / (1 / tilted.scales()[0] + decay)

    def logarithms(s: Any) -> Any:
        spectrum, g = tilted.at(s)
        fading = tilted.log_determinant(s) / 2 + decay * s - growth * np.log(s / first)
        return degree * np.log(s * (own @ spectrum + g * g)) - fading

    s, units, weights = nodes_units_weights(degree, logarithms, first)
    factor = n**degree / math.gamma(degree)
    return s, units, factor * weights * np.exp(-tilted.log_determinant(s) / 2 - decay * s)


def power_integrals(activation: Activation, tilted: TiltedCovariance, s: Any, units: Any, weights: Any) -> Matrix:
    """The sums Σ w V(tK(s)) of the dual kernel V, on the diagonal of the second moment."""
    spectrum, g = _in_units(tilted, s, units)
    norms = (tilted.vectors**2) @ spectrum + g * g
    rows, columns = np.triu_indices(len(g), 1)
    result = np.zeros((len(g), len(g)))
    height = max(1, _BLOCK // max(len(weights), len(g)))
    for top in range(0, len(rows), height):
        i, j = rows[top : top + height], columns[top : top + height]
        products = (tilted.vectors[i] * tilted.vectors[j]) @ spectrum + g[i] * g[j]
        values = activation.dual_kernel(norms[i], within(norms[i], products, norms[j]), norms[j])
        result[i, j] = result[j, i] = values @ weights
    np.fill_diagonal(result, activation.second_moment(norms) @ weights)
    return result


def power_kernel(activation: Activation, tilted: TiltedCovariance, spectrum: Any, g: Any) -> tuple[Any, Any, Any, Any]:
    """The matrices V, ∂V/∂K_ii and ∂V/∂K_ij of K = W diag(`spectrum`) Wᵀ + g gᵀ, and the slopes of V's diagonal."""
    k = (tilted.vectors * spectrum) @ tilted.vectors.T + np.multiply.outer(g, g)
    norms = np.diagonal(k).copy()
    i, j = norms[:, None], norms[None, :]
    k = within(i, k, j)
    np.fill_diagonal(k, 0.0)
    value, (first, mixed, _) = activation.dual_kernel(i, k, j), activation.dual_kernel_gradient(i, k, j)
    np.fill_diagonal(value, activation.second_moment(norms))
    return value, first, mixed, activation.second_moment_slope(norms)


def within(kii: Any, kij: Any, kjj: Any) -> Any:
    """The products K_ij, with what rounding alone pushed beyond √(K_ii K_jj) put back."""
    most = np.sqrt(kii) * np.sqrt(kjj)
    return np.clip(kij, -most, most)


def _in_units(tilted: TiltedCovariance, s: Any, units: Any) -> tuple[Any, Any]:
    spectrum, g = tilted.at(s)
    return spectrum * units, g * np.sqrt(units)
