"""What a simulation starts from: points drawn, made, or read from a file."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import numpy as np

from bnproofs.errors import InputError
from bnproofs.extras import optional
from numerics.batch import MOST_POINTS, Batch, printable
from numerics.matrices import finite_matrix, require_entries
from numerics.point_files import read_rows
from numerics.specification import require_sizes
from numerics.streams import Purpose, stream


def gaussian(n: int, features: int, seed: int) -> Batch:
    """The batch of n points with independent entries N(0, 1).

    Raises:
        InputError: an n outside 2, …, 2000, no feature, or more than 2²⁷ entries.
    """
    require_sizes(batch=n, seed=seed)
    if features < 1:
        raise InputError(f"gaussian: points have at least one feature, not {features}")
    require_entries("gaussian", features, n)
    return Batch("gaussian", stream(seed, Purpose.INPUT).standard_normal((features, n)))


def orthonormal(n: int) -> Batch:
    """The batch X = √n I, whose Gram matrix G = I is exact.

    Raises:
        InputError: an n outside 2, …, 2000.
    """
    require_sizes(batch=n)
    return Batch("orthonormal", np.sqrt(n) * np.eye(n))


def digits(n: int, seed: int) -> Batch:
    """The batch of n different handwritten digits of scikit-learn, 8×8 pixels from 0 to 1, drawn by the seed.

    Raises:
        InputError: scikit-learn is missing, an n below 2, or more digits than there are.
    """
    require_sizes(batch=n, seed=seed)
    pixels = optional("sklearn.datasets", "data").load_digits().data
    if n > len(pixels):
        raise InputError(f"there are {len(pixels)} digits, not {n}: take fewer points")
    drawn = stream(seed, Purpose.INPUT).choice(len(pixels), n, replace=False)
    return Batch("digits", pixels[drawn].T / 16)


def from_file(path: str | Path, n: int | None = None) -> Batch:
    """The batch of the first n points of a file (`point_files`), one point a row there; of all points if n is None.

    Raises:
        InputError: a file that cannot be read, fewer points than n, more than 2000, or no batch (`Batch`).
    """
    path = Path(path)
    where = repr(str(path))
    if n is not None:
        require_sizes(batch=n)
    rows = read_rows(path, MOST_POINTS + 1 if n is None else n)
    if n is not None and len(rows) < n:
        raise InputError(f"{where} holds {len(rows)} points, not {n}: ask for fewer")
    if len(rows) > MOST_POINTS:
        raise InputError(f"{where} holds more than {MOST_POINTS} points: say how many of them to take")
    return Batch(printable(path.name), finite_matrix(where, rows).T)


_GAUSSIAN = 2**22
"""About the most numbers that are drawn for a batch."""

_GENERATED = ("gaussian", "orthonormal", "digits")


def batch_of(source: str, n: int | None, *, width: int, seed: int) -> Batch:
    """The batch that `--input` denotes: `gaussian`, `orthonormal`, `digits` or a file.

    Gaussian points have `width` features, but at most 2²²/n, or n if that is more.

    The three names come first: a file called `digits` is `./digits`.

    Raises:
        InputError: neither a name nor a file, no n for a name, or no batch.
    """
    if source in _GENERATED:
        if n is None:
            raise InputError(f"--input {source} needs the number of points: write the batch size")
        require_sizes(batch=n)
        if source == "orthonormal":
            return orthonormal(n)
        return gaussian(n, min(width, max(_GAUSSIAN // n, n)), seed) if source == "gaussian" else digits(n, seed)
    if not os.path.lexists(source):
        nearest = difflib.get_close_matches(source.lower(), _GENERATED, n=1, cutoff=0)[0]
        raise InputError(f"{source[:200]!r} is no file, and none of {', '.join(_GENERATED)}: did you mean {nearest!r}?")
    return from_file(source, n)
