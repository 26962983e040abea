"""The projective Jacobian at a fixed point of the odd-point family with θ ≤ π/2: all eigenvalues, by signs."""

from __future__ import annotations

import sympy
from sympy import Rational, atan2, cos, diff, pi, sin, sqrt

from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.isotypic_blocks import derived_slopes, standard_matrix
from derivations.odd_point_map import c, cluster_angle, denominator, fixed_point_form, m, n, psi, q, s, theta
from derivations.relu_kernel import Expression

rho_a, rho_b, form, size, margin = sympy.symbols("rho_a rho_b Y tau d", positive=True)
j, a, b, e, f, cosine, gap = sympy.symbols("j a b e f x eta", nonnegative=True)
slope, other = sympy.symbols("F_tau Y_tau", real=True)
HALF = Rational(1, 2)
WEDGE = 1 - theta / pi - psi / pi


def means(theta: Expression, psi: Expression) -> tuple[Expression, Expression]:
    """The derived means ρ_a and ρ_b that recentring takes from the two columns of the standard block."""
    lean, across = sin(theta) / (4 * pi), psi / (2 * pi)
    cross_lean = m * sin(psi) * cos(psi) / (4 * pi)
    return (HALF + (m - 2) * lean - across + cross_lean) / n, (m - 2) * ((pi - theta) / (2 * pi) - across) / n


def block(theta: Expression, rho_a: Expression, rho_b: Expression) -> sympy.Matrix:
    """The derived standard block gM."""
    lean, pair = sin(theta) / (4 * pi), (pi - theta) / (2 * pi)
    return sympy.Matrix([[HALF - 2 * rho_a, -2 * rho_b], [lean - rho_a, pair - rho_b]])


def bracket(x: Expression, psi: Expression, q: Expression) -> Expression:
    """The derived value of 4n(ρ_a − q/4 + ρ_b x/2) where F = 0, x the cosine of θ."""
    return (1 - psi / pi) * (1 - x) + q * (m - 3 + x * (m**2 - m + 2)) / 2


def derive() -> Derivation:
    """The derivation of the signs."""
    right = (0, pi / 2)
    proof = Proof(
        "stability_by_hand",
        domain={
            m: (3, 40), j: (0, 40), s: (0, 3), c: (0, 3), theta: right, psi: right, gap: right, q: (0, theta / pi),
            rho_a: (0, 1), rho_b: (0, 1), form: (1, 2), size: (0, 3), slope: (-1, 1), other: (-1, 1),
            a: (0, HALF), b: (0, HALF), e: (0, HALF), f: (0, HALF), margin: (0, 1), cosine: (0, 1),
        },
        facts=[
            sin(theta), cos(psi), sin(psi), 1 - cos(theta), theta - sin(theta), 1 - q, 1 - psi / pi, 1 - 2 * psi / pi,
            1 - cosine, pi - theta, theta / pi - q, 1 - e, WEDGE,
        ],
        samples=2,
    )  # fmt: skip
    _pairs_and_trivial(proof)
    _determinant(proof)
    _entries(proof)
    _two_by_two(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("4ng^2 det(I - M)"), (theta / pi - q) * bracket(cos(theta), psi, q))


