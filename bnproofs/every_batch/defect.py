"""The defect q of the cluster as a function of t = tan(θ/2), divided by t.

q(t) = (atan t + (t − atan t)/t²)/π = t r(t), r(t) = (1 + (1 − t²) a(t))/π with the tail a(t) = (t − atan t)/t³.
"""

from __future__ import annotations

from typing import Any

from flint import arb

from bnproofs.numbers.balls import tail
from bnproofs.numbers.jets import Jet


def quotient(t: Jet) -> Jet:
    """The jet of r(t) = q(t)/t, t ≥ 0, from −2t/5 ≤ a' ≤ 0 and −2/5 ≤ a'' ≤ 8t²/7; r(0) = 4/(3π)."""
    x, pi = t.value, arb.pi()
    a, first, second = tail(x), _tail_slope(x), (8 * x * x / 7).union(-arb(2) / 5)
    square = x * x
    return t.of(
        (1 + (1 - square) * a) / pi,
        ((1 - square) * first - 2 * x * a) / pi,
        ((1 - square) * second - 4 * x * first - 2 * a) / pi,
    )


def _tail_slope(t: Any) -> Any:
    """The ball of a'(t) = (1/(1 + t²) − 3a)/t, between −2t/5 and 0."""
    slope = (-2 * t / 5).union(arb(0))
    return ((1 / (1 + t * t) - 3 * tail(t)) / t).intersection(slope) if t > 0 else slope
