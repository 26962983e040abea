"""At most three fixed points on the odd-point family, for every real n ≥ 3: Rolle's theorem, three derivatives down."""

from __future__ import annotations

import mpmath
import sympy
from sympy import Rational, atan2, diff, pi, sin, sqrt

from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.odd_point_map import fixed_point_form, m, n, theta
from derivations.relu_kernel import Expression

mu, z, u, x = sympy.symbols("mu z u x", positive=True)
delta, k = sympy.symbols("delta k", nonnegative=True)
"""1 − μ, for the signs, and n − 3."""
ROOT = 2 - sqrt(6) / 2
"""The smaller root of the polynomial p; the other one is beyond 2."""


def angle(x: Expression) -> Expression:
    """The angle in (0, π) with 1 − cosine = x, for 0 < x < 2."""
    return 2 * atan2(sqrt(x), sqrt(2 - x))


def sine(x: Expression) -> Expression:
    """The sine of that angle."""
    return sqrt(x) * sqrt(2 - x)


def odd_part(z: Expression) -> Expression:
    """The derived a = sin φ − φ(1 + cos φ)/2, φ = 2ψ the angle of z."""
    return sine(z) - angle(z) * (2 - z) / 2


def cluster_part(z: Expression) -> Expression:
    """The derived B = sin θ − θ cos θ, θ the angle of μz."""
    return sine(mu * z) - angle(mu * z) * (1 - mu * z)


def auxiliary(z: Expression) -> Expression:
    """The derived function W, of the sign of F."""
    return mu * m * z * (pi * (2 - z) + odd_part(z)) - cluster_part(z) * (n**2 - (n**2 - 1) * z / 2)


def polynomial_p(z: Expression) -> Expression:
    """The polynomial p = 8z − 5 − 2z², from the third derivative of a."""
    return 8 * z - 5 - 2 * z**2


def polynomial_q(z: Expression) -> Expression:
    """The polynomial Q, from the third derivative of B L."""
    return n**2 + z * (Rational(5, 2) * (n**2 - 1) - mu * n**2) - mu * (n**2 - 1) * z**2


def ratio(z: Expression) -> Expression:
    """The derived R: W‴ has the sign of 1 − R m/(2√μ) where Q > 0."""
    return z * polynomial_p(z) * (2 - mu * z) ** Rational(3, 2) / ((2 - z) ** Rational(5, 2) * polynomial_q(z))


def derive() -> Derivation:
    """The derivation of the bound on the number of fixed points."""
    proof = Proof(
        "at_most_three",
        domain={
            m: (2, 40),
            k: (0, 40),
            mu: (Rational(1, 2), 1),
            delta: (0, Rational(1, 2)),
            z: (0, 2),
            u: (0, ROOT),
            x: (ROOT, 2),
            theta: (0, pi),
        },
        facts=[m - 1, 1 - delta, 2 - z, ROOT - u, x - ROOT, 2 - x, _by_delta(polynomial_q(x))],
        samples=2,
    )
    _function(proof)
    _derivatives(proof)
    _signs(proof)
    proof.equal(
        "So W‴ has at most one zero in (0, 2), by Rolle W″ at most two, W′ three and W four in [0, 2), with "
        "multiplicity. One of the four is z = 0, so F has at most three zeros τ > 0, with multiplicity",
        auxiliary(z).subs(z, 0),
        0,
        shown=sympy.Symbol("W(0)"),
    )
    compare(proof)
    return proof.conclude(sympy.Symbol("sign of F"), sympy.Symbol("sign of W"))


