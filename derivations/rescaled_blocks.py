"""Rescaling on exchangeable groups: products of block matrices, the standard component, the error of the derivative."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import sympy
from sympy import Rational, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

Expression = Any

SIZES = (3, 2)
ORDERS = (1, 2, 3, 12)
b, d, p, q, r, kappa = sympy.symbols("b d p q r kappa", real=True)
w1, w2, v1, v2, lam, mu, s = sympy.symbols("w_1 w_2 v_1 v_2 lambda mu s", positive=True)
x, y, z = sympy.symbols("M_11 M_12 M_22", real=True)
xi, eta = sympy.symbols("x y", real=True)


def odd(order: int) -> Expression:
    """The product (2k − 1)!! of the odd numbers."""
    return sympy.factorial2(2 * order - 1)


def gaussian_mean(polynomial: Expression) -> Expression:
    """The mean of a polynomial in two independent standard Gaussians: that of an even power 2j is (2j − 1)!!."""
    terms = sympy.Poly(sympy.expand(polynomial), xi, eta).terms()
    return sum(
        (c * sympy.factorial2(i - 1) * sympy.factorial2(j - 1) for (i, j), c in terms if i % 2 == 0 and j % 2 == 0),
        sympy.Integer(0),
    )


def columns(kappa: Expression, w: tuple[Expression, Expression], b: Expression) -> tuple[Expression, Any]:
    """The derived κ and w of BHB, H = κ diag(v) + v wᵀ + w vᵀ: b²κ and b(κ c + Bw), c the column of constants."""
    constants = (p, q)
    turned = (b * w[0] + 3 * p * w[0] + 2 * q * w[1], d * w[1] + 3 * q * w[0] + 2 * r * w[1])
    return b**2 * kappa, tuple(b * (kappa * c + t) for c, t in zip(constants, turned, strict=True))


def derive() -> Derivation:
    """The derivation of what the symmetric integrals rest on."""
    numbers = dict.fromkeys((b, d, p, q, r, kappa, x, y, z, xi, eta), (-1, 1))
    proof = Proof(
        "rescaled_blocks",
        domain=numbers | dict.fromkeys((w1, w2, v1, v2, lam, mu, s), (1, 2)),
        samples=2,
    )
    standard_component(proof)
    slope_of_a_mean(proof)
    bounds(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("kappa'"), b**2 * kappa)


def standard_component(proof: Proof) -> None:
    """Matrices that are linear in a vector v of a group with sum zero; here groups of 3 and 2 points."""
    v = sympy.Matrix([v1, v2, -v1 - v2, 0, 0])
    one = sympy.ones(5, 1)
    damping = sympy.diag(b, b, b, d, d) + sympy.Matrix(5, 5, lambda i, j: ((p, q), (q, r))[int(i) > 2][int(j) > 2])
    w = sympy.Matrix([w1, w1, w1, w2, w2])
    h = kappa * sympy.diag(*v) + v * w.T + w * v.T
    new_kappa, (first, second) = columns(kappa, (w1, w2), b)
    new_w = sympy.Matrix([first] * 3 + [second] * 2)
    proof.equal("B = b on vectors of the group with sum zero", damping * v, b * v, shown=sympy.Symbol("B v"))
    proof.equal(
        "H = κ diag(v) + v wᵀ + w vᵀ, w constant on groups: B H B has the same form",
        damping * h * damping,
        new_kappa * sympy.diag(*v) + v * new_w.T + new_w * v.T,
        shown=sympy.Symbol("B H B"),
    )
    proof.equal("and B H has trace zero", (damping * h).trace(), 0)
    proof.equal(
        "In the group the diagonal is α v_i, α = κ + 2w_a", h[0, 0], (kappa + 2 * w1) * v1, shown=sympy.Symbol("H_11")
    )
    proof.equal("off it β(v_i + v_j), β = w_a", h[0, 1], w1 * (v1 + v2), shown=sympy.Symbol("H_12"))
    proof.equal("and to another group γ v_i, γ = w_b", h[0, 3], w2 * v1, shown=sympy.Symbol("H_13"))
    centre = sympy.eye(5) - one * one.T / 5
    mean = (3 * w1 + 2 * w2 + kappa) / 5
    proof.equal(
        "Recentring leaves κ, and takes the mean of w and κ/n from w",
        centre * h * centre,
        kappa * sympy.diag(*v) + v * (w - mean * one).T + (w - mean * one) * v.T,
        shown=sympy.Symbol("C H C"),
    )


def slope_of_a_mean(proof: Proof) -> None:
    """The derivative of a Gaussian mean along H, as a mean."""
    form = x * xi**2 + 2 * y * xi * eta + z * eta**2
    trace, norm = x + z, x**2 + 2 * y**2 + z**2
    t = sympy.Symbol("t", real=True)
    moved = {(2, 0): 1 + t * x, (1, 1): t * y, (0, 2): 1 + t * z}
    for (i, j), value in moved.items():
        proof.equal(
            f"Along M the covariance I + tM has the slope M: with x, y standard normal, z = (x, y) and Q = zᵀMz, "
            f"½ E x^{i} y^{j} (Q − tr M)",
            gaussian_mean(xi**i * eta**j * (form - trace)) / 2,
            sympy.diff(value, t),
            shown=sympy.Symbol(f"slope_{i}{j}"),
        )
    proof.equal(
        "The square of Q − tr M has the mean 2 tr M²",
        gaussian_mean((form - trace) ** 2),
        2 * norm,
        shown=sympy.Symbol("E"),
    )
    for order in ORDERS:
        proof.equal(
            f"E h^(4k) = (4k − 1)!! λ^(2k) for a variance λ, k = {order}, so that E (h_i h_j)^(2k) is at most that "
            "of the larger of Σ_ii and Σ_jj (Cauchy and Schwarz)",
            gaussian_mean((sqrt(lam) * xi) ** (4 * order)),
            odd(2 * order) * lam ** (2 * order),
            shown=sympy.Symbol(f"E h^{4 * order}"),
        )


def bounds(proof: Proof) -> None:
    """The squares of the factors of the three errors, in units of n^k L² and the norm of M."""
    half, root_two = Rational(1, 2), sqrt(2)
    proof.equal("The rule: ½ √2, squared", (half * root_two) ** 2, half, shown=sympy.Symbol("rule^2"))
    for order in ORDERS:
        root = sqrt(odd(2 * order)) / sympy.factorial(order - 1)
        proof.equal(
            f"The terms before s_0, over s^k max Σ_ii^k, k = {order}: ½ √((4k − 1)!!)/Γ(k) √2, squared",
            (half * root * root_two) ** 2,
            root**2 / 2,
            shown=sympy.Symbol("head^2"),
        )
    proof.positive(
        "Those after: at 2s the eigenvalues of K are below 1/(4s)",
        1 / (4 * s) - lam / (1 + 4 * s * lam),
        1 / (4 * s * (1 + 4 * s * lam)),
    )
    for order in ORDERS:
        root = sqrt(odd(2 * order)) / sympy.factorial(order - 1)
        proof.equal(
            f"so that s^k times ½ √(E (h_i h_j)^(2k) at 2s)/Γ(k) √2 is at most ½ √((4k − 1)!!)/(4^k Γ(k)) √2, squared, "
            f"over D(2s)^(−1/4), k = {order}",
            (half * root / 4**order * root_two) ** 2,
            root**2 / (2 * 16**order),
            shown=sympy.Symbol("tail^2"),
        )
    proof.positive("and D(2s) ≥ D(s)", (1 + 4 * s * lam) - (1 + 2 * s * lam), 2 * s * lam)


def compare(proof: Proof) -> None:
    """The comparison with the package, in rational numbers."""
    from bnproofs.symmetry.block_operator import BlockOperator
    from bnproofs.symmetry.rescaling_sum import slope_errors

    first = BlockOperator(SIZES, (Fraction(2), Fraction(3)), ((Fraction(4), Fraction(2)), (Fraction(3), Fraction(5))))
    full = sympy.Matrix(5, 5, lambda i, j: _entry(first, int(i), int(j)))
    square, both = full * full, first @ first
    proof.exactly(
        "The package's product of block operators, on a full matrix",
        [_entry(both, i, j) for i, j in product(range(5), repeat=2)],
        [square[i, j] for i, j in product(range(5), repeat=2)],
        shown=(sympy.Symbol("X X"), sympy.Symbol("X^2")),
    )
    proof.exactly(
        "and its trace", sympy.Rational(both.trace()), square.trace(), shown=(sympy.Symbol("tr(X X)"), square.trace())
    )
    for order in ORDERS:
        found, moment = slope_errors(order), odd(2 * order) / sympy.factorial(order - 1) ** 2
        wanted = (Rational(1, 2), moment / 2, moment / (2 * 16**order), Rational(1, 4))
        proof.exactly(
            f"The package's factors of the errors, k = {order}",
            tuple(Rational(x) for x in (found.rule_squared, found.head_squared, found.tail_squared, found.power)),
            wanted,
            shown=(sympy.Symbol(f"errors_{order}"), sympy.Tuple(*wanted)),
        )


def _entry(operator: Any, i: int, j: int) -> Expression:
    gram, groups = operator.gram(), [0, 0, 0, 1, 1]
    value = gram.diagonal[groups[i]] if i == j else gram.products[groups[i]][groups[j]]
    return sympy.Rational(value)


if __name__ == "__main__":
    run_as_script(derive)
