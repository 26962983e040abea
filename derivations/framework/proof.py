"""The notebook in which a derivation writes its steps. Writing a step down checks it, or raises `StepFailed`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import mpmath
import sympy

from derivations.framework.display import latex_formula, package_function, plain_formula
from derivations.framework.exact import (
    is_nonnegative,
    is_positive,
    is_zero,
    value_at,
    with_angles,
    with_roots,
)
from derivations.framework.mathml import mathml_formula
from derivations.framework.model import Derivation, Evidence, Step, StepFailed
from derivations.framework.sampling import WORKING_DIGITS, Domain, Number, agree, evaluate, function_of, points
from derivations.index import ENTRIES

Expression = Any


class Proof:
    """A derivation being written; `domain` gives the ranges of the spot checks, `facts` expressions known to be > 0."""

    def __init__(self, name: str, *, domain: Domain, facts: Sequence[Expression] = (), samples: int = 3) -> None:
        self.name = name
        self.domain = domain
        self.facts = tuple(facts)
        self.samples = samples
        self.steps: list[Step] = []
        with mpmath.workdps(WORKING_DIGITS):
            for fact in self.facts:
                for at in self._points():
                    self._require(evaluate(fact, at) > 0, "assumptions", f"{fact} is not positive at a sampled point")

    def definition(self, text: str, left: Expression, right: Expression) -> None:
        """A name given to something; nothing is claimed."""
        self._write(text, left, "=", right, Evidence.DEFINITION, "a definition")

    def equal(self, text: str, left: Expression, right: Expression, *, shown: Expression | None = None) -> None:
        """The identity left = right, proved symbolically. Matrices are compared entry by entry."""
        left, right = sympy.sympify(left), sympy.sympify(right)
        self._spot(text, left, right)
        self._require_zero(left, right, text, f"the difference does not reduce to zero: {left} versus {right}")
        self._write(
            text, left if shown is None else shown, "=", right, Evidence.EXACT, "the difference reduces to zero"
        )

    def derivative(self, text: str, expression: Expression, symbol: Expression, slope: Expression) -> None:
        """The derivative of an expression by a symbol."""
        self.equal(text, sympy.diff(expression, symbol), slope, shown=sympy.Derivative(expression, symbol))

    def positive(self, text: str, expression: Expression, factored: Expression | None = None) -> None:
        """The inequality expression > 0: it equals `factored`, whose factors are positive by the assumptions."""
        self._signed(text, expression, factored, ">")

    def nonnegative(self, text: str, expression: Expression, factored: Expression | None = None) -> None:
        """The inequality expression ≥ 0: it equals `factored`, whose factors are non-negative by the assumptions."""
        self._signed(text, expression, factored, ">=")

    def positive_from(
        self, text: str, expression: Expression, symbol: Expression, start: Expression, slope: Expression
    ) -> None:
        """The inequality expression > 0 right of `start`: it is 0 there, and its derivative is the positive `slope`."""
        end = value_at(expression, symbol, start, "+")
        self._require_zero(end, 0, text, f"the value at {symbol} = {start} is {end}, not 0")
        derivative = sympy.diff(expression, symbol)
        self._spot(text, derivative, slope)
        self._require_zero(derivative, slope, text, f"the derivative is not {slope}")
        self._require(is_positive(slope, self.facts), text, f"the derivative {slope} is not proved positive")
        self._spot_sign(text, expression, ">")
        checked = f"zero at {symbol} = {start}, and the derivative {slope} is positive"
        self._write(text, expression, ">", 0, Evidence.EXACT, checked)

    def integral(
        self,
        text: str,
        integrand: Expression,
        antiderivative: Expression,
        over: tuple[Expression, Expression, Expression],
        value: Expression,
    ) -> None:
        """The integral of a continuous function: the antiderivative is differentiated, its end values are limits."""
        symbol, lower, upper = over
        slope = sympy.diff(antiderivative, symbol)
        self._require_zero(slope, integrand, text, f"the derivative of {antiderivative} is not {integrand}")
        ends = value_at(antiderivative, symbol, upper, "-") - value_at(antiderivative, symbol, lower, "+")
        self._require_zero(ends, value, text, f"the end values give {ends}, not {value}")
        with mpmath.workdps(30):
            for at in self._points({symbol}):
                inner = function_of(integrand, (symbol, *at))
                bounds = [evaluate(lower, at), evaluate(upper, at)]
                number = mpmath.quad(lambda x, inner=inner, at=at: inner(x, *at.values()), bounds)
                error = abs(number - evaluate(value, at))
                self._require(error < mpmath.mpf(10) ** -20 * (1 + abs(number)), text, f"quadrature differs by {error}")
        checked = f"antiderivative {antiderivative}, differentiated; its end values; quadrature to 20 digits"
        self._write(text, sympy.Integral(integrand, over), "=", value, Evidence.EXACT, checked)

    def jacobian(
        self, text: str, old: Sequence[Expression], new: Sequence[Expression], determinant: Expression
    ) -> None:
        """The Jacobian determinant of old variables as functions of new ones."""
        matrix = sympy.Matrix(old).jacobian(sympy.Matrix(new))
        value = matrix.det()
        self._spot(text, value, determinant)
        self._require_zero(value, determinant, text, f"the determinant is {value}, not {determinant}")
        self._write(text, sympy.Determinant(matrix), "=", determinant, Evidence.EXACT, "differentiated and expanded")

    def limit(
        self,
        text: str,
        expression: Expression,
        symbol: Expression,
        point: Expression,
        value: Expression,
        side: str = "+",
    ) -> None:
        """The limit of an expression at a point, from one side."""
        found = sympy.limit(expression, symbol, point, side)
        if found != value:
            self._require_zero(found, value, text, f"the limit is {found}, not {value}")
        with mpmath.workdps(160):
            small = mpmath.mpf(10) ** -40
            for at in self._points({symbol}):
                x = 1 / small if point == sympy.oo else evaluate(point, at) + (small if side == "+" else -small)
                number, target = evaluate(expression, {**at, symbol: x}), evaluate(value, at)
                near = abs(number) > 10**10 if mpmath.isinf(target) else abs(number - target) < mpmath.mpf(10) ** -10
                self._require(near, text, f"close to the point the value is {mpmath.nstr(number, 15)}")
        shown = sympy.Limit(expression, symbol, point, side)
        self._write(text, shown, "=", value, Evidence.EXACT, "a limit, and the value next to the point")

    def agrees(
        self,
        text: str,
        closed_form: Callable[..., Any],
        arguments: Sequence[Expression],
        derived: Expression,
        *,
        roots: Iterable[Expression] = (),
        angles: Mapping[Expression, Expression] | None = None,
        shown: Expression | None = None,
        value: Expression | None = None,
    ) -> None:
        """The closed form of the package, on symbols and on numbers with 50 digits, is the derived expression.

        `roots` and `angles` list what the square roots and angles of vectors in the closed form are proved to be;
        `shown` and `value` are what to print for the two sides.
        """
        found = sympy.sympify(closed_form(*arguments))
        rewritten = with_angles(with_roots(found, roots, self.facts), angles or {}, self.facts)
        with mpmath.workdps(WORKING_DIGITS):
            for at in self._points():
                number = closed_form(*(evaluate(argument, at) for argument in arguments))
                target = evaluate(derived, at)
                self._require(agree(number, target), text, f"at {_shown(at)} the closed form is {number}, not {target}")
        self._require_zero(rewritten, derived, text, f"the closed form {rewritten} is not {derived}")
        left = package_function(closed_form.__name__)(*arguments) if shown is None else shown
        checked = "the closed form on symbols: the difference reduces to zero; on numbers: 50 digits"
        self._write(text, left, "=", derived if value is None else value, Evidence.EXACT, checked)

    def exactly(self, text: str, left: Any, right: Any, *, shown: tuple[Expression, Expression] | None = None) -> None:
        """The equality of two exact objects (numbers, polynomials, matrices of rationals)."""
        self._require(bool(left == right) and not (_decimal(left) or _decimal(right)), text, f"{left} is not {right}")
        first, second = (left, right) if shown is None else shown
        self._write(text, first, "=", second, Evidence.EXACT, "equal as exact objects")

    def numerical(
        self, text: str, left: Number, right: Number, *, within: Number, shown: tuple[Expression, Expression]
    ) -> None:
        """The agreement of two numbers within a tolerance. It is evidence, labelled as such, and proves nothing."""
        self._require(bool(abs(left - right) <= within), text, f"{left} and {right} differ by more than {within}")
        checked = f"seen, not proved: agreement within {mpmath.nstr(within, 3)}"
        self._write(text, shown[0], "≈", shown[1], Evidence.NUMERICAL, checked)

    def conclude(self, left: Expression, right: Expression) -> Derivation:
        """The finished derivation, with its result left = right."""
        entry = ENTRIES[self.name]
        return Derivation(
            name=self.name,
            title=entry.title,
            statement=entry.statement,
            statement_latex=entry.statement_latex,
            source=entry.source,
            steps=tuple(self.steps),
            result=plain_formula(left, "=", right),
            result_latex=latex_formula(left, "=", right),
            result_mathml=mathml_formula(left, "=", right),
            used_by=entry.used_by,
        )

    def _signed(self, text: str, expression: Expression, factored: Expression | None, relation: str) -> None:
        factored = expression if factored is None else sympy.sympify(factored)
        proved = is_positive if relation == ">" else is_nonnegative
        self._require_zero(expression, factored, text, f"{expression} is not {factored}")
        self._require(proved(factored, self.facts), text, f"the sign of {factored} is not proved")
        self._spot_sign(text, expression, relation)
        self._write(text, expression, relation, 0, Evidence.EXACT, f"equal to {factored}, of known sign")

    def _points(self, without: set[Any] | None = None) -> list[dict[Any, Number]]:
        domain = {symbol: values for symbol, values in self.domain.items() if symbol not in (without or set())}
        return list(points(domain, f"{self.name}/{len(self.steps)}", self.samples))

    def _spot(self, text: str, left: Expression, right: Expression) -> None:
        flat = (left, right) if not isinstance(left, sympy.MatrixBase) else (tuple(left), tuple(right))
        pairs = zip(*flat, strict=True) if isinstance(flat[0], tuple) else [flat]
        with mpmath.workdps(WORKING_DIGITS):
            at_points = self._points()
            for a, b in pairs:
                for at in at_points:
                    x, y = evaluate(a, at), evaluate(b, at)
                    self._require(agree(x, y), text, f"at {_shown(at)} the sides are {x} and {y}")

    def _spot_sign(self, text: str, expression: Expression, relation: str) -> None:
        with mpmath.workdps(WORKING_DIGITS):
            for at in self._points():
                value = evaluate(expression, at)
                holds = value > 0 if relation == ">" else value >= 0
                self._require(bool(holds), text, f"at {_shown(at)} the value is {value}")

    def _require_zero(self, left: Expression, right: Expression, text: str, detail: str) -> None:
        self._require(not (_decimal(left) or _decimal(right)) and is_zero(left - right), text, detail)

    def _require(self, holds: bool, text: str, detail: str) -> None:
        if not holds:
            raise StepFailed(self.name, len(self.steps) + 1, text, detail)

    def _write(
        self, text: str, left: Expression, relation: str, right: Expression, evidence: Evidence, checked: str
    ) -> None:
        formula, latex = plain_formula(left, relation, right), latex_formula(left, relation, right)
        mathml = mathml_formula(left, relation, right)
        self.steps.append(Step(text, formula, latex, mathml, evidence, checked))


def _decimal(side: Any) -> bool:
    """True if a decimal number occurs in the expression: it is no exact object."""
    return isinstance(side, float) or (isinstance(side, sympy.Basic | sympy.MatrixBase) and side.has(sympy.Float))


def _shown(at: Mapping[Any, Number]) -> str:
    return ", ".join(f"{symbol} = {mpmath.nstr(value, 8)}" for symbol, value in at.items())
