"""Theorems: one proving function for each, its arguments the hypotheses; and which of them a layer has."""

from __future__ import annotations

import operator
from collections.abc import Callable
from importlib import import_module
from typing import Any

from bnproofs.configurations import Configuration
from bnproofs.errors import InputError
from bnproofs.layer import Layer
from bnproofs.theorems.theorem import Theorem, Verdict

__all__ = ["LAYERS", "LEAST_BATCH", "MOST_BATCH", "LimitError", "Theorem", "Verdict", "integer", "prove"]

LAYERS = {"rc+relu": "bnproofs.theorems.rc_relu"}
"""The layers with theorems, and the module whose `prove` puts them together."""

LEAST_BATCH, MOST_BATCH = 3, 10**9
LEAST_BITS, MOST_BITS = 32, 4096


class LimitError(InputError):
    """A layer, batch size or precision outside what is proved here; the message says what there is."""


def prove(layer: Layer, n: int, configuration: Configuration, bits: int = 128) -> tuple[Theorem, ...]:
    """The theorems on a configuration of n points under a layer, with enclosures promised to `bits` bits.

    Each has a verdict of its own: what could not be proved is there, undecided, with advice.

    Raises:
        LimitError: no theorem for the layer, n or `bits` no integer or out of range, or a name in place of the layer or
            configuration that it denotes.
        ConfigurationError: no such configuration of n points.
    """
    if not isinstance(layer, Layer):
        raise LimitError(f"the layer is a Layer, not a {type(layer).__name__}: write Layer.parse('rc+relu')")
    if not isinstance(configuration, Configuration):
        raise LimitError(
            f"the configuration is a Configuration, not a {type(configuration).__name__}: "
            "write Configuration.parse('odd-point')"
        )
    n, bits = integer(n, "batch"), integer(bits, "precision")
    if str(layer) not in LAYERS:
        raise LimitError(f"there are no theorems for the layer {str(layer)!r}; there are for: {', '.join(LAYERS)}")
    if not LEAST_BATCH <= n <= MOST_BATCH:
        reason = (
            "two recentred points are always opposite, so there is nothing to prove of them"
            if n < LEAST_BATCH
            else "larger batches are not proved here"
        )
        raise LimitError(f"the batch has between {LEAST_BATCH} and {MOST_BATCH} points, not {_short(n)}; {reason}")
    if not LEAST_BITS <= bits <= MOST_BITS:
        raise LimitError(f"the precision is between {LEAST_BITS} and {MOST_BITS} bits, not {_short(bits)}")
    configuration.require_batch(n)
    chosen: Callable[[int, Configuration, int], tuple[Theorem, ...]] = import_module(LAYERS[str(layer)]).prove
    return chosen(n, configuration, bits)


def integer(value: Any, name: str) -> int:
    """The Python integer that a number of any library is.

    Raises:
        LimitError: no integer; the message has the name of the number.
    """
    try:
        return int(operator.index(value))
    except TypeError:
        shown = " ".join(repr(value).split())[:40]
        raise LimitError(f"the {name} is an integer, not {shown}") from None


def _short(value: int) -> str:
    """The digits of an integer, if they are few."""
    return str(value) if abs(value) < 10**40 else "one of more than 40 digits"
