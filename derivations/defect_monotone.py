"""The defect q of the ReLU kernel, 1 − κ = (1 − ρ)(1 − q), increases with the angle from 0 to 1/2."""

from __future__ import annotations

import sympy
from sympy import Rational, atan2, cos, diff, pi, sin

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression, kernel, theta

n, s, c, half = sympy.symbols("n s c phi", positive=True)


def defect(theta: Expression) -> Expression:
    """The defect q(θ) = (sin θ − θ cos θ)/(π(1 − cos θ))."""
    return (sin(theta) - theta * cos(theta)) / (pi * (1 - cos(theta)))


def derive() -> Derivation:
    """The derivation of the properties of the defect."""
    proof = Proof(
        "defect_monotone",
        domain={theta: (0, pi), half: (0, pi / 2), n: range(4, 60), s: (0, 2), c: (0, 2)},
        facts=[sin(theta), 1 - cos(theta), theta - sin(theta)],
    )
    kappa = 2 * kernel(1, 1, theta)
    q = defect(theta)
    proof.equal("The kernel with ρ = cos θ: 1 − κ", 1 - kappa, (1 - cos(theta)) * (1 - q))
    proof.equal(
        "The kernel at −ρ, whose angle is π − θ: κ(ρ) − κ(−ρ)", kappa - 2 * kernel(1, 1, pi - theta), cos(theta)
    )
    ratio = cos(half) / sin(half)
    proof.equal("In the half angle φ = θ/2", defect(2 * half), (half + ratio - half * ratio**2) / pi)
    slope = sin(theta) * (theta - sin(theta)) / (pi * (1 - cos(theta)) ** 2)
    proof.derivative("The derivative of q", q, theta, slope)
    proof.positive_from("θ − sin θ is positive on (0, π)", theta - sin(theta), theta, 0, 1 - cos(theta))
    proof.positive("so the derivative is", diff(q, theta), slope)
    proof.limit("The value at the lower end", q, theta, 0, 0)
    proof.limit("and at the upper end", q, theta, pi, Rational(1, 2), side="-")
    compare(proof)
    return proof.conclude(sympy.Derivative(sympy.Function("q")(theta), theta), slope)


def compare(proof: Proof) -> None:
    """The comparison with the closed form of the package, which takes half the angle as that of a vector (C, S)."""
    from bnproofs.configurations import odd_family

    angle = 2 * atan2(*odd_family.half_angle(n, s, c))
    shown = sympy.Function("defect")(n, s, c)
    proof.agrees("The closed form of the package", odd_family.defect, [n, s, c], defect(angle), shown=shown)


if __name__ == "__main__":
    run_as_script(derive)
