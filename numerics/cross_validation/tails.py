"""Whether a mean over neurons is near a Gaussian: a few of them make most of it where φ grows fast."""

from __future__ import annotations

import math

import numpy as np

from bnproofs.layer import Layer
from numerics.activations import nonlinearity_of
from numerics.arrays import Floats
from numerics.gram_chain import factor

_REACH, _POINTS = 40.0, 16000


def third_moment(layer: Layer, variance: float) -> float:
    """The third absolute moment of φ(u)², u ~ N(0, variance), about its mean and over the cube of its deviation.

    By Berry and Esseen the mean of so many neurons is Gaussian to about its quotient by their square root. It is 0 for
    a layer that rescales, whose neurons are bounded, and infinite beyond the doubles.
    """
    if layer.rescale:
        return 0.0
    x = np.linspace(-_REACH, _REACH, _POINTS)
    values = math.sqrt(variance) * x
    with np.errstate(over="ignore", invalid="ignore"):
        nonlinearity_of(layer).apply(values)
        values /= np.abs(values).max() or 1.0
        squares, weights = values**2, np.exp(-(x**2) / 2)
        weights /= weights.sum()
        mean = weights @ squares
        deviation = math.sqrt(max(float(weights @ (squares - mean) ** 2), 0.0))
        if deviation <= 1e-9 * mean:
            return 0.0
        result = float(weights @ (np.abs(squares - mean) / deviation) ** 3)
    return result if math.isfinite(result) else math.inf


def neurons_needed(layer: Layer, gram: Floats) -> float:
    """The least number of neurons whose mean is near a Gaussian, at every point of a batch."""
    root = factor(gram, recentre=layer.recentre)
    variances = np.einsum("ij,ij->i", root, root)
    return max((third_moment(layer, float(v)) ** 2 for v in variances if v > 0), default=0.0)
