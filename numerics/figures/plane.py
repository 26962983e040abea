"""Batches in a plane that turns slowly: what Gram matrices, which know no directions, show of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from numerics.arrays import Floats

TURN = 0.2
"""How far the plane turns, from one matrix to the one before it, towards the plane of largest variance."""


def coordinates(gram: Floats) -> Floats:
    """Points (n × n − 1) whose recentred Gram matrix is that of `gram`, along its principal axes, largest first."""
    n = len(gram)
    centred = gram - gram.mean(axis=0)[None, :] - gram.mean(axis=1)[:, None] + gram.mean()
    values, vectors = np.linalg.eigh((centred + centred.T) / 2)
    points = vectors[:, ::-1] * np.sqrt(np.maximum(values[::-1], 0))[None, :]
    signs = np.sign(points[np.abs(points).argmax(axis=0), np.arange(n)])
    return np.asarray((points * np.where(signs == 0, 1, signs)[None, :])[:, : n - 1], dtype=np.float64)


def turned(points: Floats, like: Floats) -> Floats:
    """The points after the orthogonal map that brings them nearest to others: Procrustes' problem."""
    left, _, right = np.linalg.svd(points.T @ like)
    return np.asarray(points @ (left @ right), dtype=np.float64)


def projected(grams: Sequence[Floats]) -> list[Floats]:
    """The points (n × 2) of each Gram matrix in a plane: the principal one of the last, and before it nearly so.

    Each batch is turned so that it is nearest to the one after it. Of each plane only a part is new: where all planes
    are alike, as at a regular simplex, the principal one jumps about.
    """
    aligned = [coordinates(grams[-1])]
    for gram in reversed(grams[:-1]):
        aligned.append(turned(coordinates(gram), aligned[-1]))
    plane = np.eye(aligned[0].shape[1], 2)
    result = [aligned[0] @ plane]
    for _, points in pairwise(aligned):
        principal = np.linalg.svd(points, full_matrices=False)[2][:2].T
        left, _, right = np.linalg.svd(principal.T @ plane)
        plane = np.linalg.qr((1 - TURN) * plane + TURN * principal @ (left @ right))[0]
        result.append(points @ _upright(plane, result[-1], points))
    return result[::-1]


def _upright(plane: Floats, after: Floats, points: Floats) -> Floats:
    """The same plane, its two axes turned so that the points are nearest to where they come to."""
    left, _, right = np.linalg.svd((points @ plane).T @ after)
    return np.asarray(plane @ (left @ right), dtype=np.float64)
