"""What a formula in MathML is laid out by: brackets, lines, widths, and how an expression falls into factors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

import sympy

from derivations.framework.mathml_names import element, row

Expression = Any

APPLY = "\N{FUNCTION APPLICATION}"
TIMES = "\N{INVISIBLE TIMES}"
WIDTH = 48.0
"""The width, in letters, up to which a sum or a formula stays on one line."""
_TALL = {"mfrac", "msqrt", "mroot", "mtable", "munder", "munderover"}


def sign(text: str) -> Element:
    """An operator."""
    return element("mo", text)


def bracketed(*inside: Element, around: str = "()") -> Element:
    """Things in brackets, which grow with them where they are taller than a line."""
    grows = any(part.tag in _TALL for item in inside for part in item.iter())
    still = {} if grows else {"stretchy": "false"}
    return element("mrow", element("mo", around[0], **still), *inside, element("mo", around[1], **still))


def stacked(lines: Sequence[Sequence[Element]]) -> Element:
    """Lines one below the other, flush left."""
    cells = (element("mtr", element("mtd", row(line), style="text-align: left")) for line in lines)
    return element("mtable", *cells, displaystyle="true", columnalign="left")


def width(item: Element) -> float:
    """The width of an element in letters, roughly."""
    inside: list[float] = [width(child) for child in item]
    if item.tag in ("mfrac", "munder", "munderover"):
        return max(inside, default=0.0)
    if item.tag in ("msub", "msup", "msubsup"):
        return inside[0] + 0.7 * max(inside[1:])
    if item.tag == "mtable":
        cells = [[width(cell) for cell in line] for line in item]
        columns: list[float] = [max(column) + 1.5 for column in zip(*cells, strict=True)]
        return sum(columns)
    if item.tag == "mspace":
        return 2.0 * float(item.get("width", "0em").removesuffix("em"))
    own = "" if item.text in (APPLY, TIMES) else item.text or ""
    letter = 1.6 if item.tag == "mo" and own not in "()" else 1.0
    return sum(inside) + letter * len(own)


def fraction(expr: Expression) -> tuple[bool, list[Expression], list[Expression]]:
    """Whether a minus sign stands before an expression, and the factors over and under its line."""
    negative, over, under = False, list[Expression](), list[Expression]()
    for factor in expr.as_ordered_factors() if isinstance(expr, sympy.Mul) else [expr]:
        if isinstance(factor, sympy.Rational):
            negative ^= factor < 0
            over += [sympy.Integer(abs(factor.p))] if abs(factor.p) != 1 else []
            under += [sympy.Integer(factor.q)] if factor.q != 1 else []
        elif isinstance(factor, sympy.Pow) and factor.exp.is_Rational and factor.exp < 0:
            under.append(sympy.Pow(factor.base, -factor.exp, evaluate=False) if factor.exp != -1 else factor.base)
        elif factor is sympy.S.NegativeInfinity or (isinstance(factor, sympy.Float) and factor < 0):
            negative, over = not negative, [*over, -factor]
        else:
            over.append(factor)
    return bool(negative), over, under


def begins(item: Element) -> Element:
    """The leftmost sign of an element."""
    return begins(item[0]) if len(item) else item


def ends(item: Element) -> Element:
    """The rightmost part of a row."""
    return ends(item[-1]) if item.tag == "mrow" else item


def is_applied(item: Element) -> bool:
    """True for a function applied to something: a gap sets it apart."""
    return item.tag == "mrow" and any(child.text == APPLY for child in item)
