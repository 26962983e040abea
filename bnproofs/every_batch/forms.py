"""The fixed-point form F(n; s, c) of recentring + ReLU, scaled so that ε = 1/n may be zero.

F = 2(n−1)c² + (2(n−1)/π) c·excess(s, c) − q(n²c² + s²), T = s/c = √τ. Three scales cover T ∈ [0, ∞]:

* near the ideal point, T = εy:       A(ε, y) = ε F(T, 1);
* in the middle, p = 1/T, w = εT:      B(ε, p, w) = ε² F(T, 1), where wp = ε;
* far from it, c/s = εu:               D(ε, u) = F(1, εu).

All are analytic at ε = 0. Arguments are jets; ε may be a ball. Source: derivations/large_batches.py.
"""

from __future__ import annotations

from typing import Any

from flint import arb

from bnproofs.every_batch.defect import defect, quotient, quotient_jet, scaled_defect
from bnproofs.numbers.balls import tail
from bnproofs.numbers.jets import Jet, Jets

_JETS = Jets()


def constant(value: Any) -> Jet:
    """The jet of a constant ball."""
    return Jet(arb(value), arb(0), arb(0))


def variable(value: Any) -> Jet:
    """The jet of the variable itself over a ball."""
    return Jet(arb(value), arb(1), arb(0))


def half_slope(epsilon: Any, s: Any) -> Any:
    """The ratio ρ = t/s of t = tan(θ/2) to s = T: ρ² = (1 − ε)/(2(1 − 2ε) + (1 − 3ε)s²)."""
    return _JETS.sqrt((1 - epsilon) / (2 * (1 - 2 * epsilon) + (1 - 3 * epsilon) * (s * s)))


def near(epsilon: Any, y: Jet) -> Jet:
    """The jet of A(ε, y) along y, ε a ball.

    A = 2(1−ε) + (2(1−ε)/π) E(s) − (q(t)/ε)(1 + ε²s²), s = εy, E(s) = s − atan s, t = sρ.
    """
    s = y * epsilon
    square = s * s
    excess = square * _JETS.reduced_excess(s, constant(1))
    scaled = scaled_defect(epsilon, y * half_slope(epsilon, s))
    overlap = excess * (2 * (1 - epsilon) / arb.pi())
    result: Jet = 2 * (1 - epsilon) + overlap - scaled * (1 + square * (epsilon * epsilon))
    return result


def between(epsilon: Any, s: Any, y: Any) -> Any:
    """The ball of A for s = εy and y as if they were independent; without its factors 1 − ε ≤ 1 and 1 + ε²s² ≥ 1.

    An upper bound of A.
    """
    rho = half_slope(epsilon, s)
    return 2 + 2 * s**3 * tail(s) / arb.pi() - y * rho * quotient(s * rho)


def middle(p: Any, w: Any, epsilon: Any) -> Any:
    """The ball of B = 2ε(1−ε) + (2(1−ε)/π)(w − ε atan(1/p)) − q(t)(1 + w²), t² = (1−ε)/(2(1−2ε)p² + (1−3ε))."""
    t = _JETS.sqrt((1 - epsilon) / (2 * (1 - 2 * epsilon) * p * p + (1 - 3 * epsilon)))
    angle = arb.pi() / 2 - p.atan()
    linear = 2 * (1 - epsilon) / arb.pi() * (w - epsilon * angle)
    return 2 * epsilon * (1 - epsilon) + linear - t * quotient(t) * (1 + w * w)


def far(epsilon: Jet, u: Jet) -> Jet:
    """The jet of D = 2ε(1−ε)u² + (2(1−ε)/π)(u − εu² angle) − q(t)(1 + u²), angle = π/2 − atan(εu).

    t² = (1−ε)/(2(1−2ε)(εu)² + (1−3ε)). At ε = 0 it is −(1 − u)²/π.
    """
    cotangent, square = epsilon * u, u * u
    t = _JETS.sqrt((1 - epsilon) / (2 * (1 - 2 * epsilon) * (cotangent * cotangent) + (1 - 3 * epsilon)))
    linear = (u - epsilon * square * _JETS.angle(constant(1), cotangent)) * (2 * (1 - epsilon) / arb.pi())
    result: Jet = 2 * epsilon * (1 - epsilon) * square + linear - defect(t) * (1 + square)
    return result


def whole_slope(epsilon: Any, t: Any) -> Any:
    """The ratio s/t = 1/ρ from t = tan(θ/2): its square is 2(1 − 2ε)/((1 − ε) − (1 − 3ε)t²)."""
    return _JETS.sqrt(2 * (1 - 2 * epsilon) / ((1 - epsilon) - (1 - 3 * epsilon) * (t * t)))


def near_along(epsilon: Jet, v: Jet) -> Jet:
    """The jet of A along any curve (ε, v), where tan(θ/2) = εv."""
    t = epsilon * v
    s = t * whole_slope(epsilon, t)
    square = s * s
    excess = square * _JETS.reduced_excess(s, constant(1))
    scaled = v * quotient_jet(t) * (1 + square * (epsilon * epsilon))
    result: Jet = 2 * (1 - epsilon) + excess * (1 - epsilon) * (2 / arb.pi()) - scaled
    return result
