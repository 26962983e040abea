"""The mean-field map of layers that rescale before a φ in pieces, on Gram matrices of doubles."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np

from bnproofs.evolution.broken_circle import BrokenCircle, pair_integral
from bnproofs.evolution.gram import Matrix
from bnproofs.evolution.rescaled_circle import split_of
from bnproofs.piecewise import Piecewise

_EARLY, _NEGLIGIBLE, _REACH = 40.0, 38.0, 180.0
"""The part of ln s before the first scale, the fall at which the integrand ends, and the largest ln s."""


def pieces_map(gram: Matrix, activation: Piecewise, *, recentre: bool, epsilon: float) -> Matrix:
    """The matrix that `circle_map` gives, for a φ with breakpoints: pair by pair, split where a breakpoint matters.

    The error is about 1e-10 of the norms; one pair takes some hundredths of a second.
    Source: derivations/rescaled_circle.py.

    Raises:
        NotAGramError: not a Gram matrix, or Σ = 0 and ε = 0.
    """
    n = len(gram)
    result = np.full((n, n), float(activation.phi(0.0)) ** 2)
    split = split_of(gram, recentre, epsilon)
    if split is None:
        return result
    tilted, alive, decay = split
    circle = BrokenCircle(activation)

    def fading(s: Any) -> Any:
        return tilted.log_determinant(s) / 2 + decay * s

    ends = ends_of(fading, 1 / (1 / tilted.scales()[0] + decay))
    place = np.full(n, -1)
    place[alive] = np.arange(int(alive.sum()))

    def product(i: int, j: int, s: Any) -> Any:
        if place[i] < 0 or place[j] < 0:
            return np.zeros_like(s)
        spectrum, g = tilted.at(s)
        w = tilted.vectors
        return n * s * ((w[place[i]] * w[place[j]]) @ spectrum + g[place[i]] * g[place[j]])

    def moments(i: int, j: int, s: Any) -> tuple[Any, Any, Any]:
        return product(i, i, s), product(i, j, s), product(j, j, s)

    for i in range(n):
        for j in range(i, n):
            result[i, j] += pair_integral(circle, partial(moments, i, j), fading, ends, same=i == j)
            result[j, i] = result[i, j]
    return result


def ends_of(fading: Callable[[Any], Any], scale: float) -> tuple[float, float]:
    """The logarithms of s between which an integrand of size e^(−`fading`) counts, from well before a first scale."""
    first = math.log(scale)
    grid = first + np.arange(0.0, _REACH)
    gone = np.flatnonzero(fading(np.exp(grid)) > _NEGLIGIBLE)
    return first - _EARLY, float(grid[gone[0]] if len(gone) else grid[-1])