def _pairs_and_trivial(proof: Proof) -> None:
    """The steps for the growth, the component (m − 2, 2) and invariant matrices."""
    unit = (m, sin(psi), cos(psi), psi, q)
    proof.equal(
        "The growth is g = Y/(2n² cos²ψ) (odd_point_map): at a fixed point, F = 0, 2g = 1 − q",
        1 - q - denominator(*unit) / (n * cos(psi)) ** 2,
        fixed_point_form(*unit) / (n * cos(psi)) ** 2,
        shown=1 - q - 2 * sympy.Symbol("g"),
    )
    proof.positive_from("θ − sin θ is positive on (0, π)", theta - sin(theta), theta, 0, 1 - cos(theta))
    distance = (theta - sin(theta)) / (pi * (1 - cos(theta)))
    proof.positive("so θ/π > q", theta / pi - defect(theta), distance)
    pair = derived_slopes(theta, psi).pair / ((1 - q) / 2)
    proof.positive("The eigenvalue on (m−2, 2) is positive", pair, (pi - theta) / (pi * (1 - q)))
    proof.positive("and 1 minus it too: at every fixed point it is < 1", 1 - pair, (theta / pi - q) / (1 - q))
    tau_function, y_function = sympy.Function("F")(size), sympy.Function("Y")(size)
    step = diff(size * (1 + tau_function / y_function), size)
    names = {diff(tau_function, size): slope, diff(y_function, size): other}
    proof.equal(
        "On invariant matrices it is the slope of τ′ = τ(1 + F/Y) (trivial_component, odd_point_map), positive by "
        "monotone_reduced_map; where F = 0 it is < 1 if and only if F decreases",
        step.subs(names).subs({tau_function: 0, y_function: form}),
        1 + size * slope / form,
        shown=sympy.Symbol("dtau'/dtau"),
    )


def _determinant(proof: Proof) -> None:
    """The steps for det(I − M) on the standard component."""
    rows = means(theta, psi)
    proof.equal(
        "The standard block gM of isotypic_blocks",
        standard_matrix(derived_slopes(theta, psi)),
        block(theta, *rows),
        shown=sympy.Symbol("gM"),
    )
    growth = (1 - defect(theta)) / 2
    proof.equal(
        "Its determinant, with 2g = 1 − q",
        (growth * sympy.eye(2) - block(theta, rho_a, rho_b)).det(),
        (theta / pi - defect(theta)) * (rho_a - defect(theta) / 4 + rho_b * cos(theta) / 2),
        shown=sympy.Symbol("g^2 det(I - M)"),
    )
    share = (m - 1) * (1 - cos(theta)) / m
    left = 4 * n * (rows[0] - q / 4 + rows[1] * cos(theta) / 2)
    known = fixed_point_form(m, sin(psi), cos(psi), psi, q) / 2 + bracket(cos(theta), psi, q)
    on_family = {cos(psi): sqrt(1 - share), sin(psi): sqrt(share)}
    proof.equal(
        "On the family, sin²ψ = ((m−1)/m)(1 − cos θ), 4n times the second factor is F/2 plus a bracket without ρ, and "
        "at a fixed point just that bracket",
        (left - known).subs(on_family).subs(q, defect(theta)),
        0,
        shown=4 * n * (rho_a - q / 4 + rho_b * cos(theta) / 2) - sympy.Symbol("F") / 2 - bracket(cos(theta), psi, q),
    )
    proof.positive(
        "For m = j + 3, j ≥ 0, and x = cos θ ≥ 0 the bracket is positive: det(I − M) > 0",
        bracket(cosine, psi, q).subs(m, j + 3),
        (1 - psi / pi) * (1 - cosine) + q * (j + cosine * ((j + 2) * (j + 3) + 2)) / 2,
    )


