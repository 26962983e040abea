"""Activations: φ, its dual kernel E φ(u)φ(v) and the derivatives of that, one file each."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bnproofs.activations.base import Activation
from bnproofs.activations.identity import Identity
from bnproofs.activations.leaky_relu import LeakyReLU
from bnproofs.activations.registry import ACTIVATIONS
from bnproofs.activations.relu import ReLU

if TYPE_CHECKING:
    from bnproofs.layer import Layer

__all__ = ["ACTIVATIONS", "Activation", "Identity", "LeakyReLU", "ReLU", "activation_of"]


def activation_of(layer: Layer) -> Activation:
    """The activation of a layer, with its parameters put in."""
    entry = ACTIVATIONS[layer.activation]
    definition: Any = getattr(import_module(entry.module), entry.definition)
    activation: Activation = definition(*layer.parameters)
    return activation
