"""The nonlinearities as functions of arrays and of numbers: the definition of φ, and nothing derived from it."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from typing import Any

import numpy as np
from mpmath import mp
from scipy import special

from bnproofs.layer import Layer
from numerics.arrays import Rows


@dataclass(frozen=True, slots=True)
class Nonlinearity:
    """A function φ, with what the simulators may use of it.

    `apply` puts φ in the place of an array's entries; `at` is φ of one number, a float or an mpf. `degree` is the
    degree of positive homogeneity, φ(cx) = c^degree φ(x) for c > 0, or None. φ is smooth but at `breakpoints`, where
    quadrature must split; `polynomial` is its degree as a polynomial that is not homogeneous, or None.
    """

    apply: Callable[[Rows], None]
    at: Callable[[Any], Any]
    degree: int | None
    breakpoints: tuple[Fraction, ...] = ()
    polynomial: int | None = None


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


def _erf() -> Nonlinearity:
    def apply(h: Rows) -> None:
        special.erf(h, out=h)

    return Nonlinearity(apply, lambda x: mp.erf(x) if isinstance(x, mp.mpf) else math.erf(x), degree=None)


def _gelu() -> Nonlinearity:
    def apply(h: Rows) -> None:
        h *= special.ndtr(h)

    def at(x: Any) -> Any:
        return x * (mp.ncdf(x) if isinstance(x, mp.mpf) else math.erfc(-x / math.sqrt(2)) / 2)

    return Nonlinearity(apply, at, degree=None)


def _scaled(array: Callable[..., Any], number: Callable[[Any], Any]) -> Callable[[Fraction], Nonlinearity]:
    """The definition of the functions f(wx), from f on arrays and on an mpf or a float."""

    def definition(w: Fraction) -> Nonlinearity:
        def apply(h: Rows) -> None:
            np.multiply(h, h.dtype.type(float(w)), out=h)
            array(h, out=h)

        def at(x: Any) -> Any:
            value = number(mp.mpf(x) * w.numerator / w.denominator)
            return value if isinstance(x, mp.mpf) else float(value)

        return Nonlinearity(apply, at, degree=None)

    return definition


def _absolute_value() -> Nonlinearity:
    def apply(h: Rows) -> None:
        np.abs(h, out=h)

    return Nonlinearity(apply, abs, degree=1, breakpoints=(Fraction(0),))


def _step() -> Nonlinearity:
    def apply(h: Rows) -> None:
        np.heaviside(h, h.dtype.type(0), out=h)

    return Nonlinearity(apply, lambda x: (x > 0) + 0 * x, degree=0, breakpoints=(Fraction(0),))


def _sign() -> Nonlinearity:
    def apply(h: Rows) -> None:
        np.sign(h, out=h)

    return Nonlinearity(apply, lambda x: (x > 0) - (x < 0) + 0 * x, degree=0, breakpoints=(Fraction(0),))


def _relu_power(order: Fraction) -> Nonlinearity:
    k = int(order)

    def apply(h: Rows) -> None:
        np.maximum(h, 0, out=h)
        np.power(h, k, out=h)

    return Nonlinearity(apply, lambda x: x**k if x > 0 else 0 * x, degree=k, breakpoints=(Fraction(0),))


def _monomial(order: Fraction) -> Nonlinearity:
    k = int(order)

    def apply(h: Rows) -> None:
        np.power(h, k, out=h)

    return Nonlinearity(apply, lambda x: x**k, degree=k)


def _hermite(order: Fraction) -> Nonlinearity:
    k = int(order)

    def at(x: Any) -> Any:
        before, value = 0 * x + 1, x
        for j in range(1, k):
            before, value = value, x * value - j * before
        return value

    def apply(h: Rows) -> None:
        h[...] = at(h)

    return Nonlinearity(apply, at, degree=None, polynomial=k)


_DEFINITIONS: dict[str, Callable[..., Nonlinearity]] = {
    "identity": _identity,
    "relu": _relu,
    "leaky_relu": _leaky_relu,
    "abs": _absolute_value,
    "step": _step,
    "sign": _sign,
    "relu_power": _relu_power,
    "monomial": _monomial,
    "hermite": _hermite,
    "erf": _erf,
    "gelu": _gelu,
    "sine": _scaled(np.sin, mp.sin),
    "cosine": _scaled(np.cos, mp.cos),
    "exponential": _scaled(np.exp, mp.exp),
}


def nonlinearity_of(layer: Layer) -> Nonlinearity:
    """The nonlinearity of a layer, with its parameters put in."""
    if layer.activation not in _DEFINITIONS:
        return _defined_by_its_user(layer)
    return _DEFINITIONS[layer.activation](*layer.parameters)


def _defined_by_its_user(layer: Layer) -> Nonlinearity:
    """The φ of an activation that was registered: its value and its breakpoints, and nothing else of it."""
    module, definition = layer.definition
    activation = getattr(import_module(module), definition)(*layer.parameters)

    def apply(h: Rows) -> None:
        h[...] = activation.phi(h)

    return Nonlinearity(apply, activation.phi, activation.degree, tuple(getattr(activation, "breakpoints", ())))
