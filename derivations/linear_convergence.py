"""Every batch of full rank tends to orthogonal points under linear layers with rescaling: the theorem and its rate."""

from __future__ import annotations

import sympy
from sympy import Rational, diff, exp, log

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

lam, s, w, n, delta, before = sympy.symbols("lambda s w n delta epsilon", positive=True)
NEAR = (Rational(1, 10), Rational(9, 10))
OTHERS = 1 + delta / (n - 1)
"""What is left for each of the other eigenvalues, of mean 1, if the least is 1 − δ."""


def exponent(delta: sympy.Expr) -> sympy.Expr:
    """The logarithm of (1 + 2s(1 − δ))^(−3/2) (1 + 2s(1 + δ/(n − 1)))^(−(n−1)/2)."""
    others = OTHERS.subs(sympy.Symbol("delta", positive=True), delta)
    return -Rational(3, 2) * log(1 + 2 * s * (1 - delta)) - (n - 1) / 2 * log(1 + 2 * s * others)


def derive() -> Derivation:
    """The derivation of the convergence, by the contrast and then with a rate."""
    proof = Proof(
        "linear_convergence",
        domain={lam: NEAR, s: NEAR, w: NEAR, n: (3, 9), delta: NEAR, before: NEAR},
        facts=[n - 1, 1 - delta],
    )
    contrast(proof)
    rate = with_a_rate(proof)
    compare(proof, rate)
    return proof.conclude(sympy.Symbol("1 - lambda_min'"), (1 - rate * (1 - delta)) * delta)


def contrast(proof: Proof) -> None:
    """The steps of the proof without a rate."""
    proof.definition(
        "The contrast of a matrix with n positive eigenvalues of mean 1. By linear_rescaling a layer keeps the mean "
        "and the order, and decreases c strictly unless c = 1",
        sympy.Symbol("c"),
        sympy.Symbol("lambda_max") / sympy.Symbol("lambda_min"),
    )
    proof.nonnegative(
        "The largest is at least the mean 1 and so the least, 1/(1 + δ) of it here, at least 1/c: the matrices with c "
        "≤ c_0 are a compact set on which the map is continuous (the integrand is at most λ (1 + 2s/c_0)^(−n/2−1))",
        (1 + before) / (1 + delta) - 1 / (1 + delta),
        before / (1 + delta),
    )
    proof.positive(
        "An orbit stays in it, and c_l decreases to a limit c*. At a limit point G of the orbit c(G) = c*, and Φ(G) is "
        "a limit point too, so c(Φ(G)) = c*; where c exceeds 1 it decreases, here for eigenvalues 1 and 1 + δ under "
        "the integral. So c* = 1, I is the only limit point, and the orbit tends to it",
        (1 + delta) - (1 + delta) * (1 + 2 * s) / (1 + 2 * s * (1 + delta)),
        (1 + delta) * 2 * s * delta / (1 + 2 * s * (1 + delta)),
    )


def with_a_rate(proof: Proof) -> sympy.Expr:
    """The steps of the bound on 1 − λ_min; the slope of the bound is returned."""
    proof.equal(
        "Now with a rate. The next least eigenvalue is n λ_min times the integral of (1 + 2sλ_min)^(−3/2) and the "
        "other factors (1 + 2sλ_j)^(−1/2), with 1 − δ for λ_min. Concavity of the logarithm:",
        diff(log(1 + 2 * s * lam), lam, 2),
        -4 * s**2 / (1 + 2 * s * lam) ** 2,
        shown=sympy.Derivative(log(1 + 2 * s * lam), (lam, 2)),
    )
    proof.equal(
        "so the product is least if the others are equal (Jensen), each to 1 + δ/(n − 1), which keeps the mean",
        1 - delta + (n - 1) * OTHERS,
        n,
        shown=sympy.Symbol("trace"),
    )
    first = exponent(delta)
    squares = 6 * s**2 / (1 + 2 * s * (1 - delta)) ** 2 + 2 * s**2 / ((n - 1) * (1 + 2 * s * OTHERS) ** 2)
    proof.positive("The logarithm E(δ) of that integrand is convex in δ", diff(first, delta, 2), squares)
    proof.equal(
        "and so is the integrand e^E, of second derivative (E″ + E′²) e^E",
        diff(exp(first), delta, 2),
        (diff(first, delta, 2) + diff(first, delta) ** 2) * exp(first),
        shown=sympy.Derivative(exp(sympy.Function("E")(delta)), (delta, 2)),
    )
    proof.equal("At δ = 0 the exponent E", exponent(sympy.Integer(0)), -(n / 2 + 1) * log(1 + 2 * s))
    proof.equal(
        "With w = 1/(1 + 2s), from 1 to 0, the measure ds is −dw/(2w²)",
        diff((1 / w - 1) / 2, w),
        -1 / (2 * w**2),
        shown=sympy.Derivative(s, w),
    )
    proof.integral(
        "so n times the integral is 1 there",
        n * w ** (n / 2 + 1) / (2 * w**2),
        w ** (n / 2),
        (w, 0, 1),
        sympy.Integer(1),
    )
    slope = diff(first, delta).subs(delta, 0)
    proof.equal("and the slope E′", slope, 2 * s / (1 + 2 * s), shown=sympy.Function("E'")(0))
    proof.equal("which is 1 − w", (2 * s / (1 + 2 * s)).subs(s, (1 / w - 1) / 2), 1 - w, shown=sympy.Function("E'")(0))
    rate = 2 / (n + 2)
    proof.integral(
        "so n times the integral has the slope g = 2/(n + 2)",
        n * (1 - w) * w ** (n / 2 + 1) / (2 * w**2),
        w ** (n / 2) - n / (n + 2) * w ** (n / 2 + 1),
        (w, 0, 1),
        rate,
    )
    proof.equal(
        "A convex function lies above its tangent: λ_min′ ≥ λ_min (1 + gδ), so that 1 − λ_min′ is at most",
        1 - (1 - delta) * (1 + rate * delta),
        (1 - rate * (1 - delta)) * delta,
        shown=1 - sympy.Symbol("lambda_min") * (1 + sympy.Symbol("g") * delta),
    )
    proof.positive("λ_min grows, and 1 − λ_min falls at least by the factor 1 − gλ_min < 1", rate * (1 - delta))
    proof.limit(
        "which tends to n/(n + 2): no larger rate is needed, and none smaller is possible, as the derivative of the "
        "map at I has this eigenvalue (projector_spectrum)",
        1 - rate * (1 - delta),
        delta,
        0,
        n / (n + 2),
    )
    proof.equal(
        "All of the matrix follows: the sum of squares of the λ_j − 1, convex, is largest at a vertex of the simplex "
        "of λ_j ≥ 1 − δ of mean 1, where one is 1 + (n − 1)δ",
        ((n - 1) * delta) ** 2 + (n - 1) * delta**2,
        n * (n - 1) * delta**2,
        shown=sympy.Symbol("|G - I|^2"),
    )
    return rate


def compare(proof: Proof, rate: sympy.Expr) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.configurations import projector

    proof.agrees("The gain of the package", projector.gain, [n], rate)
    proof.agrees("The rate of the package", projector.traceless_eigenvalue, [n], 1 - rate)


if __name__ == "__main__":
    run_as_script(derive)
