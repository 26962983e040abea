"""Layers of leaky ReLU without normalisation: how fast two points align, with bounds from the first layer on."""

from __future__ import annotations

from fractions import Fraction

import sympy
from sympy import Rational, cos, diff, log, oo, pi, sin, sqrt

from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.leaky_slope import cosine
from derivations.relu_collapse_rate import LIMIT, SPEED, START, added
from derivations.relu_kernel import Expression, kernel, theta
from derivations.relu_kernel_derivatives import by_covariance, by_variance

a = sympy.Symbol("a", real=True)
half, eta, s, p, r, u, v, w, depth, y, n, slope = sympy.symbols("phi eta s p r u_0 v w l y n alpha", positive=True)
WIDE = Rational(1, 2) - START
"""What p adds to its limit at s = 0, at the most."""
BEND = 4 * sqrt(2) - 5
"""The slope of the chord of 1/(r(1+r)) in 1 − r² from r = 1 to r = 1/√2."""


def contraction(a: Expression) -> Expression:
    """The derived factor η = (1−a)²/(1+a²)."""
    return (1 - a) ** 2 / (1 + a**2)


def derive() -> Derivation:
    """The derivation of the bounds of u_l = (1 − ρ_l)^(−1/2), and of the derivative at ρ = 1."""
    proof = Proof(
        "leaky_collapse",
        domain={
            a: (-3, 3), theta: (0, pi), half: (0, pi / 2), eta: (0, 2), s: (0, Rational(1, 2)), r: (1 / sqrt(2), 1),
            p: (START, Rational(1, 2)), u: (1, 3), v: (0, 1), w: (0, 3), depth: (10, 1000), y: (0, 2), n: (4, 60),
            slope: (0, 3),
        },
        facts=[
            sin(theta), pi - theta, theta - sin(theta), sin(half), cos(half), 1 - r, r - 1 / sqrt(2),
            half - sin(half) * cos(half), sin(theta) - theta * cos(theta), 2 - 2 * cos(theta) - theta * sin(theta),
            2 * theta + theta * cos(theta) - 3 * sin(theta), sqrt(2) * r - 1,
        ],
    )  # fmt: skip
    _one_layer(proof)
    _quotient(proof)
    _chord(proof)
    _increments(proof)
    _many_layers(proof)
    _derivative(proof)
    compare(proof)
    return proof.conclude(sympy.Limit(depth**2 * (1 - sympy.Symbol("rho_l")), depth, oo, "-"), LIMIT / eta**2)


def _one_layer(proof: Proof) -> None:
    """The steps on one layer."""
    q = defect(theta)
    proof.equal(
        "One layer, κ the cosine after a ReLU and q its defect: 1 − ρ is multiplied by 1 − ηq, η = (1−a)²/(1+a²)",
        1 - cosine(a, 2 * kernel(1, 1, theta), cos(theta)),
        (1 - cos(theta)) * (1 - contraction(a) * q),
        shown=1 - sympy.Symbol("rho_1"),
    )
    proof.equal(
        "η is at most 2, with equality for a = −1 only", 2 - contraction(a), (1 + a) ** 2 / (1 + a**2), shown=2 - eta
    )
    proof.nonnegative("and for a ≥ 0 at most 1", 1 - contraction(slope), 2 * slope / (1 + slope**2))
    proof.positive_from(
        "As 0 < q ≤ 1/2 (defect_monotone), 1 − ρ decreases, to a zero of (1 − ρ) q: ρ tends to 1. The sign of q is "
        "that of",
        sin(theta) - theta * cos(theta), theta, 0, theta * sin(theta),
    )  # fmt: skip


def _quotient(proof: Proof) -> None:
    """The steps on p = q/s, s = sin φ = sin(θ/2), which rises from 4/(3π) to 1/2."""
    quotient = defect(2 * half) / sin(half)
    rest = 2 * theta + theta * cos(theta) - 3 * sin(theta)
    proof.positive_from(
        "2(1 − cos θ) > θ sin θ", 2 - 2 * cos(theta) - theta * sin(theta), theta, 0, sin(theta) - theta * cos(theta)
    )
    proof.positive_from("so θ(2 + cos θ) > 3 sin θ", rest, theta, 0, 2 - 2 * cos(theta) - theta * sin(theta))
    proof.equal(
        "p = q/s, s = sin φ, θ = 2φ, increases: its derivative is cos φ/(2πs⁴) times that difference",
        diff(quotient, half),
        cos(half) * rest.subs(theta, 2 * half) / (2 * pi * sin(half) ** 4),
        shown=sympy.Derivative(p, half),
    )
    proof.limit("p at s = 0", quotient, half, 0, START)
    proof.equal("and at s = 1: so 4/(3π) < p ≤ 1/2", quotient.subs(half, pi / 2), Rational(1, 2), shown=p)


