"""Nodes and weights of the rescaling integral over s: the trapezoidal rule in ln s."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np

STEP = 3 / 10
"""The step h of the rule in ln s.

The integrand s E p e^(−s q), p, q ≥ 0, is analytic for s = e^(x + iy), −π/2 < y < π/2, and the integral of its absolute
value along a line of height y is at most 1/cos y times the integral sought. So the rule has a relative error of at
most 2/(cos y (e^(2πy/h) − 1)), which is below 7·10⁻¹³ for h = 3/10 and y = 38/25: the same bound for every entry of
every Gram matrix. Source: Trefethen & Weideman (2014), theorem 5.1; derivations/rescaled_integral.py.
"""

_LEFT = 10
"""The number of nodes that stand for all those below the first scale."""

_NEGLIGIBLE = 2 * 38
"""What a factor e^(−x/2) of the integrand has gained in x where it ends: it has come down by e^(−38)."""

_RANGE = 600
"""The most nodes above the first scale: they reach e^180 times as far."""


def nodes_and_weights(fading: Callable[[Any], Any], first_scale: float, second_scale: float) -> tuple[Any, Any]:
    """The nodes s and weights w of ∫₀^∞ f(s) ds ≈ Σ w f(s) for f of size e^(−`fading`(s)/2)/s for large s.

    Up to `first_scale`, f is analytic in a disc about 0 of at least that radius. `second_scale` is a later scale at
    which an integrand may have its mass.
    """
    left, left_weights = left_rule()
    right = first_scale * np.exp(STEP * np.arange(1, _RANGE + 1))
    values = fading(np.append(right[::8], second_scale))
    passed = 8 * np.arange(len(values) - 1)
    right = right[: 2 + math.ceil(np.interp(_NEGLIGIBLE + values[-1], np.maximum.accumulate(values[:-1]), passed))]
    return np.concatenate([first_scale * left, right]), np.concatenate([first_scale * left_weights, STEP * right])


@lru_cache(maxsize=1)
def left_rule() -> tuple[Any, Any]:
    """The Gauss rule (nodes, weights) of the measure h Σ_j x_j δ(x_j), x_j = e^(−hj), j = 0, 1, … on [0, 1].

    It replaces the trapezoidal sum to the left of a node by ten terms: the sum of a polynomial of degree at most 19
    comes out exactly. Source: Golub & Welsch (1969), the recurrence by Lanczos with full orthogonalisation.
    """
    x = np.exp(-STEP * np.arange(math.ceil(54 * math.log(2) / STEP)))
    mass = STEP / -math.expm1(-STEP)
    basis = [np.sqrt(x / x.sum())]
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
