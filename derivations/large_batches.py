"""The fixed-point form in ε = 1/n along curves v(ε) of v = n tan(θ/2), down to ε = 0, and its slope in ε."""

from __future__ import annotations

import mpmath
import sympy
from sympy import Rational, atan, atan2, diff, pi, sqrt

from derivations.arctangent_remainder import remainder
from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.odd_point_map import fixed_point_form
from derivations.relu_kernel import Expression

e, t, T, v, r, b, k, x = sympy.symbols("epsilon t T v r b k x", positive=True)
rate, turn, change = sympy.symbols("v' T' r_epsilon", real=True)
"""The derivatives of v, T and r along a curve."""
LIMIT = Rational(4, 3) / pi
"""The derived limit of q/t."""


def ratio(t: Expression) -> Expression:
    """The derived quotient r = q/t of the defect and t = tan(θ/2)."""
    return (1 + (1 - t**2) * remainder(t)) / pi


def tangent_squared(e: Expression, t: Expression) -> Expression:
    """The derived square of T = tan ψ."""
    return 2 * (1 - 2 * e) * t**2 / ((1 - e) - (1 - 3 * e) * t**2)


def scaled_form(e: Expression, v: Expression, T: Expression, r: Expression) -> Expression:
    """The derived form A = εF."""
    return 2 * (1 - e) * (1 + (T - atan(T)) / pi) - v * r * (1 + e**2 * T**2)


def derive() -> Derivation:
    """The derivation of the form A, of its slope along a curve, and of the angle on one."""
    proof = Proof(
        "large_batches",
        domain={
            e: (Rational(1, 100), Rational(1, 7)),
            t: (0, 1),
            v: (4, 6),
            **dict.fromkeys((T, r, b, k, x), (Rational(1, 10), 2)),
            rate: (-9, 0),
            turn: (6, 9),
            change: (-1, 0),
        },
        facts=[1 - e, 1 - 2 * e, 1 - 3 * e, (1 - e) - (1 - 3 * e) * t**2],
        samples=2,
    )
    _form(proof)
    _slope(proof)
    _angle(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("A"), scaled_form(e, v, T, r))


def _form(proof: Proof) -> None:
    """The steps for A and its value at ε = 0."""
    squared = T**2 * (1 - e) / (2 * (1 - 2 * e) + (1 - 3 * e) * T**2)
    size = 1 / e
    proof.equal(
        "With m = n − 1, n = 1/ε: t² = tan²(θ/2) (one_angle) is",
        T**2 * (size - 1) / (2 * (size - 2) + (size - 3) * T**2),
        squared,
        shown=t**2,
    )
    proof.equal("and back", tangent_squared(e, sqrt(squared)), T**2, shown=sympy.Symbol("T^2"))
    proof.positive(
        "with a positive denominator for t ≤ 1, at t² = 1/(1+x)",
        (1 - e) - (1 - 3 * e) / (1 + x),
        (2 * e + x * (1 - 3 * e) + 2 * e * x) / (1 + x),
    )
    proof.equal(
        "The defect q at θ = 2 atan t, divided by t, with the tail a = (t − atan t)/t³",
        defect(2 * atan(t)) / t,
        ratio(t),
        shown=r,
    )
    proof.equal(
        "εF, the fixed-point form of odd_point_map at (s, c) = (T, 1), with q = tr and t = εv",
        e * fixed_point_form(size - 1, T, sympy.Integer(1), atan(T), e * v * r),
        scaled_form(e, v, T, r),
        shown=sympy.Symbol("A"),
    )
    proof.limit("The quotient r tends to 4/(3π)", ratio(t), t, sympy.Integer(0), LIMIT)
    proof.equal(
        "so that at ε = 0, where t = T = 0, the form A is",
        scaled_form(sympy.Integer(0), v, sympy.Integer(0), LIMIT),
        2 - LIMIT * v,
        shown=sympy.Symbol("A(0, v)"),
    )
    proof.equal("and vanishes at v = 3π/2", 2 - LIMIT * 3 * pi / 2, 0, shown=sympy.Symbol("A(0, 3 pi/2)"))


