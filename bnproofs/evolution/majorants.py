"""Majorants of entire activations: power series whose coefficients have the sizes of those of φ."""

from __future__ import annotations

from collections.abc import Callable
from math import comb
from typing import Any

from bnproofs.activations import Activation
from bnproofs.activations.cosine import Cosine
from bnproofs.activations.erf import Erf
from bnproofs.activations.exponential import Exponential
from bnproofs.activations.gelu import GELU
from bnproofs.activations.hermite import Hermite
from bnproofs.activations.monomial import odd_factorial
from bnproofs.activations.sine import Sine
from bnproofs.numbers.balls import Balls

_BALLS = Balls()

Majorant = Callable[[Any], Any]
"""The function φ̂(x) = Σ abs(c_k) x^k of balls x ≥ 0, for φ(x) = Σ c_k x^k."""


def majorant_of(activation: Activation) -> Majorant | None:
    """The majorant φ̂ of an entire φ, or None where it is not known.

    That of erf is (2/√π) ∫₀ˣ e^(t²) dt, of GELU x(1 + that at x/√2)/2, of sine and cosine the hyperbolic ones, and of
    e^(wx) it is e^(abs(w)x).
    """
    if isinstance(activation, Hermite):
        terms = [
            (activation.order - 2 * m, comb(activation.order, 2 * m) * odd_factorial(m))
            for m in range(activation.order // 2 + 1)
        ]
        return lambda x: sum((c * x**k for k, c in terms), x * 0)
    if isinstance(activation, Erf):
        return lambda x: x.erfi()
    if isinstance(activation, GELU):
        return lambda x: x * (1 + (x / _BALLS.number(2).sqrt()).erfi()) / 2
    if isinstance(activation, Sine):
        return lambda x: (abs(_BALLS.number(activation.frequency)) * x).sinh()
    if isinstance(activation, Cosine):
        return lambda x: (_BALLS.number(activation.frequency) * x).cosh()
    if isinstance(activation, Exponential):
        return lambda x: (abs(_BALLS.number(activation.rate)) * x).exp()
    return None


def polynomial_degree(activation: Activation) -> int | None:
    """The degree of a φ that is a polynomial, or None."""
    return activation.order if isinstance(activation, Hermite) else None
