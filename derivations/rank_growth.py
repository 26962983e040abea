"""One layer of leaky ReLU makes the Gram matrix of points of which no two are parallel positive definite: how far.

The part of the layer that does it is the kernel A of the absolute value, a power series in ρ² with positive
coefficients: the matrices ρ^(2j), entry by entry, are positive semidefinite (Schur), and near the identity for large j.
"""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Abs, Rational, asin, binomial, cos, diff, log, oo, pi, sin, sqrt

from derivations.absolute_value_kernel import absolute_kernel
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.leaky_relu_kernel import leaky_kernel
from derivations.relu_kernel import Expression, theta

rho, t, x, a, b, c = sympy.symbols("rho t x a b c", real=True)
angle, j, i, order, n, y = sympy.symbols("alpha j i J n y", positive=True)


def series_kernel(rho: Expression) -> Expression:
    """The derived kernel f(ρ) = (2/π)(√(1−ρ²) + ρ arcsin ρ) of the absolute value at norms 1."""
    return 2 / pi * (sqrt(1 - rho**2) + rho * asin(rho))


def coefficient(j: int) -> Expression:
    """The derived coefficient b_j of ρ^(2j): 2/π, then (2/π) binomial(2j−2, j−1)/(4^(j−1) 2j(2j−1))."""
    if j == 0:
        return 2 / pi
    return 2 / pi * binomial(2 * j - 2, j - 1) / (sympy.Integer(4) ** (j - 1) * 2 * j * (2 * j - 1))


def derive() -> Derivation:
    """The derivation of the power series, of the bound and of its size."""
    proof = Proof(
        "rank_growth",
        domain={
            theta: (0, pi), rho: (-1, 1), t: (0, 1), x: (-3, 3), a: (-3, 3), b: (-3, 3), c: (-3, 3), angle: (0, pi / 2),
            j: (2, 9), i: (1, 9), order: (1, 50), n: (3, 60), y: (1, 9),
        },
        facts=[sin(theta), cos(angle), sin(angle), sin(angle) / cos(angle) - angle, 2 * j - 1],
    )  # fmt: skip
    _parts(proof)
    _series(proof)
    _bound(proof)
    _size(proof)
    compare(proof)
    term = sympy.Function("b")(j) * (1 - (n - 1) * t ** (2 * j))
    total = 1 - (n - 1) * sympy.Function("f")(t) - sympy.Sum(term, (j, 0, order - 1))
    return proof.conclude(sympy.Sum(term, (j, order, oo)), total)


def _parts(proof: Proof) -> None:
    """The steps that find the part of the layer that lifts the rank, and where it does not."""
    proof.equal(
        "At norms 1 the kernel of slope a is (1+a)²/4 times ρ = cos θ, a matrix without negative eigenvalues, and "
        "(1−a)²/4 times f, the kernel of the absolute value",
        leaky_kernel(a).subs({sympy.Symbol("K_uu", positive=True): 1, sympy.Symbol("K_vv", positive=True): 1}),
        (1 + a) ** 2 / 4 * cos(theta) + (1 - a) ** 2 / 4 * absolute_kernel(1, 1, theta),
        shown=sympy.Symbol("V_a"),
    )
    kernel = absolute_kernel(1, 1, pi / 2 - asin(rho))
    proof.equal("f in ρ, θ = π/2 − arcsin ρ", kernel, series_kernel(rho), shown=sympy.Function("f")(rho))

    def phi(x: Expression) -> Expression:
        return (1 + a) / 2 * x + (1 - a) / 2 * Abs(x)

    proof.equal(
        "Two opposite points: only the second part of a combination has a kink. Points that are not parallel have "
        "their kinks in different planes; so where a combination vanishes c = −b for opposite points, and others are "
        "not in it. What is left is linear: it vanishes only if a = −1 or these points are linearly dependent",
        b * phi(x) + c * phi(-x),
        (1 + a) / 2 * (b - c) * x + (1 - a) / 2 * (b + c) * Abs(x),
        shown=b * sympy.Function("phi")(x) + c * sympy.Function("phi")(-x),
    )


