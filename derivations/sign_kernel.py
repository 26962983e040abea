"""E sign(u) sign(v) for a centred Gaussian pair, from the chance that both are positive."""

from __future__ import annotations

import sympy
from sympy import acos, asin, cos, oo, pi, sin, sqrt

from derivations.framework.gradient import gradient_agrees
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression, kuu, kvv, theta
from derivations.step_kernel import step_kernel

kuv, p, q, rho = sympy.symbols("K_uv p q rho", real=True)


def sign_kernel(theta: Expression) -> Expression:
    """The derived kernel (2/π)(π/2 − θ)."""
    return 1 - 2 * theta / pi


def derive() -> Derivation:
    """The derivation of the kernel of the sign and of its derivatives."""
    size = sqrt(kuu) * sqrt(kvv)
    proof = Proof(
        "sign_kernel",
        domain={kuu: (0, 5), kvv: (0, 5), theta: (0, pi), kuv: (-size, size), p: (0, 1), q: (0, 1), rho: (-1, 1)},
        facts=[sin(theta), pi - theta],
    )
    for value, sign in ((1, 1), (0, -1)):
        proof.equal(
            f"Off zero, which has no chance, sign = 2 step − 1: where the step is {value}",
            (2 * p - 1).subs(p, value),
            sign,
            shown=sympy.Symbol("sign"),
        )
    product = 4 * p * q - 2 * p - 2 * q + 1
    proof.equal("The product at u and v, p and q the steps", (2 * p - 1) * (2 * q - 1), product)
    mean, half = sympy.Symbol("E sign(u) sign(v)"), sympy.Rational(1, 2)
    proof.equal(
        "With the kernel of the step for E pq, and E p = E q = 1/2",
        4 * step_kernel(theta) - 2 * half - 2 * half + 1,
        sign_kernel(theta),
        shown=mean,
    )
    angle = acos(kuv / size)
    proof.equal("In terms of the correlation, θ = π/2 − arcsin ρ", cos(pi / 2 - asin(rho)), rho, shown=cos(theta))
    proof.equal("which gives", sign_kernel(pi / 2 - asin(rho)), 2 * asin(rho) / pi, shown=mean)
    proof.equal(
        "π/2 − θ is the angle of (sin θ, cos θ): its sine",
        sin(pi / 2 - theta),
        cos(theta),
        shown=sympy.Symbol("sin(pi/2 - theta)"),
    )
    sine = sqrt(kuu * kvv - kuv**2) / size
    proof.derivative("The derivative by K_uv", sign_kernel(angle), kuv, 2 / (pi * size * sine))
    proof.derivative("The derivative by K_uu", sign_kernel(angle), kuu, -kuv / (pi * kuu * size * sine))
    proof.derivative("The derivative by K_vv", sign_kernel(angle), kvv, -kuv / (pi * kvv * size * sine))
    for end, side, value in ((0, "+", 1), (pi, "-", -1)):
        proof.equal(f"The value at θ = {end}", sign_kernel(end), value, shown=mean)
        proof.limit(f"The derivative by K_uv is infinite at θ = {end}", 2 / (pi * sin(theta)), theta, end, oo, side)
    compare(proof)
    return proof.conclude(mean, sign_kernel(theta))


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.activations import Signum

    size = sqrt(kuu) * sqrt(kvv)
    arguments, roots, angles = [kuu, size * cos(theta), kvv], [size * sin(theta)], {pi / 2 - theta: size}
    sign, mixed = Signum(), 2 / (pi * size * sin(theta))
    own = [-size * cos(theta) / (2 * variance) * mixed for variance in (kuu, kvv)]
    proof.agrees(
        "The closed form of the package", sign.dual_kernel, arguments, sign_kernel(theta), roots=roots, angles=angles
    )
    gradient_agrees(proof, "sign", sign, arguments, (own[0], mixed, own[1]), roots=roots, angles=angles)
    proof.agrees("The second moment of the package", sign.second_moment, [kuu], sympy.Integer(1))
    proof.agrees("and its slope", sign.second_moment_slope, [kuu], sympy.Integer(0))


if __name__ == "__main__":
    run_as_script(derive)
