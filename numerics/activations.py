"""The nonlinearities as functions of arrays and of numbers: the definition of φ, and nothing derived from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from bnproofs.layer import Layer
from numerics.arrays import Rows


@dataclass(frozen=True, slots=True)
class Nonlinearity:
    """A function φ, with what the simulators may use of it.

    `apply` puts φ in the place of an array's entries; `at` is φ of one number, a float or an mpf. `degree` is the
    degree of positive homogeneity, φ(cx) = c^degree φ(x) for c > 0, or None. φ is smooth but at `breakpoints`, where
    quadrature must split.
    """

    apply: Callable[[Rows], None]
    at: Callable[[Any], Any]
    degree: int | None
    breakpoints: tuple[Fraction, ...] = ()


def _identity() -> Nonlinearity:
    return Nonlinearity(lambda h: None, lambda x: x, degree=1)


def _relu() -> Nonlinearity:
    def apply(h: Rows) -> None:
        np.maximum(h, 0, out=h)

    return Nonlinearity(apply, lambda x: x if x > 0 else 0 * x, degree=1, breakpoints=(Fraction(0),))


def _leaky_relu(slope: Fraction) -> Nonlinearity:
    def apply(h: Rows) -> None:
        np.multiply(h, h.dtype.type(float(slope)), out=h, where=h < 0)

    def at(x: Any) -> Any:
        return x * slope.numerator / slope.denominator if x < 0 else x

    return Nonlinearity(apply, at, degree=1, breakpoints=(Fraction(0),))


_DEFINITIONS: dict[str, Callable[..., Nonlinearity]] = {
    "identity": _identity,
    "relu": _relu,
    "leaky_relu": _leaky_relu,
}


def nonlinearity_of(layer: Layer) -> Nonlinearity:
    """The nonlinearity of a layer, with its parameters put in."""
    return _DEFINITIONS[layer.activation](*layer.parameters)
