"""The mean-field map of layers that rescale, on Gram matrices of doubles."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from bnproofs.activations import Activation
from bnproofs.evolution.gram import Matrix, NotAGramError
from bnproofs.evolution.rescaled_covariance import TiltedCovariance, covariance_of
from bnproofs.evolution.rescaled_nodes import nodes_and_weights
from bnproofs.evolution.rescaled_powers import power_integrals, powers_quadrature
from bnproofs.evolution.rescaled_rectifier import rectified_integrals
from bnproofs.numbers.double_double import DoubleDouble

ALL_ZERO = (
    "all points are zero (after recentring, if the layer recentres), and a layer that rescales with ε = 0 needs a "
    "length; give a batch with two different points, or ε > 0"
)


def rescaled_map(gram: Matrix, activation: Activation, *, recentre: bool, epsilon: float) -> Matrix:
    """The matrix E φ(u_i)φ(u_j), u = h/√(‖h‖²/n + ε), h ~ N(0, Σ), Σ = CGC or G, of doubles.

    φ is homogeneous of degree k ≥ 1. With its dual kernel V_φ it is

        n^k/Γ(k) ∫₀^∞ s^(k−1) e^(−snε) det(I + 2sΣ)^(−1/2) V_φ(Σ(I + 2sΣ)⁻¹) ds,

    by the trapezoidal rule in ln s: see `rescaled_nodes.step` for its error. For k ≥ 2 the rounding is relative to the
    norms. Points that Σ puts at zero stay there. Source: derivations/rescaled_integral.py,
    derivations/rescaled_powers.py.

    Raises:
        NotAGramError: not a Gram matrix, or Σ = 0 and ε = 0.
    """
    n = len(gram)
    exponent = 2 * (int(np.frexp(np.max(np.abs(gram)))[1]) // 2)
    sigma, alive = covariance_of(np.ldexp(gram, -exponent), recentre=recentre)
    result = np.zeros((n, n))
    if np.any(alive):
        result[np.ix_(alive, alive)] = _of_points(sigma, activation, n, n * math.ldexp(epsilon, -exponent))
    elif epsilon == 0:
        raise NotAGramError(ALL_ZERO)
    return result


def slopes_of(activation: Activation) -> tuple[Fraction, Fraction]:
    """The numbers (φ(1), −φ(−1)): the slopes right and left of zero of a φ that is homogeneous of degree 1."""
    return Fraction(activation.phi(Fraction(1))), -Fraction(activation.phi(Fraction(-1)))


def _of_points(sigma: DoubleDouble, activation: Activation, n: int, decay: float) -> Matrix:
    tilted = TiltedCovariance.of(sigma)
    if activation.degree is not None and activation.degree > 1:
        tilted = tilted.resolved()
        return power_integrals(activation, tilted, *powers_quadrature(tilted, n, decay, activation.degree))
    s, weights = quadrature(tilted, n, decay)
    right, left = map(float, slopes_of(activation))
    spectrum, g = tilted.at(s)
    mean = (tilted.vectors * (spectrum @ weights)) @ tilted.vectors.T + (g * weights) @ g.T
    mean = (mean + mean.T) / 2
    result: Matrix = right * left * mean
    if right != left:
        result += (right - left) ** 2 * rectified_integrals(sigma, tilted, s, weights)
    np.fill_diagonal(result, (right**2 + left**2) / 2 * np.diagonal(mean))
    return result


def quadrature(tilted: TiltedCovariance, n: int, decay: float, *, growth: int = 0) -> tuple[Any, Any]:
    """The nodes s and the weights that hold n e^(−`decay`·s) det(I + 2sΣ)^(−1/2).

    The rest of the integrand may grow as s^(`growth` − 1) for large s.
    """

    def log_determinant(s: Any) -> Any:
        return tilted.log_determinant(s) + 2 * decay * s

    first, second = tilted.scales()
    if decay:
        first, second = 1 / (1 / first + decay), min(second, 1 / decay)
    s, weights = nodes_and_weights(lambda s: log_determinant(s) - 2 * growth * np.log(s / first), first, second)
    return s, n * weights * np.exp(-log_determinant(s) / 2)
