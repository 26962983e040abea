"""Beyond the uniform point nothing is fixed: the fixed-point form falls there, for every real n ≥ 3."""

from __future__ import annotations

import mpmath
import sympy
from sympy import Rational, atan2, cos, diff, pi, sin, sqrt

from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.odd_point_map import m, n
from derivations.relu_kernel import Expression
from derivations.saddle_node import T, defect_by_tangent, form_by_tangent, q, theta

psi, eta, margin, uniform = sympy.symbols("psi eta w T_u", positive=True)
k, excess, further, turn = sympy.symbols("k d x h", nonnegative=True)
"""These are n − 3, the defect less q_u, T − T_u, and η − 1/m with η = θ₀ − π/2."""

T_UNIFORM = sqrt(m - 1) * sqrt(m + 1)
"""The derived T_u, √(n² − 2n)."""


def slope_at_uniform(psi: Expression) -> Expression:
    """The derived derivative F_T at the uniform point, ψ = π − θ₀."""
    angle = pi - psi
    inner = T_UNIFORM**2 / m - 2 * (angle - T_UNIFORM / m) / T_UNIFORM - T_UNIFORM * (T_UNIFORM + angle) / n
    return 2 * inner / pi


def derive() -> Derivation:
    """The derivation of the sign of F_T for T ≥ T_u."""
    proof = Proof(
        "beyond_uniform",
        domain={
            m: (2, 40), k: (0, 40), T: (0, 60), uniform: (1, 9), theta: (0, pi), psi: (0, pi / 2), eta: (0, pi / 2),
            **dict.fromkeys((q, excess), (0, Rational(1, 2))), further: (0, 9), margin: (0, 2), turn: (0, 1),
        },
        facts=[m - 1, theta - sin(theta), 1 - cos(theta), 1 - cos(eta)],
        samples=2,
    )  # fmt: skip
    proof.positive_from("θ > sin θ", theta - sin(theta), theta, 0, 1 - cos(theta))
    rising = (m - 1) * (theta - sin(theta)) * 2 / (pi * m * T**3)
    proof.positive("so the defect q increases with T (saddle_node): q_T", defect_by_tangent(theta, T), rising)
    _uniform_point(proof)
    _angle(proof)
    at = {T: uniform + further, q: (m / pi + margin) / uniform + excess}
    proof.positive(
        "For T = T_u + x, x ≥ 0, q = q_u + d, d ≥ 0, and q_u T_u = m/π + w, w > 0: minus F_T (saddle_node) is positive",
        -form_by_tangent(theta, T, q).subs(at),
        (2 * m / (pi * (1 + T**2)) + (n**2 + T**2) * rising + 2 * excess * T).subs(T, uniform + further)
        + 2 * margin + 2 * (m / pi + margin) * further / uniform,
    )  # fmt: skip
    proof.equal(
        "At the uniform point itself, 1 − cos θ₀ = n/m, sin θ₀ = T_u/m",
        form_by_tangent(pi - psi, T_UNIFORM, (T_UNIFORM + pi - psi) / (pi * n)).subs(sin(psi), T_UNIFORM / m),
        slope_at_uniform(psi),
        shown=sympy.Symbol("F_T(T_u)"),
    )
    compare(proof)
    return proof.conclude(sympy.Symbol("F_T(T_u)"), slope_at_uniform(psi))


def _uniform_point(proof: Proof) -> None:
    """The steps for q_u T_u at the uniform point."""
    at = {sin(psi): T_UNIFORM / m, cos(psi): 1 / m}
    share = sympy.expand_trig(defect(pi - psi)).subs(at)
    proof.equal(
        "At the uniform point θ₀ = π − ψ, cos ψ = 1/m (odd_point_map): πn q_u = T_u + θ₀",
        pi * n * share,
        T_UNIFORM + pi - psi,
        shown=pi * n * sympy.Symbol("q_u"),
    )
    proof.equal(
        "so q_u T_u > m/π if and only if θ₀ T_u > n",
        pi * n * (share * T_UNIFORM - m / pi),
        (pi - psi) * T_UNIFORM - n,
        shown=pi * n * (sympy.Symbol("q_u") * uniform - m / pi),
    )
    proof.equal(
        "that is, if and only if (m−1)θ₀² > m + 1",
        (theta * T_UNIFORM) ** 2 - n**2,
        n * ((m - 1) * theta**2 - (m + 1)),
        shown=(theta * uniform) ** 2 - n**2,
    )


def _angle(proof: Proof) -> None:
    """The steps for the bound of θ₀."""
    proof.equal("With η = θ₀ − π/2, sin η = −cos θ₀ = 1/m", -cos(pi / 2 + eta), sin(eta), shown=-cos(theta))
    proof.positive_from("and η > sin η = 1/m", eta - sin(eta), eta, 0, 1 - cos(eta))
    size = k + 2
    least = pi / 2 + 1 / size + turn
    proof.positive(
        "So θ₀ = π/2 + 1/m + h, h ≥ 0, and for every real n = k + 3 ≥ 3, m = k + 2, (m−1)θ₀² − (m+1) is positive: "
        "q_u T_u > m/π",
        (size - 1) * least**2 - (size + 1),
        k * (pi**2 / 4 - 1) + pi * (pi / 4 + Rational(1, 2) - 3 / pi) + pi * k / (2 * size) + (k + 1) / size**2
        + (k + 1) * turn * (pi + 2 / size + turn),
    )  # fmt: skip


def compare(proof: Proof) -> None:
    """The comparison with the derivative of the fixed-point form of the package at the uniform point."""
    from bnproofs.configurations import odd_family

    def slope(n: Expression) -> Expression:
        if isinstance(n, sympy.Basic):
            form = odd_family.fixed_point_form(n, T, sympy.Integer(1))
            return diff(form, T).subs(T, sqrt(n - 2) * sqrt(n))
        with mpmath.workdps(200):
            return mpmath.diff(lambda t: odd_family.fixed_point_form(n, t, mpmath.mpf(1)), mpmath.sqrt(n * (n - 2)))

    cosine_part = sqrt(m) * (m - 1)
    proof.agrees(
        "The package's fixed-point form at (s, c) = (T, 1), differentiated by T, at T_u",
        slope,
        [m + 1],
        slope_at_uniform(pi - 2 * atan2(sqrt(m) * T_UNIFORM, cosine_part)),
        roots=[cosine_part],
        shown=sympy.Symbol("F_T(T_u)"),
        value=slope_at_uniform(psi),
    )


if __name__ == "__main__":
    run_as_script(derive)
