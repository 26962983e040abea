"""The stability of the odd point for all large batches, in every isotypic component, in ε = 1/n."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb

from bnproofs.every_batch.boxes import Covered, prove_on
from bnproofs.every_batch.defect import quotient
from bnproofs.every_batch.fixed_points import LAG
from bnproofs.every_batch.forms import near, variable, whole_slope
from bnproofs.numbers.balls import tail


@dataclass(frozen=True, slots=True)
class OddStability:
    """The proved stability of the odd point for every real n ≥ `least`."""

    least: int
    facts: tuple[Covered, ...]


@dataclass(frozen=True, slots=True)
class _Point:
    """Balls at (ε, v), tan(θ/2) = εv: all are analytic at ε = 0.

    `growth` is the growth g and `lag` (2g − 1)/ε; `pairs` (π − θ)/(2π); `across` ψ/(2π), `lean` sin θ/(4π) and
    `cross_lean` m sin ψ cos ψ/(4π); `lean_rate` lean/ε; `angle_rate` θ/ε; `y` = T/ε.
    """

    growth: Any
    lag: Any
    within: Any
    across: Any
    lean: Any
    lean_rate: Any
    cross_lean: Any
    angle_rate: Any
    y: Any


def prove_odd_stability(least: int) -> OddStability:
    """The eigenvalues of the projective Jacobian at the odd point, for every real n ≥ `least`.

    The odd point is taken anywhere with 3π/2 − 5/n ≤ n tan(θ/2) ≤ 3π/2, where `prove_fixed_points` proves it to be. The
    result asserts that there all eigenvalues lie strictly between −1 and 1: on the trivial component, both on the
    standard component (the Jury conditions: p(1) > 0, p(−1) > 0 and a determinant below 1 in size), and on (m−2, 2).

    Raises:
        BoxesFailedError: a step is not proved; a larger `least` may do.
    """
    e, lag = (Fraction(0), Fraction(1, least)), (Fraction(0), Fraction(LAG))

    def somewhere(check: Any) -> Any:
        return lambda epsilon, k: check(epsilon, 3 * arb.pi() / 2 - k * epsilon)

    facts = (
        prove_on("0 < λ < 1 on (m−2, 2)", somewhere(_pairs), e, lag),
        prove_on("both |λ| < 1 on the standard component", somewhere(_standard), e, lag),
        prove_on("|λ| < 1 on the trivial component", somewhere(_trivial), e, lag),
    )
    return OddStability(least, facts)


def _at(epsilon: Any, v: Any) -> _Point:
    t = epsilon * v
    y = v * whole_slope(epsilon, t)
    s = epsilon * y
    defect, square, pi = t * quotient(t), s * s, arb.pi()
    excess = s * square * tail(s)
    lag = -2 + 2 * epsilon + epsilon * defect * square - 2 * (1 - epsilon) * excess / pi
    angle_rate = 2 * v * (1 - t * t * tail(t))
    sine_rate = 2 * v / (1 + t * t)
    return _Point(
        growth=(1 + epsilon * lag) / 2,
        lag=lag,
        within=(pi - epsilon * angle_rate) / (2 * pi),
        across=s.atan() / (2 * pi),
        lean=epsilon * sine_rate / (4 * pi),
        lean_rate=sine_rate / (4 * pi),
        cross_lean=(1 - epsilon) * y / (1 + square) / (4 * pi),
        angle_rate=angle_rate,
        y=y,
    )


def _pairs(epsilon: Any, v: Any) -> bool:
    """Whether λ = within/growth has 0 < λ < 1; n(1 − λ) = (π lag + θ/ε)/(2π growth)."""
    point = _at(epsilon, v)
    return bool(point.within > 0) and bool(point.growth > 0) and bool(arb.pi() * point.lag + point.angle_rate > 0)


def _standard(epsilon: Any, v: Any) -> bool:
    """Whether the matrix M = ((1 − εa, b), (εc, d)) has p(1)/ε = a(1 − d) − bc > 0, p(−1) > 0 and |det M| < 1."""
    a, b, c, d = _standard_entries(epsilon, _at(epsilon, v))
    corner = 1 - epsilon * a
    determinant = corner * d - epsilon * b * c
    signs = (a * (1 - d) - b * c > 0, (1 + corner) * (1 + d) - epsilon * b * c > 0, abs(determinant) < 1)
    return all(map(bool, signs))


def _standard_entries(epsilon: Any, x: _Point) -> tuple[Any, Any, Any, Any]:
    """The numbers a, b, c, d of the block ((1 − εa, b), (εc, d)), in the coordinates (α, β) of `odd_family`."""
    rest = 1 - 3 * epsilon
    mean = arb(1) / 2 + rest * x.lean_rate - x.across + x.cross_lean
    return (
        (x.lag / 2 + 2 * mean) / x.growth,
        -2 * rest * (x.within - x.across) / x.growth,
        (3 * x.lean - arb(1) / 2 + x.across - x.cross_lean) / x.growth,
        (3 * epsilon * x.within + rest * x.across) / x.growth,
    )


def _trivial(epsilon: Any, v: Any) -> bool:
    """Whether −1 < λ < 1, λ = 1 + εL."""
    lag = _trivial_lag(epsilon, _at(epsilon, v))
    return bool(lag < 0) and bool(2 + epsilon * lag > 0)


def _trivial_lag(epsilon: Any, point: _Point) -> Any:
    """The ball of L = y A_y/(4 growth), where the trivial eigenvalue is dτ'/dτ = 1 + εL.

    At a zero of F = n²(1 − q) − Y, τ'/τ = 1 + F/Y, τ = T² and Y = 2n² growth: dτ'/dτ = 1 + (T/2) F_T/Y, and A = εF.
    """
    return point.y * near(epsilon, variable(point.y)).first / (4 * point.growth)
