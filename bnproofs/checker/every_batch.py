"""The fixed-point form for a real batch size n: F(n, T), T = √τ, its slope F_T; G, of the sign of −F_n; A(e, v) = e F.

With t = tan(θ/2) it is q = (atan t + t a(t))/π = t (1 + (1 − t²) a(t))/π, and T − atan T = T³ a(T); m = n − 1.
All functions take jets in one variable, which n and T, or e and v, may depend on in any way.
Source: docs/theorem-certificate.md, "The form for a real batch size".
"""

from __future__ import annotations

from .angles import excess, tail
from .arctangent import pi
from .family import reciprocal_of_pi
from .interval import whole
from .jet import Jet


def plus(f: Jet, k: int) -> Jet:
    """The jet of f + k for an integer k."""
    return f.plus(whole(k, f.bits))


def over_pi(f: Jet) -> Jet:
    """The jet of f/π."""
    return f.scaled(reciprocal_of_pi(f.bits))


def half_tangent(n: Jet, root: Jet) -> Jet:
    """The jet of t = tan(θ/2) = T √(m/(2(m − 1) + (m − 2) T²)) for n ≥ 3, T ≥ 0."""
    return root * (plus(n, -1) / (plus(n, -2).times(2) + plus(n, -3) * root.square())).sqrt()


def defect(t: Jet) -> Jet:
    """The jet of q = (atan t + t a(t))/π for t ≥ 0."""
    return over_pi(t.atan() + excess(t))


def form(n: Jet, root: Jet) -> Jet:
    """The jet of F = 2m + (2m/π)(T − atan T) − q (n² + T²) for n ≥ 3, T ≥ 0."""
    twice_m, square = plus(n, -1).times(2), root.square()
    pull = defect(half_tangent(n, root)) * (n.square() + square)
    return twice_m + over_pi(twice_m * square * excess(root)) - pull


def form_slope(n: Jet, root: Jet) -> Jet:
    """The jet of F_T = (2m/π) T²/(1 + T²) − q_T (n² + T²) − 2 q T, q_T = 2(θ/π − q)/(T(1 + T²)), for n ≥ 3, T > 0."""
    t, square = half_tangent(n, root), root.square()
    q, bell = defect(t), plus(square, 1)
    q_slope = (over_pi(t.atan().times(2)) - q).times(2) / (root * bell)
    push = over_pi(plus(n, -1).times(2) * square / bell)
    return push - q_slope * (n.square() + square) - (q * root).times(2)


def crossing(n: Jet, root: Jet) -> Jet:
    """The jet of G = 2(π + T − atan T)(n(n − 2)² − (n − 3)T² + T⁴) − T³(n² + T²) for n ≥ 3, T ≥ 0.

    Where F = F_T = 0, it is G = −π(n − 2)(n² + T²) F_n.
    """
    square = root.square()
    turn = (root - root.atan()).plus(pi(n.bits)).times(2)
    weight = n * plus(n, -2).square() - plus(n, -3) * square + square.square()
    return turn * weight - root * square * (n.square() + square)


def near(e: Jet, v: Jet) -> Jet:
    """The jet of A(e, v) = e F(1/e, T), tan(θ/2) = t = e v, for 0 ≤ e ≤ 1/3, v > 0, e v < 1; analytic at e = 0 too.

    A = 2(1 − e)(1 + T³ a(T)/π) − (v/π)(1 + (1 − t²) a(t))(1 + e² T²), T = t √(2(1 − 2e)/((1 − e) − (1 − 3e) t²)).
    """
    t = e * v
    square = t.square()
    below = plus(-e, 1) - plus(-e.times(3), 1) * square
    root = t * (plus(-e.times(2), 1).times(2) / below).sqrt()
    lift = plus(over_pi(root.square() * excess(root)), 1)
    pull = v * plus(plus(-square, 1) * tail(t), 1) * plus((e * root).square(), 1)
    return plus(-e, 1).times(2) * lift - over_pi(pull)
