"""The rescaling integrals of the rectifier's kernel, over all pairs of points and all nodes."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from bnproofs.evolution.gram import Matrix
from bnproofs.evolution.rescaled_covariance import TiltedCovariance
from bnproofs.evolution.rescaled_pairs import opposite_pair
from bnproofs.numbers.double_double import DoubleDouble
from bnproofs.numbers.floats import Floats

_FLOATS = Floats()
_BLOCK = 1 << 14
"""The number of pairs times nodes whose values stand in memory at once."""

_OPPOSITE, _LOST = 1 / 2, 2.0**-8
"""The tangent √(K_ii K_jj − K_ij²)/(−K_ij), and the part of (K_ii + K_jj) times the norm of S A that the square under
the root is, below which a pair is done on its own."""

_ALONE = 1 << 18
"""The number of multiplications up to which a product of matrices stays on one core: waiting for another costs more."""

_FLAT = 1 / 8
"""The tangent below which s − c·angle(s, c) is summed as a series."""


def rectified_integrals(sigma: DoubleDouble, tilted: TiltedCovariance, s: Any, weights: Any) -> Matrix:
    """The sums Σ w V(K(s)) of the kernel V of the rectifier off the diagonal; zero on it."""
    spectrum, g = tilted.at(s)
    plain = weights * np.exp(tilted.log_determinant(s) / 2)
    size = len(g)
    own, squares = (tilted.vectors**2) @ spectrum, g * g
    norms = own + squares
    rows, columns = np.triu_indices(size, 1)
    values = np.empty(len(rows))
    height = max(1, _BLOCK // max(len(weights), size))
    wide, long = np.empty((7, height, len(weights))), np.empty((2, height, size))
    for top in range(0, len(rows), height):
        i, j = rows[top : top + height], columns[top : top + height]
        left, right = (_taken(tilted.vectors, at, out) for at, out in zip((i, j), long, strict=True))
        left *= right
        mixed = _product(left, spectrum, wide[0, : len(i)])
        first = [_taken(array, i, out) for array, out in zip((g, squares, own), wide[1:4], strict=True)]
        second = [_taken(array, j, out) for array, out in zip((g, own, norms), wide[4:], strict=True)]
        area, opposite = area_and_opposite(mixed, *first, *second)
        values[top : top + height] = excess(area, opposite, mixed) @ weights
        nearly = np.flatnonzero(np.any(area < _OPPOSITE * opposite, axis=1))
        if len(nearly):
            lost = _LOST * spectrum[-1] * (norms[i[nearly]] + norms[j[nearly]])
            nearly = nearly[np.any((area[nearly] ** 2 < lost) & (opposite[nearly] > 0), axis=1)]
        for at in nearly:
            values[top + at] = 2 * math.pi * opposite_pair(sigma, int(i[at]), int(j[at]), s, plain)
    result = np.zeros((size, size))
    result[rows, columns] = values / (2 * math.pi)
    return result + result.T


def _product(left: Any, right: Any, out: Any) -> Any:
    """The product of two matrices, in `out`, some rows at a time."""
    height = max(1, _ALONE // right.size)
    for top in range(0, len(left), height):
        np.matmul(left[top : top + height], right, out=out[top : top + height])
    return out


def _taken(array: Any, rows: Any, out: Any) -> Any:
    """Some rows of an array, written to the beginning of `out`."""
    return np.take(array, rows, axis=0, out=out[: len(rows)], mode="clip")


def area_and_opposite(mixed: Any, gi: Any, gi_square: Any, si: Any, gj: Any, sj: Any, kj: Any) -> tuple[Any, Any]:
    """The numbers √(K_ii K_jj − K_ij²) and −K_ij of K = S + g gᵀ, from S_ij, g_i, g_i², S_ii, g_j, S_jj and K_jj.

    Arrays of one shape; all but `mixed` are overwritten. The square is S_ii S_jj − S_ij² plus the squared length of
    g_i s_j − g_j s_i, s the vectors behind S.
    """
    gi_square *= sj
    si *= kj
    square = np.add(gi_square, si, out=si)
    gi *= gj
    entry = np.add(gi, mixed, out=gj)
    gi += entry
    gi *= mixed
    square -= gi
    np.maximum(square, 0.0, out=square)
    np.sqrt(square, out=square)
    return square, np.negative(entry, out=entry)


def excess(s: Any, c: Any, out: Any) -> Any:
    """The values s − c·angle(s, c), s ≥ 0, to 10⁻¹³ of themselves, in `out`."""
    np.multiply(c, _FLAT, out=out)
    flat = s < out
    np.arctan2(s, c, out=out)
    out *= c
    np.subtract(s, out, out=out)
    if np.any(flat):
        out[flat] = _FLOATS.excess(s[flat], c[flat])
    return out