def _series(proof: Proof) -> None:
    """The steps to the coefficients b_j."""
    f = series_kernel(rho)
    proof.derivative("The derivative of f", f, rho, 2 / pi * asin(rho))
    proof.derivative("and the second one", 2 / pi * asin(rho), rho, 2 / pi / sqrt(1 - rho**2))
    proof.equal(
        "(1 − t)^(−1/2) solves 2(1 − t) y' = y",
        (2 * (1 - t) * diff(1 / sqrt(1 - t), t)),
        1 / sqrt(1 - t),
        shown=sympy.Symbol("2 (1 - t) y'"),
    )
    proof.exactly(
        "so its coefficients, 1 first, obey 2(i+1) a_(i+1) = (2i+1) a_i: they are binomial(2i, i)/4^i",
        [2 * (k + 1) * _central(k + 1) for k in range(12)],
        [(2 * k + 1) * _central(k) for k in range(12)],
        shown=(2 * (i + 1) * sympy.Symbol("a_(i+1)"), (2 * i + 1) * sympy.Symbol("a_i")),
    )
    proof.equal(
        "for every i, as binomial(2i+2, i+1)/binomial(2i, i) = (2i+2)(2i+1)/(i+1)²",
        2 * (i + 1) * (2 * i + 2) * (2 * i + 1) / (i + 1) ** 2 / 4,
        2 * i + 1,
    )
    proof.equal("f at 0", f.subs(rho, 0), 2 / pi, shown=sympy.Function("f")(0))
    proof.equal("The sum of all coefficients is f at 1", f.subs(rho, 1), 1, shown=sympy.Function("f")(1))
    for k in range(1, 5):
        derivative = diff(f, rho, 2 * k).subs(rho, 0)
        proof.exactly(
            f"Integrated twice, b_j = (2/π) a_(j−1)/(2j(2j−1)) > 0; by differentiation, j = {k}",
            sympy.nsimplify(derivative / sympy.factorial(2 * k)), coefficient(k), shown=(sympy.Symbol(f"b_{k}"),
            coefficient(k)),
        )  # fmt: skip
    proof.equal(
        "Each from the one before: b_(j+1)/b_j, with a_j/a_(j−1) = (2j−1)/(2j)",
        (2 * j - 1) / (2 * j) * (2 * j * (2 * j - 1)) / ((2 * j + 2) * (2 * j + 1)),
        (2 * j - 1) ** 2 / ((2 * j + 2) * (2 * j + 1)),
        shown=sympy.Symbol("b_(j+1)") / sympy.Symbol("b_j"),
    )
    proof.exactly("and b_1 from b_0 by the same rule", coefficient(1), coefficient(0) / 2,
                  shown=(sympy.Symbol("b_1"), sympy.Symbol("b_0") / 2))  # fmt: skip


def _central(k: int) -> Expression:
    return binomial(2 * k, k) / sympy.Integer(4) ** k


def _bound(proof: Proof) -> None:
    """The steps to the bound B(n, t)."""
    proof.definition(
        "The matrix of the ρ^(2j) has ones on its diagonal and n − 1 other entries of at most t^(2j) in a row: its "
        "eigenvalues are ≥ 0 and ≥ 1 − (n−1)t^(2j) (Gershgorin). B is the sum over j ≥ J, where that is positive, of",
        sympy.Symbol("B_j"), sympy.Symbol("b_j") * (1 - (n - 1) * t ** (2 * j)),
    )  # fmt: skip
    for points, few in ((3, 1), (5, 3)):
        top = Rational(1, 2)
        head = sum((coefficient(k) * (1 - (points - 1) * top ** (2 * k)) for k in range(few)), sympy.Integer(0))
        total = 1 - (points - 1) * series_kernel(top) - head
        proof.positive(
            "With the sum 1 of all b_j, B is 1 − (n−1) f(t) less the terms before J; "
            f"for n = {points}, t = 1/2, J = {few}",
            total,
        )
    proof.equal(
        "For n = 2, where J = 1, B = 1 − f(t) is the least eigenvalue itself",
        1 - series_kernel(t) - coefficient(0) * (1 - 1),
        sympy.Matrix([[1, -series_kernel(t)], [-series_kernel(t), 1]]).det() / (1 + series_kernel(t)),
        shown=sympy.Symbol("B"),
    )


