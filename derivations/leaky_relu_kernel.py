"""E φ(u)φ(v) for the leaky ReLU, from that of the ReLU and the symmetry of the Gaussian. Slope 1 is the identity."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Abs, cos, pi, sin, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression, kernel, kuu, kvv, theta

a, u, v = sympy.symbols("a u v", real=True)
kuv, relu_mean = sympy.symbols("K_uv R", real=True)


def leaky_kernel(slope: Expression) -> Expression:
    """The derived kernel (1 − a)² · (ReLU kernel) + a K_uv, in K_uu, K_vv and θ."""
    return (1 - slope) ** 2 * kernel(kuu, kvv, theta) + slope * sqrt(kuu) * sqrt(kvv) * cos(theta)


def derive() -> Derivation:
    """The derivation of the leaky ReLU kernel."""
    proof = Proof(
        "leaky_relu_kernel",
        domain={
            kuu: (0, 5),
            kvv: (0, 5),
            theta: (0, pi),
            a: (-2, 2),
            u: (-3, 3),
            v: (-3, 3),
            kuv: (-1, 1),
            relu_mean: (0, 1),
        },
        facts=[sin(theta), pi - theta],
    )

    def relu(x: Expression) -> Expression:
        return (x + Abs(x)) / 2

    def phi(x: Expression) -> Expression:
        return relu(x) - a * relu(-x)

    proof.equal("The leaky ReLU is (1−a) relu(x) + a x", phi(u), (1 - a) * relu(u) + a * u)
    products = sympy.expand(((1 - a) * sympy.Symbol("p") + a * u) * ((1 - a) * sympy.Symbol("q") + a * v))
    proof.equal(
        "Its product at u and v is made of relu(u) relu(v), relu(u) v, u relu(v) and u v",
        phi(u) * phi(v),
        products.subs({sympy.Symbol("p"): relu(u), sympy.Symbol("q"): relu(v)}),
    )
    density = kvv * u**2 - 2 * kuv * u * v + kuu * v**2
    flipped = {u: -u, v: -v}
    proof.equal(
        "The Gaussian density contains u and v in one form Q, which does not change under (u, v) → (−u, −v)",
        density.subs(flipped, simultaneous=True),
        density,
        shown=sympy.Function("Q")(-u, -v),
    )
    odd = relu(u) * v - u * v / 2
    proof.equal(
        "relu(u) v − u v/2 changes its sign, so E relu(u) v = K_uv/2, and likewise E u relu(v) = K_uv/2",
        odd.subs(flipped, simultaneous=True),
        -odd,
    )
    other = u * relu(v) - u * v / 2
    proof.equal("the same with u and v exchanged", other.subs(flipped, simultaneous=True), -other)
    collected = (1 - a) ** 2 * relu_mean + 2 * a * (1 - a) * kuv / 2 + a**2 * kuv
    proof.equal("With R = E relu(u) relu(v) the four means add up", collected, (1 - a) ** 2 * relu_mean + a * kuv)
    result, mean = leaky_kernel(a), sympy.Symbol("E phi(u) phi(v)")
    proof.equal(
        "With the ReLU kernel for R",
        ((1 - a) ** 2 * relu_mean + a * kuv).subs(
            {relu_mean: kernel(kuu, kvv, theta), kuv: sqrt(kuu) * sqrt(kvv) * cos(theta)}
        ),
        result,
        shown=mean,
    )
    proof.equal("On the diagonal R = K_uu/2", (1 - a) ** 2 * kuu / 2 + a * kuu, (1 + a**2) / 2 * kuu)
    proof.equal(
        "Slope 1 is the identity", result.subs(a, 1), sqrt(kuu) * sqrt(kvv) * cos(theta), shown=sympy.Symbol("E u v")
    )
    compare(proof)
    return proof.conclude(mean, result)


def compare(proof: Proof) -> None:
    """The comparison with the closed form of the package, at rational slopes: more than the degree 2 in a needs."""
    from bnproofs.activations import Identity, LeakyReLU

    size = sqrt(kuu) * sqrt(kvv)
    arguments = [kuu, size * cos(theta), kvv]
    for slope in (Fraction(0), Fraction(1, 10), Fraction(1, 2), Fraction(1), Fraction(-1)):
        activation, exact = LeakyReLU(slope), sympy.Rational(slope.numerator, slope.denominator)
        proof.agrees(
            f"The closed form of the package at slope {slope}",
            activation.dual_kernel,
            arguments,
            leaky_kernel(exact),
            roots=[size * sin(theta)],
            angles={pi - theta: size},
        )
        proof.agrees(
            f"and its second moment at slope {slope}", activation.second_moment, [kuu], (1 + exact**2) / 2 * kuu
        )
    proof.agrees("The identity of the package", Identity().dual_kernel, arguments, leaky_kernel(1))
    proof.agrees("and its second moment", Identity().second_moment, [kuu], kuu)


if __name__ == "__main__":
    run_as_script(derive)
