"""The odd-point family with rescaling: its reduced map as two integrals, and the second derivative that has none."""

from __future__ import annotations

from typing import Any

import sympy
from sympy import Rational, atan, atan2, cos, diff, log, pi, sin, sqrt

from derivations.defect_monotone import defect
from derivations.framework.block_matrix import BlockMatrix
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.odd_point_map import denominator, fixed_point_form

Expression = Any

m, lam, mu, t, s, c, theta = sympy.symbols("m lambda mu sigma s c theta", positive=True)
x, v, tangent, big_s, big_c, angle = sympy.symbols("x v T S C alpha", positive=True)
q, slope, g, f, a, b, value, bend, psi, w = sympy.symbols("q Q g f A B f_0 f_1 psi w", positive=True)
turned = sympy.Symbol("Z", positive=True)
n, most = m + 1, (m + 1) * (m - 1)


def weight(v: Expression) -> Expression:
    """The derived weight w of the integrals over v, 0 < v < 1."""
    return (1 - v) ** (m / 2 - 1) / sqrt(v)


def log_slope(S: Expression, C: Expression, A: Expression) -> Expression:
    """The derived derivative dq/d log T over 2(n−2)c²/C², with A the angle of the vector (C, S)."""
    return (2 * S * C / (S**2 + C**2) - 2 * (S - C * A) * C / S**2) / pi


def bend_form(s: Expression, c: Expression, psi: Expression, q: Expression, slope: Expression) -> Expression:
    """The derived form H, with `slope` for dq/d log T."""
    turn = 2 * m / pi * s**3 * c / (s**2 + c**2) - (n**2 * c**2 + s**2) * slope - 2 * q * s**2
    drift, mass = fixed_point_form(m, s, c, psi, q), denominator(m, s, c, psi, q)
    return ((m - 3) * s**2 + most * c**2) * drift + (most * c**2 - s**2) * (2 * mass - turn)


def derive() -> Derivation:
    """The derivation of the reduced map and of H."""
    unit = (0, 1)
    proof = Proof(
        "rescaled_odd_family",
        domain={
            m: (3, 20),
            x: (0, Rational(1, 2)),
            v: (Rational(1, 2), 1),
            theta: (0, pi),
            psi: (0, pi / 2),
            q: (0, Rational(1, 2)),
        }
        | dict.fromkeys((lam, mu, t, s, c, tangent, big_s, big_c, angle), (1, 3))
        | dict.fromkeys((slope, g, f, a, b, value, bend, w, turned), unit),
        facts=[m - 1, m - 2, 1 - v, v - x, 1 - x, sin(theta)],
        samples=2,
    )
    two_eigenvalues(proof)
    change_of_variable(proof)
    derivatives(proof)
    slope_of_the_defect(proof)
    compare(proof)
    return proof.conclude(
        sympy.Symbol("P''"),
        sympy.Symbol("w") * sympy.Symbol("H") / (4 * n**2 * most * c**4 * x * (1 - x)),
    )


def two_eigenvalues(proof: Proof) -> None:
    """K by its two eigenvalues, before and after the kernel."""
    cluster, across, odd = lam * (m - 1) / m + mu / (m * n), -mu / n, mu * m / n
    inner = cluster - lam
    k = BlockMatrix.gram((m, 1), (cluster, odd), ((inner, across), (across, 0)))
    flat = BlockMatrix((m, 1), (lam, 0), ((mu / (m * n) - lam / m, across), (across, odd)))
    proof.equal(
        "K with the eigenvalue λ on vectors of the cluster with sum zero, and μ on (1, …, 1, −m): entries",
        sympy.Matrix([k.diagonal(0), k.constants[0][0], k.constants[0][1], k.diagonal(1)]),
        sympy.Matrix([flat.diagonal(0), flat.constants[0][0], flat.constants[0][1], flat.diagonal(1)]),
        shown=sympy.Symbol("K"),
    )
    proof.equal("(K e)_c = μ e_c, e = (1, …, 1, −m)", cluster + (m - 1) * inner - m * across, mu)
    proof.equal("(K e)_o = −mμ", m * across - m * odd, -m * mu)
    proof.equal(
        "τ = K_cc K_oo/K_co² − 1 = Nλ/μ, N = n(n−2)",
        cluster * odd / across**2 - 1,
        most * lam / mu,
        shown=sympy.Symbol("tau"),
    )
    gain = sympy.Symbol("V_c")
    proof.definition(
        "and V_c for the second moment 1/2 K_cc of a point of the cluster after the ReLU", gain, cluster / 2
    )
    within = cluster / 2 - lam * (1 - q) / 2
    tan = sqrt(most * lam / mu)
    crossing = -across * (tan - psi) / (2 * pi)
    proof.equal(
        "After the ReLU, with V_d − V_o = λ(1 − q)/2 (odd_point_map) and V_co = −K_co (tan ψ − ψ)/(2π): the next μ is "
        "μ times the growth of odd_point_map, here at (s, c) = (√(Nλ), √μ)",
        (cluster / 2 + (m - 1) * within - 2 * m * crossing + m * odd / 2) / n,
        denominator(m, tan, 1, psi, q) * mu / (2 * n**2),
        shown=sympy.Symbol("mu'"),
    )


