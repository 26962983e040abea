"""The chance that both of a centred Gaussian pair are positive, from the Gaussian integral in polar coordinates."""

from __future__ import annotations

import sympy
from sympy import acos, cos, exp, oo, pi, sin, sqrt

from derivations.framework.gradient import gradient_agrees
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression, kuu, kvv, phi, r, theta, x, y

kuv = sympy.Symbol("K_uv", real=True)


def step_kernel(theta: Expression) -> Expression:
    """The derived kernel (π − θ)/(2π)."""
    return (pi - theta) / (2 * pi)


def derive() -> Derivation:
    """The derivation of the kernel of the step and of its derivatives."""
    size = sqrt(kuu) * sqrt(kvv)
    proof = Proof(
        "step_kernel",
        domain={
            kuu: (0, 5), kvv: (0, 5), theta: (0, pi), kuv: (-size, size), r: (0, 4), phi: (-pi, pi), x: (-3, 3),
            y: (-3, 3),
        },
        facts=[sin(theta), pi - theta],
    )  # fmt: skip
    covariance = sympy.Matrix([[kuu, size * cos(theta)], [size * cos(theta), kvv]])
    vector = sympy.Matrix([sqrt(kuu) * x, sqrt(kvv) * (x * cos(theta) + y * sin(theta))])
    proof.equal(
        "With u = √K_uu x, v = √K_vv (x cos θ + y sin θ) the quadratic form Q of the Gaussian density becomes x² + y²",
        (vector.T * covariance.inv() * vector)[0],
        x**2 + y**2,
        shown=sympy.Symbol("Q"),
    )
    proof.jacobian("The Jacobian is √det K: x, y are standard Gaussians", list(vector), [x, y], size * sin(theta))
    polar = {x: r * cos(phi), y: r * sin(phi)}
    proof.jacobian("Polar coordinates x = r cos φ, y = r sin φ", list(polar.values()), [r, phi], r)
    proof.equal("There v is", vector[1].subs(polar), sqrt(kvv) * r * cos(phi - theta), shown=sympy.Symbol("v"))
    proof.nonnegative(
        "Where −π/2 ≤ φ < 3π/2, u > 0 on (−π/2, π/2) and v > 0 on (θ−π/2, θ+π/2): both on (θ−π/2, π/2): θ−π/2 ≥ −π/2",
        (theta - pi / 2) - (-pi / 2),
        theta,
    )
    proof.nonnegative("and θ+π/2 ≤ 3π/2", 3 * pi / 2 - (theta + pi / 2), pi - theta)
    radial = exp(-(r**2) / 2)
    proof.integral("The radial integral", r * radial, -radial, (r, 0, oo), 1)
    angular = pi - theta
    proof.integral("The angular integral", sympy.Integer(1), phi, (phi, theta - pi / 2, pi / 2), angular)
    mean = sympy.Function("V")
    proof.equal("The product of the two, over 2π", angular / (2 * pi), step_kernel(theta), shown=mean(theta))
    proof.integral(
        "For u = v it is the integral over (−π/2, π/2)", 1 / (2 * pi), phi / (2 * pi), (phi, -pi / 2, pi / 2),
        sympy.Rational(1, 2),
    )  # fmt: skip
    proof.equal("At θ = 0 the formula is still right", step_kernel(0), sympy.Rational(1, 2), shown=mean(0))
    proof.equal("and at θ = π, where one of the two is not positive", step_kernel(pi), 0, shown=mean(pi))
    angle, sine = acos(kuv / size), sqrt(kuu * kvv - kuv**2) / size
    proof.derivative("The derivative by K_uv", step_kernel(angle), kuv, 1 / (2 * pi * size * sine))
    proof.derivative("The derivative by K_uu", step_kernel(angle), kuu, -kuv / (4 * pi * kuu * size * sine))
    proof.derivative("The derivative by K_vv", step_kernel(angle), kvv, -kuv / (4 * pi * kvv * size * sine))
    for end, side in ((0, "+"), (pi, "-")):
        proof.limit(f"That by K_uv is infinite at θ = {end}", 1 / (2 * pi * sin(theta)), theta, end, oo, side=side)
    compare(proof)
    return proof.conclude(sympy.Symbol("E step(u) step(v)"), step_kernel(theta))


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.activations import Step

    size = sqrt(kuu) * sqrt(kvv)
    arguments, roots, angles = [kuu, size * cos(theta), kvv], [size * sin(theta)], {pi - theta: size}
    step, mixed = Step(), 1 / (2 * pi * size * sin(theta))
    own = [-size * cos(theta) / (2 * variance) * mixed for variance in (kuu, kvv)]
    proof.agrees(
        "The closed form of the package", step.dual_kernel, arguments, step_kernel(theta), roots=roots, angles=angles
    )
    gradient_agrees(proof, "step", step, arguments, (own[0], mixed, own[1]), roots=roots, angles=angles)
    proof.agrees("The second moment of the package", step.second_moment, [kuu], sympy.Rational(1, 2))
    proof.agrees("and its slope", step.second_moment_slope, [kuu], sympy.Integer(0))


if __name__ == "__main__":
    run_as_script(derive)
