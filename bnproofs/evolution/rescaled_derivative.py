"""The derivative of the mean-field map of layers that rescale, on Gram matrices of doubles."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

import numpy as np

from bnproofs.activations import Activation
from bnproofs.evolution.gram import Matrix, NotAGramError
from bnproofs.evolution.recentring import recentre as recentred
from bnproofs.evolution.rescaled_covariance import TiltedCovariance, covariance_of
from bnproofs.evolution.rescaled_map import quadrature, slopes_of
from bnproofs.evolution.rescaled_powers import power_kernel, powers_quadrature
from bnproofs.evolution.rescaled_rectifier import area_and_opposite, excess
from bnproofs.numbers.double_double import DoubleDouble

_NULL = 2.0**-48
"""The part of the largest eigenvalue, times n, below which an eigenvalue is rounding."""

_OUTSIDE = 2.0**-40
"""The part of a direction that may leave the range of the matrix by rounding."""


def rescaled_derivative(
    gram: Matrix, direction: Matrix, activation: Activation, *, recentre: bool, epsilon: float
) -> Matrix:
    """The derivative along E of the matrix that `rescaled_map` gives, for Σ with a positive diagonal.

    With H = CEC or E, B = (I + 2sΣ)⁻¹, V the kernel of φ, of degree k, at K = ΣB and ∂ its partial derivatives, it is
    n^k/Γ(k) times

        ∫₀^∞ s^(k−1) e^(−snε) det(B)^(1/2) (∂_ii V (BHB)_ii + ∂_ij V (BHB)_ij + ∂_jj V (BHB)_jj − s tr(BH) V)_ij ds.

    Source: derivations/rescaled_integral.py, derivations/rescaled_powers.py.

    Raises:
        NotAGramError: Σ has a zero on its diagonal, or rank at most 2 and H leaves its range while ε = 0: the map is
            not differentiable there.
    """
    n, degree = len(gram), activation.degree
    along = direction_along(gram, direction, recentre=recentre, smooth=epsilon > 0)
    tilted = TiltedCovariance.of(along.sigma)
    decay = n * math.ldexp(epsilon, -along.exponent)
    if degree is not None and degree > 1:
        tilted = tilted.resolved()
        s, units, weights = powers_quadrature(tilted, n, decay, degree, growth=int(along.opened))
        kernel = partial(power_kernel, activation, tilted)
    else:
        s, weights = quadrature(tilted, n, decay, growth=int(along.opened))
        units, kernel = np.ones_like(s), partial(_kernel, tilted, slopes_of(activation))
    spectrum, g = tilted.at(s)
    spectrum, g = spectrum * units, g * np.sqrt(units)
    result = np.zeros((n, n))
    for node, unit in enumerate(units):
        value, first, mixed, slope = kernel(spectrum[:, node], g[:, node])
        bhb, trace = along.damped(s[node])
        bhb *= unit
        own = np.diagonal(bhb)
        part = first * own[:, None] + mixed * bhb + first.T * own[None, :]
        np.fill_diagonal(part, slope * own)
        result += weights[node] * (part - s[node] * trace * value)
    return along.unscaled(result)


@dataclass(frozen=True, slots=True)
class Along:
    """The matrices 2^(−`exponent`) Σ and 2^(−`lifted`) H, the latter in the basis of eigenvectors of the former."""

    sigma: DoubleDouble
    values: Any
    vectors: Any
    turned: Matrix
    exponent: int
    lifted: int
    opened: bool
    """Whether H opens a new dimension beside the range of Σ."""

    def damped(self, s: float) -> tuple[Matrix, float]:
        """The matrix BHB and the trace of BH, B = (I + 2sΣ)⁻¹."""
        damping = 1 / (1 + 2 * s * self.values)
        bhb = (self.vectors * damping) @ self.turned @ (damping[:, None] * self.vectors.T)
        return bhb, float(damping @ np.diagonal(self.turned))

    def unscaled(self, result: Matrix) -> Matrix:
        """The symmetric part of a derivative along the matrices in their own units."""
        return np.asarray(np.ldexp((result + result.T) / 2, self.lifted - self.exponent))


def direction_along(gram: Matrix, direction: Matrix, *, recentre: bool, smooth: bool) -> Along:
    """The matrices Σ and H of G and E, for a map that is `smooth` at matrices of rank 1 and 2 or not.

    Raises:
        NotAGramError: as `rescaled_derivative`.
    """
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
    values[values <= _NULL * len(h) * values[-1]] = 0.0
    turned = vectors.T @ h @ vectors
    opened = _opened(values, turned, smooth=smooth)
    return Along(sigma, values, vectors, turned, exponent, lifted, opened)


def _kernel(
    tilted: TiltedCovariance, slopes: tuple[Fraction, Fraction], spectrum: Any, g: Any
) -> tuple[Any, Any, Any, float]:
    """The matrices V, ∂V/∂K_ii and ∂V/∂K_ij of K(s) at one node, and the slope of the diagonal of V; of degree 1."""
    right, left = map(float, slopes)
    s = (tilted.vectors * spectrum) @ tilted.vectors.T
    own = (tilted.vectors**2) @ spectrum
    norms, column = own + g * g, np.s_[:, None]
    pairs = np.broadcast_arrays(s, g[column], (g * g)[column], own[column], g, own, norms)
    area, opposite = area_and_opposite(*map(np.array, pairs))
    np.fill_diagonal(area, 0.0)
    rectified = (right - left) ** 2 / (2 * math.pi)
    value = rectified * excess(area, opposite, np.empty_like(area)) - right * left * opposite
    slope = (right**2 + left**2) / 2
    np.fill_diagonal(value, slope * norms)
    mixed = rectified * np.arctan2(area, opposite) + right * left
    return value, rectified * area / (2 * norms[:, None]), mixed, slope


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
