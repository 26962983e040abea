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
    """The 2 × 2 × 2 layers; with all activations also each of the others after recentring.

    Those that are homogeneous of degree 1 come with rescaling too. Parameters have the values of the example.
    """
    cube = tuple(
        Layer(recentre, rescale, activation) for activation in ("identity", "relu") for recentre, rescale in PARTS
    )
    if activations is Activations.RELU:
        return cube
    others = {name: entry.example(name) for name, entry in ACTIVATIONS.items() if name not in ("identity", "relu")}
    recentred = tuple(Layer.parse(f"rc+{spelled}") for spelled in others.values())
    return cube + recentred + tuple(Layer.parse(f"rc+rs+{others[name]}") for name in ("leaky_relu", "abs"))