def _chord(proof: Proof) -> None:
    """The steps for p ≤ 4/(3π) + d s, d = 1/2 − 4/(3π)."""
    quotient = defect(2 * half) / sin(half)
    gap = Rational(8, 3) * sin(half) ** 3 + (pi - Rational(8, 3)) * sin(half) ** 4
    gap -= sin(2 * half) - 2 * half * cos(2 * half)
    proof.equal(
        "p ≤ 4/(3π) + ds, d = 1/2 − 4/(3π): 2πs³ times the difference is",
        2 * pi * sin(half) ** 3 * (START + WIDE * sin(half) - quotient),
        gap,
        shown=sympy.Symbol("H"),
    )
    inner = 2 * sin(half) + (pi - Rational(8, 3)) * sin(half) ** 2 - 2 * half
    proof.equal("H' is 4 s cos φ times B", diff(gap, half), 4 * sin(half) * cos(half) * inner, shown=sympy.Symbol("H'"))
    turn = (pi - Rational(8, 3)) * cos(half / 2) / sin(half / 2) * cos(half)
    proof.equal(
        "B' is 4 sin²(φ/2) times D − 1",
        diff(inner, half),
        4 * sin(half / 2) ** 2 * (turn - 1),
        shown=sympy.Symbol("B'"),
    )
    proof.positive(
        "D decreases, as cot(φ/2) and cos φ do: −D' is a positive number times",
        cos(half) + sin(half) ** 2,
    )
    proof.equal(
        "namely (π − 8/3)/(1 − cos φ)",
        -diff(turn, half),
        (pi - Rational(8, 3)) * (cos(half) + sin(half) ** 2) / (1 - cos(half)),
        shown=-sympy.Symbol("D'"),
    )
    proof.limit("D is large at φ = 0", turn, half, 0, oo)
    proof.equal("and 0 at φ = π/2, so B first rises, then falls", turn.subs(half, pi / 2), 0, shown=sympy.Symbol("D"))
    proof.equal("B at φ = 0", inner.subs(half, 0), 0, shown=sympy.Symbol("B"))
    proof.equal("and at φ = π/2: B is first positive, then negative", inner.subs(half, pi / 2), -Rational(2, 3),
                shown=sympy.Symbol("B"))  # fmt: skip
    proof.equal("So H first rises, then falls. H at φ = 0", gap.subs(half, 0), 0, shown=sympy.Symbol("H"))
    proof.equal("and at φ = π/2: H ≥ 0 between", gap.subs(half, pi / 2), 0, shown=sympy.Symbol("H"))


def _increments(proof: Proof) -> None:
    """The steps on what one layer adds to u = (1 − ρ)^(−1/2)."""
    proof.equal(
        "With r = √(1 − ηps), one layer adds to u = 1/(√2 s) an amount ηp/(√2 r(1+r))",
        1 / (sqrt(2) * s * r) - 1 / (sqrt(2) * s),
        added((1 - r**2) / s, r),
    )
    proof.positive(
        "r < 1, so it is more than ηp/(2√2)", 1 / (r * (1 + r)) - Rational(1, 2), (1 - r) * (2 + r) / (2 * r * (1 + r))
    )
    proof.equal("which is at least v = η√2/(3π), by p > 4/(3π)", eta * START / (2 * sqrt(2)), eta * SPEED, shown=v)
    quadratic = (8 * sqrt(2) - 10) * r**2 + (11 * sqrt(2) - 12) * r + 2 * sqrt(2)
    proof.positive(
        "If ηs ≤ 1, ηps ≤ 1/2 and r ≥ 1/√2. There 1/(r(1+r)) ≤ 1/2 + (4√2−5)(1−r²), with the difference",
        Rational(1, 2) + BEND * (1 - r**2) - 1 / (r * (1 + r)),
        (1 - r) * (r - 1 / sqrt(2)) * quadratic / (2 * r * (1 + r)),
    )
    product = (START + WIDE * s) / 2 + BEND * eta * s / 4
    proof.equal(
        "so with 1 − r² = ηps, p ≤ 4/(3π) + ds and p² ≤ 1/4 a layer adds at most v + C/u, u = 1/(√2 s)",
        eta / sqrt(2) * product,
        eta * SPEED + sqrt(2) * s * (eta / 2 * (WIDE / 2 + BEND * eta / 4)),
    )
    proof.positive("C = η(25η + 6)/300 will do, as d < 2/25", Rational(2, 25) - WIDE, START - Rational(21, 50))
    proof.positive("and 4√2 − 5 < 2/3", Rational(2, 3) - BEND, Rational(17, 3) - 4 * sqrt(2))
    proof.equal(
        "and then C is", eta / 2 * (Rational(2, 25) / 2 + Rational(2, 3) * eta / 4), eta * (25 * eta + 6) / 300,
        shown=sympy.Symbol("C"),
    )  # fmt: skip
    proof.nonnegative("ηs ≤ 1 holds for η ≤ 1, as s ≤ 1; and s decreases. For any η it holds after one layer: there "
                      "(ηs)² = y²(1 − py) ≤ y²(1 − 4y/(3π)), y = ηs before, and that is at most π²/12",
        pi**2 / 12 - y**2 * (1 - START * y), (y - pi / 2) ** 2 * (START * y + Rational(1, 3)))  # fmt: skip
    proof.positive("which is below 1", 1 - pi**2 / 12)


