"""A dense network in plain NumPy: real weight matrices, multiplied."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bnproofs.layer import Layer
from numerics.arrays import Floats
from numerics.neurons import fire
from numerics.parallel import one_blas_thread
from numerics.streams import Purpose, stream

_WEIGHTS = 2**22
"""About how many weights are in memory at once."""


@dataclass(frozen=True, slots=True)
class DenseNetwork:
    """A network of `width` neurons a layer with weights N(0, 1/d), d the number of its inputs."""

    layer: Layer
    width: int
    seed: int

    def advance(self, points: Floats, replica: int, depth: int) -> Floats:
        """The representation (width × n) after layer number `depth`, given the one (d × n) before it."""
        inputs, n = points.shape
        rng = stream(self.seed, Purpose.DENSE, replica, depth)
        rows = max(1, _WEIGHTS // inputs)
        result = np.empty((self.width, n))
        with one_blas_thread():
            for start in range(0, self.width, rows):
                weights = rng.standard_normal((min(rows, self.width - start), inputs))
                result[start : start + rows] = weights @ points
        result /= np.sqrt(inputs)
        fire(self.layer, result)
        return result


def gram_of(points: Floats) -> Floats:
    """The Gram matrix XᵀX/d of a representation (d × n)."""
    with one_blas_thread():
        gram: Floats = points.T @ points
    return gram / len(points)
