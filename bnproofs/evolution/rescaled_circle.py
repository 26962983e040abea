"""The mean-field map of layers that rescale, for φ that need not be homogeneous, on Gram matrices of doubles."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from bnproofs.activations import Activation
from bnproofs.errors import InputError
from bnproofs.evolution.circle_series import CircleSeries, early_scale, paired
from bnproofs.evolution.gram import Matrix, NotAGramError
from bnproofs.evolution.rescaled_covariance import TiltedCovariance, covariance_of
from bnproofs.evolution.rescaled_map import ALL_ZERO
from bnproofs.evolution.rescaled_nodes import nodes_and_weights

HALVINGS = 5
"""The number of times the step may be halved."""

SETTLED = 1e-11
"""The change over the norms by which a step is recognised as small enough; halved, its error is of that squared."""

_EARLIER = 8
"""How much sooner than the determinant may be singular in the complex plane the rule on the left ends: K(s) has a pole
there, and W of it may have an essential singularity."""

_BLOCK = 1 << 16
"""The number of pairs times nodes whose values stand in memory at once."""

UNSETTLED = "the integral of this layer does not settle: the activation varies too fast for points that long"


def circle_map(gram: Matrix, activation: Activation, *, recentre: bool, epsilon: float) -> Matrix:
    """The matrix E φ(u_i)φ(u_j), u = h/√(‖h‖²/n + ε), h ~ N(0, Σ), Σ = CGC or G, of doubles.

    With K(s) = Σ(I + 2sΣ)⁻¹ and the mean W over a circle of `circle_series` it is

        φ(0)² + ∫₀^∞ e^(−snε) det(I + 2sΣ)^(−1/2) W(ns K(s)) ds/s,

    by the trapezoidal rule in ln s, whose step is halved until the result settles. φ is entire, or smooth on the real
    line. Measured against enclosures the error relative to the norms √(Φ_ii Φ_jj) is below 1e-13 for the activations
    with a name at n ≤ 16. The time is of the order of n² times the nodes (100 to 1000) times the Fourier coefficients
    (about 6√n): seconds at n = 64.
    Source: derivations/rescaled_circle.py.

    Raises:
        NotAGramError: not a Gram matrix, or Σ = 0 and ε = 0.
        InputError: φ is not smooth, or the integral does not settle.
    """
    n = len(gram)
    result = np.full((n, n), float(activation.phi(0.0)) ** 2)
    split = split_of(gram, recentre, epsilon)
    if split is None:
        return result
    tilted, alive, decay = split
    rows, columns = np.triu_indices(n)
    before = None
    for halvings in range(HALVINGS + 1):
        s, weights = circle_nodes(activation, tilted, n, decay, halvings)
        values = np.zeros((n, n))
        height = max(1, _BLOCK // n**2)
        for top in range(0, len(s), height):
            part = slice(top, top + height)
            values[rows, columns] += weights[part] @ _kernel(activation, tilted, n * s[part], s[part], alive)
        values = result + values + np.triu(values, 1).T
        if before is not None and settled(values, before):
            return values
        before = values
    raise InputError(UNSETTLED)


def split_of(gram: Matrix, recentre: bool, epsilon: float) -> tuple[TiltedCovariance, Any, float] | None:
    """The covariance Σ of a Gram matrix, scaled by a power of 4, the points not at zero, and nε on that scale.

    None where all points are zero, and ε > 0.

    Raises:
        NotAGramError: not a Gram matrix, or Σ = 0 and ε = 0.
    """
    exponent = 2 * (int(np.frexp(np.max(np.abs(gram)))[1]) // 2)
    sigma, alive = covariance_of(np.ldexp(gram, -exponent), recentre=recentre)
    if np.any(alive):
        return TiltedCovariance.of(sigma).resolved(), alive, len(gram) * math.ldexp(epsilon, -exponent)
    if epsilon == 0:
        raise NotAGramError(ALL_ZERO)
    return None


def settled(values: Any, before: Any) -> bool:
    """Whether two matrices agree relative to the norms."""
    root = np.sqrt(np.maximum(np.diagonal(values), 0.0))
    return bool(np.all(np.abs(values - before) <= SETTLED * np.maximum(np.multiply.outer(root, root), 1e-290)))


def circle_nodes(
    activation: Activation, tilted: TiltedCovariance, n: int, decay: float, halvings: int, *, growth: int = 0
) -> tuple[Any, Any]:
    """The nodes s and the weights of ∫ · e^(−`decay`·s) det(I + 2sΣ)^(−1/2) ds/s.

    What is integrated starts as s and is bounded by s^`growth` for large s.
    """
    norms = (tilted.vectors @ tilted.loading) ** 2 + (tilted.vectors**2) @ tilted.values
    first, second = tilted.scales()
    first = early_scale(activation.phi, n * float(np.max(norms)), first / _EARLIER)
    if decay:
        first, second = 1 / (1 / first + decay), min(second, 1 / decay)

    def fading(s: Any) -> Any:
        return tilted.log_determinant(s) + 2 * decay * s

    s, weights = nodes_and_weights(lambda s: fading(s) - 2 * growth * np.log(s / first), first, second, halvings)
    return s, weights * np.exp(-fading(s) / 2) / s


def moments_at(tilted: TiltedCovariance, scale: Any, s: Any, alive: Any) -> tuple[Any, Any]:
    """The squared norms (nodes × n) and correlations (nodes × n × n) of `scale` · K(s); 0 for points at zero."""
    spectrum, g = tilted.at(s)
    w, g = tilted.vectors, g.T
    k = (w * spectrum.T[:, None, :]) @ w.T + g[:, :, None] * g[:, None, :]
    norms = np.diagonal(k, axis1=1, axis2=2)
    root = np.sqrt(norms)
    rho = np.clip(k / (root[:, :, None] * root[:, None, :]), -1.0, 1.0)
    rho[:, range(len(w)), range(len(w))] = 1.0
    n = len(alive)
    moments, correlations = np.zeros((len(s), n)), np.zeros((len(s), n, n))
    moments[:, alive] = scale[:, None] * norms
    correlations[np.ix_(np.ones(len(s), bool), alive, alive)] = rho
    return moments, correlations


def _kernel(activation: Activation, tilted: TiltedCovariance, scale: Any, s: Any, alive: Any) -> Any:
    """The values (nodes × pairs) of W, pairs on and above the diagonal."""
    moments, correlations = moments_at(tilted, scale, s, alive)
    series = CircleSeries.of(activation.phi, moments)
    slope = series.scaled()
    i, j = np.triu_indices(len(alive))
    at = [x.place(np.s_[:, index]) for x in (series, slope) for index in (i, j)]
    return paired([(at[0], at[3]), (at[2], at[1])], correlations[:, i, j])
