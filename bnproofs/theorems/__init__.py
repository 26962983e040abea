"""Theorems: one proving function for each, its arguments the hypotheses; and which of them a layer has."""

from __future__ import annotations

from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
from bnproofs.theorems.limits import (
    LEAST_BATCH,
    LEAST_BITS,
    MOST_BATCH,
    MOST_BITS,
    LimitError,
    integer,
    require_limits,
)
from bnproofs.theorems.theorem import Theorem, Verdict
from bnproofs.theorems.theory import configurations, has_theorems, theories, theory_of

__all__ = [
    "LEAST_BATCH",
    "LEAST_BITS",
    "MOST_BATCH",
    "MOST_BITS",
    "LimitError",
    "Theorem",
    "Verdict",
    "configurations",
    "has_theorems",
    "integer",
    "prove",
    "require_limits",
]


def prove(layer: Layer, n: int, configuration: Configuration, bits: int = 128) -> tuple[Theorem, ...]:
    """The theorems on a configuration of n points under a layer, with enclosures promised to `bits` bits.

    Each has a verdict of its own: what could not be proved is there, undecided, with advice.

    Raises:
        LimitError: no theorem for the layer, n or `bits` no integer or out of range, or a name in place of the layer or
            configuration that it denotes.
        ConfigurationError: no such configuration of n points, or none that there are theorems on.
    """
    if not isinstance(layer, Layer):
        raise LimitError(f"the layer is a Layer, not a {type(layer).__name__}: write Layer.parse('rc+relu')")
    if not isinstance(configuration, Configuration):
        raise LimitError(
            f"the configuration is a Configuration, not a {type(configuration).__name__}: "
            "write Configuration.parse('odd-point')"
        )
    n, bits = integer(n, "batch"), integer(bits, "precision")
    theories(layer)  # a layer without theorems is said to be one before the numbers are looked at
    require_limits(n, bits)
    configuration.require_batch(n)
    return theory_of(layer, n, configuration).prove(layer, n, configuration, bits)
