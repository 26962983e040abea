"""The fixed-point form F along curves that run to infinite batches, ε = 1/n → 0.

With tan(θ/2) = εv and T = √τ = tan ψ the form A(ε, v) = εF is analytic at ε = 0:

    A = 2(1−ε) + (2(1−ε)/π)(T − atan T) − v r(t)(1 + ε²T²),  t = εv,  T² = 2(1−2ε)t²/((1−ε) − (1−3ε)t²),

where q = t r(t) is the defect; A(0, v) = 2 − 4v/(3π). Source: derivations/large_batches.py.
"""

from __future__ import annotations

from typing import Any

from flint import arb

from bnproofs.every_batch.defect import quotient
from bnproofs.numbers.jets import Jet, Jets

_JETS = Jets()


def constant(value: Any) -> Jet:
    """The jet of a constant ball."""
    return Jet(arb(value), arb(0), arb(0))


def variable(value: Any) -> Jet:
    """The jet of the variable itself over a ball."""
    return Jet(arb(value), arb(1), arb(0))


def tangent_ratio(epsilon: Any, t: Any) -> Any:
    """The ratio T/t of T = √τ to t = tan(θ/2), t² < (1 − ε)/(1 − 3ε)."""
    return _JETS.sqrt(2 * (1 - 2 * epsilon) / ((1 - epsilon) - (1 - 3 * epsilon) * (t * t)))


def form_along(epsilon: Jet, v: Jet) -> Jet:
    """The jet of A along a curve (ε, v), ε ≥ 0."""
    t = epsilon * v
    s = t * tangent_ratio(epsilon, t)
    square = s * s
    excess = square * _JETS.reduced_excess(s, constant(1))
    scaled = v * quotient(t) * (1 + square * (epsilon * epsilon))
    result: Jet = 2 * (1 - epsilon) + excess * (1 - epsilon) * (2 / arb.pi()) - scaled
    return result
