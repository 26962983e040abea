"""Nodes and weights of the rescaling integral over s: the trapezoidal rule in ln s."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

_LEFT = 10
"""The number of nodes that stand for all those below the first scale."""

_NEGLIGIBLE = 2 * 38
"""What a factor e^(−x/2) of the integrand has gained in x where it ends: it has come down by e^(−38)."""

_LATE = 2 * 90
"""The most that `fading` may have gained at a later scale where there is mass that counts.

In doubles the sum of two opposite points has at least 1e-8 of their length, which leaves to the product of their ReLUs
the third power of that, e^(−56) of the norms; another e^(−34) is left for its own error.
"""

_REACH = 180
"""The largest logarithm of a node over the first scale."""


def step(degree: int) -> float:
    """The step h = 3/(9 + k) of the rule in ln s for φ homogeneous of degree k, 1 ≤ k ≤ 12.

    The integrand s^k E p e^(−s q), p, q ≥ 0, is analytic for s = e^(x + iy), −π/2 < y < π/2, and the integral of its
    absolute value along a line of height y is at most 1/cos^k y times the integral sought. So the rule has a relative
    error of at most 2/(cos^k y (e^(2πy/h) − 1)), which is below 7·10⁻¹³ at y = (77 − k)/50: the same bound for every
    entry of every Gram matrix. Source: Trefethen & Weideman (2014), theorem 5.1; derivations/rescaled_integral.py and
    derivations/rescaled_powers.py.

    >>> step(1), step(3)
    (0.3, 0.25)
    """
    return 3 / (9 + degree)


def nodes_and_weights(
    fading: Callable[[Any], Any], first_scale: float, second_scale: float, halvings: int = 0
) -> tuple[Any, Any]:
    """The nodes s and weights w of ∫₀^∞ f(s) ds ≈ Σ w f(s) for f of size e^(−`fading`(s)/2)/s for large s.

    Up to `first_scale`, f is analytic in a disc about 0 of at least that radius. `second_scale` is a later scale at
    which an integrand may have its mass. The step is halved `halvings` times.
    """
    h = step(1) / 2**halvings
    left, left_weights = left_rule(1, halvings)
    right = _right(h, first_scale)
    values = fading(np.append(right[::8], second_scale))
    passed = 8 * np.arange(len(values) - 1)
    late = _NEGLIGIBLE + min(values[-1], _LATE)
    right = right[: 2 + math.ceil(np.interp(late, np.maximum.accumulate(values[:-1]), passed))]
    return np.concatenate([first_scale * left, right]), np.concatenate([first_scale * left_weights, h * right])


def nodes_units_weights(degree: int, logarithms: Callable[[Any], Any], first_scale: float) -> tuple[Any, Any, Any]:
    """The nodes s, units t and weights w of ∫₀^∞ s^(k−1) f(s) ds ≈ Σ w t^k f(s), k the degree.

    Nothing overflows where f is a form of degree k in a matrix that is taken times t. `logarithms` gives, one integrand
    a row, those of numbers that s^k f(s) does not exceed; the nodes end where all have come down by e^(−38). Up to
    `first_scale`, f is analytic as in `nodes_and_weights`, with a singularity of an order up to k + n/2.
    """
    first = first_scale / degree
    left, left_weights = left_rule(degree)
    right = _right(step(degree), first)
    sizes = logarithms(right[::8])
    present = np.flatnonzero(np.any(sizes > np.max(sizes, axis=1, keepdims=True) - _NEGLIGIBLE / 2, axis=0))
    right = right[: 8 * (int(present[-1]) + 1) + 1]
    weights = np.concatenate([left_weights, np.full(len(right), step(degree))])
    return np.concatenate([first * left, right]), np.concatenate([np.full(len(left), first), right]), weights


def _right(h: float, first: float) -> Any:
    """The nodes above the first scale, as far as they may be needed."""
    return first * np.exp(h * np.arange(1, math.ceil(_REACH / h) + 1))


@cache
def left_rule(degree: int, halvings: int = 0) -> tuple[Any, Any]:
    """The Gauss rule (nodes, weights) of the measure h Σ_j x_j^k δ(x_j), x_j = e^(−hj), j = 0, 1, …, k the degree.

    It replaces the trapezoidal sum to the left of a node by ten terms: the sum of a polynomial of degree at most 19
    comes out exactly. Source: Golub & Welsch (1969), the recurrence by Lanczos with full orthogonalisation.
    """
    h = step(degree) / 2**halvings
    x = np.exp(-h * np.arange(math.ceil(54 * math.log(2) / (h * degree))))
    mass = h / -math.expm1(-h * degree)
    density = x**degree
    basis = [np.sqrt(density / density.sum())]
    diagonal, beside = [], []
    for _ in range(_LEFT):
        image = x * basis[-1]
        diagonal.append(image @ basis[-1])
        for _ in range(2):
            for vector in basis:
                image -= (image @ vector) * vector
        beside.append(np.linalg.norm(image))
        basis.append(image / beside[-1])
    nodes, vectors = np.linalg.eigh(np.diag(diagonal) + np.diag(beside[:-1], 1) + np.diag(beside[:-1], -1))
    return nodes, mass * vectors[0] ** 2
