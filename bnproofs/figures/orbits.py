"""Orbits of the full reduced map of batches of n − 1 exchangeable points and one more, and their two cosines.

The state has three numbers up to scale: the cosine within the cluster, that of the odd point and the cluster, and the
ratio of their norms. Recentring leaves one of them, so that one layer takes all batches to a curve.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import sqrt

import numpy as np

from bnproofs.figures.family import fixed_points
from bnproofs.layer import Layer
from bnproofs.symmetry import BlockGram, reduced_map

Place = tuple[float, float]
"""The cosine within the cluster, and that of the odd point and the cluster."""

_ACROSS, _UP, _LAYERS = 7, 7, 60


@dataclass(frozen=True, slots=True)
class Orbit:
    """An orbit of the reduced map: its places (cosine within the cluster, odd cosine), and where it goes."""

    places: tuple[Place, ...]
    goes_to: str


def gram(n: int, place: Place, ratio: float = 1.0) -> BlockGram:
    """The block Gram matrix with these cosines, norm 1 in the cluster and `ratio` at the odd point."""
    within, across = place
    return BlockGram((n - 1, 1), (1.0, ratio * ratio), ((within, across * ratio), (across * ratio, 0.0)))


def place_of(blocks: BlockGram) -> Place:
    """The two cosines of a block Gram matrix."""
    one, other = (float(x) for x in blocks.diagonal)
    return float(blocks.products[0][0]) / one, float(blocks.products[0][1]) / sqrt(one * other)


def tau_of(n: int, place: Place) -> float:
    """The parameter τ = Nλ/μ, N = n(n−2), of a batch with these cosines and equal norms, once it is recentred.

    λ = 1 − ρ_c is the eigenvalue of CGC on the vectors of the cluster with sum zero, and μ = (m + 1 + (m−1)ρ_c −
    2mρ_o)/n, m = n − 1, that on the vector that is constant in the cluster.
    """
    (within, across), m = place, n - 1
    return n * (n - 2) * (1 - within) * n / (n + (m - 1) * within - 2 * m * across)


def possible(n: int, place: Place) -> bool:
    """Whether there is a batch with these cosines: the Gram matrix has no negative eigenvalue."""
    (within, across), m = place, n - 1
    return (m - 1) * within > -1 and within < 1 and m * across * across < 1 + (m - 1) * within


def starts(n: int) -> list[Place]:
    """The starts of the orbits: a grid in the plane, where there are batches."""
    grid = ((float(x), float(y)) for y in np.linspace(-0.35, 0.95, _UP) for x in np.linspace(-0.05, 0.97, _ACROSS))
    return [place for place in grid if possible(n, place)]


def orbit(layer: Layer, n: int, start: Place, layers: int = _LAYERS) -> Orbit:
    """The orbit of a start, and the attractor of its basin: proved to be that on its side of the separating point."""
    points, blocks = fixed_points(layer, n), gram(n, start)
    separating = next((point.tau for point in points if point.kind == "separating"), -1.0)
    places = [start]
    for _ in range(layers):
        blocks = reduced_map(layer, blocks)
        blocks = BlockGram(
            blocks.sizes,
            tuple(x / blocks.diagonal[0] for x in blocks.diagonal),
            tuple(tuple(x / blocks.diagonal[0] for x in row) for row in blocks.products),
        )
        places.append(place_of(blocks))
    return Orbit(tuple(places), "odd-point" if tau_of(n, start) < separating else "uniform")


@cache
def on_curve(layer: Layer, n: int, tau: float) -> Place:
    """The cosines after one layer of the recentred batch K of the parameter τ: λ = τ/N on its cluster, μ = 1."""
    m, share = n - 1, tau / (n * (n - 2))
    cluster, mean = share / m, 1 / (m * n)
    products = ((mean - cluster, -1 / n), (-1 / n, 0.0))
    return place_of(reduced_map(layer, BlockGram((m, 1), (cluster * (m - 1) + mean, m / n), products)))