def _size(proof: Proof) -> None:
    """The steps to the simple bound 1/(12π J^(3/2))."""
    proof.equal(
        "i a_i² increases from a_1² = 1/4: so a_i ≥ 1/(2√i)",
        ((2 * i + 1) / (2 * i + 2)) ** 2 * (i + 1) / i - 1,
        1 / (4 * i * (i + 1)),
        shown=(i + 1) * sympy.Symbol("a_(i+1)") ** 2 / (i * sympy.Symbol("a_i") ** 2) - 1,
    )
    proof.exactly("where a_1", _central(1), Rational(1, 2), shown=(sympy.Symbol("a_1"), Rational(1, 2)))
    proof.equal(
        "and b_j ≥ (2/π)/(2√j · 4j²) = 1/(4π j^(5/2)), for j = 1 too",
        2 / pi / (2 * sqrt(j) * 4 * j**2), 1 / (4 * pi * j ** Rational(5, 2)), shown=sympy.Symbol("bound of b_j"),
    )  # fmt: skip
    proof.positive("as 2j(2j−1) < 4j²", 4 * j**2 - 2 * j * (2 * j - 1), 2 * j)
    proof.integral(
        "The sum over j ≥ J is at least the integral",
        1 / (4 * pi * y ** Rational(5, 2)), -1 / (6 * pi * y ** Rational(3, 2)), (y, order, oo),
        1 / (6 * pi * order ** Rational(3, 2)),
    )  # fmt: skip
    proof.equal(
        "With (n−1)t^(2J) ≤ 1/2 the factors are at least 1/2, and B at least",
        1 / (6 * pi * order ** Rational(3, 2)) / 2, 1 / (12 * pi * order ** Rational(3, 2)),
        shown=sympy.Symbol("bound of B"),
    )  # fmt: skip
    proof.positive_from("tan α > α", sin(angle) / cos(angle) - angle, angle, 0, sin(angle) ** 2 / cos(angle) ** 2)
    proof.positive_from(
        "so −ln cos α > α²/2: J ≥ ln(2n−2)/α² will do, t = cos α",
        -log(cos(angle)) - angle**2 / 2, angle, 0, sin(angle) / cos(angle) - angle,
    )  # fmt: skip


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.configurations import rank_growth

    proof.agrees(
        "The kernel of the package, at the correlation sin α",
        rank_growth.kernel,
        [sin(angle)],
        absolute_kernel(1, 1, pi / 2 - angle),
        roots=[cos(angle)],
        angles={angle: sympy.Integer(1)},
    )
    proof.agrees(
        "its coefficients", rank_growth.next_coefficient, [j, b], b * (2 * j - 1) ** 2 / ((2 * j + 2) * (2 * j + 1))
    )
    proof.agrees("and its simple bound", rank_growth.simple_bound, [order], 1 / (12 * pi * order ** Rational(3, 2)))
    for points, top in ((3, Fraction(1, 2)), (40, Fraction(1, 2))):
        few = rank_growth.order(points, top)
        exact = Rational(top.numerator, top.denominator)
        head = sum((coefficient(k) * (1 - (points - 1) * exact ** (2 * k)) for k in range(few)), sympy.Integer(0))
        proof.exactly(
            f"The bound of the package, n = {points}, t = {top}",
            sympy.simplify(
                rank_growth.bound(points, top, sympy.Integer(1)) - (1 - (points - 1) * series_kernel(exact) - head)
            ),
            sympy.Integer(0),
            shown=(sympy.Symbol("bound") - sympy.Symbol("B"), sympy.Integer(0)),
        )


if __name__ == "__main__":
    run_as_script(derive)
