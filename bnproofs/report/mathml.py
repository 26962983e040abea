"""Small formulas in MathML, written by hand: each function gives an element as text, with what is in it escaped."""

from __future__ import annotations

from fractions import Fraction
from html import escape


def math(*parts: str) -> str:
    """The formula that stands in a line."""
    return f'<math xmlns="http://www.w3.org/1998/Math/MathML">{row(*parts)}</math>'


def row(*parts: str) -> str:
    """Elements beside each other."""
    return f"<mrow>{''.join(parts)}</mrow>"


def name(text: str) -> str:
    """An identifier: one letter is slanted, a word upright."""
    return f"<mi>{escape(text)}</mi>"


def sign(text: str) -> str:
    """An operator, a relation, a bracket or a comma."""
    still = ' stretchy="false"' if text in "()" else ""
    return f"<mo{still}>{escape(text)}</mo>"


def words(text: str) -> str:
    """Words in a formula."""
    return f"<mtext>{escape(text)}</mtext>"


def number(value: Fraction | int) -> str:
    """A rational number."""
    exact = Fraction(value)
    size = f"<mn>{abs(exact.numerator)}</mn>"
    if exact.denominator != 1:
        size = over(size, f"<mn>{exact.denominator}</mn>")
    return row(sign("−"), size) if exact < 0 else size


def over(above: str, below: str) -> str:
    """A fraction."""
    return f"<mfrac>{above}{below}</mfrac>"


def root(*parts: str) -> str:
    """A square root."""
    return f"<msqrt>{''.join(parts)}</msqrt>"


def power(base: str, exponent: str) -> str:
    """A power."""
    return f"<msup>{base}{exponent}</msup>"


def index(base: str, below: str) -> str:
    """A letter with an index."""
    return f"<msub>{base}{below}</msub>"


def of(function: str, *arguments: str) -> str:
    """The value of a function, its arguments in round brackets."""
    return row(function, sign("⁡"), row(sign("("), *arguments, sign(")")))
