"""What a simulation starts from: a batch of points."""

from __future__ import annotations

import difflib
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.arrays import Floats
from numerics.extras import optional
from numerics.matrices import finite_matrix, require_entries
from numerics.parallel import one_blas_thread
from numerics.point_files import read_rows
from numerics.specification import require_sizes
from numerics.streams import Purpose, stream

MOST_POINTS = 2000
_SMALLEST, _LARGEST = 2.0**-480, 2.0**480
"""The range of squared lengths: Gram matrices stay among the doubles, and their squares too."""


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """A batch: `points` is the matrix X (features × n), its columns are the points; G = XᵀX/features.

    The matrix is copied, as doubles, and cannot be written to. Points may be equal: they stay equal for ever. A point
    may be zero: it stays zero in layers without recentring whose φ has φ(0) = 0. A feature may be zero for all points.

    Raises:
        InputError: not two-dimensional, no real numbers, an entry that is NaN or infinite, more than 2²⁷ entries, no
            feature, fewer than 2 or more than 2000 points, all points zero, or lengths so large or small that a Gram
            matrix, or its square, would overflow or underflow.
    """

    name: str
    points: Floats

    def __post_init__(self) -> None:
        points = finite_matrix(self.name, np.asarray(self.points))
        features, n = points.shape
        if not 2 <= n <= MOST_POINTS:
            raise InputError(f"{self.name}: a batch has from 2 to {MOST_POINTS} points, not {n}")
        if not features:
            raise InputError(f"{self.name}: the points have no feature: give each at least one number")
        with np.errstate(over="ignore", under="ignore"):
            squares = np.einsum("ij,ij->j", points, points)
        there = points.any(axis=0)
        if not there.any():
            raise InputError(f"{self.name}: all points are zero, and so is every layer after them: give other points")
        if squares.sum() > _LARGEST or squares[there].min() < _SMALLEST:
            size = "large" if squares.sum() > _LARGEST else "small"
            raise InputError(f"{self.name}: entries so {size} that Gram matrices leave the doubles: scale the data")
        points.flags.writeable = False
        object.__setattr__(self, "points", points)

    @property
    def n(self) -> int:
        """The number of points."""
        return int(self.points.shape[1])

    @property
    def gram(self) -> Floats:
        """The Gram matrix G = XᵀX/features (n × n), symmetric to the bit, and the same on any number of cores."""
        scaled = self.points / np.sqrt(len(self.points))
        with one_blas_thread():
            gram: Floats = scaled.T @ scaled
        return gram

    @property
    def digest(self) -> str:
        """The SHA-256, in hexadecimal, of the shape and the bytes of X as little-endian doubles, row by row."""
        shape = np.array(self.points.shape, dtype="<i8").tobytes()
        return hashlib.sha256(shape + self.points.astype("<f8").tobytes()).hexdigest()


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
    return Batch(path.name, finite_matrix(where, rows).T)


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


def require_life(layer: Layer, batch: Batch) -> None:
    """No result; a check that a layer leaves something of a batch.

    Recentring makes equal points zero, and then everything is zero. (No batch has all points zero.)

    Raises:
        InputError: the layer recentres and all points are equal.
    """
    if layer.recentre and (batch.points == batch.points[:, :1]).all():
        raise InputError(
            f"{batch.name}: all points are equal, and recentring makes them zero: give different points, or leave "
            "out rc"
        )
