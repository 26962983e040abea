"""E He_k(u) He_k(v) for a centred Gaussian pair of any variances, from the generating function of the polynomials."""

from __future__ import annotations

import sympy
from sympy import exp, expand, factorial, sin, sqrt

from derivations.framework.gradient import gradient_agrees
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.monomial_kernel import ORDERS, coefficient, kuv, pairings, t, w, x
from derivations.relu_kernel import Expression, kuu, kvv, theta

u, v = sympy.symbols("u v", real=True)


def polynomial(k: int, x: Expression) -> Expression:
    """The polynomial He_k(x) by the recurrence He_(n+1) = x He_n − n He_(n−1)."""
    before, value = sympy.Integer(1), x
    for n in range(1, k):
        before, value = value, expand(x * value - n * before)
    return value


def hermite_kernel(k: int, kuu: Expression, kuv: Expression, kvv: Expression) -> Expression:
    """The derived kernel: the sum over pairings in which a pair inside a kind weighs K − 1."""
    return pairings(k, kuv, (kuu - 1) * (kvv - 1))


def derive() -> Derivation:
    """The derivation of the kernel of a Hermite polynomial and of its derivatives."""
    size = sqrt(kuu) * sqrt(kvv)
    proof = Proof(
        "hermite_kernel",
        domain={
            kuu: (0, 5), kvv: (0, 5), theta: (0, sympy.pi), kuv: (-size, size), x: (-3, 3), t: (-2, 2), w: (-2, 2),
            u: (-3, 3), v: (-3, 3),
        },
        facts=[sin(theta)],
    )  # fmt: skip
    generating = exp(t * x - t**2 / 2)
    proof.definition("He_k(x) is k! times the coefficient of t^k in g", sympy.Symbol("g"), exp(t * x - t**2 / 2))
    proof.derivative(
        "g′ = (x − t) g, whose coefficients are He_(k+1) = x He_k − k He_(k−1)", generating, t, (x - t) * generating
    )
    proof.equal("The first, He_0", generating.subs(t, 0), 1, shown=sympy.Symbol("He_0"))
    for k in ORDERS:
        proof.equal(
            f"and He_{k} by the recurrence", sympy.diff(generating, t, k).subs(t, 0), polynomial(k, x),
            shown=sympy.Symbol(f"He_{k}"),
        )  # fmt: skip
    form = (kuu - 1) * t**2 + 2 * kuv * t * w + (kvv - 1) * w**2
    moments = kuu * t**2 + 2 * kuv * t * w + kvv * w**2
    proof.equal(
        "The product at u and v takes t²/2 + w²/2 from the exponent tu + wv",
        (t * u - t**2 / 2) + (w * v - w**2 / 2),
        t * u + w * v - (t**2 + w**2) / 2,
        shown=sympy.Symbol("exponent"),
    )
    proof.equal(
        "so that, E exp(tu + wv) being exp(F/2) (monomial_kernel), its mean is exp(H/2) with another form H",
        moments - t**2 - w**2,
        form,
        shown=sympy.Symbol("H"),
    )
    for k in ORDERS:
        proof.equal(
            f"The coefficient for k = {k}: the sum over pairings of the monomial, with K_uu − 1 and K_vv − 1",
            coefficient(k, form),
            expand(hermite_kernel(k, kuu, kuv, kvv)),
            shown=sympy.Symbol(f"E He_{k}(u) He_{k}(v)"),
        )
        proof.equal(
            "For variances 1 it is Mehler's",
            hermite_kernel(k, sympy.Integer(1), kuv, sympy.Integer(1)),
            factorial(k) * kuv**k,
            shown=sympy.Symbol(f"E He_{k}(u) He_{k}(v)"),
        )
        proof.derivative(
            "The derivative by K_uv, as He_k′ = k He_(k−1)",
            hermite_kernel(k, kuu, kuv, kvv),
            kuv,
            k**2 * hermite_kernel(k - 1, kuu, kuv, kvv),
        )
        proof.derivative("of which this is the reason", polynomial(k, x), x, k * polynomial(k - 1, x))
    compare(proof)
    return proof.conclude(sympy.Symbol("E He_5(u) He_5(v)"), hermite_kernel(5, kuu, kuv, kvv))


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.activations import Hermite

    arguments = [kuu, kuv, kvv]
    for k in (*ORDERS, 12):
        hermite, value = Hermite(k), hermite_kernel(k, kuu, kuv, kvv)
        proof.agrees(f"The polynomial of the package for k = {k}", hermite.phi, [x], polynomial(k, x))
        proof.agrees(f"Its kernel for k = {k}", hermite.dual_kernel, arguments, value)
        gradient = [sympy.diff(value, symbol) for symbol in (kuu, kuv, kvv)]
        gradient_agrees(proof, f"k = {k}", hermite, arguments, gradient)
        square = hermite_kernel(k, kuu, kuu, kuu)
        proof.agrees(f"The second moment for k = {k}", hermite.second_moment, [kuu], square)
        proof.agrees("and its slope", hermite.second_moment_slope, [kuu], sympy.diff(square, kuu))


if __name__ == "__main__":
    run_as_script(derive)
