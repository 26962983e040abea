"""E relu(u) relu(v) for a centred Gaussian pair, from the Gaussian integral in polar coordinates."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import cos, exp, oo, pi, sin, sqrt

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

Expression = Any

kuu, kvv, r, theta = sympy.symbols("K_uu K_vv r theta", positive=True)
x, y, u, v, phi = sympy.symbols("x y u v phi", real=True)


def kernel(kuu: Expression, kvv: Expression, theta: Expression) -> Expression:
    """The derived kernel √(K_uu K_vv) (sin θ + (π − θ) cos θ)/(2π)."""
    return sqrt(kuu) * sqrt(kvv) / (2 * pi) * (sin(theta) + (pi - theta) * cos(theta))


def derive() -> Derivation:
    """The derivation of the ReLU kernel."""
    proof = Proof(
        "relu_kernel",
        domain={kuu: (0, 5), kvv: (0, 5), theta: (0, pi), r: (0, 4), phi: (-pi, pi), x: (-3, 3), y: (-3, 3)},
        facts=[sin(theta), pi - theta],
    )
    kuv = sqrt(kuu) * sqrt(kvv) * cos(theta)
    covariance = sympy.Matrix([[kuu, kuv], [kuv, kvv]])
    vector = sympy.Matrix([sqrt(kuu) * x, sqrt(kvv) * (x * cos(theta) + y * sin(theta))])
    proof.equal(
        "The Gaussian density is exp(−Q/2)/(2π √det K); with u = √K_uu x, v = √K_vv (x cos θ + y sin θ), the "
        "quadratic form Q of the inverse of K becomes x² + y²",
        (vector.T * covariance.inv() * vector)[0],
        x**2 + y**2,
        shown=sympy.Symbol("Q"),
    )
    scale = sqrt(kuu) * sqrt(kvv) * sin(theta)
    proof.jacobian("The Jacobian of that change of variables", list(vector), [x, y], scale)
    proof.equal("It is √det K, so x and y are independent standard Gaussians", covariance.det(), scale**2)
    polar = {x: r * cos(phi), y: r * sin(phi)}
    proof.jacobian("Polar coordinates x = r cos φ, y = r sin φ", list(polar.values()), [r, phi], r)
    proof.equal("There the form is", (x**2 + y**2).subs(polar), r**2, shown=sympy.Symbol("Q"))
    proof.equal(
        "The product u v in polar coordinates",
        (vector[0] * vector[1]).subs(polar),
        sqrt(kuu) * sqrt(kvv) * r**2 * cos(phi) * cos(phi - theta),
    )
    proof.nonnegative(
        "In the window −π/2 ≤ φ < 3π/2, u > 0 on (−π/2, π/2) and v > 0 on (θ−π/2, θ+π/2), which lies in the window "
        "because θ−π/2 ≥ −π/2",
        (theta - pi / 2) - (-pi / 2),
        theta,
    )
    proof.nonnegative("and because θ+π/2 ≤ 3π/2", 3 * pi / 2 - (theta + pi / 2), pi - theta)
    proof.nonnegative(
        "Both are positive on the intersection (θ−π/2, π/2), whose upper end is π/2 because θ+π/2 ≥ π/2",
        (theta + pi / 2) - pi / 2,
        theta,
    )
    radial = exp(-(r**2) / 2)
    proof.integral("The radial integral", r**3 * radial, -(r**2 + 2) * radial, (r, 0, oo), 2)
    angular = (sin(theta) + (pi - theta) * cos(theta)) / 2
    proof.integral(
        "The angular integral",
        cos(phi) * cos(phi - theta),
        phi * cos(theta) / 2 + sin(2 * phi - theta) / 4,
        (phi, theta - pi / 2, pi / 2),
        angular,
    )
    result = kernel(kuu, kvv, theta)
    proof.equal("The product of the two, over 2π", sqrt(kuu) * sqrt(kvv) * 2 * angular / (2 * pi), result)
    proof.integral(
        "For u = v it is K_uu/2: K_uu times the radial integral 2, over 2π, times the integral of cos² φ",
        kuu / pi * cos(phi) ** 2,
        kuu / pi * (phi / 2 + sin(2 * phi) / 4),
        (phi, -pi / 2, pi / 2),
        kuu / 2,
    )
    proof.equal(
        "At θ = 0, v = √(K_vv/K_uu) u: the formula is still right",
        kernel(kuu, kvv, 0),
        sqrt(kvv) / sqrt(kuu) * kuu / 2,
        shown=sympy.Function("V")(0),
    )
    proof.equal(
        "At θ = π, v = −√(K_vv/K_uu) u and one of the two is always 0",
        kernel(kuu, kvv, pi),
        0,
        shown=sympy.Function("V")(pi),
    )
    compare(proof)
    return proof.conclude(sympy.Symbol("E relu(u) relu(v)"), result)


def compare(proof: Proof) -> None:
    """The comparison with the closed form of the package."""
    from bnproofs.activations import ReLU

    size = sqrt(kuu) * sqrt(kvv)
    proof.agrees(
        "The closed form of the package",
        ReLU().dual_kernel,
        [kuu, size * cos(theta), kvv],
        kernel(kuu, kvv, theta),
        roots=[size * sin(theta)],
        angles={pi - theta: size},
    )
    proof.agrees("The second moment of the package", ReLU().second_moment, [kuu], kuu / 2)


if __name__ == "__main__":
    run_as_script(derive)
