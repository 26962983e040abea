"""The defect q of the cluster as a function of t = tan(θ/2), with what stays of it when it is divided by t.

q(t) = (atan t + (t − atan t)/t²)/π = t r(t), r(t) = (1 + (1 − t²) a(t))/π with the tail a(t) = (t − atan t)/t³.
"""

from __future__ import annotations

from typing import Any

from flint import arb

from bnproofs.numbers.balls import tail
from bnproofs.numbers.jets import Jet


def quotient(t: Any) -> Any:
    """The ball of r(t) = q(t)/t for t ≥ 0; r(0) = 4/(3π)."""
    return (1 + (1 - t * t) * tail(t)) / arb.pi()


def defect(t: Jet) -> Jet:
    """The jet of q(t), t ≥ 0: q' = 2(w − a)/π with w = 1/(1 + t²), q'' = −(4tw² + 2a')/π."""
    slope, bend = _derivatives(t.value)
    return t.of(t.value * quotient(t.value), slope, bend)


def scaled_defect(epsilon: Any, h: Jet) -> Jet:
    """The jet of q(εh)/ε for a constant ball ε ≥ 0, also at ε = 0, where it is 4h/(3π)."""
    slope, bend = _derivatives(epsilon * h.value)
    return h.of(h.value * quotient(epsilon * h.value), slope, epsilon * bend)


def quotient_jet(t: Jet) -> Jet:
    """The jet of r(t), t ≥ 0, from −2t/5 ≤ a' ≤ 0 and −2/5 ≤ a'' ≤ 8t²/7."""
    x, pi = t.value, arb.pi()
    a, first, second = tail(x), _tail_slope(x), (8 * x * x / 7).union(-arb(2) / 5)
    square = x * x
    return t.of(
        quotient(x),
        ((1 - square) * first - 2 * x * a) / pi,
        ((1 - square) * second - 4 * x * first - 2 * a) / pi,
    )


def _derivatives(t: Any) -> tuple[Any, Any]:
    w = 1 / (1 + t * t)
    return 2 * (w - tail(t)) / arb.pi(), -(4 * t * w * w + 2 * _tail_slope(t)) / arb.pi()


def _tail_slope(t: Any) -> Any:
    """The ball of a'(t) = (1/(1 + t²) − 3a)/t, between −2t/5 and 0."""
    slope = (-2 * t / 5).union(arb(0))
    return ((1 / (1 + t * t) - 3 * tail(t)) / t).intersection(slope) if t > 0 else slope
