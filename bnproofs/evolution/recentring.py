"""Recentring of full Gram matrices."""

from __future__ import annotations

from typing import Any

import numpy as np

from bnproofs.evolution.gram import Matrix, NotAGramError
from bnproofs.numbers.double_double import DoubleDouble
from bnproofs.numbers.kinds import lift

_RESOLUTION = 2.0**-94
"""The part of the largest entry below which a recentred entry is rounding."""


def recentre(gram: Matrix) -> Matrix:
    """The recentred Gram matrix C G C, C = I − 11ᵀ/n: entries G_ij − r_i − r_j + r̄ with row means r.

    For doubles the sums are done in pairs of doubles and rounded once. Source: derivations/recentring.py.
    """
    if gram.dtype != object:
        shifts = _shifts(gram)
        return np.asarray(_shifted(gram, shifts[:, None], shifts[None, :], len(gram)).hi)
    _, n, _ = lift(len(gram), gram[0, 0])
    rows = gram.sum(axis=1) / n
    result: Matrix = gram - rows[:, None] - rows[None, :] + rows.sum() / n
    return result


class DoublesAtPairs:
    """The matrix K (recentred, or the Gram matrix itself) of float64 entries, as pairs of doubles made where asked for.

    Each point is scaled by a power of two, 2^(−`exponents`), to a norm near 1: that is exact and keeps products of
    entries from overflow and underflow. A point whose squared norm is below the resolution of the sums, 2⁻⁹⁴ of the
    largest entry, lies at the mean: its row is zero. Equal points have bitwise equal rows.

    Raises:
        NotAGramError: a squared norm is negative beyond that resolution.
    """

    def __init__(self, gram: Matrix, *, recentre: bool, scale: bool) -> None:
        self._gram = gram
        self.size = len(gram)
        self._shifts = _shifts(gram) if recentre else None
        norms = DoubleDouble.of(np.diagonal(gram))
        if self._shifts is not None:
            norms = _shifted(np.diagonal(gram), self._shifts, self._shifts, self.size)
        noise = _RESOLUTION * self.size * float(np.max(np.abs(gram))) if recentre else 0.0
        if np.any(norms.hi < -noise):
            i = int(np.argmin(norms.hi))
            raise NotAGramError(
                f"not positive semidefinite: point {i} has squared norm {norms.hi[i]:.6g} after recentring, so "
                "the matrix has an eigenvalue of at most that; if this is rounding, pass the matrix in mpmath numbers"
            )
        self.diagonal = np.where(norms.hi > noise, norms.hi, 0.0)
        self.exponents = np.frexp(self.diagonal)[1] // 2 if scale else np.zeros(self.size, int)
        self._factors = np.ldexp((self.diagonal > 0).astype(float), -self.exponents)
        self._norms = norms * self._factors * self._factors

    def at(self, rows: slice, columns: slice) -> tuple[DoubleDouble, DoubleDouble, DoubleDouble]:
        """The scaled blocks (K_ii, K_ij, K_jj), i in `rows` (a column), j in `columns` (a row)."""
        block = DoubleDouble.of(self._gram[rows, columns])
        if self._shifts is not None:
            block = _shifted(block.hi, self._shifts[rows][:, None], self._shifts[columns][None, :], self.size)
        factors = self._factors[rows][:, None] * self._factors[columns][None, :]
        scaled = DoubleDouble(block.hi * factors, block.lo * factors)
        return self._norms[rows][:, None], scaled, self._norms[columns][None, :]

    def unscale(self, values: Any, row_power: int, column_power: int) -> Any:
        """The array values · 2^(row_power·e_i + column_power·e_j), e the exponents of the points."""
        e = self.exponents
        return np.ldexp(values, row_power * e[:, None] + column_power * e[None, :]) if np.any(e) else values


def _shifts(gram: Matrix) -> DoubleDouble:
    """The vector n R − S/2, with row sums R and total S, so that n² K_ij = n² G_ij − (shift_i + shift_j).

    Nothing is divided before the entries cancel: where G has integer entries, n² K is exact.
    """
    rows = DoubleDouble.of(gram).sum()
    return rows * float(len(gram)) - rows.sum() * 0.5


def _shifted(entries: Matrix, rows: DoubleDouble, columns: DoubleDouble, size: int) -> DoubleDouble:
    """The entries of K from those of G and the shifts of their rows and columns."""
    square = float(size * size)
    return (DoubleDouble.of(entries) * square - (rows + columns)) / square
