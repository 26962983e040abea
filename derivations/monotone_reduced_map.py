"""The reduced map in z = 2 sin²ψ: increasing up to the uniform point, and mapping what is beyond it beyond."""

from __future__ import annotations

import mpmath
import sympy
from sympy import Rational, cos, diff, pi, sin, sqrt

from derivations.at_most_three import angle, cluster_part, k, mu, odd_part, sine
from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.odd_point_map import denominator, m, n, psi, theta
from derivations.relu_kernel import Expression, kernel

z, x, eta = sympy.symbols("z x eta", positive=True)
kappa, q = sympy.symbols("kappa_0 q", positive=True)
HALF = Rational(1, 2)


def numerator(z: Expression) -> Expression:
    """The derived form N = z(1−q)."""
    return z - cluster_part(z) / (pi * mu)


def scaled_denominator(z: Expression) -> Expression:
    """The derived form y = Y cos²ψ, Y at c = 1."""
    return (m**2 + 1) * (2 - z) / 2 + cluster_part(z) / (2 * pi * mu) - m / pi * odd_part(z)


def derive() -> Derivation:
    """The derivation of the monotonicity."""
    tangent = sqrt(z) / sqrt(2 - z)
    proof = Proof(
        "monotone_reduced_map",
        domain={
            m: (2, 40),
            mu: (HALF, 1),
            k: (0, 40),
            z: (0, Rational(3, 2)),
            x: (1, 2),
            theta: (0, pi),
            psi: (0, pi / 2),
            eta: (0, pi / 2),
            kappa: (0, 1 / pi),
            q: (Rational(1, 5), HALF),
        },
        facts=[
            m - 1, 2 - z, 2 - x, x - 1, 2 - mu * x, pi - angle(mu * z), pi * m - tangent, sin(eta), cos(eta),
            pi / 2 - eta, 1 / pi - kappa, sin(psi), cos(psi), sin(psi) - psi * cos(psi), q - 1 / pi**2,
        ],
        samples=2,
    )  # fmt: skip
    form = denominator(m, sqrt(z / 2), sqrt((2 - z) / 2), angle(z) / 2, cluster_part(z) / (pi * mu * z))
    proof.equal(
        "In z = 2 sin²ψ and with 1 − cos θ = μz, q = B/(πμz) (at_most_three): the denominator of the reduced map",
        form,
        scaled_denominator(z),
        shown=sympy.Symbol("y"),
    )
    proof.equal("and its numerator", z * (1 - cluster_part(z) / (pi * mu * z)), numerator(z), shown=sympy.Symbol("N"))
    proof.equal(
        "so that τ′ = n² sin²ψ (1−q)/y is",
        n**2 * z / 2 * (1 - cluster_part(z) / (pi * mu * z)) / form,
        n**2 * numerator(z) / (2 * scaled_denominator(z)),
        shown=sympy.Symbol("tau'"),
    )
    _below(proof, tangent)
    _beyond(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("tau'"), n**2 / 2 * sympy.Symbol("N") / sympy.Symbol("y"))


def _below(proof: Proof, tangent: Expression) -> None:
    """The steps up to the uniform point."""
    proof.positive("N increases: its derivative is 1 − θ/π", diff(numerator(z), z), (pi - angle(mu * z)) / pi)
    proof.positive(
        "y decreases as long as tan ψ ≤ πm: minus its derivative is m(πm − tan ψ)/(2π) + (π−θ)/(2π) + mψ/π",
        -diff(scaled_denominator(z), z),
        m * (pi * m - tangent) / (2 * pi) + (pi - angle(mu * z)) / (2 * pi) + m * angle(z) / (2 * pi),
    )
    proof.positive(
        "The uniform point has tan²ψ = n² − 2n < m² < (πm)². As N > 0, and y > 0, which is shown below, τ′ increases "
        "up to it",
        m**2 - (n**2 - 2 * n),
        sympy.Integer(1),
    )


