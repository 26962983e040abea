"""Back-propagation through dense networks whose φ is homogeneous of degree 1, by hand."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.activations import nonlinearity_of
from numerics.arrays import Floats
from numerics.gram_chain import factor
from numerics.neurons import fire
from numerics.parallel import one_blas_thread
from numerics.streams import Purpose, stream


def pulled_back(layer: Layer, h: Floats, gradients: Floats) -> Floats:
    """The gradients (neurons × n) in the pre-activations h of neurons, given those in φ(RS(RC(h))).

    With y = RC(h) and σ² = ‖y‖²/n + ε, z = y/σ: g ← φ'(z) g, then g ← (g − z ⟨z, g⟩/n)/σ if the layer rescales, then
    g ← C g if it recentres. φ' is the slope on the side of z; where z is 0 it counts as that of the negative side.

    Raises:
        InputError: φ is not of degree 1.
    """
    phi = nonlinearity_of(layer)
    if phi.degree != 1:
        raise InputError(f"{layer}: back-propagation takes activations of degree 1, such as 'relu' or 'identity'")
    n, y = h.shape[1], h - h.mean(axis=1, keepdims=True) if layer.recentre else h
    g = gradients * np.where(y > 0, float(phi.at(1.0)), -float(phi.at(-1.0)))
    if layer.rescale:
        variance = (y**2).mean(axis=1, keepdims=True) + float(layer.epsilon)
        sigma = np.sqrt(np.where(variance > 0, variance, 1))
        g = (g - y * ((y * g).sum(axis=1, keepdims=True) / (n * sigma**2))) / sigma
    return g - g.mean(axis=1, keepdims=True) if layer.recentre else g


@dataclass(frozen=True, slots=True)
class Gradients:
    """A network of `width` neurons a layer, each weight N(0, 1/width), that starts from the Gram matrix `start`."""

    layer: Layer
    start: Floats
    width: int
    seed: int

    def points(self, rng: np.random.Generator) -> Floats:
        """Points (width × n), in random directions, that have the Gram matrix `start` exactly, but for rounding."""
        frame = np.linalg.qr(rng.standard_normal((self.width, len(self.start))))[0]
        points: Floats = np.sqrt(self.width) * frame @ factor(self.start).T
        return points

    def squared_norms(self, layers: int, replica: int) -> Floats:
        """The squared norms (layers) of the gradients in the pre-activations, first layer first.

        In the outputs of the last layer the gradient is N(0, 1), entry by entry. The same weights are used forward and
        backward, as in a network that is trained.
        """
        rng, n = stream(self.seed, Purpose.DENSE, replica), len(self.start)
        points = self.points(rng)
        weights, inputs = [], []
        with one_blas_thread():
            for _ in range(layers):
                weights.append(rng.standard_normal((self.width, self.width)) / np.sqrt(self.width))
                inputs.append(weights[-1] @ points)
                points = inputs[-1].copy()
                fire(self.layer, points)
            g, norms = rng.standard_normal((self.width, n)), []
            for weight, h in zip(reversed(weights), reversed(inputs), strict=True):
                g = pulled_back(self.layer, h, g)
                norms.append(float((g**2).sum()))
                g = weight.T @ g
        return np.array(norms[::-1])
