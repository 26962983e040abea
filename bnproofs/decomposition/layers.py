"""The layers of the table: recentring, rescaling and nonlinearity, each with and without."""

from __future__ import annotations

from enum import Enum
from itertools import product

from bnproofs.activations.registry import ACTIVATIONS
from bnproofs.layer import Layer


class Activations(Enum):
    """Which nonlinearities the table has: ReLU alone, or all that have a short name."""

    RELU = "relu"
    ALL = "all"


PARTS = tuple(product((False, True), repeat=2))
"""Recentring and rescaling, each with and without."""


def layers(activations: Activations) -> tuple[Layer, ...]:
    """The 2 × 2 × 2 layers; with all activations also, after recentring with and without rescaling, each of the others.

    Parameters of an activation have the values of its example.
    """
    cube = tuple(
        Layer(recentre, rescale, activation) for activation in ("identity", "relu") for recentre, rescale in PARTS
    )
    if activations is Activations.RELU:
        return cube
    others = (entry.example(name) for name, entry in ACTIVATIONS.items() if name not in ("identity", "relu"))
    return cube + tuple(Layer.parse(f"{before}{name}") for name in others for before in ("rc+", "rc+rs+"))