def _beyond(proof: Proof) -> None:
    """The steps beyond the uniform point."""
    sine_u, batch = sqrt(n**2 - 2 * n), k + 3
    proof.positive(
        "The uniform point, sin²ψ = 1 − 1/m², n = k + 3, has z > 1",
        2 * (1 - 1 / (batch - 1) ** 2) - 1,
        ((k + 2) ** 2 - 2) / (k + 2) ** 2,
    )
    proof.positive(
        "For z > 1 y is convex: it stays below the larger one of its values at the uniform point and at z = 2",
        diff(scaled_denominator(x), x, 2),
        mu**2 / (2 * pi * mu * sine(mu * x)) + m / pi * (x - 1) / (2 * sqrt(x) * (2 - x) ** Rational(3, 2)),
    )
    _positive(proof)
    proof.equal(
        "The value at z = 2, where cos ψ = 0, is the defect there",
        denominator(m, 1, 0, pi / 2, q),
        q,
        shown=sympy.Symbol("y(2)"),
    )
    difference = pi / 2 * (1 - cos(eta)) - (sin(eta) - eta * cos(eta))
    proof.positive_from(
        "which is at most 1/2: (1/2 − q) π(1 − cos θ) is d = (π/2)(1 − cos θ) − (sin θ − θ cos θ) > 0 for θ ≤ π/2",
        difference,
        eta,
        0,
        (pi / 2 - eta) * sin(eta),
    )
    proof.equal(
        "and for θ ≥ π/2, as d(π−θ) = d(θ)",
        difference.subs(eta, pi - theta),
        difference.subs(eta, theta),
        shown=sympy.Function("d")(pi - theta),
    )
    at = {sin(psi): sine_u / m, cos(psi): 1 / m}
    share = sympy.expand_trig(defect(pi - psi)).subs(at)
    cosine = sympy.expand_trig(2 * kernel(1, 1, pi - psi)).subs(at)
    proof.equal(
        "At the uniform point, θ = π − ψ and cos ψ = 1/m (odd_point_map): κ₀ = (sin ψ − ψ cos ψ)/π",
        cosine,
        ((sin(psi) - psi * cos(psi)) / pi).subs(at),
        shown=kappa,
    )
    proof.equal(
        "and y is n(1−κ₀)/m",
        denominator(m, sine_u / m, 1 / m, psi, share),
        n * (1 - cosine) / m,
        shown=sympy.Symbol("y_u"),
    )
    proof.positive_from(
        "There κ₀ < 1/π: at ψ = π/2 − η, π times the difference",
        1 - sin(psi).subs(psi, pi / 2 - eta) + (pi / 2 - eta) * cos(psi).subs(psi, pi / 2 - eta),
        eta,
        0,
        (pi / 2 - eta) * cos(eta),
    )
    proof.positive(
        "so y_u > 1/2 ≥ y(2), and 0 < y ≤ y_u beyond; up to the uniform point y ≥ y_u. N increases, "
        "so τ′ > τ_u for τ > τ_u",
        n * (1 - kappa) / m - HALF,
        n * (1 / pi - kappa) / m + (1 - 1 / pi) / m + (pi - 2) / (2 * pi),
    )


def _positive(proof: Proof) -> None:
    """The steps for the sign of y where z > 1, for any real m."""
    excess = sin(psi) - psi * cos(psi)
    proof.positive_from("sin ψ > ψ cos ψ", excess, psi, 0, psi * sin(psi))
    proof.positive(
        "For z > 1, 1 − cos θ = μz > 1/2: θ > π/3, and q > 1/π², as q increases (defect_monotone) and at π/3",
        defect(pi / 3) - 1 / pi**2,
        (3 * sqrt(3) * pi - pi**2 - 3) / (3 * pi**2),
    )
    proof.positive(
        "so y > 0",
        denominator(m, sin(psi), cos(psi), psi, q),
        (m * cos(psi) - excess / pi) ** 2
        + cos(psi) ** 2
        + (q - 1 / pi**2) * sin(psi) ** 2
        + psi * cos(psi) * sin(psi) / pi**2
        + psi * cos(psi) * excess / pi**2,
    )


def compare(proof: Proof) -> None:
    """The comparison with the reduced map of the package, at the vector (c, s) = (√(2−z), √z)."""
    from bnproofs.configurations import odd_family

    def at(n: Expression, z: Expression) -> tuple[Expression, Expression, Expression]:
        root = sqrt if isinstance(z, sympy.Basic) else mpmath.sqrt
        return n, root(z), root(2 - z)

    def next_tau(n: Expression, z: Expression) -> Expression:
        return odd_family.next_tau(*at(n, z))

    def half_denominator(n: Expression, z: Expression) -> Expression:
        return odd_family.denominator(*at(n, z)) / 2

    of_batch = {m: k + 2, mu: (k + 2) / (2 * (k + 1))}
    upper, lower = numerator(z).subs(of_batch), scaled_denominator(z).subs(of_batch)
    angles = {(angle(mu * z) / 2).subs(of_batch): 2 * sqrt(k + 1)}
    names = sympy.Symbol("N"), sympy.Symbol("y")
    proof.agrees(
        "The package's denominator at (s, c) = (√z, √(2−z)), n = k + 3, halved",
        half_denominator,
        [k + 3, z],
        lower,
        angles=angles,
        value=names[1],
    )
    proof.agrees(
        "and its reduced map",
        next_tau,
        [k + 3, z],
        (k + 3) ** 2 * upper / (2 * lower),
        angles=angles,
        value=(k + 3) ** 2 * names[0] / (2 * names[1]),
    )


if __name__ == "__main__":
    run_as_script(derive)
