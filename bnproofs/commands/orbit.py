"""Orbits of the mean-field map, for simulations to stand beside."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bnproofs.layer import Layer

Orbit = Callable[[Any, list[int]], list[Any]]
"""The Gram matrices that a given one becomes after so many layers, in increasing order."""


def mean_field_orbit(layer: Layer) -> Orbit | None:
    """The orbit of Gram matrices under a layer of infinite width; None where a layer of it takes seconds.

    That is so with rescaling and an activation that is not homogeneous.

    Where the layer does not see the scale, or passes it on, matrices keep the trace of the first.
    """
    import numpy as np

    from bnproofs.activations import activation_of
    from bnproofs.evolution import mean_field_map

    degree = activation_of(layer).degree
    if layer.rescale and degree is None:
        return None
    keeps = degree is not None and not layer.epsilon

    def orbit(gram: Any, layers: list[int]) -> list[Any]:
        found, at, trace = [], 0, np.trace(gram)
        for end in layers:
            while at < end:
                gram, at = mean_field_map(layer, gram, validate=False), at + 1
                gram = gram * (trace / np.trace(gram)) if keeps else gram
            found.append(gram)
        return found

    return orbit
