"""The rescaling integral of single pairs of nearly opposite points, with both points split off."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from bnproofs.numbers.double_double import DoubleDouble
from bnproofs.numbers.floats import Floats

_FLOATS = Floats()


def opposite_pair(sigma: DoubleDouble, i: int, j: int, s: Any, weights: Any) -> float:
    """The sum Σ w V(K(s))_ij of the kernel V of the rectifier, with no digits lost where points i and j are opposite.

    The determinant is computed anew: `weights` are without it.

    Σ = S + L Lᵀ, L the columns of a Cholesky factor for the points i and j, S the covariance given both. With
    A = (I + 2sS)⁻¹ and T = I + 2s LᵀAL, the block of K(s) for the two points is B T⁻¹ Bᵀ, B the triangular factor of
    their block of Σ, because A leaves these points alone. Its determinant is (det B)²/det T.
    """
    first, rest = _split(sigma, i)
    second = _column(rest, j)
    inner = rest - DoubleDouble.of(np.multiply.outer(second, second))
    conditional = np.array(inner.hi)
    conditional[[i, j]] = conditional[:, [i, j]] = 0.0
    values, vectors = np.linalg.eigh(conditional)
    damping = 1 / (1 + 2 * np.multiply.outer(np.maximum(values, 0.0), s))
    weights = weights * np.sqrt(damping.prod(axis=0))
    x, y = vectors.T @ first, vectors.T @ second
    xx, xy, yy = 2 * s * ((x * x) @ damping), 2 * s * ((x * y) @ damping), 2 * s * ((y * y) @ damping)
    determinant = (1 + xx) * (1 + yy) - xy * xy
    own, other, height = first[i], first[j], second[j]
    area = own * height / np.sqrt(determinant)
    product = own * (other * (1 + yy) - height * xy) / determinant
    return float(_FLOATS.excess(area, -product) @ (weights / np.sqrt(determinant))) / (2 * math.pi)


def _split(sigma: DoubleDouble, pivot: int) -> tuple[Any, DoubleDouble]:
    """The column k of a pivot over √Σ_pp, in doubles, and Σ − k kᵀ to the digits of pairs of doubles."""
    column, norm = sigma[:, pivot], sigma[pivot, pivot]
    rest = (sigma * norm - column[:, None] * column) / norm.hi
    rest = rest - rest * (norm.lo / norm.hi)
    rest.hi[pivot] = rest.hi[:, pivot] = rest.lo[pivot] = rest.lo[:, pivot] = 0.0
    return column.hi / np.sqrt(norm.hi), rest


def _column(rest: DoubleDouble, pivot: int) -> Any:
    norm = max(float(rest.hi[pivot, pivot]), 0.0)
    return rest.hi[:, pivot] / math.sqrt(norm) if norm else np.zeros(len(rest.hi))
