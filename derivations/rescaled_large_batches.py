"""The odd point of recentring + rescaling + ReLU for n → ∞: the limit of τ/n."""

from __future__ import annotations

import math
from typing import Any

import sympy
from sympy import Rational, erfc, exp, oo, pi, sqrt

from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

Expression = Any

t, u, n, e, c, big_m = sympy.symbols("t u n epsilon c M", positive=True)
BATCH = 10**8


def mills(t: Expression) -> Expression:
    """The derived M(t) = √(π/(2t)) e^(t/2) erfc(√(t/2)), the integral of e^(−u)/(t + 2u) · √((t + 2u)/t)."""
    return sqrt(pi / (2 * t)) * exp(t / 2) * erfc(sqrt(t / 2))


def derive() -> Derivation:
    """The derivation of the equation for t."""
    proof = Proof(
        "rescaled_large_batches",
        domain={t: (1, 4), u: (0, 2), n: (60, 90), e: (Rational(1, 90), Rational(1, 60)), c: (0, 1), big_m: (0, 1)},
        samples=2,
    )
    m = n - 1
    x = t / n
    proof.equal(
        "With 1 − v = (1 − x) e^(−2u/m) the weight w √v dv (rescaled_odd_family) is e^(−u) du, but for a constant: in "
        "logarithms, per du",
        sympy.expand_log(sympy.log((exp(-2 * u / m)) ** (m / 2 - 1) * exp(-2 * u / m)), force=True),
        -u,
        shown=sympy.Symbol("log"),
    )
    v = 1 - (1 - x) * exp(-2 * u / m)
    proof.limit(
        "At τ = tn (n² for n(n−2)): x = t/n, and nv tends to t + 2u",
        (v * n).subs(n, 1 / e),
        e,
        0,
        t + 2 * u,
    )
    tangent = sqrt((t + 2 * u) / e)
    cosine = 1 - 1 / (1 - e) * (1 - e) * tangent**2 / (1 + tangent**2)
    proof.limit("There τ = n(t + 2u) is large, so that ψ tends to a right angle: 1 − sin²ψ", cosine, e, 0, 0)
    proof.equal(
        "θ tends to π/2 (one_angle: 1 − cos θ = m sin²ψ/(m−1)), the defect to 1/π",
        defect(pi / 2),
        1 / pi,
        shown=sympy.Symbol("q"),
    )
    mass = ((1 / e - 1) ** 2 + 1 + tangent**2 / pi - 2 * (1 / e - 1) / pi * tangent) * e**2 / 2
    proof.limit("and the growth Y/(2n²c²), but for bounded terms, to 1/2", mass, e, 0, Rational(1, 2))
    proof.integral(
        "so λ'/λ has the limit (1 − 1/π)/2 times",
        exp(-u) / sqrt(1 + 2 * u / t),
        -sqrt(pi * t / 2) * exp(t / 2) * erfc(sqrt(u + t / 2)),
        (u, 0, oo),
        t * mills(t),
    )
    proof.derivative(
        "and μ'/μ half of the integral of e^(−u) (1 + 2u/t)^(−3/2), which by parts is t(1 − tM): the slope of",
        -t / sqrt(1 + 2 * u / t),
        u,
        (1 + 2 * u / t) ** Rational(-3, 2),
    )
    proof.equal("with the value at u = 0", -(-t / sqrt(1 + 2 * u / t)).subs(u, 0), t, shown=sympy.Symbol("value"))
    proof.equal(
        "Both are equal where (1 − 1/π) tM = t(1 − tM), that is M (1 − 1/π + t) = 1",
        ((1 - 1 / pi) * t * big_m - t * (1 - t * big_m)) / t,
        big_m * (1 - 1 / pi + t) - 1,
        shown=sympy.Symbol("difference"),
    )
    compare(proof)
    return proof.conclude(sympy.Symbol("M(t)") * (1 - 1 / pi + t), sympy.Integer(1))


def compare(proof: Proof) -> None:
    """The comparison with the package: its root, and the reduced map of a large batch around it."""
    from bnproofs.configurations import rescaled_odd_family as family
    from bnproofs.fixed_points.rescaled_candidate import limit_ratio

    root = limit_ratio()
    ends = [
        (mills(t) * (1 - 1 / pi + t)).subs(t, Rational(root) * (1 + share))
        for share in (-Rational(1, 10**12), Rational(1, 10**12))
    ]
    signs = [bool(sympy.N(end - 1, 40) > 0) for end in ends]
    proof.exactly(
        "The package's limit_ratio has the root within 1/10^12 of itself",
        signs,
        [True, False],
        shown=(sympy.Symbol("signs"), sympy.Symbol("+ -")),
    )
    rises = [bool(family.change_form(BATCH, math.sqrt(BATCH * root * (1 + share)), 1.0) > 0) for share in (-0.01, 0.01)]
    proof.exactly(
        "The reduced map of the package, n = 10^8: τ rises 1/100 below nt and falls 1/100 above",
        rises,
        [True, False],
        shown=(sympy.Symbol("signs of tau' - tau"), sympy.Symbol("+ -")),
    )


if __name__ == "__main__":
    run_as_script(derive)
