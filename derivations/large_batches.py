"""The fixed-point form in ε = 1/n, on three scales, and what vanishes exactly at ε = 0."""

from __future__ import annotations

import sympy
from sympy import atan, atan2, pi, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression

n, e, y, t, u, w, p, v, s, Q = sympy.symbols("n epsilon y t u w p v s q", positive=True)


def form(n: Expression, T: Expression, q: Expression) -> Expression:
    """The form F at (s, c) = (T, 1), from odd_point_map."""
    return 2 * (n - 1) + 2 * (n - 1) / pi * (T - atan(T)) - q * (n**2 + T**2)


def defect(t: Expression) -> Expression:
    """The defect as a function of t = tan(θ/2)."""
    return (atan(t) + (t - atan(t)) / t**2) / pi


def half_tangent_squared(n: Expression, T: Expression) -> Expression:
    """The square of t = tan(θ/2), from one_angle: S²/C² at (s, c) = (T, 1)."""
    return T**2 * (n - 1) / (2 * (n - 2) + (n - 3) * T**2)


def derive() -> Derivation:
    """The derivation of the scaled forms and of their zeros at ε = 0."""
    proof = Proof(
        "large_batches",
        domain={
            n: range(4, 60),
            e: (sympy.Rational(1, 100), sympy.Rational(1, 5)),
            **{symbol: (sympy.Rational(1, 10), 2) for symbol in (y, t, u, w, p, v, s, Q)},
        },
    )
    proof.equal(
        "Near the ideal point, T = εy: ε F",
        e * form(1 / e, e * y, Q),
        2 * (1 - e) + 2 * (1 - e) / pi * (e * y - atan(e * y)) - Q / e * (1 + e**4 * y**2),
    )
    proof.equal(
        "In the middle, p = 1/T and w = εT, so that ε = wp: ε² F",
        (e**2 * form(1 / e, 1 / p, Q)).subs(e, w * p),
        (2 * e * (1 - e) + 2 * (1 - e) / pi * (w - e * atan(1 / p)) - Q * (1 + w**2)).subs(e, w * p),
    )
    proof.equal(
        "Far from it, 1/T = εu: F/T²",
        form(1 / e, 1 / (e * u), Q) * (e * u) ** 2,
        2 * e * (1 - e) * u**2 + 2 * (1 - e) / pi * (u - e * u**2 * atan(1 / (e * u))) - Q * (1 + u**2),
    )
    squared = half_tangent_squared(1 / e, s)
    proof.equal("The half angle: t²", squared, (1 - e) * s**2 / (2 * (1 - 2 * e) + (1 - 3 * e) * s**2), shown=t**2)
    back = 2 * (1 - 2 * e) * t**2 / ((1 - e) - (1 - 3 * e) * t**2)
    proof.equal("and back: s² from t²", back.subs(t, sqrt(squared)), s**2, shown=sympy.Symbol("s^2"))
    tail = (t - atan(t)) / t**3
    proof.equal(
        "The defect divided by t, with the tail a = (t − atan t)/t³", defect(t) / t, (1 + (1 - t**2) * tail) / pi
    )
    proof.limit("which tends to 4/(3π)", defect(t) / t, t, sympy.Integer(0), sympy.Rational(4, 3) / pi)
    near = 2 - 4 * v / (3 * pi)
    proof.equal(
        "So at ε = 0 the near form is 2 − (4/(3π)) v, v = t/ε, and vanishes at v = 3π/2",
        near.subs(v, 3 * pi / 2),
        0,
        shown=sympy.Symbol("A"),
    )
    proof.equal(
        "At ε = 0 the far form has t = 1, where the defect is 1/π",
        defect(sympy.Integer(1)),
        1 / pi,
        shown=sympy.Symbol("q"),
    )
    far = 2 * u / pi - (1 + u**2) / pi
    proof.equal("so that it is a double root", far, -((1 - u) ** 2) / pi)
    proof.derivative("with slope zero", far, u, 2 * (1 - u) / pi)
    proof.equal(
        "at u = 1, the limit of the uniform point's u = 1/√(1 − 2ε)",
        far.diff(u).subs(u, 1),
        0,
        shown=sympy.Symbol("D_u"),
    )
    root = sqrt(1 - 2 * e)
    proof.equal("The uniform point, T² = n² − 2n: u² = 1/(εT)²", 1 / (e**2 * (1 / e**2 - 2 / e)), 1 / root**2)
    angle = pi / 2 - atan(e / root)
    twice = 1 - e - (root - e * angle) / pi
    numerator = 2 * e * angle / pi - (1 - 2 * e) * root / (pi * (1 - e)) + 1 - 2 * e
    proof.limit(
        "Its standard eigenvalue tends to 1: 2 growth − N", twice - numerator, e, sympy.Integer(0), sympy.Integer(0)
    )
    compare(proof)
    return proof.conclude(sympy.Limit(defect(t) / t, t, 0), sympy.Rational(4, 3) / pi)


def compare(proof: Proof) -> None:
    """The comparison with the closed form of the package, whose scaled forms are balls."""
    from bnproofs.configurations import odd_family

    big_s, big_c = s * sqrt(n - 1), sqrt(2 * (n - 2) + (n - 3) * s**2)
    angle = atan2(big_s, big_c)
    q = (angle + big_c * (big_s - big_c * angle) / big_s**2) / pi

    def of_tangent(n: Expression, s: Expression) -> Expression:
        return odd_family.fixed_point_form(n, s, 1 + 0 * s)

    expected = 2 * (n - 1) + 2 * (n - 1) / pi * (s - atan2(s, 1)) - q * (n**2 + s**2)
    proof.agrees("The package's fixed-point form at (s, c) = (T, 1)", of_tangent, [n, s], expected)


if __name__ == "__main__":
    run_as_script(derive)