def _entries(proof: Proof) -> None:
    """The steps for the signs of the entries, for θ = π/2 − η, η ≥ 0."""
    gm = block(theta, *means(theta, psi)).subs(m, j + 3)
    proof.positive(
        "With θ = π/2 − η, η ≥ 0: θ + ψ < π", 2 * pi * WEDGE.subs(theta, pi / 2 - gap), 2 * gap + pi * _acute()
    )
    proof.nonnegative("M_12 ≤ 0: with m = j + 3, −gM_12", -gm[0, 1], (j + 1) / (j + 4) * WEDGE)
    flat = cos(theta) ** 2 / (1 + sin(theta))
    proof.positive(
        "M_21 < 0: 4πn times −gM_21 is 2π − 2ψ − 3 sin θ + m sin ψ cos ψ, and 1 − sin θ = cos²θ/(1 + sin θ)",
        -4 * pi * (j + 4) * gm[1, 0],
        pi * _acute() + 3 * flat + pi * (1 - 3 / pi) + (j + 3) * sin(psi) * cos(psi),
    )
    proof.positive(
        "M_11 > 0: 2πn gM_11, m = j + 3",
        2 * pi * (j + 4) * gm[0, 0],
        (j + 1) * flat + (j + 3) * (sin(psi) - cos(psi)) ** 2 / 2 + 2 * psi + 2 * pi * (1 - 5 / (4 * pi))
        + j * (pi - Rational(3, 2)),
    )  # fmt: skip
    proof.positive(
        "M_22 > 0",
        gm[1, 1],
        3 / (2 * pi * (j + 4)) * (pi - theta) + (j + 1) * psi / (2 * pi * (j + 4)),
    )
    proof.positive(
        "and M_22 < 1: g − gM_22, with 2g = 1 − q",
        (1 - defect(theta)) / 2 - gm[1, 1],
        (theta - sin(theta)) / (2 * pi * (1 - cos(theta))) + (j + 1) / (j + 4) * WEDGE / 2,
    )


def _acute() -> Expression:
    return 1 - 2 * psi / pi


def _two_by_two(proof: Proof) -> None:
    """The steps for a matrix with entries of these signs."""
    at_one = (1 - a) * (1 - e) - b * f
    proof.equal(
        "A matrix with the rows (a, −b) and (−f, e), all four ≥ 0, has real eigenvalues: the discriminant",
        (a + e) ** 2 - 4 * (a * e - b * f),
        (a - e) ** 2 + 4 * b * f,
    )
    first = sympy.solve(at_one - margin, a)[0]
    proof.positive(
        "If e < 1 and d = det(I − M) = (1 − a)(1 − e) − bf > 0, then 1 − a > 0: the trace is in [0, 2)",
        1 - first,
        (margin + b * f) / (1 - e),
    )
    proof.equal(
        "The characteristic polynomial is d at 1, so both eigenvalues are on the same side of 1, below it; at −1 it is "
        "d + 2(a + e), so both are above −1",
        (1 + a) * (1 + e) - b * f,
        at_one + 2 * (a + e),
    )


def compare(proof: Proof) -> None:
    """The comparison with the blocks and the form of the package, at any point of the family."""
    from bnproofs.configurations import odd_family

    arguments = [m + 1, s, c]
    angle, half = cluster_angle(m, s, c), atan2(s, c)
    radius = s**2 + c**2
    x, share = 1 - m * s**2 / ((m - 1) * radius), defect(angle)

    def pair_part(*at: Expression) -> Expression:
        return odd_family.pair_eigenvalue(*at) * odd_family.growth(*at)

    def lower_left(*at: Expression) -> Expression:
        return -4 * at[0] * odd_family.standard_block(*at)[1][0] * odd_family.growth(*at)

    def determinant(*at: Expression) -> Expression:
        (top, right), (left, bottom) = odd_family.standard_block(*at)
        growth, target = odd_family.growth(*at), (1 - odd_family.defect(*at)) / 2
        return (target - growth * top) * (target - growth * bottom) - growth**2 * right * left

    proof.agrees("The package's eigenvalue on (m−2, 2), times the growth", pair_part, arguments, (1 - angle / pi) / 2)
    entry = 2 - 2 * half / pi - 3 * sin(angle) / pi + m * s * c / (pi * radius)
    proof.agrees("and its entry M_21, times −4ng", lower_left, arguments, entry)
    unit = fixed_point_form(m, s, c, half, share) / radius
    proof.agrees(
        "and its determinant det((1−q)/2 − gM), at any point",
        determinant,
        arguments,
        (angle / pi - share) * (unit / 2 + bracket(x, half, share)) / (4 * n),
        value=(theta / pi - q) * (sympy.Symbol("F") / 2 + bracket(cos(theta), psi, q)) / (4 * n),
    )


if __name__ == "__main__":
    run_as_script(derive)
