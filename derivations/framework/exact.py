"""Exact tests on symbolic expressions. Each answers True only for what it has proved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sympy

Expression = Any

SMALL = 150
"""The number of operations up to which `simplify` is asked: on large expressions it takes minutes."""


def is_zero(expression: Expression) -> bool:
    """True if the expression is proved to vanish identically.

    The numerator is reduced modulo (√x)² = x and sin² + cos² = 1, all other functions being independent unknowns; if
    that does not give zero, SymPy's `simplify` is asked about a small one. False says nothing. An expression with
    decimals proves nothing.
    """
    expression = sympy.sympify(expression)
    if isinstance(expression, sympy.MatrixBase):
        return all(is_zero(entry) for entry in expression)
    if expression.has(sympy.Float):
        return False
    if expression == 0:
        return True
    if _reduced_numerator(expression) == 0:
        return True
    return bool(sympy.count_ops(expression) < SMALL and sympy.simplify(expression) == 0)


def _numerator(expression: Expression) -> Expression:
    return sympy.expand(sympy.fraction(sympy.together(expression))[0])


def _reduced_numerator(expression: Expression) -> Expression:
    """The numerator after the reductions; functions are replaced by unknowns on the way."""
    numerator = _numerator(sympy.expand_trig(expression))
    while roots := [power for power in numerator.atoms(sympy.Pow) if _is_root(power)]:
        base = max(roots, key=lambda power: (power.count_ops(), sympy.default_sort_key(power))).base
        r = sympy.Dummy(positive=True)
        powers = {power: r ** (2 * power.exp) for power in roots if power.base == base}
        numerator = _numerator(numerator.xreplace(powers))
        numerator = _numerator(sympy.rem(numerator, r**2 - base, r))
    for cosine in sorted(numerator.atoms(sympy.cos), key=sympy.default_sort_key):
        s, c = sympy.Dummy(), sympy.Dummy()
        numerator = numerator.subs({sympy.sin(cosine.args[0]): s, cosine: c})
        numerator = sympy.expand(sympy.rem(numerator, s**2 + c**2 - 1, s)) if numerator.has(s) else numerator
    return numerator


def _is_root(power: Expression) -> bool:
    return power.exp.is_Rational and power.exp.q == 2 and not power.base.is_Number


def is_positive(expression: Expression, facts: Iterable[Expression] = ()) -> bool:
    """True if the expression is proved > 0, from its symbols' assumptions and from expressions known to be > 0."""
    known = {fact: sympy.Dummy(positive=True) for fact in facts}
    return bool(sympy.sympify(expression).xreplace(known).is_positive)


def is_nonnegative(expression: Expression, facts: Iterable[Expression] = ()) -> bool:
    """True if the expression is proved ≥ 0, from its symbols' assumptions and from expressions known to be > 0."""
    known = {fact: sympy.Dummy(positive=True) for fact in facts}
    return bool(sympy.sympify(expression).xreplace(known).is_nonnegative)


def value_at(expression: Expression, symbol: Expression, point: Expression, side: str) -> Expression:
    """The limit of an elementary expression at the point, from one side; by substitution where that is defined."""
    point = sympy.sympify(point)
    value = sympy.sympify(expression).subs(symbol, point)
    if point.is_infinite or value.has(sympy.nan, sympy.zoo, sympy.oo, -sympy.oo):
        return sympy.limit(expression, symbol, point, side)
    return value


def with_roots(expression: Expression, roots: Iterable[Expression], facts: Iterable[Expression] = ()) -> Expression:
    """The expression with √x replaced by y wherever x = y² and y ≥ 0 are proved, for y among the given roots."""
    facts = tuple(facts)
    candidates = [root for root in roots if is_nonnegative(root, facts)]

    def replaced(base: Expression, exponent: Expression) -> Expression:
        for root in candidates:
            if is_zero(base - root**2):
                return root ** (2 * exponent)
        return base**exponent

    return expression.replace(lambda node: node.is_Pow and _is_root(node), lambda node: replaced(node.base, node.exp))


def with_angles(
    expression: Expression, angles: Mapping[Expression, Expression], facts: Iterable[Expression] = ()
) -> Expression:
    """The expression with atan2(y, x) replaced by α wherever (x, y) = R (cos α, sin α), R > 0, is proved.

    `angles` maps α, in [0, π], to R.
    """
    facts = tuple(facts)
    candidates = [(angle, radius) for angle, radius in angles.items() if is_positive(radius, facts)]

    def replaced(y: Expression, x: Expression) -> Expression:
        for angle, radius in candidates:
            if is_zero(y - radius * sympy.sin(angle)) and is_zero(x - radius * sympy.cos(angle)):
                return angle
        return sympy.atan2(y, x)

    return expression.replace(sympy.atan2, replaced)
