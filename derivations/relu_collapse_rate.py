"""The rate at which layers of ReLU without normalisation align two points: what a layer adds to (1 − ρ)^(−1/2)."""

from __future__ import annotations

import sympy
from sympy import Rational, cos, log, oo, pi, sin, sqrt, tan

from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.relu_kernel import Expression, kernel, theta

half, s, a, p, r, depth = sympy.symbols("phi s a p r l", positive=True)
START = 4 / (3 * pi)
"""The limit of p = q/s."""
SPEED = sqrt(2) / (3 * pi)
"""The limit of what a layer adds to u."""
LIMIT = 9 * pi**2 / 2


def slope(s: Expression, a: Expression) -> Expression:
    """The quotient p = q/s, s = sin φ, in s and a = (tan φ − φ)/tan³φ."""
    return (1 + (1 - s**2 / (1 - s**2)) * a) / (pi * sqrt(1 - s**2))


def added(p: Expression, r: Expression) -> Expression:
    """The derived amount p/(√2 r(1 + r)), r = √(1 − ps)."""
    return p / (sqrt(2) * r * (1 + r))


def derive() -> Derivation:
    """The derivation of the limit of l²(1 − ρ_l) and of the next term."""
    proof = Proof(
        "relu_collapse_rate",
        domain={
            half: (0, pi / 2), theta: (0, pi), s: (0, Rational(9, 10)), a: (0, Rational(1, 3)), p: (0, 1), r: (0, 1),
            depth: (10, 1000),
        },
        facts=[sin(theta), cos(half), sin(half), pi - theta],
    )  # fmt: skip
    q = defect(2 * half)
    proof.equal("With the half angle φ, ρ = cos 2φ: 1 − ρ", 1 - cos(2 * half), 2 * sin(half) ** 2)
    proof.equal("and after one layer 1 − κ", 1 - 2 * kernel(1, 1, 2 * half), 2 * sin(half) ** 2 * (1 - q))
    proof.positive_from(
        "q > 0, so that 1 − ρ_l decreases, to a zero of (1 − ρ) q: to 0",
        sin(theta) - theta * cos(theta), theta, 0, theta * sin(theta),
    )  # fmt: skip
    proof.positive_from(
        "q < 1, so that it stays positive",
        pi * (1 - cos(theta)) - sin(theta) + theta * cos(theta), theta, 0, (pi - theta) * sin(theta),
    )  # fmt: skip
    remainder = (tan(half) - half) / tan(half) ** 3
    quotient = (1 + (1 - tan(half) ** 2) * remainder) / (pi * cos(half))
    proof.equal(
        "With s = sin φ and a = (tan φ − φ)/tan³φ, q is s times p = (1 + (1 − tan²φ)a)/(π cos φ)",
        q, sin(half) * quotient, shown=sympy.Symbol("q"),
    )  # fmt: skip
    proof.equal("tan²φ in s", s**2 / (1 - s**2), tan(half).subs(half, sympy.asin(s)) ** 2, shown=tan(half) ** 2)
    proof.equal(
        "With r = √(1 − ps), p = (1 − r²)/s, one layer adds to u = (1 − ρ)^(−1/2) = 1/(√2 s)",
        1 / (sqrt(2) * s * r) - 1 / (sqrt(2) * s), added((1 - r**2) / s, r),
    )  # fmt: skip
    proof.limit("As ρ → 1: a", remainder, half, 0, Rational(1, 3))
    proof.limit("p", quotient, half, 0, START)
    proof.equal("and r → 1, so that u_(l+1) − u_l tends to", added(START, 1), SPEED, shown=added(p, r))
    proof.equal(
        "u_l/l, the mean of what the layers add, has the same limit (Stolz), and l²(1 − ρ_l) = (u_l/l)^(−2)",
        SPEED**-2, LIMIT, shown=(depth / sympy.Symbol("u_l")) ** 2,
    )  # fmt: skip
    proof.limit("The next term: p − 4/(3π) is small against s", (quotient - START) / sin(half), half, 0, 0)
    second = 3 * p**2 / 16
    root = sqrt(1 - p * s)
    proof.limit(
        "so that u (u_(l+1) − u_l − p/√8) has the limit", (added(p, root) - added(p, 1)) / (sqrt(2) * s), s, 0, second
    )
    proof.equal("which is at p = 4/(3π)", second.subs(p, START), 1 / (3 * pi**2), shown=second)
    proof.limit("ln(l+1) − ln l is 1/l in the limit", depth * log(1 + 1 / depth), depth, oo, 1, side="-")
    proof.equal(
        "(u_l − v l)/ln l, v = √2/(3π), has the limit 1/(3π²v) (Stolz), so that u_l/v = l + b ln l + o(ln l)",
        1 / (3 * pi**2 * SPEED) / SPEED, Rational(3, 2), shown=sympy.Symbol("b"),
    )  # fmt: skip
    relative = 1 - depth**2 / (depth + Rational(3, 2) * log(depth)) ** 2
    proof.limit(
        "and l²(1 − ρ_l) stays below its limit by the relative amount 3 ln l/l",
        relative * depth / log(depth), depth, oo, 3, side="-",
    )  # fmt: skip
    compare(proof)
    rho = sympy.Symbol("rho_l")
    return proof.conclude(sympy.Limit(depth**2 * (1 - rho), depth, oo, "-"), LIMIT)


def compare(proof: Proof) -> None:
    """The comparison with the closed form of the package."""
    from bnproofs.literature.collapse import increment

    derived = added(p, r)
    root = sqrt(1 - slope(s, a) * s)
    proof.agrees(
        "The closed form of the package", increment, [s, a], derived.subs({p: slope(s, a), r: root}), value=derived
    )


if __name__ == "__main__":
    run_as_script(derive)
