"""The derivative of the mean-field map of layers that rescale, for φ that need not be homogeneous, of doubles."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from bnproofs.activations import Activation
from bnproofs.errors import InputError
from bnproofs.evolution.circle_series import CircleSeries, paired, paired_slope
from bnproofs.evolution.gram import Matrix
from bnproofs.evolution.rescaled_circle import HALVINGS, SETTLED, UNSETTLED, circle_nodes, moments_at
from bnproofs.evolution.rescaled_covariance import TiltedCovariance
from bnproofs.evolution.rescaled_derivative import Along, direction_along

_BLOCK = 1 << 15
"""The number of pairs times nodes whose values stand in memory at once."""


def circle_derivative(
    gram: Matrix, direction: Matrix, activation: Activation, *, recentre: bool, epsilon: float
) -> Matrix:
    """The derivative along E of the matrix that `circle_map` gives, for Σ with a positive diagonal.

    With H = CEC or E, B = (I + 2sΣ)⁻¹ and W the mean over a circle at M = nsΣB it is

        ∫₀^∞ e^(−snε) det(B)^(1/2) (DW(M)[ns BHB] − s tr(BH) W(M)) ds/s.

    Source: derivations/rescaled_circle.py.

    Raises:
        NotAGramError: as `rescaled_derivative`.
        InputError: φ is not smooth, or the integral does not settle.
    """
    n = len(gram)
    along = direction_along(gram, direction, recentre=recentre, smooth=epsilon > 0)
    tilted, decay = TiltedCovariance.of(along.sigma).resolved(), n * math.ldexp(epsilon, -along.exponent)
    before = None
    for halvings in range(HALVINGS + 1):
        s, weights = circle_nodes(activation, tilted, n, decay, halvings, growth=int(along.opened))
        result, size = np.zeros((n, n)), np.zeros((n, n))
        height = max(1, _BLOCK // n**2)
        for top in range(0, len(s), height):
            part = slice(top, top + height)
            values = _integrand(activation, along, tilted, s[part])
            result += np.tensordot(weights[part], values, 1)
            size += np.tensordot(weights[part], np.abs(values), 1)
        if before is not None and np.max(np.abs(result - before)) <= SETTLED * np.max(size):
            return along.unscaled(result)
        before = result
    raise InputError(UNSETTLED)


def _integrand(activation: Activation, along: Along, tilted: TiltedCovariance, s: Any) -> Any:
    """The matrices (nodes × n × n) of DW(M)[ns BHB] − s tr(BH) W(M)."""
    n = len(along.values)
    moments, rho = moments_at(tilted, n * s, s, np.ones(n, bool))
    value, first, mixed, own_slope = circle_gradient(activation, moments, rho)
    damped = [along.damped(float(x)) for x in s]
    moved = (n * s)[:, None, None] * np.array([bhb for bhb, _ in damped])
    own = np.diagonal(moved, axis1=1, axis2=2)
    result = first * own[:, :, None] + mixed * moved + np.swapaxes(first, 1, 2) * own[:, None, :]
    result[:, range(n), range(n)] = own_slope * own
    return result - (s * np.array([trace for _, trace in damped]))[:, None, None] * value


def circle_gradient(activation: Activation, moments: Any, rho: Any) -> tuple[Any, Any, Any, Any]:
    """The matrices W, ∂W/∂M_ii and ∂W/∂M_ij (nodes × n × n), and the slopes (nodes × n) of the diagonal of W.

    With C = M dB/dM, ∂W/∂ρ is a sum with k U_(k−1)(ρ), and M_ii ∂W/∂M_ii at fixed ρ that of C_k A_k + B_k B_k.
    """
    a = CircleSeries.of(activation.phi, moments)
    b = a.scaled()
    c = b.scaled()
    (ai, bi, ci), (aj, bj) = [x.place(np.s_[:, :, None]) for x in (a, b, c)], [x.place(np.s_[:, None]) for x in (a, b)]
    value = paired([(ai, bj), (bi, aj)], rho)
    radial = paired([(ci, aj), (bi, bj)], rho)
    angular = paired_slope([(ai, bj), (bi, aj)], rho)
    root = np.sqrt(moments)
    first = (radial - rho * angular / 2) / moments[:, :, None]
    mixed = angular / (root[:, :, None] * root[:, None, :])
    diagonal = 2 * np.diagonal(radial, axis1=1, axis2=2) / moments
    return value, first, mixed, diagonal