def change_of_variable(proof: Proof) -> None:
    """From s to v, the x of the tilted matrix."""
    tilted = x * (1 + 2 * t) / (1 + 2 * t * x)
    proof.equal(
        "Rescaling tilts λ and μ (rescaled_integral): with μ = 1 and λ = x, the quotient of the two becomes v",
        (x / (1 + 2 * t * x)) / (1 / (1 + 2 * t)),
        tilted,
        shown=v,
    )
    inverse = (v - x) / (2 * x * (1 - v))
    proof.equal("which is solved for s", tilted.subs(t, inverse), v)
    proof.derivative("with the derivative", inverse, v, (1 - x) / (2 * x * (1 - v) ** 2))
    first, second = (1 - x) / (1 - v), v * (1 - x) / (x * (1 - v))
    proof.equal("1 + 2sλ", 1 + 2 * inverse * x, first)
    proof.equal("1 + 2sμ", 1 + 2 * inverse, second)
    measure = (1 - x) / (2 * x * (1 - v) ** 2)
    common = sqrt(x) * (1 - x) ** (-m / 2) / 2

    def written(expression: Expression) -> Expression:
        return sympy.expand_log(log(expression), force=True)

    for text, left, right in (
        (
            "det^(−1/2) λ_s ds = (x^(1/2) (1−x)^(−m/2)/2) w dv, in logarithms",
            -(m + 1) / 2 * log(first) - log(second) / 2 + log(x) + log(measure),
            written(common * weight(v)),
        ),
        (
            "and det^(−1/2) μ_s ds is that times 1/v",
            -(m - 1) / 2 * log(first) - Rational(3, 2) * log(second) + log(measure),
            written(common * weight(v) / v),
        ),
    ):
        proof.equal(text, sympy.expand(sympy.expand_log(left, force=True) - right), 0, shown=sympy.Symbol("difference"))


