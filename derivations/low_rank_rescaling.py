"""Linear layers with rescaling at rank 1 and 2: a new eigenvalue opens like its root, or with a logarithm."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Rational, log, oo, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.rescaled_integral import tilted

s, e, x, r, j, depth = sympy.symbols("s epsilon x r j l", positive=True)
BETWEEN = (Rational(1, 10), Rational(9, 10))


def beside_two(x: sympy.Expr) -> sympy.Expr:
    """The derived factor of ε = 1 − x² in its next value, besides n, next to two eigenvalues 1."""
    return (log((1 + x) / (1 - x)) / (2 * x) - 1) / x**2


def derive() -> Derivation:
    """The derivation of both laws."""
    proof = Proof(
        "low_rank_rescaling",
        domain={s: BETWEEN, e: BETWEEN, x: BETWEEN, r: BETWEEN, j: (1, 4), depth: (2, 9)},
        facts=[1 - e, 1 - x, 1 - r],
    )
    rank_one(proof)
    rank_two(proof)
    proof.integral(
        "From rank k = 2 + j on, ε′/(nε) is the integral of (1 + 2s)^(−k/2) (1 + 2sε)^(−3/2), below (1 + 2s)^(−k/2); "
        "so its limit is the integral at ε = 0 (dominated convergence), finite",
        (1 + 2 * s) ** (-j / 2 - 1),
        -((1 + 2 * s) ** (-j / 2)) / j,
        (s, 0, oo),
        1 / j,
    )
    compare(proof)
    return proof.conclude(
        sympy.Tuple(sympy.Symbol("r'_1"), sympy.Symbol("r'_2")),
        sympy.Tuple(sqrt(r), r * log(1 / r) + sympy.Symbol("O(r)")),
    )


def rank_one(proof: Proof) -> None:
    """The steps for one eigenvalue 1 and one ε."""
    half = Rational(1, 2)
    proof.integral(
        "Rank 1 and a new eigenvalue: for eigenvalues ε and 1 the next ε over n",
        tilted(e, s) * (1 + 2 * s * e) ** -half * (1 + 2 * s) ** -half,
        e / (1 - e) * sqrt(1 + 2 * s) / sqrt(1 + 2 * s * e),
        (s, 0, oo),
        sqrt(e) / (1 + sqrt(e)),
    )
    proof.equal(
        "and the other one has the rest of the trace, so that the quotient r = ε goes to its root, exactly",
        (sqrt(e) / (1 + sqrt(e))) / (1 - sqrt(e) / (1 + sqrt(e))),
        sqrt(e),
        shown=sympy.Symbol("r'"),
    )
    proof.limit("Over ε it has no finite limit: the map has no derivative there", sqrt(r) / r, r, 0, oo)


def rank_two(proof: Proof) -> None:
    """The steps for two eigenvalues 1 and one ε = 1 − x²."""
    small = 1 - x**2
    u = sqrt(1 + 2 * s * small)
    proof.equal(
        "Rank 2 and a new eigenvalue ε = 1 − x², with u² = 1 + 2sε: the factors of the two eigenvalues 1",
        1 + 2 * s,
        (u**2 - x**2) / small,
    )
    antiderivative = (1 / u - log((u + x) / (u - x)) / (2 * x)) / x**2
    proof.derivative("An antiderivative of the integrand of ε′/(nε)", antiderivative, s, 1 / ((1 + 2 * s) * u**3))
    proof.limit("It ends at 0", (1 / r - log((r + x) / (r - x)) / (2 * x)) / x**2, r, oo, 0, side="-")
    proof.equal(
        "so that ε′/(nε) is minus its value at 0",
        -antiderivative.subs(s, 0),
        beside_two(x),
        shown=sympy.Integral(1 / ((1 + 2 * s) * sympy.Symbol("u") ** 3), (s, 0, oo)),
    )
    proof.equal(
        "The argument of the logarithm in ε: it is log(4/ε) and more, which vanishes with ε",
        (1 + x) / (1 - x),
        (1 + x) ** 2 / small,
    )
    proof.limit(
        "so that the part of ε′/(nε) without log ε tends to log 2 − 1",
        log(1 + x) / x**3 - 1 / x**2,
        x,
        1,
        log(2) - 1,
        side="-",
    )
    proof.limit(
        "and the coefficient of log(1/ε) to 1/2 so fast that nothing is left of it",
        (1 / (2 * x**3) - Rational(1, 2)) * log(1 - x),
        x,
        1,
        0,
        side="-",
    )
    proof.equal(
        "The two parts: with log((1 + x)/(1 − x)) = 2 log(1 + x) − log ε",
        (2 * log(1 + x) - log(small)) / (2 * x**3) - 1 / x**2,
        (log(1 + x) / x**3 - 1 / x**2) - log(small) / (2 * x**3),
        shown=sympy.Symbol("epsilon' / (n epsilon)"),
    )
    proof.equal(
        "So ε′/(nε) is log(4/ε)/2 − 1 up to what vanishes",
        (2 * log(2) - log(e)) / 2 - 1,
        (log(2) - 1) - log(e) / 2,
        shown=log(4 / e) / 2 - 1,
    )
    proof.equal(
        "The other two share the rest of the trace n, so that r = ε goes to 2ε′/(n − ε′), of leading part",
        2 * r * (log(4 / r) / 2 - 1),
        r * (log(4 / r) - 2),
        shown=sympy.Symbol("r'"),
    )
    growth = 2 * log(2) + depth - 2
    proof.limit("Over r, with l = log(1/r), it grows like l, with the coefficient 1", growth / depth, depth, oo, 1, "-")
    proof.limit("without a finite limit: the map has no derivative there", growth, depth, oo, oo, "-")


def compare(proof: Proof) -> None:
    """The comparison with the package: the named laws, and enclosures of the integral."""
    from bnproofs.configurations import projector
    from bnproofs.evolution import mean_field_map
    from bnproofs.layer import Layer

    proof.exactly(
        "The laws that the package names",
        projector.OPENING_LAWS,
        {1: "square-root", 2: "logarithm"},
        shown=(sympy.Symbol("laws"), sympy.Tuple(sqrt(r), r * log(1 / r))),
    )
    zero, one = Fraction(0), Fraction(1)
    layer = Layer.parse("rs+identity")
    image = mean_field_map(layer, [[one, zero], [zero, Fraction(1, 100)]])
    proof.exactly(
        "The enclosure of the package at ε = 1/100 beside rank 1, n = 2, contains 2/11 and is narrow",
        bool((image[1, 1] * 11).contains(2)) and float(image[1, 1].rad()) < 1e-14,
        True,
        shown=(sympy.Symbol("epsilon'"), Rational(2, 11)),
    )
    image = mean_field_map(layer, [[one, zero, zero], [zero, one, zero], [zero, zero, Fraction(3, 4)]])
    value = 3 * (1 - x**2) * beside_two(x)
    exact = value.subs(x, Rational(1, 2))
    proof.exactly(
        "and at ε = 3/4 beside rank 2, n = 3, it contains 9 (log 3 − 1) and is narrow",
        bool((image[2, 2] / 9 + 1).exp().contains(3)) and float(image[2, 2].rad()) < 1e-14,
        True,
        shown=(sympy.Symbol("epsilon'"), sympy.simplify(exact)),
    )


if __name__ == "__main__":
    run_as_script(derive)
