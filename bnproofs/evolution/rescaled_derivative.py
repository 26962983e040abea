"""The derivative of the mean-field map of layers that rescale, on Gram matrices of doubles."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np

from bnproofs.evolution.gram import Matrix, NotAGramError
from bnproofs.evolution.recentring import recentre as recentred
from bnproofs.evolution.rescaled_covariance import TiltedCovariance, covariance_of
from bnproofs.evolution.rescaled_map import quadrature
from bnproofs.evolution.rescaled_rectifier import area_and_opposite, excess

_NULL = 2.0**-48
"""The part of the largest eigenvalue, times n, below which an eigenvalue is rounding."""

_OUTSIDE = 2.0**-40
"""The part of a direction that may leave the range of the matrix by rounding."""


def rescaled_derivative(
    gram: Matrix, direction: Matrix, slopes: tuple[Fraction, Fraction], *, recentre: bool, epsilon: float
) -> Matrix:
    """The derivative along E of the matrix that `rescaled_map` gives, for Σ with a positive diagonal.

    With H = CEC or E, B = (I + 2sΣ)⁻¹, V the kernel of φ at K = ΣB and ∂ its partial derivatives,

        n ∫₀^∞ e^(−snε) det(B)^(1/2) ( ∂_ii V (BHB)_ii + ∂_ij V (BHB)_ij + ∂_jj V (BHB)_jj − s tr(BH) V )_ij ds.

    Source: derivations/rescaled_integral.py.

    Raises:
        NotAGramError: Σ has a zero on its diagonal, or rank at most 2 and H leaves its range while ε = 0: the map is
            not differentiable there.
    """
    n, (right, left) = len(gram), map(float, slopes)
    exponent = 2 * (int(np.frexp(np.max(np.abs(gram)))[1]) // 2)
    sigma, alive = covariance_of(np.ldexp(gram, -exponent), recentre=recentre)
    if not np.all(alive):
        raise NotAGramError(
            f"point {int(np.argmin(alive))} is zero (after recentring, if the layer recentres), where the map is not "
            "differentiable; move the batch off that point"
        )
    lifted = int(np.frexp(np.max(np.abs(direction)))[1])
    h = np.ldexp(direction, -lifted)
    h = recentred(h) if recentre else h
    values, vectors = np.linalg.eigh(sigma.hi)
    values[values <= _NULL * n * values[-1]] = 0.0
    turned = vectors.T @ h @ vectors
    opened = _opened(values, turned, smooth=epsilon > 0)
    tilted = TiltedCovariance.of(sigma)
    s, weights = quadrature(tilted, n, n * math.ldexp(epsilon, -exponent), growth=int(opened))
    spectrum, g = tilted.at(s)
    result = np.zeros((n, n))
    for node in range(len(s)):
        k = _kernel(tilted, spectrum[:, node], g[:, node], (right, left))
        damping = 1 / (1 + 2 * s[node] * values)
        bhb = (vectors * damping) @ turned @ (damping[:, None] * vectors.T)
        own = np.diagonal(bhb)
        part = k[1] * own[:, None] + k[2] * bhb + k[1].T * own[None, :]
        np.fill_diagonal(part, (right**2 + left**2) / 2 * own)
        result += weights[node] * (part - s[node] * float(damping @ np.diagonal(turned)) * k[0])
    result = (result + result.T) / 2
    return np.asarray(np.ldexp(result, lifted - exponent))


def _kernel(tilted: TiltedCovariance, spectrum: Any, g: Any, slopes: tuple[float, float]) -> tuple[Any, Any, Any]:
    """The matrices V, ∂V/∂K_ii and ∂V/∂K_ij of K(s) at one node."""
    right, left = slopes
    s = (tilted.vectors * spectrum) @ tilted.vectors.T
    own = (tilted.vectors**2) @ spectrum
    norms, column = own + g * g, np.s_[:, None]
    pairs = np.broadcast_arrays(s, g[column], (g * g)[column], own[column], g, own, norms)
    area, opposite = area_and_opposite(*map(np.array, pairs))
    np.fill_diagonal(area, 0.0)
    rectified = (right - left) ** 2 / (2 * math.pi)
    value = rectified * excess(area, opposite, np.empty_like(area)) - right * left * opposite
    np.fill_diagonal(value, (right**2 + left**2) / 2 * norms)
    mixed = rectified * np.arctan2(area, opposite) + right * left
    return value, rectified * area / (2 * norms[:, None]), mixed


def _opened(values: Any, turned: Any, *, smooth: bool) -> bool:
    """Whether H, in the basis of eigenvectors, opens a new dimension beside the range of Σ; if not, its part there
    becomes exactly zero.

    Raises:
        NotAGramError: it does, and the range has at most two dimensions, unless the map is `smooth`.
    """
    null = np.flatnonzero(values == 0)
    outside, rank = np.ix_(null, null), len(values) - len(null)
    if not np.any(np.abs(turned[outside]) > _OUTSIDE * np.max(np.abs(turned))):
        turned[outside] = 0.0
        return False
    if rank <= 2 and not smooth:
        raise NotAGramError(
            f"the matrix has rank {rank} (recentred, if the layer recentres) and the direction leaves its range: the "
            "map of a layer that rescales is not differentiable there; take a direction within the range, a matrix of "
            "rank 3 or more, or ε > 0"
        )
    return True
