"""Functions of (K_ii, K_ij, K_jj) on all pairs of points of a batch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from bnproofs.errors import NotDifferentiableError
from bnproofs.evolution.gram import Matrix, NotAGramError
from bnproofs.evolution.recentring import DoublesAtPairs
from bnproofs.numbers.double_double import DoubleDouble
from bnproofs.numbers.kinds import Number

PairFunction = Callable[[Number, Number, Number], tuple[Number, ...]]

_CHUNK = 1 << 14


def above_diagonal(function: PairFunction, k: Matrix | DoublesAtPairs) -> list[Matrix]:
    """The n×n arrays of the values of `function(K_ii, K_ij, K_jj)` at i < j, one for each of its results.

    What stands on and below the diagonal has no meaning: see `symmetric`.

    Raises:
        NotAGramError: a pair of points has a correlation beyond ±1; names the negative eigenvalue.
    """
    return _of_doubles(function, k) if isinstance(k, DoublesAtPairs) else _of_objects(function, k)


def symmetric(above: Matrix, diagonal: Any) -> Matrix:
    """The symmetric matrix with the given entries above the diagonal and on it."""
    if above.dtype == object:
        result = mirrored(above, above)
    else:
        upper = np.triu(above, 1)
        result = upper + upper.T
    np.fill_diagonal(result, diagonal)
    return result


def mirrored(above: Matrix, below: Matrix) -> Matrix:
    """The matrix with the entries above the diagonal of one matrix, and those of the other one mirrored below."""
    strictly_below = np.tri(len(above), k=-1, dtype=bool)
    return np.where(strictly_below, below.T, above)


def _of_objects(function: PairFunction, k: Matrix) -> list[Matrix]:
    n = len(k)
    values: dict[tuple[int, int], tuple[Number, ...]] = {}
    for i in range(n):
        for j in range(i + 1, n):
            try:
                values[i, j] = function(k[i, i], k[i, j], k[j, j])
            except NotDifferentiableError:
                raise
            except ValueError as error:
                raise _not_a_gram(i, j, k[i, i], k[i, j], k[j, j]) from error
    width = len(next(iter(values.values()))) if values else 3
    results = [np.copy(k) for _ in range(width)]
    for index, row in values.items():
        for result, value in zip(results, row, strict=True):
            result[index] = value
    return results


def _of_doubles(function: PairFunction, k: DoublesAtPairs) -> list[Matrix]:
    n = k.size
    results: list[Matrix] = []
    height = max(1, _CHUNK // n)
    for top in range(0, n, height):
        rows, columns = slice(top, min(top + height, n)), slice(top, n)
        kii, kij, kjj = k.at(rows, columns)
        try:
            values = function(kii, _off_diagonal(kij, top), kjj)
        except NotDifferentiableError:
            raise
        except ValueError as error:
            raise _worst_pair(k, top, kii, kij, kjj) from error
        if not results:
            results = [np.empty((n, n)) for _ in values]
        for result, value in zip(results, values, strict=True):
            result[rows, columns] = value.hi if isinstance(value, DoubleDouble) else value
    return results


def _off_diagonal(kij: DoubleDouble, top: int) -> DoubleDouble:
    """The block of products from row and column `top` on, with zeros for the squared norms: they are no pairs."""
    hi, lo = kij.hi.copy(), kij.lo.copy()
    np.fill_diagonal(hi, 0.0)
    np.fill_diagonal(lo, 0.0)
    return DoubleDouble(hi, lo)


def _worst_pair(k: DoublesAtPairs, top: int, kii: DoubleDouble, kij: DoubleDouble, kjj: DoubleDouble) -> NotAGramError:
    deficit = (kii * kjj - kij * kij).hi / np.maximum(kii.hi * kjj.hi, np.finfo(float).tiny)
    i, j = (top + int(index) for index in np.unravel_index(int(np.argmin(deficit)), deficit.shape))
    return _not_a_gram(i, j, *k.original(i, j))


def _not_a_gram(i: int, j: int, kii: Any, kij: Any, kjj: Any) -> NotAGramError:
    a, b, c = float(kii), float(kij), float(kjj)
    eigenvalue = 2 * (a * c - b * b) / (a + c + float(np.hypot(a - c, 2 * b)))
    return NotAGramError(
        f"not positive semidefinite: points {i} and {j} (recentred, if the layer recentres) have the negative "
        f"eigenvalue {eigenvalue:.6g}, a correlation beyond ±1; if this is rounding, pass the matrix in mpmath numbers"
    )
