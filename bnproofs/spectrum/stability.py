"""The verdict on the stability of a fixed ray."""

from __future__ import annotations

from enum import Enum
from typing import Any

from bnproofs.numbers.predicates import surely_less


class Stability(Enum):
    """What is proved of a configuration; `UNDECIDED` asserts nothing.

    `MARGINAL`: the spectral radius is exactly 1. `NOT_DIFFERENTIABLE`: the map has no derivative there, and what is
    proved instead stands in the certificate.
    """

    STABLE = "stable"
    UNSTABLE = "unstable"
    MARGINAL = "marginal"
    NOT_DIFFERENTIABLE = "not-differentiable"
    DOES_NOT_EXIST = "does-not-exist"
    UNDECIDED = "undecided"


def stability(spectral_radius: Any) -> Stability:
    """The verdict from an enclosure of the spectral radius: stable below 1, unstable above 1."""
    if surely_less(spectral_radius, 1):
        return Stability.STABLE
    return Stability.UNSTABLE if surely_less(1, spectral_radius) else Stability.UNDECIDED