def _function(proof: Proof) -> None:
    """The steps from F to W."""
    of_batch = m / (2 * (m - 1))
    proof.nonnegative(
        "For real n = k + 3, k ≥ 0, m = n − 1, μ = m/(2(m−1)) is at most 1: δ = 1 − μ ≥ 0. The rest holds for any μ in "
        "(0, 1]",
        (1 - of_batch).subs(m, k + 2),
        k / (2 * (k + 1)),
    )
    tangent = sqrt(z) / sqrt(2 - z)
    proof.equal(
        "z = 2 sin²ψ, which increases with τ = tan²ψ",
        2 * tangent**2 / (1 + tangent**2),
        z,
        shown=2 * sin(sympy.Symbol("psi")) ** 2,
    )
    proof.equal(
        "and 1 − cos θ = (m/(m−1)) sin²ψ (one_angle) is μz",
        m / (m - 1) * z / 2,
        of_batch * z,
        shown=1 - sympy.cos(theta),
    )
    form = fixed_point_form(m, sqrt(z / 2), sqrt((2 - z) / 2), angle(z) / 2, cluster_part(z) / (pi * mu * z))
    proof.equal(
        "The defect is B/(πμz), with B = sin θ − θ cos θ",
        defect(theta) * (1 - sympy.cos(theta)),
        (sin(theta) - theta * sympy.cos(theta)) / pi,
        shown=sympy.Symbol("q") * mu * z,
    )
    proof.equal(
        "The fixed-point form at the unit vector (cos ψ, sin ψ), times πμz: the function W = μmz(π(2−z) + a) − B L, "
        "L = n² − (n²−1)z/2",
        pi * form * mu * z,
        auxiliary(z),
        shown=pi * sympy.Symbol("F") * mu * z,
    )


def _derivatives(proof: Proof) -> None:
    """The steps for the three derivatives of W and its parts."""
    slope_a = angle(z) / 2 - sqrt(z) / (2 * sqrt(2 - z))
    bend_a = (1 - z) / (2 * sqrt(z) * (2 - z) ** Rational(3, 2))
    third_a = (-1 + z - z**2) / (2 * z ** Rational(3, 2) * (2 - z) ** Rational(5, 2))
    slope_b, bend_b = mu * angle(mu * z), mu**2 / sine(mu * z)
    third_b = -(mu**3) * (1 - mu * z) / sine(mu * z) ** 3
    a, b = sympy.Function("a")(z), sympy.Function("B")(z)
    for text, below, slope, shown in (
        ("The derivatives by z: of a, ψ − (tan ψ)/2", odd_part(z), slope_a, diff(a, z)),
        ("again", slope_a, bend_a, diff(a, z, 2)),
        ("and again", bend_a, third_a, diff(a, z, 3)),
        ("Of B, μθ", cluster_part(z), slope_b, diff(b, z)),
        ("again, μ²/sin θ", slope_b, bend_b, diff(b, z, 2)),
        ("and again", bend_b, third_b, diff(b, z, 3)),
    ):
        proof.equal(text, diff(below, z), slope, shown=shown)
    linear = n**2 - (n**2 - 1) * z / 2
    third = mu * m * (z * third_a + 3 * bend_a) - third_b * linear - 3 * bend_b * diff(linear, z)
    third_shown = diff(sympy.Function("W")(z), z, 3)
    proof.equal(
        "So W‴ is algebraic: the rest of it is a polynomial of degree 2",
        diff(auxiliary(z), z, 3),
        third,
        shown=third_shown,
    )
    first_part = -mu * m / 2 * z * polynomial_p(z) / (2 - z) ** Rational(5, 2)
    second_part = mu ** Rational(3, 2) * polynomial_q(z) / (2 - mu * z) ** Rational(3, 2)
    proof.equal(
        "With the polynomials p = 8z − 5 − 2z² and Q",
        z ** Rational(3, 2) * third,
        first_part + second_part,
        shown=z ** Rational(3, 2) * third_shown,
    )
    proof.equal(
        "and, where Q is not zero, with R = z p (2−μz)^(3/2)/((2−z)^(5/2) Q)",
        first_part + second_part,
        second_part * (1 - m / (2 * sqrt(mu)) * ratio(z)),
        shown=z ** Rational(3, 2) * third_shown,
    )


