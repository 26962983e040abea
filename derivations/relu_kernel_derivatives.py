"""The partial derivatives of the ReLU kernel, by differentiating it."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import acos, cos, pi, sin, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression, kernel, kuu, kvv, theta

kuv = sympy.Symbol("K_uv", real=True)


def by_covariance(theta: Expression) -> Expression:
    """The derived ∂V/∂K_uv = (π − θ)/(2π)."""
    return (pi - theta) / (2 * pi)


def by_variance(kuu: Expression, kvv: Expression, theta: Expression) -> Expression:
    """The derived ∂V/∂K_uu = sin θ/(4π) · √(K_vv/K_uu)."""
    return sin(theta) / (4 * pi) * sqrt(kvv) / sqrt(kuu)


def derive() -> Derivation:
    """The derivation of the derivatives."""
    size = sqrt(kuu) * sqrt(kvv)
    proof = Proof(
        "relu_kernel_derivatives",
        domain={kuu: (0, 5), kvv: (0, 5), kuv: (-size, size), theta: (0, pi)},
        facts=[sin(theta), pi - theta],
    )
    angle = acos(kuv / size)
    value = kernel(kuu, kvv, angle)
    proof.equal(
        "The angle is θ = arccos(K_uv/√(K_uu K_vv)): the kernel in terms of K", cos(angle), kuv / size, shown=cos(theta)
    )
    proof.derivative(
        "The kernel as a function of θ alone has the slope",
        kernel(kuu, kvv, theta),
        theta,
        -size * (pi - theta) * sin(theta) / (2 * pi),
    )
    sine = sqrt(kuu * kvv - kuv**2) / size
    proof.equal("sin θ in terms of K", sin(angle), sine)
    proof.derivative("The derivative of θ by K_uv is −1/(√(K_uu K_vv) sin θ)", angle, kuv, -1 / (size * sine))
    proof.derivative("The derivative by K_uv", value, kuv, by_covariance(angle))
    proof.derivative("The derivative by K_uu", value, kuu, by_variance(kuu, kvv, angle))
    proof.derivative("The derivative by K_vv", value, kvv, by_variance(kvv, kuu, angle))
    proof.equal(
        "Euler's relation for a function of degree 1: the three add up to the kernel",
        kuu * by_variance(kuu, kvv, theta)
        + size * cos(theta) * by_covariance(theta)
        + kvv * by_variance(kvv, kuu, theta),
        kernel(kuu, kvv, theta),
    )
    proof.derivative("The diagonal K_uu/2 has slope 1/2", kuu / 2, kuu, sympy.Rational(1, 2))
    for end, limit in ((0, sympy.Rational(1, 2)), (pi, 0)):
        proof.limit(
            f"One-sided value of the derivative by K_uv at θ = {end}",
            by_covariance(theta), theta, end, limit, side="+" if end == 0 else "-",
        )  # fmt: skip
        proof.equal(f"and of that by K_uu at θ = {end}", by_variance(kuu, kvv, end), 0, shown=sympy.Symbol("dV/dK_uu"))
    compare(proof)
    return proof.conclude(
        sympy.Matrix([[sympy.Symbol("dV/dK_uv"), sympy.Symbol("dV/dK_uu")]]),
        sympy.Matrix([[by_covariance(theta), by_variance(kuu, kvv, theta)]]),
    )


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.activations import LeakyReLU, ReLU

    size = sqrt(kuu) * sqrt(kvv)
    arguments = [kuu, size * cos(theta), kvv]
    derived = (by_variance(kuu, kvv, theta), by_covariance(theta), by_variance(kvv, kuu, theta))
    slope = Fraction(1, 10)
    scale = sympy.Rational(9, 10) ** 2
    leaky = (scale * derived[0], scale * derived[1] + sympy.Rational(1, 10), scale * derived[2])
    for name, activation, expected in (
        ("ReLU", ReLU(), derived),
        ("leaky ReLU of slope 1/10", LeakyReLU(slope), leaky),
    ):
        for index, variable in enumerate(("K_uu", "K_uv", "K_vv")):

            def dual_kernel_gradient(
                *at: Expression, activation: object = activation, index: int = index
            ) -> Expression:
                return activation.dual_kernel_gradient(*at)[index]  # type: ignore[attr-defined]

            proof.agrees(
                f"The derivative by {variable} in the package, {name}",
                dual_kernel_gradient,
                arguments,
                expected[index],
                roots=[size * sin(theta)],
                angles={pi - theta: size},
            )
    proof.agrees(
        "The slope of the diagonal in the package, ReLU", ReLU().second_moment_slope, [kuu], sympy.Rational(1, 2)
    )


if __name__ == "__main__":
    run_as_script(derive)
