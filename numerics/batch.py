"""A batch of points, and whether a layer leaves anything of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import numpy as np

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.arrays import Floats
from numerics.matrices import finite_matrix
from numerics.parallel import one_blas_thread

MOST_POINTS = 2000
_SMALLEST, _LARGEST = 2.0**-480, 2.0**480
"""The range of squared lengths: Gram matrices stay among the doubles, and their squares too."""


_NEAR = 1e-10
"""The relative size of differences that recentring must leave."""


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
        return _gram(self.points)

    @property
    def recentred_gram(self) -> Floats:
        """The Gram matrix C G C of the points less their mean."""
        return _gram(self.points - self.points.mean(axis=1, keepdims=True))

    @property
    def digest(self) -> str:
        """The SHA-256, in hexadecimal, of the shape and the bytes of X as little-endian doubles, row by row."""
        shape = np.array(self.points.shape, dtype="<i8").tobytes()
        return hashlib.sha256(shape + self.points.astype("<f8").tobytes()).hexdigest()


def require_life(layer: Layer, batch: Batch) -> None:
    """No result; a check that a layer leaves something of a batch.

    Recentring makes equal points zero, and leaves little but rounding of points that differ by less than 10⁻¹⁰ of their
    distance from the origin. (No batch has all points zero.)

    Raises:
        InputError: the layer recentres and all points are equal, or that near to each other.
    """
    if not layer.recentre:
        return
    if (batch.points == batch.points[:, :1]).all():
        raise InputError(
            f"{batch.name}: all points are equal, and recentring makes them zero: give different points, or leave "
            "out rc"
        )
    spread = batch.points - batch.points.mean(axis=1, keepdims=True)
    if np.linalg.norm(spread) < _NEAR * np.linalg.norm(batch.points):
        raise InputError(
            f"{batch.name}: the points differ by rounding only, beside their mean: subtract the mean from the data"
        )


def printable(name: str) -> str:
    """The name with a question mark for each character that cannot be shown."""
    return "".join(character if character.isprintable() else "?" for character in name)


def _gram(points: Floats) -> Floats:
    scaled = points / np.sqrt(len(points))
    with one_blas_thread():
        gram: Floats = scaled.T @ scaled
    return gram
