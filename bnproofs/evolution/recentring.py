"""Recentring of full Gram matrices."""

from __future__ import annotations

from typing import Any

import numpy as np

from bnproofs.evolution.gram import Matrix, NotAGramError
from bnproofs.numbers.double_double import DoubleDouble
from bnproofs.numbers.kinds import lift

_RESOLUTION = 2.0**-94
"""The part of the largest entry below which a recentred entry is rounding."""

_ROUNDING = 2.0**-49
"""The part of the largest entry, times n, by which the rounding of G may push a correlation beyond ±1."""

_PAIR_ROUNDING = 2.0**-48
"""The part of K_ii K_jj by which the rounding of three doubles may push K_ij² beyond it."""

_CLOSE = 1 - 2.0**-40
"""Squared correlations above this are looked at more closely."""


def recentre(gram: Matrix) -> Matrix:
    """The recentred Gram matrix C G C, C = I − 11ᵀ/n: entries G_ij − r_i − r_j + r̄ with row means r.

    For doubles the sums are done in pairs of doubles and rounded once. Source: derivations/recentring.py.
    """
    if gram.dtype != object:
        lifted = int(np.frexp(np.max(np.abs(gram)))[1])
        gram = np.ldexp(gram, -lifted)
        return np.asarray(np.ldexp(recentred_pairs(gram).hi, lifted))
    _, n, _ = lift(len(gram), gram[0, 0])
    rows = gram.sum(axis=1) / n
    result: Matrix = gram - rows[:, None] - rows[None, :] + rows.sum() / n
    return result


def recentred_pairs(gram: Matrix) -> DoubleDouble:
    """The recentred matrix of doubles between 2⁻⁴⁰⁰ and 2⁴⁰⁰, as pairs of doubles."""
    shifts = _shifts(gram)
    return _shifted(gram, shifts[:, None], shifts[None, :], len(gram))


class DoublesAtPairs:
    """The matrix K (recentred, or the Gram matrix itself) of float64 entries, as pairs of doubles made where asked for.

    Each point is scaled by a power of two, 2^(−`exponents`), to a norm near 1: that is exact and keeps products of
    entries from overflow and underflow. Entries are taken as exact, but a correlation beyond ±1 by no more than
    rounding is ±1: the rounding of the two points (2⁻⁴⁸, relative), or, after recentring, that of G, n·2⁻⁴⁹ of its
    largest entry. After recentring a point whose squared norm is below the resolution of the sums, 2⁻⁹⁴ of the
    largest entry, lies at the mean: its row is zero. Equal points have bitwise equal rows.

    Raises:
        NotAGramError: a squared norm is negative, or zero beside a product that is not, beyond that rounding.
    """

    def __init__(self, gram: Matrix, *, recentre: bool, scale: bool) -> None:
        largest = float(np.max(np.abs(gram)))
        lifted = 2 * (int(np.frexp(largest)[1]) // 2) if recentre and scale else 0
        self._gram = gram = np.ldexp(gram, -lifted)
        self.size = len(gram)
        self._shifts = _shifts(gram) if recentre else None
        norms = DoubleDouble.of(np.diagonal(gram))
        if self._shifts is not None:
            norms = _shifted(np.diagonal(gram), self._shifts, self._shifts, self.size)
        largest = self.size * float(np.ldexp(largest, -lifted))
        noise = _RESOLUTION * largest if recentre else 0.0
        self._rounding = _ROUNDING * largest if recentre else 0.0
        if np.any(norms.hi < -self._rounding):
            i = int(np.argmin(norms.hi))
            raise NotAGramError(
                f"not positive semidefinite: point {i} has squared norm {np.ldexp(norms.hi[i], lifted):.6g} after "
                "recentring, so the matrix has an eigenvalue of at most that; if this is rounding, pass the matrix in "
                "mpmath numbers"
            )
        alive = norms.hi > noise
        self.diagonal = np.ldexp(np.where(alive, norms.hi, 0.0), lifted)
        exponents = np.frexp(np.where(alive, norms.hi, 0.0))[1] // 2 if scale else np.zeros(self.size, int)
        self.exponents = exponents + lifted // 2
        self._factors = np.ldexp(alive.astype(float), -exponents)
        self._norms = norms.scaled(self._factors).scaled(self._factors)
        self._require_orthogonal_to_all(np.flatnonzero(~alive), 2.0**5 * self._rounding, lifted)

    def at(self, rows: slice, columns: slice) -> tuple[DoubleDouble, DoubleDouble, DoubleDouble]:
        """The scaled blocks (K_ii, K_ij, K_jj), i in `rows` (a column), j in `columns` (a row)."""
        block = DoubleDouble.of(self._gram[rows, columns])
        if self._shifts is not None:
            block = _shifted(block.hi, self._shifts[rows][:, None], self._shifts[columns][None, :], self.size)
        kii, kjj = self._norms[rows][:, None], self._norms[columns][None, :]
        row_factors, column_factors = self._factors[rows][:, None], self._factors[columns][None, :]
        kij = block.scaled(row_factors).scaled(column_factors)
        close = kij.hi * kij.hi > _CLOSE * (kii.hi * kjj.hi)
        if rows.start == columns.start:
            np.fill_diagonal(close, False)
        if np.any(close):
            kij = self._within_rounding(kii, kij, kjj, row_factors, column_factors)
        return kii, kij, kjj

    def _within_rounding(
        self, kii: DoubleDouble, kij: DoubleDouble, kjj: DoubleDouble, rows: Any, columns: Any
    ) -> DoubleDouble:
        """The block K_ij with correlations that the rounding of G pushed beyond ±1 put back to ±1."""
        room = self._rounding * (rows**2 * kjj.hi + columns**2 * kii.hi + 2 * rows * columns * abs(kij.hi))
        room = np.maximum(room, _PAIR_ROUNDING * (kii.hi * kjj.hi))
        surplus = (kij * kij - kii * kjj).hi
        beyond = (surplus > 0) & (surplus <= room)
        parallel, sign = (kii * kjj).sqrt(), np.sign(kij.hi)
        return DoubleDouble(np.where(beyond, sign * parallel.hi, kij.hi), np.where(beyond, sign * parallel.lo, kij.lo))

    def _require_orthogonal_to_all(self, points: Any, room: float, lifted: int) -> None:
        """No result; a check that points at zero have no product with others beyond `room`."""
        for i in points:
            row = DoubleDouble.of(self._gram[i])
            if self._shifts is not None:
                row = _shifted(row.hi, self._shifts[i : i + 1], self._shifts, self.size)
            j = int(np.argmax(np.abs(row.hi)))
            if abs(row.hi[j]) > room:
                raise NotAGramError(
                    f"not positive semidefinite: point {i} is zero (after recentring, if the layer recentres), but its "
                    f"product with point {j} is not, so the matrix has an eigenvalue of about "
                    f"{-abs(float(np.ldexp(row.hi[j], lifted))):.6g}"
                )

    def original(self, i: int, j: int) -> tuple[float, float, float]:
        """The doubles K_ii, K_ij, K_jj, not scaled."""
        kii, kij, kjj = self.at(slice(i, i + 1), slice(j, j + 1))
        e, f = int(self.exponents[i]), int(self.exponents[j])
        return (
            float(np.ldexp(kii.hi[0, 0], 2 * e)),
            float(np.ldexp(kij.hi[0, 0], e + f)),
            float(np.ldexp(kjj.hi[0, 0], 2 * f)),
        )

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