def _many_layers(proof: Proof) -> None:
    """The steps from one layer to l layers."""
    proof.positive(
        "So u_l ≥ u_0 + vl, and what exceeds it is at most the sum of C/(u_0 + vj), 0 ≤ j < l. The terms decrease",
        -diff(1 / (u + v * w), w), v / (u + v * w) ** 2,
    )  # fmt: skip
    proof.integral(
        "so the sum is at most its first term C/u_0 and the integral over t = j from 0 to l, C times",
        1 / (u + v * w), log(u + v * w) / v, (w, 0, depth), (log(u + v * depth) - log(u)) / v,
    )  # fmt: skip
    total = u + v * depth + w / u + w / v * log(1 + v * depth / u)
    proof.limit("The upper bound over l has the limit v, too", total / depth, depth, oo, v, side="-")
    proof.equal("and l²(1 − ρ_l) = (u_l/l)^(−2) the limit 9π²/(2η²)", (eta * SPEED) ** -2, LIMIT / eta**2,
                shown=v**-2)  # fmt: skip


def _derivative(proof: Proof) -> None:
    """The steps on the derivative of the layer at points in one direction."""
    proof.equal(
        "At ρ = 1 the derivative of the kernel by K_uv is (1+a²)/2, like the slope of the diagonal",
        (1 - a) ** 2 * by_covariance(0) + a, (1 + a**2) / 2, shown=sympy.Symbol("dV/dK_uv"),
    )  # fmt: skip
    proof.equal("and that by K_uu", by_variance(1, 1, 0), 0, shown=sympy.Symbol("dV/dK_uu"))
    proof.equal(
        "so the derivative is (1+a²)/2 times the identity: with the components trivial, standard and (n−2, 2) of all "
        "symmetric matrices, besides the scale mode, the eigenvalue 1 over the growth (1+a²)/2 has the multiplicity",
        1 + 2 * (n - 1) + n * (n - 3) / 2, n * (n + 1) / 2 - 1, shown=sympy.Symbol("multiplicity"),
    )  # fmt: skip


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.activations import LeakyReLU
    from bnproofs.configurations import collapsed

    proof.agrees("The contraction of the package", collapsed.contraction, [a], contraction(a))
    proof.agrees("its growth", collapsed.growth, [a], (1 + a**2) / 2)
    proof.agrees("its step", collapsed.step, [eta], eta * SPEED)
    proof.agrees("its excess", collapsed.excess, [eta], eta * (25 * eta + 6) / 300)
    proof.agrees("and its rate", collapsed.rate, [eta], LIMIT / eta**2)
    activation = LeakyReLU(Fraction(1, 3))
    proof.agrees(
        "The kernel of the package at slope 1/3, where η = 2/5, over the second moment 5/9",
        activation.dual_kernel,
        [1, cos(theta), 1],
        Rational(5, 9) * (1 - (1 - cos(theta)) * (1 - Rational(2, 5) * defect(theta))),
        roots=[sin(theta)],
        angles={pi - theta: sympy.Integer(1)},
    )
    rows = collapsed.components(5)
    proof.exactly(
        "The multiplicities of the package, n = 5",
        sum(count * values for _, count, values in rows),
        5 * 6 // 2 - 1,
        shown=(sympy.Symbol("multiplicity"), sympy.Integer(14)),
    )


if __name__ == "__main__":
    run_as_script(derive)
