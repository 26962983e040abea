"""The saddle-node of the odd point: the derivatives of the fixed-point form by T = √τ and by the real batch size n."""

from __future__ import annotations

import mpmath
import sympy
from sympy import Rational, atan, cos, diff, pi, sin, sqrt

from derivations.defect_monotone import defect
from derivations.framework.model import Derivation
from derivations.framework.proof import Proof
from derivations.framework.script import run_as_script
from derivations.odd_point_map import cluster_angle, fixed_point_form, m, n
from derivations.relu_kernel import Expression

T, theta, q = sympy.symbols("T theta q", positive=True)
by_size, by_tangent, mixed, turn = sympy.symbols("F_n F_T F_nT t", real=True)
bend, fall, beyond = sympy.symbols("F_TT h nu", positive=True)
mu = m / (2 * (m - 1))
z = 2 * T**2 / (1 + T**2)
"""The coordinate 2 sin²ψ of tan ψ = T; 1 − cos θ = μz."""


def defect_by_tangent(theta: Expression, T: Expression) -> Expression:
    """The derived derivative q_T."""
    return (theta - sin(theta)) / (pi * mu * T**3)


def defect_by_size(theta: Expression, T: Expression) -> Expression:
    """The derived derivative q_n, n a real number."""
    return -(theta - sin(theta)) * (1 + T**2) / (pi * m**2 * T**2)


def defect_bend(theta: Expression, T: Expression) -> Expression:
    """The derived second derivative q_TT."""
    return 8 * mu / (pi * (1 + T**2) ** 3 * sin(theta)) - 3 * (theta - sin(theta)) / (pi * mu * T**4)


def form_by_tangent(theta: Expression, T: Expression, q: Expression) -> Expression:
    """The derived derivative F_T."""
    return 2 * m / pi * T**2 / (1 + T**2) - (n**2 + T**2) * defect_by_tangent(theta, T) - 2 * q * T


def form_by_size(theta: Expression, T: Expression, q: Expression) -> Expression:
    """The derived derivative F_n."""
    return 2 + 2 / pi * (T - atan(T)) - (n**2 + T**2) * defect_by_size(theta, T) - 2 * n * q


def form_bend(theta: Expression, T: Expression, q: Expression) -> Expression:
    """The derived second derivative F_TT."""
    inner = (n**2 + T**2) * defect_bend(theta, T) + 4 * T * defect_by_tangent(theta, T) + 2 * q
    return 4 * m / pi * T / (1 + T**2) ** 2 - inner


def derive() -> Derivation:
    """The derivation of the derivatives and of the conditions for one saddle-node."""
    proof = Proof(
        "saddle_node",
        domain={
            m: (4, 40), T: (0, 3), theta: (0, pi), q: (0, Rational(1, 2)),
            **dict.fromkeys((by_size, by_tangent, mixed, turn), (-1, 1)), **dict.fromkeys((bend, fall, beyond), (0, 1)),
        },
        facts=[sin(theta), 1 - cos(theta), m - 1],
        samples=2,
    )  # fmt: skip
    angle = cluster_angle(m, T, sympy.Integer(1))
    squared = sympy.expand_trig(sin(angle / 2)) ** 2
    proof.equal("With T = tan ψ, z = 2 sin²ψ and μ = m/(2(m−1)): 1 − cos θ (one_angle)", 2 * squared, mu * z)
    along = {T: mu * diff(z, T) / sin(theta), m: diff(mu, m) * z / sin(theta)}

    def total(expression: Expression, variable: Expression) -> Expression:
        """The derivative with θ as the function of (m, T) that 1 − cos θ = μz makes it."""
        return diff(expression, variable) + diff(expression, theta) * along[variable]

    slope, growth = defect_by_tangent(theta, T), defect_by_size(theta, T)
    for text, expression, variable, value, name in (
        ("The derivative of the defect by T", defect(theta), T, slope, "q_T"),
        ("and by n", defect(theta), m, growth, "q_n"),
        ("and the second one by T", slope, T, defect_bend(theta, T), "q_TT"),
    ):
        proof.equal(text, _on_family(total(expression, variable)), _on_family(value), shown=sympy.Symbol(name))
    share = sympy.Function("q")(m, T)
    form = fixed_point_form(m, T, 1, atan(T), share)
    names = {
        diff(share, T, 2): defect_bend(theta, T), diff(share, T): slope, diff(share, m): growth, share: q,
    }  # fmt: skip
    for text, derivative, value, name in (
        ("The derivative of the fixed-point form of odd_point_map, at (s, c) = (T, 1), by T", diff(form, T),
         form_by_tangent(theta, T, q), "F_T"),
        ("by n", diff(form, m), form_by_size(theta, T, q), "F_n"),
        ("and twice by T", diff(form, T, 2), form_bend(theta, T, q), "F_TT"),
    ):  # fmt: skip
        proof.equal(text, derivative.subs(names), value, shown=sympy.Symbol(name))
    _crossing(proof)
    compare(proof)
    return proof.conclude(sympy.Symbol("F_n"), form_by_size(theta, T, q))


