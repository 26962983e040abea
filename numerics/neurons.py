"""What one neuron does with its pre-activations over the batch: recentre, rescale, φ."""

from __future__ import annotations

import numpy as np

from bnproofs.layer import Layer
from numerics.activations import nonlinearity_of
from numerics.arrays import Rows


def recentre_rows(h: Rows) -> None:
    """No result; every row h becomes C h, C = I − 11ᵀ/n, in place."""
    h -= h.mean(axis=1, keepdims=True)


def rescale_rows(h: Rows, epsilon: float) -> None:
    """No result; every row h becomes √n h/√(‖h‖² + nε), in place. A row of zeros stays."""
    n = h.shape[1]
    squares = np.einsum("ij,ij->i", h, h)
    scale = np.sqrt(squares / n + epsilon)
    np.divide(h, scale[:, None], out=h, where=scale[:, None] > 0)


def fire(layer: Layer, h: Rows, *, recentred: bool = False) -> None:
    """No result; every row of pre-activations becomes φ(RS(RC(h))), in place, the parts that the layer has.

    `recentred` says that the rows are recentred already.
    """
    if layer.recentre and not recentred:
        recentre_rows(h)
    if layer.rescale:
        rescale_rows(h, float(layer.epsilon))
    nonlinearity_of(layer).apply(h)


def scale_degree(layer: Layer) -> int | None:
    """The degree k ≥ 1 of a layer that maps cX to c^k X' for c > 0; None if scale is no such factor."""
    degree = nonlinearity_of(layer).degree
    return degree if degree and not layer.rescale else None


def bounded(layer: Layer) -> bool:
    """Whether φ has degree 0 or 1, or the layer rescales, so that the scale changes by bounded factors.

    All other networks can explode or vanish doubly exponentially.
    """
    return layer.rescale or nonlinearity_of(layer).degree in (0, 1)


def keeps_scale(layer: Layer) -> bool:
    """Whether the layer maps cX to cX' for c > 0, so that a simulator may take powers of two out of its state."""
    return not layer.rescale and nonlinearity_of(layer).degree == 1
