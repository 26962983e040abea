"""What an animation shows: the kept Gram matrices of one replica as points in a plane, and where theory has them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bnproofs.errors import InputError
from numerics.arrays import Floats
from numerics.figures.grams import cosines, nearest_attractor
from numerics.figures.plane import projected
from numerics.references import Reference
from numerics.run import Run

LEAST = 10
"""The least number of kept Gram matrices that make an animation."""

MOST = 105
"""The most frames; of more matrices the first ones are all shown, of later ones some."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What is shown: layers, points of each in the plane, the odd one, its cosines, and the attractor at the end.

    `cosines` is (layers, 2): means over pairs in the cluster, and over pairs with the odd point.
    """

    layers: list[int]
    points: list[Floats]
    odd: int
    cosines: Floats
    target: Reference | None


def scene(run: Run) -> Scene:
    """The scene of the matrices that were kept of the first replica.

    Raises:
        InputError: too few were kept.
    """
    there = np.flatnonzero(np.isfinite(run.grams).all(axis=(1, 2)))
    if len(there) < LEAST or run.specification.batch < 3:
        raise InputError(
            f"an animation takes at least {LEAST} Gram matrices of 3 points or more, and {len(there)} of "
            f"{run.specification.batch} points are kept: simulate with --grams 0,1,2,3,… to the last layer"
        )
    there = there[np.argsort(np.array(run.specification.snapshots)[there])]
    if len(there) > MOST:
        first = there[: MOST // 3]
        later = np.linspace(MOST // 3, len(there) - 1, MOST - len(first)).round().astype(int)
        there = np.concatenate([first, there[later]])
    layers = [int(run.specification.snapshots[at]) for at in there]
    kept = [cosines(run.grams[at]) for at in there]
    odd = int(np.argmin(kept[-1].sum(axis=1)))
    return Scene(layers, projected(kept), odd, _means(kept, odd), nearest_attractor(run, layers[-1]))


def _means(kept: list[Floats], odd: int) -> Floats:
    rows = []
    for matrix in kept:
        rest = np.delete(np.delete(matrix, odd, 0), odd, 1)
        m = len(rest)
        rows.append([(rest.sum() - np.trace(rest)) / (m * (m - 1)), np.delete(matrix[odd], odd).mean()])
    return np.array(rows)


def target_places(reference: Reference, n: int) -> tuple[float, float]:
    """The places of cluster and odd point on the line through them, their mean at 0, for points of norm 1.

    The centre of the cluster has the squared norm (1 + (m − 1)ρ_c)/m and the product ρ_o with the odd point, m = n − 1.
    """
    m = n - 1
    centre = (1 + (m - 1) * reference.cos_cluster) / m
    far = float(np.sqrt(max(0.0, 1 + centre - 2 * reference.cos_odd)))
    return -far / n, far * m / n
