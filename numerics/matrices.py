"""Arrays from outside, made matrices of finite doubles."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bnproofs.errors import InputError
from numerics.arrays import Floats

_MOST_ENTRIES = 2**27
"""The most entries of a matrix: one gigabyte."""


def require_entries(name: str, rows: int, columns: int) -> None:
    """No result; a check that a matrix of this shape fits into memory.

    Raises:
        InputError: it has more than 2²⁷ entries.
    """
    if rows * columns > _MOST_ENTRIES:
        raise InputError(
            f"{name}: a matrix of {rows}×{columns} entries is more than a gigabyte: take fewer points or features"
        )


def finite_matrix(name: str, values: NDArray[Any]) -> Floats:
    """The same matrix as a new contiguous array of doubles; truth values, integers and shorter floats are converted.

    Raises:
        InputError: not two-dimensional, not of real numbers, too large, or with an entry that is NaN or infinite as a
            double, of which the first is named, counted from 1.
    """
    if values.ndim != 2:
        raise InputError(
            f"{name}: an array of {values.ndim} dimensions is no batch: reshape it to two, points and features"
        )
    if values.dtype.kind not in "biuf":
        raise InputError(f"{name}: entries of type {values.dtype} are no real numbers: convert them to float64")
    require_entries(name, *values.shape)
    with np.errstate(over="ignore"):
        matrix = np.array(values, dtype=np.float64, order="C", subok=False)
    finite = np.isfinite(matrix)
    if not finite.all():
        row, column = (int(at) for at in np.unravel_index(int(np.argmin(finite)), matrix.shape))
        raise InputError(
            f"{name}: the entry in row {row + 1}, column {column + 1} (counted from 1) is {matrix[row, column]}: "
            "leave that point out, or put a number there"
        )
    return matrix