def _signs(proof: Proof) -> None:
    """The steps for the signs of p and Q, and for R."""
    proof.positive("The smaller root of p is in (0, 1)", 1 - ROOT)
    proof.positive("Left of it, at u, p is negative", -polynomial_p(u), _minus_p())
    proof.positive("right of it, at x < 2, positive", polynomial_p(x), _plus_p())
    concave = _by_delta(polynomial_q(x))
    fall = (1 - delta) * m * (m + 2)
    proof.positive("Q is concave", -diff(concave, x, 2), 2 * fall)
    proof.equal("and positive at 0", polynomial_q(sympy.Integer(0)), n**2, shown=sympy.Symbol("Q(0)"))
    proof.positive(
        "and at 1. So Q is positive on [0, 1], and beyond there is at most one point where it changes its sign: W‴ > 0 "
        "up to the root of p, where p ≤ 0 < Q, and W‴ < 0 where Q ≤ 0 < p. In between, Q and p are positive",
        concave.subs(x, 1),
        Rational(3, 2) * m * (m + 2) + delta * (2 * m * (m + 2) + 1),
    )
    left = (1 - delta) * (2 - x) + 2 * delta
    slope = diff(ratio(x), x) / ratio(x)
    logarithmic = (
        1 / x + (8 - 4 * x) / polynomial_p(x) + Rational(5, 2) / (2 - x) - Rational(3, 2) * mu / (2 - mu * x)
        - diff(polynomial_q(x), x) / polynomial_q(x)
    )  # fmt: skip
    proof.equal("There the logarithmic derivative of R", slope, logarithmic, shown=sympy.Symbol("R'/R"))
    tangent = n**2 + fall * x**2
    proof.positive("Q is above its tangents: Q > zQ′, so 1/z > Q′/Q", concave - x * diff(concave, x), tangent)
    proof.nonnegative(
        "and μ/(2−μz) ≤ 1/(2−z)", _by_delta(1 / (2 - x) - mu / (2 - mu * x)), 2 * delta / ((2 - x) * left)
    )
    proof.positive(
        "so the logarithmic derivative is positive, R increases, and 1 − R m/(2√μ) has at most one zero",
        _by_delta(logarithmic),
        tangent / (x * concave) + 4 / _plus_p() * (2 - x) + 1 / (2 - x) + 3 * delta / ((2 - x) * left),
    )


def _by_delta(expression: Expression) -> Expression:
    return expression.subs(mu, 1 - delta)


def _minus_p() -> Expression:
    return 2 * (ROOT - u) ** 2 + 2 * sqrt(6) * (ROOT - u)


def _plus_p() -> Expression:
    return (x - ROOT) * (2 - x) * 2 + sqrt(6) * (x - ROOT)


def compare(proof: Proof) -> None:
    """The comparison with the fixed-point form of the package, which is homogeneous of degree 2."""
    from bnproofs.configurations import odd_family

    def scaled_form(n: Expression, z: Expression) -> Expression:
        root = sqrt if isinstance(z, sympy.Basic) else mpmath.sqrt
        return odd_family.fixed_point_form(n, root(z), root(2 - z)) * z * (n - 1) / (4 * (n - 2))

    of_batch = {m: k + 2, mu: (k + 2) / (2 * (k + 1))}
    half = (angle(mu * z) / 2).subs(of_batch)
    proof.agrees(
        "The package's fixed-point form F at (s, c) = (√z, √(2−z)), n = k + 3, times μz/2",
        scaled_form,
        [k + 3, z],
        auxiliary(z).subs(of_batch) / pi,
        angles={half: 2 * sqrt(k + 1)},
        shown=sympy.Symbol("F") * mu * z / 2,
        value=sympy.Function("W")(z) / pi,
    )


if __name__ == "__main__":
    run_as_script(derive)
