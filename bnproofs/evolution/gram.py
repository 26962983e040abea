"""Gram matrices of batches: what is accepted, and what a refusal says."""

from __future__ import annotations

from typing import Any

import numpy as np

from bnproofs.numbers.kinds import kind_of


class NotAGramError(ValueError):
    """A matrix that is no Gram matrix: the message names the entry or the eigenvalue that shows it."""


Matrix = np.ndarray[Any, Any]
"""An n×n array of doubles, or of objects of another kind of number."""


def as_gram(matrix: Any) -> Matrix:
    """The n×n array of a square, symmetric, finite matrix with non-negative diagonal.

    Entries may be doubles (the result is a float64 array) or of any other kind of number (an object array).

    Raises:
        NotAGramError: not square, empty, not real, not symmetric, not finite, or a negative diagonal entry.
    """
    array = as_symmetric(matrix)
    for i, norm in enumerate(np.diagonal(array)):
        if _is_negative(norm):
            raise NotAGramError(f"diagonal entry {i} is {norm}, a negative squared norm: not positive semidefinite")
    return array


def as_symmetric(matrix: Any) -> Matrix:
    """The n×n array of a square, symmetric, finite, real matrix: of doubles, or of another kind of number.

    Raises:
        NotAGramError: not square, empty, not real numbers, not symmetric or not finite.
    """
    try:
        array = np.array(matrix if isinstance(matrix, np.ndarray) or not hasattr(matrix, "tolist") else matrix.tolist())
    except ValueError as error:
        raise NotAGramError("the rows of the matrix differ in length: give an n×n array") from error
    if array.ndim != 2 or array.shape[0] != array.shape[1] or array.shape[0] < 1:
        raise NotAGramError(f"a Gram matrix is n×n, not of shape {array.shape}")
    if array.dtype.kind not in "biufO":
        raise NotAGramError(f"the entries are real numbers, not of NumPy's type {array.dtype}")
    if array.dtype != object:
        array = array.astype(float, copy=False)
    finite = np.isfinite(array) if array.dtype != object else np.vectorize(_is_finite, otypes=[bool])(array)
    if not np.all(finite):
        raise NotAGramError(f"entry {_first(~finite)} is not finite: remove NaN and infinities")
    if np.any(differ := array != array.T):
        raise NotAGramError(f"entry {_first(differ)} differs from its transpose: symmetrise with (G + Gᵀ)/2")
    return array


def require_positive_semidefinite(gram: Matrix) -> None:
    """No result; a check that no eigenvalue is negative beyond the rounding of the entries.

    Singular matrices pass: recentring makes every Gram matrix singular, and the configurations of the theory have
    low rank. Doubles pass if they have a Cholesky factor, or no eigenvalue below −8n·2⁻⁵²·λ_max; mpmath numbers
    likewise at their own precision; balls are judged by their midpoints, as doubles; symbols are not judged.

    Raises:
        NotAGramError: the message names the offending eigenvalue.
    """
    kind = kind_of(*gram.flat).name if gram.dtype == object else "float"
    if kind == "symbol":
        return
    if kind == "mpf":
        from mpmath import mp

        values = [mp.mpf(x) for x in mp.eigsy(mp.matrix(gram.tolist()), eigvals_only=True)]
        least, largest, unit = min(values), max(map(abs, values)), mp.eps
    else:
        doubles = np.array([[float(x.mid()) for x in row] for row in gram]) if kind == "ball" else gram.astype(float)
        if _has_cholesky(doubles):
            return
        spectrum = np.linalg.eigvalsh(doubles)
        least, largest, unit = spectrum[0], float(np.max(np.abs(spectrum))), 2.0**-52
    if least < -8 * len(gram) * unit * largest:
        raise NotAGramError(
            f"not positive semidefinite: the eigenvalue {float(least):.6g} is negative (largest {float(largest):.6g}); "
            "a Gram matrix has none"
        )


def _has_cholesky(gram: Matrix) -> bool:
    """Whether a Cholesky factor exists: the quick way to see that all eigenvalues are positive, but for rounding."""
    try:
        np.linalg.cholesky(gram)
    except np.linalg.LinAlgError:
        return False
    return True


def _is_negative(entry: Any) -> bool:
    """Whether an entry is surely negative; of a SymPy expression that is asked of its assumptions."""
    return entry.is_negative is True if kind_of(entry).name == "symbol" else bool(entry < 0)


def _is_finite(entry: Any) -> bool:
    return bool(entry.is_finite()) if kind_of(entry).name == "ball" else bool(entry - entry == 0)


def _first(mask: Any) -> str:
    i, j = np.argwhere(mask)[0]
    return f"({i}, {j})"
