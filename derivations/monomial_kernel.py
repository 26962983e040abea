"""E u^k v^k for a centred Gaussian pair: the coefficient of its moment generating function, counted as pairings."""

from __future__ import annotations

import sympy
from sympy import binomial, cos, exp, expand, factorial, sin, sqrt

from derivations.framework.gradient import gradient_agrees
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression, kuu, kvv, theta

kuv, x, z, t, w, a, c = sympy.symbols("K_uv x z t w a c", real=True)
j, m = sympy.symbols("j m", integer=True, nonnegative=True)
ORDERS = (2, 3, 4, 5)


def odd_factorial(m: Expression) -> Expression:
    """The number (2m)!/(2^m m!) = (2m − 1)!! of pairings of 2m things."""
    return factorial(2 * m) / (2**m * factorial(m))


def count(j: Expression, m: Expression) -> Expression:
    """The number of pairings of k = j + 2m things u and k things v with j pairs uv and m inside each kind."""
    return binomial(j + 2 * m, j) ** 2 * factorial(j) * odd_factorial(m) ** 2


def pairings(k: int, across: Expression, within: Expression) -> Expression:
    """The derived sum Q_k over pairings, j pairs of weight `across` and m times the weight `within`."""
    return sum(count(k - 2 * i, sympy.Integer(i)) * across ** (k - 2 * i) * within**i for i in range(k // 2 + 1))


def coefficient(k: int, form: Expression) -> Expression:
    """The coefficient of t^k w^k/(k!)² in exp(form/2), of a quadratic form in t and w."""
    return expand(form**k).coeff(t, k).coeff(w, k) * factorial(k) / 2**k


def by_factorials(expression: Expression) -> Expression:
    """The expression of binomials and factorials in gamma functions, simplified."""
    return sympy.gammasimp(sympy.expand_func(sympy.gammasimp(expression.rewrite(sympy.gamma))))


def derive() -> Derivation:
    """The derivation of the kernel of a monomial and of its derivatives."""
    size = sqrt(kuu) * sqrt(kvv)
    proof = Proof(
        "monomial_kernel",
        domain={
            kuu: (0, 5), kvv: (0, 5), theta: (0, sympy.pi), kuv: (-size, size), a: (-2, 2), c: (-2, 2), x: (-3, 3),
            z: (-3, 3), t: (-2, 2), w: (-2, 2), j: range(1, 9), m: range(8),
        },
        facts=[sin(theta)],
    )  # fmt: skip
    first = sqrt(kuu) * t + sqrt(kvv) * cos(theta) * w
    second = sqrt(kvv) * sin(theta) * w
    proof.equal(
        "A standard Gaussian x has E exp(a x) = exp(a²/2), by completing the square in its density",
        exp(a * x) * exp(-(x**2) / 2),
        exp(a**2 / 2) * exp(-((x - a) ** 2) / 2),
    )
    proof.equal(
        "With u = √K_uu x, v = √K_vv (x cos θ + z sin θ), tu + wv is made of independent parts",
        t * sqrt(kuu) * x + w * sqrt(kvv) * (x * cos(theta) + z * sin(theta)),
        first * x + second * z,
    )
    form = kuu * t**2 + 2 * kuv * t * w + kvv * w**2
    proof.equal(
        "so that E exp(tu + wv) = exp(F/2) with the quadratic form F",
        first**2 + second**2,
        form.subs(kuv, size * cos(theta)),
        shown=sympy.Symbol("F"),
    )
    proof.equal(
        "E u^k v^k is (k!)² times the coefficient of t^k w^k, which j factors K_uv t w and m factors K_uu t²/2 and "
        "K_vv w²/2 each give, j + 2m = k: the number of pairings",
        by_factorials(factorial(j + 2 * m) ** 2 / (factorial(j) * factorial(m) ** 2 * 4**m) / count(j, m)),
        1,
        shown=sympy.Symbol("coefficient / count"),
    )
    proof.equal(
        "(2m−1)!! grows by the factor 2m + 1", by_factorials(odd_factorial(m + 1) / odd_factorial(m)), 2 * m + 1,
        shown=sympy.Symbol("(2m+1)!! / (2m-1)!!"),
    )  # fmt: skip
    for k in ORDERS:
        proof.equal(
            f"The coefficient for k = {k}, expanded",
            coefficient(k, form),
            expand(pairings(k, kuv, kuu * kvv)),
            shown=sympy.Symbol(f"E u^{k} v^{k}"),
        )
    proof.equal(
        "The derivative by K_uv takes one pair uv: j times the count is k² times that of k − 1",
        by_factorials(j * count(j, m) / count(j - 1, m)),
        (j + 2 * m) ** 2,
        shown=sympy.Symbol("ratio"),
    )
    for k in ORDERS:
        proof.derivative(f"for k = {k}", pairings(k, kuv, a), kuv, k**2 * pairings(k - 1, kuv, a))
        proof.equal(
            f"For u = v it is (2k−1)!! K_uu^k: k = {k}", pairings(k, kuu, kuu**2), odd_factorial(k) * kuu**k,
            shown=sympy.Symbol(f"E u^{2 * k}"),
        )  # fmt: skip
    compare(proof)
    return proof.conclude(
        sympy.Symbol("E u^k v^k"),
        sympy.Sum(count(j, m) * kuv**j * (kuu * kvv) ** m, (m, 0, sympy.floor(sympy.Symbol("k") / 2))),
    )


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.activations import Monomial

    arguments, within = [kuu, kuv, kvv], sympy.Symbol("w", real=True)
    for k in (*ORDERS, 12):
        monomial, value = Monomial(k), pairings(k, kuv, kuu * kvv)
        proof.agrees(f"The closed form of the package for k = {k}", monomial.dual_kernel, arguments, value)
        slope = sympy.diff(pairings(k, kuv, within), within).subs(within, kuu * kvv)
        derived = (kvv * slope, k**2 * pairings(k - 1, kuv, kuu * kvv), kuu * slope)
        gradient_agrees(proof, f"k = {k}", monomial, arguments, derived)
        proof.agrees(f"Its second moment for k = {k}", monomial.second_moment, [kuu], odd_factorial(k) * kuu**k)
        proof.agrees("and the slope", monomial.second_moment_slope, [kuu], k * odd_factorial(k) * kuu ** (k - 1))


if __name__ == "__main__":
    run_as_script(derive)
