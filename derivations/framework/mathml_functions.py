"""Functions, derivatives, integrals, limits, matrices in presentation MathML, on top of sums and products."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

import sympy
from sympy.printing.conventions import requires_partial
from sympy.printing.precedence import PRECEDENCE

from derivations.framework.mathml_layout import APPLY, bracketed, sign
from derivations.framework.mathml_names import element, name, row, space
from derivations.framework.mathml_printer import ArithmeticPrinter

Expression = Any

_FUNCTIONS = {"asin": "arcsin", "acos": "arccos", "atan": "arctan", "gamma": "Γ"}
_PLAIN = {"sin", "cos", "tan", "sinh", "cosh", "tanh", "coth", "log", "erf", "erfc", "atan2", "exp"}


class MathMLCorePrinter(ArithmeticPrinter):
    """The printer of every expression that derivations are made of; it refuses others."""

    def _print_Function(self, expr: Expression) -> Element:
        known = type(expr).__name__
        if known in _FUNCTIONS or known in _PLAIN:
            head = element("mi", _FUNCTIONS.get(known, known))
        elif isinstance(expr, sympy.core.function.AppliedUndef):
            words = known.split("_")
            head = code(known) if len(words) > 1 and min(map(len, words)) > 2 else name(known)
        else:
            return self.emptyPrinter(expr)
        return self.applied(head, expr)

    def applied(self, head: Element, expr: Expression) -> Element:
        """A function and its arguments."""
        return element("mrow", head, sign(APPLY), self.arguments(expr.args))

    def _print_exp(self, expr: Expression) -> Element:
        return element("msup", self._print(sympy.E), self._exponent(expr.args[0]))

    def _print_Abs(self, expr: Expression) -> Element:
        return bracketed(self._print(expr.args[0]), around="||")

    def _print_floor(self, expr: Expression) -> Element:
        return bracketed(self._print(expr.args[0]), around="⌊⌋")

    def _print_factorial(self, expr: Expression) -> Element:
        return row([self._base(expr.args[0]), sign("!")])

    def _print_binomial(self, expr: Expression) -> Element:
        above, below = (self._print(arg) for arg in expr.args)
        return bracketed(element("mfrac", above, below, linethickness="0"))

    def _print_polygamma(self, expr: Expression) -> Element:
        head = element("msup", element("mi", "ψ"), bracketed(self._print(expr.args[0])))
        return element("mrow", head, sign(APPLY), self.arguments(expr.args[1:]))

    def _print_Derivative(self, expr: Expression) -> Element:
        mark = sign("∂") if requires_partial(expr.expr) else _differential()
        below: list[Element] = []
        for symbol, count in expr.variable_count:
            variable = self._print(symbol)
            below += [mark, variable if count == 1 else element("msup", variable, self._print(count))]
        order = sum(count for _, count in expr.variable_count)
        above = mark if order == 1 else element("msup", mark, self._print(order))
        if isinstance(expr.expr, sympy.Symbol):
            return element("mfrac", row([above, self._print(expr.expr)]), row(below))
        return row([element("mfrac", above, row(below)), self.within(expr.expr, PRECEDENCE["Mul"], strict=True)])

    def _print_Integral(self, expr: Expression) -> Element:
        signs, variables = list[Element](), list[Element]()
        for symbol, *ends in expr.limits:
            limits = [self._print(end) for end in ends]
            signs.insert(0, element("msubsup", sign("∫"), *limits) if len(limits) == 2 else sign("∫"))
            variables += [space(), _differential(), self._print(symbol)]
        return row([*signs, self.within(expr.function, PRECEDENCE["Mul"], strict=True), *variables])

    def _print_Sum(self, expr: Expression) -> Element:
        signs: list[Element] = []
        for symbol, lower, upper in expr.limits:
            below = row([self._print(symbol), sign("="), self._print(lower)])
            signs.insert(0, element("munderover", sign("∑"), below, self._print(upper)))
        return row([*signs, self.within(expr.function, PRECEDENCE["Mul"], strict=True)])

    def _print_Limit(self, expr: Expression) -> Element:
        function, symbol, point, side = expr.args
        end = self._print(point)
        if point not in (sympy.oo, -sympy.oo) and str(side) in "+-":
            end = element("msup", end, sign("+" if str(side) == "+" else "−"))
        below = row([self._print(symbol), sign("→"), end])
        return row([element("munder", sign("lim"), below), self.within(function, PRECEDENCE["Mul"], strict=True)])

    def _print_MatrixBase(self, expr: Expression) -> Element:
        rows = [
            element("mtr", *(element("mtd", self._print(expr[i, j])) for j in range(expr.cols)))
            for i in range(expr.rows)
        ]
        return bracketed(element("mtable", *rows))

    def _print_Determinant(self, expr: Expression) -> Element:
        return row([element("mi", "det"), sign(APPLY), self._print(expr.arg)])

    def _print_tuple(self, expr: Expression) -> Element:
        return self.arguments(expr)

    _print_Tuple = _print_tuple

    def _print_list(self, expr: Expression) -> Element:
        return self.arguments(expr, around="[]")

    def _print_FiniteSet(self, expr: Expression) -> Element:
        return self.arguments(sorted(expr, key=sympy.default_sort_key), around="{}")


def _differential() -> Element:
    return element("mi", "d", mathvariant="normal")


def code(text: str) -> Element:
    """The name of a function of the package, as it is written there."""
    return element("mtext", text, **{"class": "code"})
