"""E cos(wu) cos(wv) for a centred Gaussian pair, from the characteristic functions of u − v and u + v."""

from __future__ import annotations

import sympy
from sympy import cos, cosh, exp, sinh, sqrt

from derivations.erf_kernel import Expression, kuu, kuv, kvv
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.sine_kernel import DOMAIN, FREQUENCIES, characteristic_function, damped, u, v, w


def derive() -> Derivation:
    """The derivation of the kernel of the cosine."""
    proof = Proof("cosine_kernel", domain=DOMAIN)
    characteristic_function(proof)
    proof.equal("The product", cos(w * u) * cos(w * v), (cos(w * (u - v)) + cos(w * (u + v))) / 2)
    value = exp(-(w**2) * (kuu + kvv) / 2) * cosh(w**2 * kuv)
    mixed = exp(-(w**2) * (kuu + kvv) / 2) * sinh(w**2 * kuv)
    product = sympy.Symbol("E cos(w u) cos(w v)")
    means = (damped(w, -1) + damped(w, 1)) / 2
    proof.equal("The mean of the product", means, value, shown=product)
    proof.derivative("The derivative by K_uv", value, kuv, w**2 * mixed)
    proof.derivative("The derivative by K_uu", value, kuu, -(w**2) * value / 2)
    diagonal = (1 + exp(-2 * w**2 * kuu)) / 2
    proof.equal("For u = v", means.subs({kvv: kuu, kuv: kuu}), diagonal, shown=sympy.Symbol("E cos(w u)^2"))
    proof.derivative("and its derivative", diagonal, kuu, -(w**2) * exp(-2 * w**2 * kuu))
    compare(proof)
    return proof.conclude(product, value)


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package, at rational frequencies: they contain w as w² only."""
    from bnproofs.activations import Cosine

    for frequency in FREQUENCIES:
        activation, square = Cosine(frequency), sympy.Rational(frequency.numerator, frequency.denominator) ** 2
        near, far = (damped(sqrt(square), sign) for sign in (-1, 1))
        value, mixed = (near + far) / 2, square * exp(-square * (kuu + kvv) / 2) * sinh(square * kuv)
        moment = (1 + exp(-2 * square * kuu)) / 2
        arguments = [kuu, kuv, kvv]
        proof.agrees(f"The closed form of the package, w = {frequency}", activation.dual_kernel, arguments, value)
        for index, expected in enumerate((-square * value / 2, mixed, -square * value / 2)):

            def dual_kernel_gradient(
                *at: Expression, activation: Cosine = activation, index: int = index
            ) -> Expression:
                return activation.dual_kernel_gradient(*at)[index]

            proof.agrees(f"its gradient, entry {index + 1}", dual_kernel_gradient, arguments, expected)
        proof.agrees("the second moment of the package", activation.second_moment, [kuu], moment)
        proof.agrees("and its slope", activation.second_moment_slope, [kuu], sympy.diff(moment, kuu))


if __name__ == "__main__":
    run_as_script(derive)
