"""Rescaling before any φ: an integral over s of a mean over a circle, its series in cosines, and its errors."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from sympy import Rational, cos, exp, factorial, log, oo, pi, sin, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

Expression = Any

s, r, q, z, tau, mu, c = sympy.symbols("s r q z tau mu c", positive=True)
x, theta, delta = sympy.symbols("x theta delta", real=True)
N = sympy.Symbol("N", positive=True)
a, b, p = sympy.symbols("a b p", positive=True)
ORDERS = range(1, 6)


def circle_factor(m: int) -> Expression:
    """The derived quotient of P_m/Γ(m) by the mean of a form of degree 2m over the circle of radius 1."""
    return 2**m * factorial(m) / factorial(m - 1)


def euler(k: int) -> Expression:
    """The derived series of x T_k'(x) in Chebyshev's polynomials."""
    below = [2 * k * sympy.chebyshevt(j, x) / (2 if j == 0 else 1) for j in range(k - 2, -1, -2)]
    return k * sympy.chebyshevt(k, x) + sum(below, sympy.Integer(0))


def beyond(at: Expression) -> Expression:
    """The derived sum of j² r^j over j ≥ N."""
    return r**at * (at**2 / (1 - r) + 2 * at * r / (1 - r) ** 2 + r * (1 + r) / (1 - r) ** 3)


def derive() -> Derivation:
    """The derivation of the integral."""
    near, far = (Rational(1, 10), Rational(9, 10)), (2, 4)
    names = dict.fromkeys((s, r, q, z, tau, mu), near)
    proof = Proof(
        "rescaled_circle",
        domain=names
        | dict.fromkeys((c, N), far)
        | {a: (1, 2), b: (1, 2), p: near}
        | {x: (-1, 1), theta: (0, 3), delta: (0, 3)},
        facts=[c - 1, 1 - r],
    )
    forms(proof)
    series(proof)
    derivatives(proof)
    errors(proof)
    compare(proof)
    return proof.conclude(
        sympy.Symbol("E phi(u_i) phi(u_j) - phi(0)^2"),
        sympy.Integral(
            exp(-s * sympy.Symbol("n") * sympy.Symbol("epsilon"))
            / sqrt(sympy.Symbol("det(I + 2 s Sigma)"))
            * sympy.Function("W")(sympy.Symbol("n s K(s)"))
            / s,
            (s, 0, oo),
        ),
    )


def forms(proof: Proof) -> None:
    """Every form of even degree of a pair of points, and the sum of them all."""
    for m in ORDERS:
        proof.integral(
            f"φ(h_i)φ(h_j) is a sum of forms; by rescaled_powers a form of degree 2m has the mean n^m/Γ(m) ∫ s^(m−1) … "
            f"P_m(K(s)) ds, P_m its Gaussian mean, and those of odd degree have none. In polar coordinates P_m is the "
            f"mean over directions times E r^(2m), here m = {m}",
            r ** (2 * m + 1) * exp(-(r**2) / 2),
            -exp(-(r**2) / 2)
            * sum(2**j * factorial(m) / factorial(m - j) * r ** (2 * m - 2 * j) for j in range(m + 1)),
            (r, 0, oo),
            2**m * factorial(m),
        )
        proof.equal(
            "so that P_m/Γ(m) is the slope at τ = 1 of the mean over the circle of radius √(2τ): of the sum of all "
            "forms it is W, whatever φ is, and only φ(0)² is left out",
            sympy.diff(sqrt(2 * tau) ** (2 * m), tau).subs(tau, 1),
            circle_factor(m),
            shown=sympy.Symbol(f"P_{m}/Gamma({m})"),
        )


def series(proof: Proof) -> None:
    """The mean of a product of cosine series over the circle."""
    for k, j in ((1, 1), (3, 3), (2, 5), (4, 2)):
        if k == j:
            primitive = theta * cos(k * delta) / 2 + sin(2 * k * theta - k * delta) / (4 * k)
        else:
            primitive = sin((k + j) * theta - j * delta) / (2 * (k + j)) + sin((k - j) * theta + j * delta) / (
                2 * (k - j)
            )
        proof.integral(
            f"Of a product of series Σ A_k cos kθ and Σ A_j cos j(θ − δ) the mean is "
            f"½ Σ A_k A_k cos kδ: k = {k}, j = {j}",
            cos(k * theta) * cos(j * theta - j * delta),
            primitive,
            (theta, 0, 2 * pi),
            pi * cos(k * delta) if k == j else sympy.Integer(0),
        )
    for k in (1, 2, 5, 8):
        proof.equal(
            f"M d/dM of φ(√(2M) cos θ) is x φ'(x)/2; Euler's x d/dx on a Chebyshev polynomial, k = {k}",
            x * sympy.diff(sympy.chebyshevt(k, x), x),
            euler(k),
            shown=sympy.Symbol(f"x T_{k}'(x)"),
        )
        proof.equal(
            "at the end x = 1, where it is largest because T_k' = k U_(k−1) is a sum of cosines",
            euler(k).subs(x, 1),
            k**2,
            shown=sympy.Symbol(f"T_{k}'(1)"),
        )


def derivatives(proof: Proof) -> None:
    """The partial derivatives in the second moments, with ρ = K_ij/√(K_ii K_jj)."""
    f, rho = sympy.Function("f"), p / sqrt(a * b)
    radial, angular = a**2 * b + a * rho**3, 3 * a * rho**2
    proof.equal(
        "A function of the lengths and ρ, for example a²b/2 + aρ³: its slope by a = K_ii is (its own radial part a ∂_a "
        "at fixed ρ − ½ρ ∂_ρ)/a",
        sympy.diff(a**2 * b / 2 + a * rho**3, a),
        (radial - rho * angular / 2) / a,
        shown=sympy.Derivative(f(a, b, p), a),
    )
    proof.equal(
        "and by K_ij it is ∂_ρ/√(K_ii K_jj)",
        sympy.diff(a**2 * b / 2 + a * rho**3, p),
        angular / sqrt(a * b),
        shown=sympy.Derivative(f(a, b, p), p),
    )


def errors(proof: Proof) -> None:
    """The errors of the enclosure, with the majorant ψ, whose coefficients have the sizes of those of φ."""
    for m in ORDERS:
        proof.integral(
            f"The rule: along a line of height y the size of the term m = {m} is at most that of the term at "
            "(n/cos y)^m, because z = Q cos y stands for Q; with u² ≤ n, all terms together are at most ψ(√(n/cos y))²",
            s ** (m - 1) * exp(-s * z),
            -exp(-s * z)
            * sum(factorial(m - 1) / factorial(m - 1 - j) * s ** (m - 1 - j) / z ** (j + 1) for j in range(m)),
            (s, 0, oo),
            factorial(m - 1) / z**m,
        )
    for m in ORDERS:
        proof.nonnegative(
            f"The terms before s_0, 2μ ≤ 1: m (2μ)^m ≤ 2μ m, here with 2μ = r and m = {m}; the sum of the m times the "
            "coefficients of degree 2m of ψ² is at most ψ(1)ψ'(1)",
            m * r - m * r**m,
            m * r * sum((r**j for j in range(m - 1)), sympy.Integer(0)) * (1 - r) if m > 1 else sympy.Integer(0),
        )
    for k in ORDERS:
        proof.positive_from(
            "x ψ'(x) is at most (ψ(cx) − ψ(x))/ln c for c > 1: term by term, as ln c is at most (c^k − 1)/k, "
            f"with the slope (c^k − 1)/c of the difference, here k = {k}",
            (c**k - 1) / k - log(c),
            c,
            sympy.Integer(1),
            (c - 1) * sum((c**j for j in range(k)), sympy.Integer(0)) / c,
        )
    proof.equal(
        "W: the coefficients of φ(a cos θ) are at most 2S r^j, r = e^(−η), S = ψ(a cosh η) ≥ abs(φ(a cos(θ ± iη))). "
        "The sum of r^j over j ≥ N, by its differences",
        r**N / (1 - r) - r ** (N + 1) / (1 - r),
        r**N,
    )
    proof.equal(
        "and that of j² r^j, for the error of x φ'",
        sympy.expand((beyond(N) - beyond(N + 1)) / r**N),
        N**2,
        shown=sympy.Symbol("difference/r^N"),
    )
    proof.limit("both end at zero, here at r = 1/2", beyond(N).subs(r, Rational(1, 2)), N, oo, 0, side="-")


def compare(proof: Proof) -> None:
    """The comparison with the package, where the mean is a rational number."""
    from bnproofs.evolution import mean_field_map
    from bnproofs.layer import Layer

    product = Rational(4, 9)
    value = product - 2 + 1
    image = mean_field_map(Layer.parse("rs+hermite(2)"), [[Fraction(1), Fraction(0)], [Fraction(0), Fraction(4)]])
    found = image[0, 1] * int(value.q)
    proof.exactly(
        "Two points, Σ = diag(1, 4), φ(x) = x² − 1: u_1² + u_2² = 2 and E u_1²u_2² = 4/9 (rescaled_powers), so that "
        "E φφ = 4/9 − 2 + 1; the enclosure of the package contains it and is narrow",
        bool(found.contains(int(value.p))) and float(found.rad()) < 1e-12,
        True,
        shown=(sympy.Symbol("Phi_12"), value),
    )
    image = mean_field_map(Layer.parse("rs+cosine(1)"), [[Fraction(1), Fraction(1)], [Fraction(1), Fraction(1)]])
    at_one = cos(1) ** 2
    proof.exactly(
        "Two equal points: u = ±1, and the cosine of both is that of 1",
        bool(abs(float(image[0, 1].mid()) - float(at_one)) < 1e-14) and float(image[0, 1].rad()) < 1e-14,
        True,
        shown=(sympy.Symbol("Phi_12"), at_one),
    )


if __name__ == "__main__":
    run_as_script(derive)
