"""The ReLU kernel at ρ = ±1: a series in half-integer powers, from the binomial series of the derivative of arccos."""

from __future__ import annotations

import mpmath
import sympy
from sympy import Rational, acos, binomial, diff, pi, sin, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression, kernel

delta = sympy.Symbol("delta", positive=True)
k = sympy.Symbol("k", integer=True, nonnegative=True)
TERMS = 4


def binomial_coefficient(k: Expression) -> Expression:
    """The k-th coefficient binomial(2k, k)/8^k of (1 − δ/2)^(−1/2)."""
    return binomial(2 * k, k) / 8**k


def end_term(k: Expression) -> Expression:
    """The k-th term of the derived series of κ at either end."""
    return sqrt(2) / pi * binomial_coefficient(k) * delta ** (k + Rational(3, 2)) / ((2 * k + 1) * (k + Rational(3, 2)))


def derive() -> Derivation:
    """The derivation of the expansions at the ends."""
    proof = Proof("relu_kernel_ends", domain={delta: (0, 2), k: range(40)}, facts=[2 - delta])
    theta = acos(1 - delta)
    kappa = 2 * kernel(1, 1, theta)
    remainder = (sin(theta) - theta * (1 - delta)) / pi
    proof.equal(
        "With δ = 1 − ρ, κ is 1 − δ and a remainder D", kappa, 1 - delta + remainder, shown=sympy.Symbol("kappa")
    )
    proof.derivative("The derivative of D by δ is θ/π, so that of κ is θ/π − 1", remainder, delta, theta / pi)
    proof.derivative("That of θ", theta, delta, 1 / sqrt(2 * delta - delta**2))
    root = (1 - delta / 2) ** Rational(-1, 2)
    proof.equal(
        "The last is a root of δ and the function f = (1 − δ/2)^(−1/2)", (2 * delta - delta**2), 2 * delta / root**2
    )
    proof.equal(
        "f solves (1 − δ/2) f′ = f/4",
        (1 - delta / 2) * diff(root, delta),
        root / 4,
        shown=sympy.Symbol("(1 - delta/2) f'"),
    )
    ratio = sympy.gammasimp((binomial_coefficient(k + 1) / binomial_coefficient(k)).rewrite(sympy.gamma))
    proof.equal(
        "so its coefficients b_k satisfy (k+1) b_(k+1) = (k/2 + 1/4) b_k, as binomial(2k, k)/8^k do",
        (k + 1) * ratio,
        k / 2 + Rational(1, 4),
        shown=(k + 1) * sympy.Symbol("b_{k+1}") / sympy.Symbol("b_k"),
    )
    proof.equal("and b_0 = f(0)", binomial_coefficient(k).subs(k, 0), root.subs(delta, 0), shown=sympy.Symbol("b_0"))
    angle_term = sqrt(2) * delta ** (k + Rational(1, 2)) / (2 * k + 1)
    proof.derivative(
        "θ vanishes at δ = 0, so its terms are b_k times √2 δ^(k+1/2)/(2k+1)",
        angle_term,
        delta,
        delta**k / sqrt(2 * delta),
    )
    proof.derivative(
        "D vanishes at δ = 0 too, so its terms are the integrals of b_k times those, over π",
        end_term(k),
        delta,
        binomial_coefficient(k) * angle_term / pi,
    )
    proof.limit("The values at δ = 0: θ", theta, delta, 0, 0)
    proof.limit("and D", remainder, delta, 0, 0)
    terms = sum(end_term(j) for j in range(TERMS))
    explicit = sqrt(2) / pi * delta ** Rational(3, 2) * (
        Rational(2, 3) + delta / 30 + 3 * delta**2 / 560 + 5 * delta**3 / 4032
    )  # fmt: skip
    proof.equal("The first four terms", terms, explicit, shown=sympy.Sum(end_term(k), (k, 0, TERMS - 1)))
    proof.equal(
        "The other end: −ρ has the angle π − θ, so that κ(−1+δ) = D with the same series",
        2 * kernel(1, 1, pi - theta),
        remainder,
        shown=sympy.Function("kappa")(-1 + delta),
    )
    proof.limit(
        "Difference quotients at the end: D/δ tends to 0, κ has the slope 1 at ρ = 1 and 0 at ρ = −1",
        remainder / delta,
        delta,
        0,
        0,
    )
    proof.derivative(
        "The second derivative, from the first, 1 − θ/π", theta / pi - 1, delta, 1 / (pi * sqrt(2 * delta - delta**2))
    )
    proof.limit("is unbounded", 1 / (pi * sqrt(2 * delta - delta**2)), delta, 0, sympy.oo)
    compare(proof)
    return proof.conclude(sympy.Function("kappa")(1 - delta), 1 - delta + explicit)


def compare(proof: Proof) -> None:
    """The comparison with the closed form of the package."""
    from bnproofs.activations import ReLU

    def dual_kernel(correlation: Expression) -> Expression:
        return 2 * ReLU().dual_kernel(1, correlation, 1)

    for correlation in (1 - delta, -1 + delta):
        proof.agrees(
            f"Twice the closed form of the package at correlation {correlation}",
            dual_kernel,
            [correlation],
            2 * kernel(1, 1, acos(correlation)),
            angles={pi - acos(correlation): sympy.Integer(1)},
        )
    with mpmath.workdps(80):
        small = mpmath.mpf(10) ** -8
        for name, correlation, regular in (("1 − δ", 1 - small, 1 - small), ("−1 + δ", small - 1, 0)):
            partial = regular + sum(sympy.lambdify(delta, end_term(j), "mpmath")(small) for j in range(TERMS))
            bound = small ** (TERMS + 1)
            proof.numerical(
                f"With δ = 10^(−8) its value at {name} is the sum of four terms, to the order of the fifth",
                dual_kernel(correlation),
                partial,
                within=bound,
                shown=(sympy.Symbol("kappa"), sympy.Float(str(partial), 40)),
            )


if __name__ == "__main__":
    run_as_script(derive)
