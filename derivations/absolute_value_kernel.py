"""E abs(u) abs(v) for a centred Gaussian pair, from the ReLU kernel at the angles θ and π − θ."""

from __future__ import annotations

import sympy
from sympy import Abs, acos, cos, pi, sin, sqrt

from derivations.framework.gradient import gradient_agrees
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression, kernel, kuu, kvv, theta

u, v, kuv = sympy.symbols("u v K_uv", real=True)


def absolute_kernel(kuu: Expression, kvv: Expression, theta: Expression) -> Expression:
    """The derived kernel (2/π) √(K_uu K_vv) (sin θ + (π/2 − θ) cos θ)."""
    return 2 * sqrt(kuu) * sqrt(kvv) / pi * (sin(theta) + (pi / 2 - theta) * cos(theta))


def derive() -> Derivation:
    """The derivation of the kernel of the absolute value and of its derivatives."""
    size = sqrt(kuu) * sqrt(kvv)
    proof = Proof(
        "absolute_value_kernel",
        domain={kuu: (0, 5), kvv: (0, 5), theta: (0, pi), kuv: (-size, size), u: (-3, 3), v: (-3, 3)},
        facts=[sin(theta), pi - theta],
    )

    def relu(x: Expression) -> Expression:
        return (x + Abs(x)) / 2

    proof.equal(
        "The absolute value is relu(x) + relu(−x)",
        relu(u) + relu(-u),
        Abs(u),
        shown=sympy.Symbol("relu(u) + relu(-u)"),
    )
    proof.equal(
        "The product at u and v has four parts, one for each quadrant",
        Abs(u) * Abs(v),
        relu(u) * relu(v) + relu(-u) * relu(-v) + relu(u) * relu(-v) + relu(-u) * relu(v),
    )
    proof.equal("(−u, −v) has the angle θ of (u, v)", (-u) * (-v), u * v, shown=sympy.Symbol("(-u) (-v)"))
    proof.equal(
        "and (u, −v), (−u, v) have the angle π − θ", cos(pi - theta), -cos(theta), shown=sympy.Symbol("cos(pi - theta)")
    )
    mean = sympy.Symbol("E abs(u) abs(v)")
    result = absolute_kernel(kuu, kvv, theta)
    proof.equal(
        "Twice the ReLU kernel at both angles", 2 * kernel(kuu, kvv, theta) + 2 * kernel(kuu, kvv, pi - theta), result,
        shown=mean,
    )  # fmt: skip
    proof.equal(
        "The second moment, from the four parts at u = v",
        2 * kuu / 2 + 2 * kernel(kuu, kuu, pi),
        kuu,
        shown=sympy.Symbol("E u^2"),
    )
    proof.equal("At θ = 0, u and v are parallel", absolute_kernel(kuu, kvv, 0), size, shown=mean)
    proof.equal("At θ = π, opposite", absolute_kernel(kuu, kvv, pi), size, shown=mean)
    angle, sine = acos(kuv / size), sqrt(kuu * kvv - kuv**2) / size
    value = absolute_kernel(kuu, kvv, angle)
    proof.derivative("The derivative by K_uv, (2/π) arcsin ρ", value, kuv, (pi - 2 * angle) / pi)
    proof.derivative("The derivative by K_uu", value, kuu, size * sine / (pi * kuu))
    proof.derivative("The derivative by K_vv", value, kvv, size * sine / (pi * kvv))
    for end, slope in ((0, 1), (pi, -1)):
        proof.limit(
            f"One-sided value of the derivative by K_uv at θ = {end}",
            (pi - 2 * theta) / pi, theta, end, slope, side="+" if end == 0 else "-",
        )  # fmt: skip
    compare(proof)
    return proof.conclude(mean, result)


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.activations import AbsoluteValue

    size = sqrt(kuu) * sqrt(kvv)
    arguments, roots = [kuu, size * cos(theta), kvv], [size * sin(theta)]
    angles = {pi - theta: size, theta: size, pi / 2 - theta: size}
    absolute, area = AbsoluteValue(), size * sin(theta)
    proof.agrees(
        "The closed form of the package",
        absolute.dual_kernel,
        arguments,
        absolute_kernel(kuu, kvv, theta),
        roots=roots,
        angles=angles,
    )
    derived = (area / (pi * kuu), (pi - 2 * theta) / pi, area / (pi * kvv))
    gradient_agrees(proof, "absolute value", absolute, arguments, derived, roots=roots, angles=angles)
    proof.agrees("The second moment of the package", absolute.second_moment, [kuu], kuu)
    proof.agrees("and its slope", absolute.second_moment_slope, [kuu], sympy.Integer(1))


if __name__ == "__main__":
    run_as_script(derive)