def derivatives(proof: Proof) -> None:
    """P, its two derivatives, and H."""
    proof.definition(
        "With f = (1 − q)/2 − g, A = ∫_x^1 w (1 − q)/2 dv and B = ∫_x^1 w g/v dv: P has the sign of x' − x",
        sympy.Symbol("P"),
        a - x * b,
    )
    down_a, down_b = -w * (f + g), -w * g / x
    proof.equal(
        "P = A − xB has the derivative −w f − B, because A' = −w(f + g) and B' = −w g/x",
        down_a - b - x * down_b,
        -w * f - b,
        shown=sympy.Symbol("P'"),
    )
    near = value + bend * (v - x)
    second = (-diff(weight(v) * near, v)).subs(v, x) + weight(x) * g / x
    core = ((m - 2) * x + 1 - x) / 2 * value + (1 - x) * g - x * (1 - x) * bend
    proof.equal(
        "and the second derivative −(w f)' + w g/x; f₀, f₁ are f and f' at x",
        second,
        weight(x) * core / (x * (1 - x)),
        shown=sympy.Symbol("P''"),
    )
    proof.equal(
        "At the uniform point f = 0 (odd_point_map): the bracket vanishes at x = 1",
        core.subs({x: 1, value: 0}),
        0,
        shown=sympy.Symbol("H"),
    )
    proof.equal(
        "Where A = xB, x' = A/B has the derivative",
        (down_a * b - x * b * down_b) / b**2,
        -w * f / b,
        shown=sympy.Symbol("dx'/dx"),
    )
    drift, mass = fixed_point_form(m, s, c, psi, q), denominator(m, s, c, psi, q)
    scale = 2 * n**2 * c**2
    proof.equal("f is F/(2n²c²)", (1 - q) / 2 - mass / scale, drift / scale, shown=f)
    at = {x: s**2 / (most * c**2), value: drift / scale, g: mass / scale}
    proof.equal(
        "The bracket at x = s²/(Nc²), with Z/(4n²c²) for x f': H over 4n²Nc⁴",
        core.subs(bend, turned / (2 * scale * x)).subs(at),
        (((m - 3) * s**2 + most * c**2) * drift + (most * c**2 - s**2) * (2 * mass - turned))
        / (2 * scale * most * c**2),
        shown=sympy.Symbol("H") / (4 * n**2 * most * c**4),
    )


def slope_of_the_defect(proof: Proof) -> None:
    """dq/d log T, and Z."""
    by_angle = sin(theta) * (theta - sin(theta)) / (pi * (1 - cos(theta)) ** 2)
    proof.derivative("The defect by the angle", defect(theta), theta, by_angle)
    S, C = tangent * sqrt(m), sqrt(2 * (m - 1) + (m - 2) * tangent**2)
    proof.equal(
        "θ = 2 atan(S/C), S = T√m, C² = 2(m−1) + (m−2)T²: dθ/d log T = 2·2(m−1)/C² · SC/(S² + C²)",
        tangent * diff(2 * atan(S / C), tangent),
        4 * (m - 1) * S / (C * (S**2 + C**2)),
        shown=sympy.Symbol("dtheta") / sympy.Symbol("dlog(T)"),
    )
    half = {
        sin(theta): 2 * big_s * big_c / (big_s**2 + big_c**2),
        cos(theta): (big_c**2 - big_s**2) / (big_s**2 + big_c**2),
    }
    proof.equal(
        "together, with A = θ/2",
        by_angle.subs(half).subs(theta, 2 * angle) * 2 * big_s * big_c / (big_s**2 + big_c**2),
        log_slope(big_s, big_c, angle),
        shown=sympy.Symbol("dq") / sympy.Symbol("dlog(T)") * big_c**2 / (2 * (m - 1)),
    )
    form = fixed_point_form(m, tangent, 1, atan(tangent), q)
    turn = 2 * m / pi * tangent**3 / (1 + tangent**2) - (n**2 + tangent**2) * slope - 2 * q * tangent**2
    proof.equal(
        "Z, 4n² times x f' at c = 1: T times the derivative of F by T, of which q has its own",
        tangent * diff(form, tangent) + slope * diff(form, q),
        turn,
        shown=sympy.Symbol("Z"),
    )


def compare(proof: Proof) -> None:
    """The comparison with the closed forms of the package."""
    from bnproofs.configurations import rescaled_odd_family as family

    S, C = s * sqrt(m), sqrt(2 * (m - 1) * c**2 + (m - 2) * s**2)
    steep = 2 * (m - 1) * c**2 / C**2 * log_slope(S, C, atan2(S, C))
    half_angle = 2 * atan2(S, C)
    named = sympy.Function("Q")(s, c)
    proof.agrees(
        "The package's defect_slope",
        family.defect_slope,
        [m + 1, s, c],
        steep,
        shown=sympy.Function("defect_slope")(sympy.Symbol("n"), s, c),
        value=named,
    )
    proof.agrees(
        "The package's bend_form H",
        family.bend_form,
        [m + 1, s, c],
        bend_form(s, c, atan2(s, c), defect(half_angle), steep),
        shown=sympy.Function("bend_form")(sympy.Symbol("n"), s, c),
        value=sympy.Symbol("H"),
    )


if __name__ == "__main__":
    run_as_script(derive)
