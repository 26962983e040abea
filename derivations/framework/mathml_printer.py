"""Sums, products, powers and numbers of SymPy in presentation MathML, the part of it that browsers lay out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

import sympy
from sympy.printing.precedence import PRECEDENCE, precedence_traditional
from sympy.printing.printer import Printer

from derivations.framework.mathml_layout import (
    TIMES,
    WIDTH,
    begins,
    bracketed,
    ends,
    fraction,
    is_applied,
    sign,
    stacked,
    width,
)
from derivations.framework.mathml_names import binding, element, name, row, space

Expression = Any


class ArithmeticPrinter(Printer):  # type: ignore[misc]
    """A printer whose answers are elements. It refuses what it does not know.

    SymPy's own MathML has entities that are no XML, `mfenced`, which browsers dropped, and names with underscores.
    """

    printmethod = "_mathml_core"
    _default_settings = {"order": None}  # noqa: RUF012

    def doprint(self, expr: Any) -> Element:
        """The expression as an element."""
        printed: Element = self._print(expr)
        return printed

    def emptyPrinter(self, expr: Any) -> Element:
        """Nothing: an expression without a layout of its own is refused."""
        raise TypeError(f"no MathML is known for {type(expr).__name__}")

    def within(self, expr: Expression, level: int, *, strict: bool = False) -> Element:
        """The expression, in brackets if it binds less tightly than the level."""
        loose = precedence_traditional(expr)
        if isinstance(expr, sympy.Symbol):
            loose = PRECEDENCE[binding(expr.name)]
        printed = self.doprint(expr)
        return bracketed(printed) if loose < level or (not strict and loose == level) else printed

    def arguments(self, args: Sequence[Expression], around: str = "()") -> Element:
        """A list in brackets."""
        items: list[Element] = []
        for arg in args:
            items += [sign(","), self._print(arg)] if items else [self._print(arg)]
        return bracketed(*items, around=around)

    def terms(self, expr: Expression) -> list[tuple[bool, Element]]:
        """The terms of a sum: whether each is subtracted, and what is."""
        found = []
        for term in self._as_ordered_terms(expr) if isinstance(expr, sympy.Add) else [expr]:
            negative, over, under = fraction(term)
            found.append((negative, self._quotient(over, under, alone=False)))
        return found

    def _quotient(self, over: list[Expression], under: list[Expression], *, alone: bool) -> Element:
        """A product over another; a single sum that nothing stands beside needs no brackets."""
        if under:
            return element("mfrac", self._product(over, alone=True), self._product(under, alone=True))
        return self._product(over, alone=alone)

    def _product(self, factors: list[Expression], *, alone: bool) -> Element:
        if len(factors) < 2:
            single = factors[0] if factors else sympy.Integer(1)
            return self._print(single) if alone else self.within(single, PRECEDENCE["Add"])
        items: list[Element] = []
        for factor in factors:
            printed = self.within(factor, PRECEDENCE["Mul"])
            if items:
                numbers = ends(items[-1]).tag == "mn" and begins(printed).tag == "mn"
                wide = items[-1].tag != "mn" and (is_applied(items[-1]) or is_applied(printed))
                items.append(sign("·") if numbers else space() if wide else sign(TIMES))
            items.append(printed)
        return row(items)

    def _print_Add(self, expr: Expression) -> Element:
        rows = self.lines(expr)
        return row(rows[0]) if len(rows) == 1 else stacked(rows)

    def lines(self, expr: Expression) -> list[list[Element]]:
        """A sum in as many lines as it needs; they break before its signs, and further ones are moved in."""
        rows: list[list[Element]] = [[]]
        filled = 0.0
        for negative, term in self.terms(expr):
            if filled and filled + width(term) > WIDTH:
                rows.append([element("mspace", width="2em")])
                filled = 0.0
            if negative or rows[0]:
                rows[-1].append(sign("−" if negative else "+"))
            rows[-1].append(term)
            filled += width(term) + 2
        return rows

    def _print_Mul(self, expr: Expression) -> Element:
        negative, over, under = fraction(expr)
        printed = self._quotient(over, under, alone=not negative)
        return row([sign("−"), printed]) if negative else printed

    _print_Rational = _print_Mul

    def _print_Pow(self, expr: Expression) -> Element:
        base, exponent = expr.args
        if exponent.is_Rational and exponent < 0:
            return self._print_Mul(expr)
        if exponent.is_Rational and exponent.p == 1 and exponent.q > 1:
            if exponent.q == 2:
                return element("msqrt", self._print(base))
            return element("mroot", self._print(base), self._print(sympy.Integer(exponent.q)))
        if isinstance(base, sympy.Function) and not isinstance(base, sympy.exp | sympy.Abs | sympy.factorial):
            printed = self.doprint(base)
            if exponent.is_Integer and len(printed) and printed[0].tag == "mi":
                return element("mrow", element("msup", printed[0], self._print(exponent)), *printed[1:])
        return element("msup", self._base(base), self._exponent(exponent))

    def _base(self, base: Expression) -> Element:
        """What a power is taken of, in brackets unless it is a name, a number or in bars."""
        bare = isinstance(base, sympy.Abs | sympy.NumberSymbol) or (base.is_Integer and base >= 0)
        printed = self.doprint(base)
        bare = bare or (isinstance(base, sympy.Symbol) and printed.tag in ("mi", "msub"))
        return printed if bare else bracketed(printed)

    def _exponent(self, exponent: Expression) -> Element:
        if exponent.is_Rational and not exponent.is_Integer:
            top, bottom = (element("mn", str(abs(part))) for part in (exponent.p, exponent.q))
            items = [top, element("mo", "/", lspace="0", rspace="0"), bottom]
            return row([sign("−"), *items] if exponent < 0 else items)
        return self.doprint(exponent)

    def _print_Integer(self, expr: Expression) -> Element:
        number = element("mn", str(abs(expr)))
        return row([sign("−"), number]) if expr < 0 else number

    _print_int = _print_Integer

    def _print_Float(self, expr: Expression) -> Element:
        mantissa, _, exponent = str(expr).lstrip("-").partition("e")
        items = [element("mn", mantissa)]
        if exponent:
            power = element("msup", element("mn", "10"), self._print(sympy.Integer(int(exponent))))
            items += [sign("·"), power]
        return row([sign("−"), *items] if expr < 0 else items)

    def _print_Symbol(self, expr: Expression) -> Element:
        return name(expr.name)

    def _print_Pi(self, expr: Expression) -> Element:
        return element("mi", "π")

    def _print_Exp1(self, expr: Expression) -> Element:
        return element("mi", "e", mathvariant="normal")

    def _print_Infinity(self, expr: Expression) -> Element:
        return element("mi", "∞")

    def _print_NegativeInfinity(self, expr: Expression) -> Element:
        return row([sign("−"), element("mi", "∞")])
