"""E sin(wu) sin(wv) for a centred Gaussian pair, from the characteristic functions of u − v and u + v."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import cos, cosh, exp, oo, pi, sin, sinh, sqrt

from derivations.erf_kernel import Expression, kuu, kuv, kvv
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

w, s = sympy.symbols("w s", positive=True)
u, v, x, mean, slope = sympy.symbols("u v x f f_w", real=True)
FREQUENCIES = (Fraction(1), Fraction(2, 3), Fraction(-5, 2))

DOMAIN = {
    kuu: (0, 3), kvv: (0, 3), kuv: (-sqrt(kuu * kvv), sqrt(kuu * kvv)), w: (0, 2), s: (0, 3), u: (-2, 2), v: (-2, 2),
    x: (-2, 2), mean: (0, 1), slope: (-1, 1),
}  # fmt: skip


def density(x: Expression, s: Expression) -> Expression:
    """The density of a centred Gaussian of variance s."""
    return exp(-(x**2) / (2 * s)) / sqrt(2 * pi * s)


def damped(w: Expression, sign: int) -> Expression:
    """The value e^(−w² Var(u ± v)/2) of the characteristic function of u + v or u − v at w."""
    return exp(-(w**2) * (kuu + sign * 2 * kuv + kvv) / 2)


def characteristic_function(proof: Proof) -> None:
    """The steps to E cos(wx) = e^(−w² s/2) for a Gaussian x of variance s, and to the variances of u ± v."""
    weight = density(x, s)
    proof.integral(
        "For a Gaussian x of variance s the total derivative of sin(wx) times the density has the integral 0, so that "
        "E x sin(wx) = w s E cos(wx)",
        w * cos(w * x) * weight - x / s * sin(w * x) * weight,
        sin(w * x) * weight,
        (x, -oo, oo),
        0,
    )
    proof.derivative("f(w) = E cos(wx) has the derivative f_w = −E x sin(wx)", cos(w * x), w, -x * sin(w * x))
    proof.equal(
        "so f_w = −w s f, and the derivative of f e^(w² s/2) vanishes",
        ((slope + w * s * mean) * exp(w**2 * s / 2)).subs(slope, -w * s * mean),
        0,
        shown=sympy.Derivative(mean * exp(w**2 * s / 2), w),
    )
    proof.equal("As f(0) = 1, f = e^(−w² s/2)", 1 / exp(w**2 * s / 2), exp(-(w**2) * s / 2), shown=mean)
    moments = sympy.Matrix([[kuu, kuv], [kuv, kvv]])
    for sign, name in ((-1, "u − v"), (1, "u + v")):
        direction = sympy.Matrix([1, sign])
        proof.equal(
            f"The variance of {name}",
            (direction.T * moments * direction)[0],
            kuu + sign * 2 * kuv + kvv,
            shown=sympy.Symbol("s"),
        )


def derive() -> Derivation:
    """The derivation of the kernel of the sine."""
    proof = Proof("sine_kernel", domain=DOMAIN)
    characteristic_function(proof)
    proof.equal("The product", sin(w * u) * sin(w * v), (cos(w * (u - v)) - cos(w * (u + v))) / 2)
    value = exp(-(w**2) * (kuu + kvv) / 2) * sinh(w**2 * kuv)
    mixed = exp(-(w**2) * (kuu + kvv) / 2) * cosh(w**2 * kuv)
    product = sympy.Symbol("E sin(w u) sin(w v)")
    means = (damped(w, -1) - damped(w, 1)) / 2
    proof.equal("The mean of the product", means, value, shown=product)
    proof.equal(
        "The same without cancellation for K_uv near 0: a factor e^x − 1, x = −2w² K_uv",
        means,
        -damped(w, -1) * (exp(-2 * w**2 * kuv) - 1) / 2,
        shown=product,
    )
    proof.derivative("The derivative by K_uv", value, kuv, w**2 * mixed)
    proof.derivative("The derivative by K_uu", value, kuu, -(w**2) * value / 2)
    diagonal = (1 - exp(-2 * w**2 * kuu)) / 2
    proof.equal("For u = v", means.subs({kvv: kuu, kuv: kuu}), diagonal, shown=sympy.Symbol("E sin(w u)^2"))
    proof.derivative("and its derivative", diagonal, kuu, w**2 * exp(-2 * w**2 * kuu))
    compare(proof)
    return proof.conclude(product, value)


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package, at rational frequencies: they contain w as w² only."""
    from bnproofs.activations import Sine

    for frequency in FREQUENCIES:
        activation, square = Sine(frequency), sympy.Rational(frequency.numerator, frequency.denominator) ** 2
        near, far = (damped(sqrt(square), sign) for sign in (-1, 1))
        value, mixed = exp(-square * (kuu + kvv) / 2) * sinh(square * kuv), square * (near + far) / 2
        moment = (1 - exp(-2 * square * kuu)) / 2
        arguments = [kuu, kuv, kvv]
        proof.agrees(f"The closed form of the package, w = {frequency}", activation.dual_kernel, arguments, value)
        for index, expected in enumerate((-square * value / 2, mixed, -square * value / 2)):

            def dual_kernel_gradient(*at: Expression, activation: Sine = activation, index: int = index) -> Expression:
                return activation.dual_kernel_gradient(*at)[index]

            proof.agrees(f"its gradient, entry {index + 1}", dual_kernel_gradient, arguments, expected)
        proof.agrees("the second moment of the package", activation.second_moment, [kuu], moment)
        proof.agrees("and its slope", activation.second_moment_slope, [kuu], sympy.diff(moment, kuu))


if __name__ == "__main__":
    run_as_script(derive)
