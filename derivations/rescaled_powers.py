"""Rescaling before a φ that is homogeneous of degree k: an integral with a power of s, and its errors."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from sympy import Rational, cos, exp, factorial, factorial2, oo, pi, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.rescaled_integral import e, lam, mu, q, r, s, tilted

Expression = Any

k, x = sympy.Symbol("k", positive=True), sympy.Symbol("x", real=True)
c, h, p, big_q = sympy.symbols("c h p Q", positive=True)
ORDERS = range(2, 13)


def step(order: int) -> Rational:
    """The step of the rule in ln s."""
    return Rational(3, 9 + order)


def height(order: int) -> Rational:
    """The height of the line in the complex plane of ln s."""
    return Rational(77 - order, 50)


def moment(order: int) -> Expression:
    """The derived number (2k − 1)!!/Γ(k) in the bounds of the ends."""
    return factorial2(2 * order - 1) / factorial(order - 1)


def derive() -> Derivation:
    """The derivation of the integral."""
    near, far = (Rational(1, 10), 1), (2, 4)
    names = dict.fromkeys((lam, q, s, r, e, h, p, big_q), near)
    proof = Proof("rescaled_powers", domain=names | {mu: far, c: far, k: (1, 5), x: (-1, 1)}, facts=[c - 1])
    homogeneity(proof)
    power_of_length(proof)
    errors(proof)
    compare(proof)
    return proof.conclude(
        sympy.Symbol("E phi(h_i) phi(h_j) / (|h|^2 + n epsilon)^k"),
        sympy.Integral(
            s ** (k - 1)
            * exp(-s * sympy.Symbol("n") * e)
            / sqrt(sympy.Symbol("det(I + 2 s Sigma)"))
            * sympy.Function("V_ij")(sympy.Symbol("K(s)")),
            (s, 0, oo),
        )
        / sympy.gamma(k),
    )


def homogeneity(proof: Proof) -> None:
    """What the factor of rescaling does to φ."""
    for order in (2, 3):
        proof.equal(
            f"A φ of degree k is a x^k for x > 0 and b (−x)^k for x < 0, by ((x + |x|)/2)^k and that of −x: the factor "
            f"c = √n/√(q + nε) of rescaling leaves it as c^k, here for k = {order}",
            ((c * x + sympy.Abs(c * x)) / 2) ** order,
            c**order * ((x + sympy.Abs(x)) / 2) ** order,
        )
    proof.equal(
        "and for k = 0, sign and step, not at all: the map is the one without rescaling, for every ε ≥ 0",
        sympy.Abs(c * x) / (c * x),
        sympy.Abs(x) / x,
        shown=sympy.Function("sgn")(c * x, evaluate=False),
    )


def power_of_length(proof: Proof) -> None:
    """The power of the squared length as an integral."""
    term = s**k * exp(-s * big_q)
    proof.derivative(
        "With Q = q + nε, I_k the integral of s^(k−1) e^(−sQ) over s > 0, by parts: the slope of s^k e^(−sQ)",
        term,
        s,
        k * s ** (k - 1) * exp(-s * big_q) - big_q * s**k * exp(-s * big_q),
    )
    for order in ORDERS:
        at = term.subs(k, order - 1)
        proof.limit(f"It starts at 0, here k = {order - 1}", at, s, 0, 0)
        proof.limit("and ends at 0", at, s, oo, 0, side="-")
        proof.equal(
            f"so Q I_{order} = {order - 1} I_{order - 1}, and with I_{order - 1} = Γ({order - 1})/Q^{order - 1}",
            (order - 1) / big_q * factorial(order - 2) / big_q ** (order - 1),
            factorial(order - 1) / big_q**order,
            shown=sympy.Symbol(f"I_{order}"),
        )
    proof.equal(
        "The exponential is that of rescaled_integral: the mean of φ(h_i)φ(h_j) e^(−sq) is det(I+2sΣ)^(−1/2) V(K(s)). "
        "V is a form of degree k in K, so s^(k−1) V(K) = V(tK) (s/t)^k/s for every t > 0, here V = K_ij^k",
        s ** (k - 1) * p**k,
        (r * p) ** k * (s / r) ** k / s,
    )


def errors(proof: Proof) -> None:
    """The errors of the trapezoidal rule in ln s."""
    for order in ORDERS:
        proof.positive(
            f"The rule: along a line of height α the size of s^{order} e^(−sQ) has 1/cos^{order} α times the integral, "
            f"as Q cos α stands for Q in I_{order}. With h = {step(order)} and α = {height(order)} < π/2 the bound "
            "2M/(e^(2πα/h) − 1) of rescaled_integral is below 7/10^13",
            7 * Rational(1, 10**13)
            - 2 / (cos(height(order)) ** order * (exp(2 * pi * height(order) / step(order)) - 1)),
        )
    for order in ORDERS:
        density = x ** (2 * order - 1) * exp(-(x**2) / 2)
        proof.derivative(
            f"Moments of a standard Gaussian by parts: E x^{2 * order} = {2 * order - 1} E x^{2 * order - 2}",
            -density,
            x,
            (x ** (2 * order) - (2 * order - 1) * x ** (2 * order - 2)) * exp(-(x**2) / 2),
        )
        proof.equal(
            f"so E x^{2 * order} is the product of the odd numbers to {2 * order - 1}; with Cauchy and Schwarz "
            f"E |h_i h_j|^{order} is at most that times max K_ii^{order}, over Γ({order})",
            (2 * order - 1) * moment(order - 1) / (order - 1),
            moment(order),
            shown=sympy.Symbol(f"M_{order}"),
        )
    proof.equal(
        "The terms before s_0, with K_ii ≤ Σ_ii: powers of e^(−kh), of which the sum without the first is",
        1 / (1 - exp(-k * h)) - 1,
        1 / (exp(k * h) - 1),
    )
    proof.positive(
        "The terms after: s K_ii is below 1/2",
        Rational(1, 2) - s * tilted(lam, s),
        1 / (2 * (1 + 2 * s * lam)),
    )
    proof.nonnegative(
        "and det(I + 2s e^h Σ)/det(I + 2sΣ) increases with s, as in rescaled_integral: a geometric series",
        (c - 1) / (1 + r) ** 2,
    )


def compare(proof: Proof) -> None:
    """The comparison with the package, where the integral is a rational number."""
    from bnproofs.evolution import mean_field_map
    from bnproofs.layer import Layer

    image = mean_field_map(Layer.parse("rs+monomial(2)"), [[Fraction(1), Fraction(0)], [Fraction(0), Fraction(4)]])
    product = s * tilted(1, s) * tilted(4, s) / sqrt((1 + 2 * s) * (1 + 8 * s))
    value = Rational(1, 9)
    proof.integral(
        "Two points, Σ = diag(1, 4), φ(x) = x²: E h_1²h_2²/q² is the integral of s K_11 K_22 det^(−1/2)",
        product,
        (4 + 20 * s) / (9 * sqrt((1 + 2 * s) * (1 + 8 * s))),
        (s, 0, oo),
        value,
    )
    found = image[0, 1] * int((4 * value).q)
    proof.exactly(
        "The enclosure of the package, with n² = 4, contains it and is narrow",
        bool(found.contains(int((4 * value).p))) and float(found.rad()) < 1e-12,
        True,
        shown=(sympy.Symbol("Phi_12"), 4 * value),
    )


if __name__ == "__main__":
    run_as_script(derive)
