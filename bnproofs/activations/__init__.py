"""Activations: φ, its dual kernel E φ(u)φ(v) and the derivatives of that, one file each."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bnproofs.activations.absolute_value import AbsoluteValue
from bnproofs.activations.base import Activation
from bnproofs.activations.cosine import Cosine
from bnproofs.activations.erf import Erf
from bnproofs.activations.exponential import Exponential
from bnproofs.activations.gelu import GELU
from bnproofs.activations.hermite import Hermite
from bnproofs.activations.identity import Identity
from bnproofs.activations.leaky_relu import LeakyReLU
from bnproofs.activations.monomial import Monomial
from bnproofs.activations.registry import ACTIVATIONS
from bnproofs.activations.relu import ReLU
from bnproofs.activations.relu_power import ReLUPower
from bnproofs.activations.signum import Signum
from bnproofs.activations.sine import Sine
from bnproofs.activations.step import Step

if TYPE_CHECKING:
    from bnproofs.layer import Layer

__all__ = [
    "ACTIVATIONS",
    "GELU",
    "AbsoluteValue",
    "Activation",
    "Cosine",
    "Erf",
    "Exponential",
    "Hermite",
    "Identity",
    "LeakyReLU",
    "Monomial",
    "ReLU",
    "ReLUPower",
    "Signum",
    "Sine",
    "Step",
    "activation_of",
]


def activation_of(layer: Layer) -> Activation:
    """The activation of a layer, with its parameters put in."""
    entry = ACTIVATIONS[layer.activation]
    definition: Any = getattr(import_module(entry.module), entry.definition)
    activation: Activation = definition(*layer.parameters)
    return activation
