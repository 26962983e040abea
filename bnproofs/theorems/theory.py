"""Theories: modules that prove what there is to prove of a family of layers, and the choice among them."""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from bnproofs.configurations import Configuration, ConfigurationError
from bnproofs.layer import Layer
from bnproofs.theorems.limits import LimitError
from bnproofs.theorems.theorem import Theorem

THEORIES: tuple[str, ...] = (
    "rc_relu",
    "linear",
    "leaky",
    "collapse",
    "rescaled_uniform",
    "rescaled_odd",
    "regularised_odd",
    "rescaled_correlated",
    "general",
)
"""The modules of this package that are theories; of a layer and configuration the first one that has them is asked."""


class Theory(Protocol):
    """A module on a family of layers."""

    def covers(self, layer: Layer) -> bool:
        """Whether there is something to prove of the layer."""

    def configurations(self, layer: Layer, n: int) -> tuple[Configuration, ...]:
        """The configurations of n points under a covered layer; of kinds with a parameter K, those that matter most."""

    def prove(self, layer: Layer, n: int, configuration: Configuration, bits: int) -> tuple[Theorem, ...]:
        """The theorems on a configuration of one of these kinds, with enclosures promised to `bits` bits."""


def theories(layer: Layer) -> tuple[Theory, ...]:
    """The theories that cover a layer.

    Raises:
        LimitError: there is none.
    """
    found = tuple(theory for theory in map(_theory, THEORIES) if theory.covers(layer))
    if not found:
        raise LimitError(
            f"there are no theorems for the layer {str(layer)!r}; 'bnproofs decompose' lists layers that have some, "
            "for example: rc+relu, rc+rs+relu, rs+identity, rc+leaky_relu(1/10)"
        )
    return found


def has_theorems(layer: Layer) -> bool:
    """Whether a theory covers the layer."""
    return any(theory.covers(layer) for theory in map(_theory, THEORIES))


def configurations(layer: Layer, n: int) -> tuple[Configuration, ...]:
    """The configurations of n points under a layer that there is something to prove of, each once.

    Raises:
        LimitError: no theory covers the layer.
    """
    return tuple(dict.fromkeys(found for theory in theories(layer) for found in theory.configurations(layer, n)))


def theory_of(layer: Layer, n: int, configuration: Configuration) -> Theory:
    """The theory that knows a configuration of n points under a layer.

    Raises:
        LimitError: no theory covers the layer.
        ConfigurationError: none of those that do knows a configuration of this kind.
    """
    for theory in theories(layer):
        if configuration.kind in {known.kind for known in theory.configurations(layer, n)}:
            return theory
    known = ", ".join(dict.fromkeys(_pattern(found) for found in configurations(layer, n)))
    raise ConfigurationError(f"nothing is proved of {configuration} under {layer}; there are theorems on: {known}")


def _theory(name: str) -> Theory:
    return cast(Theory, import_module(f"bnproofs.theorems.{name}"))


def _pattern(configuration: Configuration) -> str:
    return configuration.kind if configuration.k is None else f"{configuration.kind}:K"
