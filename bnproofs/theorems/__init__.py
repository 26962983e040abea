"""Theorems: one proving function for each, its arguments the hypotheses; and which of them a layer has."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
from bnproofs.theorems.theorem import Theorem, Verdict

__all__ = ["LAYERS", "LEAST_BATCH", "MOST_BATCH", "LimitError", "Theorem", "Verdict", "prove"]

LAYERS = {"rc+relu": "bnproofs.theorems.rc_relu"}
"""The layers with theorems, and the module whose `prove` puts them together."""

LEAST_BATCH, MOST_BATCH = 3, 10**9
LEAST_BITS, MOST_BITS = 32, 4096


class LimitError(ValueError):
    """A layer, batch size or precision outside what is proved here; the message says what there is."""


def prove(layer: Layer, n: int, configuration: Configuration, bits: int = 128) -> tuple[Theorem, ...]:
    """The theorems on a configuration of n points under a layer, with enclosures promised to `bits` bits.

    Each has a verdict of its own: what could not be proved is there, undecided, with advice.

    Raises:
        LimitError: no theorem for the layer, or n or `bits` out of range.
        ConfigurationError: no such configuration of n points.
    """
    if str(layer) not in LAYERS:
        raise LimitError(f"there are no theorems for the layer {str(layer)!r}; there are for: {', '.join(LAYERS)}")
    if not LEAST_BATCH <= n <= MOST_BATCH:
        raise LimitError(
            f"the batch has between {LEAST_BATCH} and {MOST_BATCH} points, not {n}; "
            "two recentred points are always opposite, so there is nothing to prove of them"
        )
    if not LEAST_BITS <= bits <= MOST_BITS:
        raise LimitError(f"the precision is between {LEAST_BITS} and {MOST_BITS} bits, not {bits}")
    configuration.require_batch(n)
    chosen: Callable[[int, Configuration, int], tuple[Theorem, ...]] = import_module(LAYERS[str(layer)]).prove
    return chosen(n, configuration, bits)
