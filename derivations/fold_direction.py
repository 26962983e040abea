"""Double zeros of the fixed-point form: a growing real batch size passes each of them in the same direction."""

from __future__ import annotations

import mpmath
import sympy
from sympy import Rational, atan, cos, diff, pi, sin

from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.odd_point_map import fixed_point_form, m, n
from derivations.relu_kernel import Expression
from derivations.saddle_node import T, form_by_size, form_by_tangent, mu, q, theta, z

psi, x = sympy.symbols("psi x", positive=True)
B, P, G, h, nu = sympy.symbols("B P G h nu", positive=True)
"""The names of sin θ − θ cos θ, θ − sin θ, G, −F_n and a step of n."""
least = sympy.Symbol("F_0", nonnegative=True)
F, F_T, F_n = sympy.symbols("F F_T F_n", real=True)
SQUARES = n**2 + T**2


def quartic(n: Expression, T: Expression) -> Expression:
    """The polynomial S in T² that multiplies B where F_T = 0."""
    return n * (n - 2) ** 2 - (n - 3) * T**2 + T**4


def crossing(n: Expression, T: Expression, psi: Expression) -> Expression:
    """The derived function G, ψ = atan T."""
    return 2 * (pi + T - psi) * quartic(n, T) - T**3 * (n**2 + T**2)


def weight(n: Expression, T: Expression) -> Expression:
    """The derived factor of F, where F is not zero."""
    return (2 * n * (n - 1) * (n - 2) + T**2 * (1 + T**2)) / (n - 1)


def tangent_weight(n: Expression, T: Expression) -> Expression:
    """The derived factor of F_T, where F_T is not zero."""
    return T * (1 + T**2) * (n**2 + T**2) / (2 * (n - 1))


def derive() -> Derivation:
    """The derivation of F_n at a double zero, and of what it implies."""
    proof = Proof(
        "fold_direction",
        domain={
            m: (2, 6), T: (0, 6), theta: (0, pi), psi: (0, pi / 2), x: (0, 1), q: (0, Rational(1, 2)), B: (0, 1),
            P: (0, 1), **dict.fromkeys((G, h, nu, least), (0, 1)), **dict.fromkeys((F, F_T), (-1, 1)),
        },
        facts=[m - 1, 1 - x],
        samples=2,
    )  # fmt: skip
    _lines(proof)
    _elimination(proof)
    _one_fold(proof)
    compare(proof)
    return proof.conclude(F_n, -crossing(n, T, psi) / (pi * (n - 2) * SQUARES))


def _on_family(expression: Expression) -> Expression:
    """The expression with q = B/(πC), θ − sin θ = P, and C = 1 − cos θ = μz, all as functions of m and T."""
    return expression.subs(q, B / (pi * mu * z)).subs(theta - sin(theta), P).subs(atan(T), psi)


def _lines(proof: Proof) -> None:
    """The steps for F, F_T and F_n without q and cos θ."""
    cluster = mu * z
    named = sympy.Symbol("C")
    proof.equal(
        "With B = sin θ − θ cos θ, P = θ − sin θ and C = 1 − cos θ, q = B/(πC); on the family C = mT²/((m−1)(1+T²))",
        cluster,
        m * T**2 / ((m - 1) * (1 + T**2)),
        shown=named,
    )
    proof.equal(
        "The defect", defect(theta) * pi * (1 - cos(theta)), sin(theta) - theta * cos(theta), shown=pi * q * named
    )
    form = fixed_point_form(m, T, sympy.Integer(1), psi, B / (pi * cluster))
    proof.equal(
        "The fixed-point form of odd_point_map at (s, c) = (T, 1), n = m + 1, times πC",
        pi * cluster * form,
        2 * m * cluster * (pi + T - psi) - B * SQUARES,
        shown=pi * named * F,
    )
    proof.equal(
        "F_T (saddle_node), times πCT(1+T²)/2",
        _on_family(pi * cluster * T * (1 + T**2) / 2 * form_by_tangent(theta, T, q)),
        m * cluster * T**3 - B * T**2 * (1 + T**2) - P * SQUARES,
        shown=pi * named * T * (1 + T**2) * F_T / 2,
    )
    proof.equal(
        "F_n (saddle_node), times πmC",
        _on_family(pi * m * cluster * form_by_size(theta, T, q)),
        2 * m * cluster * (pi + T - psi) - 2 * m * n * B + P * SQUARES / (n - 2),
        shown=pi * m * named * F_n,
    )


