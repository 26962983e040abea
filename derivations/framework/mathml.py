"""The formula of a step in presentation MathML (MathML Core), as browsers lay it out."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element, tostring

import sympy

from derivations.framework.mathml_functions import MathMLCorePrinter, code
from derivations.framework.mathml_layout import WIDTH, sign, stacked, width
from derivations.framework.mathml_names import element

Expression = Any

_RELATIONS = {"=": "=", ">": ">", ">=": "≥", "≈": "≈"}


def mathml_formula(left: Expression, relation: str, right: Expression) -> str:
    """The formula as a `math` element; a long one takes several lines, which break before the signs of sums."""
    printer = MathMLCorePrinter()
    first, second = printer.doprint(left), printer.doprint(right)
    middle = sign(_RELATIONS[relation])
    if width(first) + width(second) < WIDTH:
        return _math(element("mrow", first, middle, second))
    above, below = _lines(printer, left), _lines(printer, right)
    moved = element("mspace", width="1em")
    return _math(stacked([*above, [moved, middle, *below[0]], *([moved, *line] for line in below[1:])]))


def mathml_code(name: str, printer: Any, expression: Expression) -> Element:
    """The name of a function of the package, in type, and its arguments."""
    applied: Element = printer.applied(code(name), expression)
    return applied


def _math(content: Element) -> str:
    return tostring(element("math", content, display="block"), encoding="unicode")


def _lines(printer: MathMLCorePrinter, side: Expression) -> list[list[Element]]:
    return printer.lines(side) if isinstance(side, sympy.Add) else [[printer.doprint(side)]]
