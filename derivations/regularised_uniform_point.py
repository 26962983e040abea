"""The uniform point with rescaling, ε > 0: its scale by an exponential integral, and its spectrum without another."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy
from sympy import Rational, diff, exp, oo

from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script

Expression = Any

n, lam, s, t, z, epsilon, g, p, j, below, y = sympy.symbols("n lambda s t z epsilon g p J_p J_b y", positive=True)


def damping(z: Expression, y: Expression, p: Expression) -> Expression:
    """The derived factor ρ = z(1/y − 1)/p, y = ε/g."""
    return z * (1 / y - 1) / p


def scale_eigenvalue(p: Expression, rho: Expression) -> Expression:
    """The derived eigenvalue of the scale."""
    return 1 - p * (1 - rho)


def derive() -> Derivation:
    """The derivation of the scale and of the eigenvalues."""
    names = dict.fromkeys((lam, s, t, z, epsilon, g, j, below), (Rational(1, 2), 1))
    proof = Proof("regularised_uniform_point", domain={n: (4, 40), p: (2, 9), y: (0, 1)} | names, facts=[p - 1, 1 - y])
    b, half = 1 / (1 + 2 * s * lam), (n + 1) / 2
    proof.equal(
        "K = λC has n − 1 eigenvalues λ: det^(−1/2) times the tilted λ is λ b^p, b = 1/(1 + 2sλ), p = (n+1)/2",
        sympy.log(b) * (n - 1) / 2 + sympy.log(lam * b),
        sympy.log(lam) + half * sympy.log(b),
        shown=sympy.Symbol("log"),
    )
    exponent = n * epsilon / (2 * lam)
    proof.equal(
        "With t = 2sλ and z = nε/(2λ) the factor of ε is e^(−zt)",
        (s * n * epsilon).subs(s, t / (2 * lam)),
        exponent * t,
        shown=sympy.Symbol("s n epsilon"),
    )
    proof.equal(
        "so with J_p = ∫₀^∞ e^(−zt) (1+t)^(−p) dt = e^z E_p(z) the next λ is g n J_p/2, and it is λ = nε/(2z) where "
        "z J_p = ε/g",
        g * n / 2 * (epsilon / (g * z)),
        n * epsilon / (2 * z),
        shown=sympy.Symbol("lambda'"),
    )
    recurrence(proof)
    spectrum(proof, b)
    compare(proof)
    return proof.conclude(sympy.Symbol("rho"), damping(z, epsilon / g, p))


def recurrence(proof: Proof) -> None:
    """The relations between J_p and J_(p+1)."""
    inside = exp(-z * t) * (1 + t) ** (-p)
    proof.derivative(
        "The slope of the integrand",
        inside,
        t,
        -z * inside - p * exp(-z * t) * (1 + t) ** (-p - 1),
    )
    proof.limit("Its values at the ends are 0, here for p = 2,", inside.subs(p, 2), t, oo, 0, side="-")
    proof.equal("and 1, so that z J_p + p J_(p+1) = 1", inside.subs(t, 0), 1, shown=sympy.Symbol("value at 0"))
    after = (1 - z * j) / p
    proof.equal("ρ = J_(p+1)/J_p at z J_p = y", (after / j).subs(j, y / z), damping(z, y, p), shown=sympy.Symbol("rho"))
    proof.definition(
        "By the same relation J_(p−1), with dJ_p/dz = J_p − J_(p−1), because t = (1+t) − 1",
        below,
        (1 - (p - 1) * j) / z,
    )
    slope = j + z * (j - (1 - (p - 1) * j) / z)
    proof.equal("ψ = z J_p has the slope", slope, z * j * (1 + p / z) - 1, shown=sympy.Symbol("psi'"))
    lower, upper = z / (z + p), z / (z + p - 1)
    proof.equal(
        "J_(p+1) < J_p gives 1 − zJ_p < pJ_p, that is ψ > z/(z+p), where the slope would be zero",
        (lower * (1 + p / z) - 1),
        0,
        shown=sympy.Symbol("psi' at z/(z+p)"),
    )
    proof.equal(
        "and J_(p−1) > J_p gives (p−1)J_p < 1 − zJ_p, that is ψ < z/(z+p−1): at this value the two are equal",
        (p - 1) * upper / z,
        1 - upper,
    )
    proof.equal("Solved for z at ψ = y: from above", lower.subs(z, y * p / (1 - y)), y)
    proof.equal("and from below", upper.subs(z, y * (p - 1) / (1 - y)), y)


def spectrum(proof: Proof, b: Expression) -> None:
    """The eigenvalues."""
    proof.equal(
        "The scale: λ b^p has the slope b^p (1 − p(1 − b)) by λ, here over b^p",
        diff(sympy.log(lam) + p * sympy.log(b), lam) * lam,
        1 - p * (1 - b),
        shown=sympy.Symbol("slope"),
    )
    rho = sympy.Symbol("rho", positive=True)
    proof.domain = {**proof.domain, rho: (0, 1)}
    proof.equal(
        "With g ∫ b^p = 1 and g ∫ b^(p+1) = ρ under n e^(−snε) ds: the eigenvalue of the scale",
        (1 - p) + p * rho,
        scale_eigenvalue(p, rho),
        shown=sympy.Symbol("lambda_scale"),
    )
    proof.equal(
        "Traceless directions H: B H B = b² H, tr BH = 0, and the kernel's derivative does not see the scale: "
        "det^(−1/2) b² = b^(p+1), ρ times the projective eigenvalue without rescaling",
        (n - 1) / 2 + 2,
        (n + 1) / 2 + 1,
        shown=sympy.Symbol("power of b"),
    )


def compare(proof: Proof) -> None:
    """The comparison with the package."""
    from bnproofs.configurations import regularised_uniform, uniform
    from bnproofs.numbers.balls import Balls

    growth = uniform.growth(n)
    rho = damping(z, epsilon / growth, (n + 1) / 2)
    for closed_form, derived in (
        (regularised_uniform.damping, rho),
        (regularised_uniform.scale_eigenvalue, scale_eigenvalue((n + 1) / 2, rho)),
        (regularised_uniform.standard_eigenvalue, rho * uniform.standard_eigenvalue(n)),
        (regularised_uniform.pair_eigenvalue, rho * uniform.pair_eigenvalue(n)),
    ):
        proof.agrees(
            f"The package's {closed_form.__name__}",
            closed_form,
            [n, z, epsilon],
            derived,
            shown=sympy.Function(closed_form.__name__)(n, z, epsilon),
            value=sympy.Symbol(closed_form.__name__),
        )
    at = Balls().number(Fraction(3, 4))
    first, second = (regularised_uniform.share(size, at) for size in (6, 8))
    proof.exactly(
        "The package's ψ for p = 7/2 and 9/2 satisfies zψ_p + pψ_(p+1) = z to 40 bits",
        bool(abs(at * first + second * 7 / 2 - at) < 2.0**-40),
        True,
        shown=(z * sympy.Symbol("psi_p") + p * sympy.Symbol("psi_{p+1}"), z),
    )


if __name__ == "__main__":
    run_as_script(derive)