def _elimination(proof: Proof) -> None:
    """The steps from the three lines to F_n."""
    cluster = mu * z
    of_b = (2 * m * cluster * (pi + T - psi) - pi * cluster * F) / SQUARES
    of_p = (m * cluster * T**3 - B * T**2 * (1 + T**2) - pi * cluster * T * (1 + T**2) * F_T / 2) / SQUARES
    by_size = (2 * m * cluster * (pi + T - psi) - 2 * m * n * B + P * SQUARES / (n - 2)) / (pi * m * cluster)
    first = (2 * m * cluster * (pi + T - psi) - B * SQUARES) / (pi * cluster)
    proof.equal(
        "The first line put into the third, T_u² = n² − 2n",
        by_size - first / m,
        (P * SQUARES / (n - 2) - B * (n**2 - 2 * n - T**2)) / (pi * m * cluster),
        shown=F_n - F / m,
    )
    proof.equal(
        "the second one too, with S = n(n−2)² − (n−3)T² + T⁴",
        by_size.subs(P, of_p) - first / m,
        (m * cluster * T**3 - B * quartic(n, T)) / (pi * m * (n - 2) * cluster)
        - T * (1 + T**2) * F_T / (2 * m * (n - 2)),
        shown=F_n - F / m,
    )
    proof.equal(
        "and the first one again: everywhere on the family (n−2)(n²+T²)F_n is −G/π plus multiples of F and F_T, G = "
        "2(π+T−ψ)S − T³(n²+T²)",
        (n - 2) * SQUARES * by_size.subs(P, of_p).subs(B, of_b),
        weight(n, T) * F - tangent_weight(n, T) * F_T - crossing(n, T, psi) / pi,
        shown=(n - 2) * SQUARES * F_n,
    )
    proof.equal(
        "At a double zero of F, F = F_T = 0",
        (by_size.subs(P, of_p).subs(B, of_b)).subs({F: 0, F_T: 0}),
        -crossing(n, T, psi) / (pi * (n - 2) * SQUARES),
        shown=F_n,
    )


def _one_fold(proof: Proof) -> None:
    """The steps from F_n < 0 at double zeros to one n_c."""
    proof.positive(
        "Let G > 0 for 3 ≤ n ≤ 7, 0 ≤ T ≤ 6. With T < T_u, n = 7 − 4x, x ≥ 0, is there: 36 − T_u²",
        36 - ((7 - 4 * x) ** 2 - 2 * (7 - 4 * x)),
        1 + 16 * x * (1 - x) + 32 * x,
    )
    proof.positive("So, for n ≤ 7, F_n < 0 at a double zero left of T_u: −F_n", G / (pi * (n - 2) * SQUARES))
    proof.equal(
        "F is near 2m > 0 for small T, and as F_T(T_u) < 0 (beyond_uniform) positive just before T_u, both for all "
        "n next to any given one. So the number of zeros in (0, T_u), with multiplicity, is even, and by at_most_three "
        "less than three: none (n of the first kind, F > 0), two simple ones, F < 0 between them (the second kind), or "
        "a double one, F ≥ 0 (the third kind). The first and the second kind are open sets of n",
        fixed_point_form(m, sympy.Integer(0), sympy.Integer(1), sympy.Integer(0), sympy.Integer(0)),
        2 * m,
        shown=sympy.Symbol("F(n, 0)"),
    )
    proof.positive(
        "Let n be of the third kind, n ≤ 7, its double zero T*. Next to (n, T*) there is h = −F_n > 0, so F(n − ν, T) "
        "is F(n, T) + hν, h at some place between, ν > 0. Elsewhere, away from both ends of (0, T_u), F(n, T) exceeds "
        "a positive number, and remains positive for small ν: all n just before are of the first kind",
        least + h * nu,
    )
    proof.positive(
        "and F(n + ν, T*) = −hν < 0: all n just behind are of the second kind. So no interval of n of the second kind "
        "has an upper end: the end would be of the third kind, with the second before it. If all n ≥ 7 are of the "
        "second kind, that kind is one interval up to infinity. If there is a double zero, its n is not in the "
        "interval, which has a lower end n_c then, of the third kind. All n before n_c are not of the second kind, "
        "and not of the third one, which the second would follow: they are of the first kind. −F(n + ν, T*)",
        h * nu,
    )


def compare(proof: Proof) -> None:
    """The comparison with the package: its fixed-point form and three of its derivatives, at any place."""
    from bnproofs.configurations import odd_family

    def combined(n: Expression, T: Expression) -> Expression:
        """(n−2)(n²+T²)F_n less the multiples of F and F_T."""
        if isinstance(n, sympy.Basic):
            size, tangent = sympy.symbols("N S", positive=True)
            form = odd_family.fixed_point_form(size, tangent, sympy.Integer(1))
            parts = tuple(part.subs({size: n, tangent: T}) for part in (form, diff(form, tangent), diff(form, size)))
        else:
            with mpmath.workdps(200):
                parts = tuple(
                    mpmath.diff(lambda v, t: odd_family.fixed_point_form(v, t, mpmath.mpf(1)), (n, T), by)
                    for by in ((0, 0), (0, 1), (1, 0))
                )
        value, by_tangent, by_size = parts
        return (n - 2) * (n**2 + T**2) * by_size - weight(n, T) * value + tangent_weight(n, T) * by_tangent

    proof.agrees(
        "The package's fixed-point form at (s, c) = (T, 1), differentiated, in the same combination",
        combined,
        [m + 1, T],
        -crossing(m + 1, T, atan(T)) / pi,
        shown=(n - 2) * SQUARES * F_n - weight(n, T) * F + tangent_weight(n, T) * F_T,
        value=-G / pi,
    )


if __name__ == "__main__":
    run_as_script(derive)