def _slope(proof: Proof) -> None:
    """The steps for the derivative of A along a curve v(ε)."""
    tail, slope_r = sympy.Function("a")(t), diff(sympy.Function("r")(t), t)
    a, first, second = (diff(remainder(t), t, order) for order in range(3))
    proof.equal("a′", first, (1 / (1 + t**2) - 3 * a) / t, shown=diff(tail, t))
    bent = (1 - t**2) * second - 4 * t * first - 2 * a
    proof.equal("πr′ = (1 − t²)a′ − 2ta", diff(ratio(t), t), ((1 - t**2) * first - 2 * t * a) / pi, shown=slope_r)
    proof.equal("πr″ = (1 − t²)a″ − 4ta′ − 2a", diff(ratio(t), t, 2), bent / pi, shown=diff(slope_r, t))
    proof.limit("At t = 0, where a′ = 0 (arctangent_remainder), r′ tends to 0", diff(ratio(t), t), t, 0, 0)
    curve, tangent, share = (sympy.Function(name)(e) for name in ("v", "T", "r"))
    along = scaled_form(e, curve, tangent, share)
    names = {diff(curve, e): rate, diff(tangent, e): turn, diff(share, e): change, curve: v, tangent: T, share: r}
    slope = (
        -2 * (1 + (T - atan(T)) / pi) + 2 * (1 - e) * T**2 * turn / (pi * (1 + T**2))
        - (rate * r + v * change) * (1 + e**2 * T**2) - 2 * e * v * r * T * (T + e * turn)
    )  # fmt: skip
    proof.equal(
        "Along a curve v(ε), with T′ and r_ε = r′(t) t′, t′ = v + εv′, the derivatives of T and r along it",
        diff(along, e).subs(names),
        slope,
        shown=sympy.Symbol("dA/de"),
    )
    at_zero = slope.subs({e: 0, T: 0, r: LIMIT, change: 0})
    proof.equal(
        "At ε = 0, where T = 0, r_ε = 0 and T′ is finite", at_zero, -2 - LIMIT * rate, shown=sympy.Symbol("dA/de(0)")
    )
    proof.positive(
        "A curve v = 3π/2 − βε + …, β = 3π/2 + b, starts at A = 0 with a positive slope",
        at_zero.subs(rate, -3 * pi / 2 - b),
        LIMIT * b,
    )
    proof.positive("as 5 > 3π/2. One with β = 0 starts with the slope −2", 5 - 3 * pi / 2)
    proof.equal(
        "and the slope vanishes for β = 3π/2, which agrees with odd_point_asymptotics: v = θ/(2ε) + O(ε²)",
        at_zero.subs(rate, -3 * pi / 2),
        0,
        shown=sympy.Symbol("dA/de(0)"),
    )


def _angle(proof: Proof) -> None:
    """The steps for the bounds of nθ on a curve."""
    proof.positive_from("atan t > t − t³/3", atan(t) - t + t**3 / 3, t, 0, t**4 / (1 + t**2))
    proof.positive_from("and atan t < t − t³/3 + t⁵/5", t - t**3 / 3 + t**5 / 5 - atan(t), t, 0, t**6 / (1 + t**2))
    proof.equal(
        "With θ = 2 atan(εv) that makes nθ more than 2v − (2/3)ε²v³, which on the curve v = 3π/2 − bε + kε² is",
        (2 / e * (t - t**3 / 3)).subs(t, e * v).subs(v, _curve(-b, k)),
        3 * pi - 2 * b * e + 2 * e**2 * (k - _curve(-b, k) ** 3 / 3),
        shown=2 * v - 2 * e**2 * v**3 / 3,
    )
    proof.equal(
        "and less than 2v − (2/3)ε²v³ + (2/5)ε⁴v⁵, which on v = 3π/2 + kε² is",
        (2 / e * (t - t**3 / 3 + t**5 / 5)).subs(t, e * v).subs(v, _curve(0, k)),
        3 * pi - 2 * e**2 * (_curve(0, k) ** 3 / 3 - e**2 * _curve(0, k) ** 5 / 5 - k),
        shown=2 * v - 2 * e**2 * v**3 / 3 + 2 * e**4 * v**5 / 5,
    )


def _curve(slope: Expression, bend: Expression) -> Expression:
    return 3 * pi / 2 + slope * e + bend * e**2


def compare(proof: Proof) -> None:
    """The comparison with the fixed-point form of the package, homogeneous of degree 2, at (s, c) with s/c = T."""
    from bnproofs.configurations import odd_family

    def scaled(e: Expression, t: Expression) -> Expression:
        root = sqrt if isinstance(e, sympy.Basic) else mpmath.sqrt
        tangent = t * root(2) * root(1 - 2 * e), root((1 - e) - (1 - 3 * e) * t**2)
        return e * odd_family.fixed_point_form(1 / e, *tangent)

    s, c = t * sqrt(2) * sqrt(1 - 2 * e), sqrt((1 - e) - (1 - 3 * e) * t**2)
    wide = sqrt(2) * sqrt(1 - 2 * e) * sqrt(1 - e) / sqrt(e)
    proof.agrees(
        "The package's fixed-point form at (s, c) = (tS, C), S² = 2(1−2ε), C² = (1−ε) − (1−3ε)t², times ε",
        scaled,
        [e, t],
        c**2 * scaled_form(e, t / e, s / c, ratio(t)).subs(atan(s / c), atan2(s, c)),
        roots=[wide],
        angles={atan(t): wide * sqrt(1 + t**2)},
        value=sympy.Symbol("C") ** 2 * sympy.Symbol("A"),
    )


if __name__ == "__main__":
    run_as_script(derive)