def _on_family(expression: Expression) -> Expression:
    """The expression with sin θ and cos θ where 1 − cos θ = μz; θ itself stays."""
    return expression.subs({cos(theta): 1 - mu * z, sin(theta): sqrt(mu * z * (2 - mu * z))})


def _crossing(proof: Proof) -> None:
    """The steps for the least value of F over T as a function of n."""
    solution = sympy.solve(mixed + bend * turn, turn)[0]
    proof.exactly(
        "Let F_TT > 0 on a box, F_T < 0 on its lower side in T and F_T > 0 on its upper one: for each n there is one "
        "least value over T, at T*(n) with F_T = 0. From F_nT + F_TT T*′ = 0",
        solution,
        -mixed / bend,
        shown=(sympy.Symbol("dT*/dn"), -mixed / bend),
    )
    proof.nonnegative(
        "At T_0 + t, with the least F_TT of the box, F is at least F_0 + F_T t + F_TT t²/2, and that is at least "
        "F_0 − F_T²/(2F_TT): where this is positive the least value is",
        by_tangent * turn + bend * turn**2 / 2 + by_tangent**2 / (2 * bend),
        (by_tangent + bend * turn) ** 2 / (2 * bend),
    )
    proof.equal(
        "If the least value is > 0 at the lower end in n, and F < 0 somewhere at the upper one, it vanishes at some "
        "n_c between: a zero of multiplicity 2. The least value changes with n by F_n + F_T T*′, so by F_n, which is "
        "< 0 at such a zero (fold_direction)",
        (by_size + by_tangent * solution).subs(by_tangent, 0),
        by_size,
        shown=sympy.Symbol("d min F/dn"),
    )
    proof.equal(
        "With n = n_c + ν and h = −F_n > 0, F is −hν + F_TT t²/2 at T*(n) ± t to leading order: a saddle-node, with "
        "zeros at t = √(2hν/F_TT)",
        (-fall * beyond + bend * turn**2 / 2).subs(turn, sqrt(2 * fall * beyond / bend)),
        0,
        shown=-fall * beyond + bend * turn**2 / 2,
    )


def compare(proof: Proof) -> None:
    """The comparison with the package: derivatives of its fixed-point form, symbolic ones and numerical ones."""
    from bnproofs.configurations import odd_family

    def derivative(by: tuple[int, int], n: Expression, T: Expression) -> Expression:
        if isinstance(n, sympy.Basic):
            size, tangent = sympy.symbols("N S", positive=True)
            form = odd_family.fixed_point_form(size, tangent, sympy.Integer(1))
            orders = [(size, by[0]), (tangent, by[1])]
            return diff(form, *[order for order in orders if order[1]]).subs({size: n, tangent: T})
        with mpmath.workdps(200):
            return mpmath.diff(lambda v, t: odd_family.fixed_point_form(v, t, mpmath.mpf(1)), (n, T), by)

    angle = cluster_angle(m, T, sympy.Integer(1))
    for name, by, form in (
        ("F_T", (0, 1), form_by_tangent),
        ("F_n", (1, 0), form_by_size),
        ("F_TT", (0, 2), form_bend),
    ):
        value = form(theta, T, q)

        def closed_form(*at: Expression, by: tuple[int, int] = by) -> Expression:
            return derivative(by, *at)

        proof.agrees(
            f"The package's fixed-point form at (s, c) = (T, 1), differentiated: {name}",
            closed_form,
            [m + 1, T],
            form(angle, T, defect(angle)),
            shown=sympy.Symbol(name),
            value=value,
        )


if __name__ == "__main__":
    run_as_script(derive)
