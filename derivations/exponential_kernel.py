"""E e^(wu) e^(wv) for a centred Gaussian pair, from the moment generating function of u + v."""

from __future__ import annotations

import sympy
from sympy import erf, exp, oo, sqrt

from derivations.erf_kernel import Expression, kuu, kuv, kvv
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.sine_kernel import DOMAIN, FREQUENCIES, density, s, u, v, w, x


def derive() -> Derivation:
    """The derivation of the kernel of the exponential."""
    proof = Proof("exponential_kernel", domain=DOMAIN)
    proof.equal(
        "The square in the exponent of e^(wx) times the density of a Gaussian x of variance s, completed",
        w * x - x**2 / (2 * s),
        w**2 * s / 2 - (x - w * s) ** 2 / (2 * s),
    )
    generating = exp(w**2 * s / 2)
    proof.integral(
        "so the mean of e^(wx) is",
        exp(w * x) * density(x, s),
        generating * erf((x - w * s) / sqrt(2 * s)) / 2,
        (x, -oo, oo),
        generating,
    )
    direction = sympy.Matrix([1, 1])
    variance = kuu + 2 * kuv + kvv
    proof.equal(
        "The variance of u + v",
        (direction.T * sympy.Matrix([[kuu, kuv], [kuv, kvv]]) * direction)[0],
        variance,
        shown=sympy.Symbol("s"),
    )
    proof.equal("The product", exp(w * u) * exp(w * v), exp(w * (u + v)), shown=sympy.Symbol("e^(w u) e^(w v)"))
    value, product = exp(w**2 * variance / 2), sympy.Symbol("E e^(w u) e^(w v)")
    proof.equal("The mean of the product", generating.subs(s, variance), value, shown=product)
    proof.derivative("The derivative by K_uv", value, kuv, w**2 * value)
    proof.derivative("The derivative by K_uu", value, kuu, w**2 * value / 2)
    diagonal = exp(2 * w**2 * kuu)
    proof.equal("For u = v", value.subs({kvv: kuu, kuv: kuu}), diagonal, shown=sympy.Symbol("E e^(2 w u)"))
    proof.derivative("and its derivative", diagonal, kuu, 2 * w**2 * diagonal)
    compare(proof)
    return proof.conclude(product, value)


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package, at rational rates: they contain w as w² only."""
    from bnproofs.activations import Exponential

    for rate in FREQUENCIES:
        activation, square = Exponential(rate), sympy.Rational(rate.numerator, rate.denominator) ** 2
        value, moment = exp(square * (kuu + 2 * kuv + kvv) / 2), exp(2 * square * kuu)
        arguments = [kuu, kuv, kvv]
        proof.agrees(f"The closed form of the package, w = {rate}", activation.dual_kernel, arguments, value)
        for index, expected in enumerate((square * value / 2, square * value, square * value / 2)):

            def dual_kernel_gradient(
                *at: Expression, activation: Exponential = activation, index: int = index
            ) -> Expression:
                return activation.dual_kernel_gradient(*at)[index]

            proof.agrees(f"its gradient, entry {index + 1}", dual_kernel_gradient, arguments, expected)
        proof.agrees("the second moment of the package", activation.second_moment, [kuu], moment)
        proof.agrees("and its slope", activation.second_moment_slope, [kuu], 2 * square * moment)


if __name__ == "__main__":
    run_as_script(derive)
