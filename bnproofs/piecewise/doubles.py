"""The dual kernel and its gradient in doubles, by Gauss's rule on panels split at the breakpoints."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Array = Any
_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(20)
_REACH = 10.0
_PANELS = 10


def expectation(
    function: Callable[[Array, Array, Array, Array], Array],
    cuts: Sequence[float],
    moments: tuple[float, float, float],
    rate: float,
) -> Array:
    """The expectation of f(u, v, x, y), u = √K_uu x and v = r₁ x + r₂ y, x and y independent standard normals.

    `moments` are √K_uu, r₁ and r₂ ≥ 0; f is smooth where neither u nor v is at a cut, and grows no faster than
    e^(rate (abs(u) + abs(v))).
    """
    spread, slope, rest = moments
    reach = _REACH + rate * (spread + abs(slope) + rest)
    outer = [cut / spread for cut in cuts] if spread else []
    if slope:
        centres = [cut / slope for cut in cuts]
        width = rest / abs(slope)
        outer += [centre + step * width for centre in centres for step in (-9, -5, -2, 0, 2, 5, 9)]
    x, weight = _panelled(np.array([outer], float), reach)
    x, weight = x[0], weight[0]
    if rest:
        inner = (np.array(cuts, float)[None, :] - slope * x[:, None]) / rest
        y, inner_weight = _panelled(inner, reach)
    else:
        y, inner_weight = np.zeros((len(x), 1)), np.ones((len(x), 1))
    values = function(spread * x[:, None], slope * x[:, None] + rest * y, x[:, None], y)
    return np.sum(weight * np.sum(inner_weight * values, axis=-1), axis=-1)


def _panelled(cuts: Array, reach: float) -> tuple[Array, Array]:
    """The nodes and weights, against the standard normal density, of a rule for each row of cuts."""
    fixed = np.broadcast_to(np.linspace(-reach, reach, _PANELS + 1), (len(cuts), _PANELS + 1))
    ends = np.sort(np.concatenate([np.clip(cuts, -reach, reach), fixed], axis=1), axis=1)
    centre, half = (ends[:, 1:] + ends[:, :-1]) / 2, (ends[:, 1:] - ends[:, :-1]) / 2
    x = (centre[:, :, None] + half[:, :, None] * _NODES).reshape(len(cuts), -1)
    weight = (half[:, :, None] * _WEIGHTS).reshape(len(cuts), -1)
    return x, weight * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)
