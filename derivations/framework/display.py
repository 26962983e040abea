"""The formula of a step as plain text and as LaTeX."""

from __future__ import annotations

import re
from typing import Any

import sympy

from derivations.framework.mathml import mathml_code
from derivations.framework.render import escape

Expression = Any

_RELATIONS = {"=": "=", ">": ">", ">=": r"\ge", "≈": r"\approx"}
_GREEK = re.compile(r"(?<![A-Za-z])(theta|psi|tau|phi|lambda|Lambda|kappa|chi|alpha|beta)(?![A-Za-z])")
_WIDTH = 90
"""The number of characters of LaTeX up to which a formula stays on one line."""


def plain_formula(left: Expression, relation: str, right: Expression) -> str:
    """The formula as one line of text."""
    return f"{_plain(left)} {relation} {_plain(right)}"


def latex_formula(left: Expression, relation: str, right: Expression) -> str:
    """The formula in LaTeX, to stand in mathematical mode; a long one takes two lines."""
    first, second = _latex(left), _latex(right)
    sign = _RELATIONS[relation]
    if len(first) + len(second) < _WIDTH:
        return f"{first} {sign} {second}"
    return rf"\begin{{aligned}} & {first} \\ & \quad {sign} {second} \end{{aligned}}"


def package_function(name: str) -> Any:
    """The SymPy function that stands for a function of the package; it prints in type."""

    def latex(self: Any, printer: Any, exp: str | None = None) -> str:
        arguments = ", ".join(printer.doprint(argument) for argument in self.args)
        power = "" if exp is None else f"^{{{exp}}}"
        return rf"\mathtt{{{escape(name)}}}{power}\left({arguments}\right)"

    def mathml(self: Any, printer: Any) -> Any:
        return mathml_code(name, printer, self)

    return type(name, (sympy.Function,), {"_latex": latex, "_mathml_core": mathml})


def _plain(expression: Expression) -> str:
    if isinstance(expression, sympy.Determinant):
        return f"det {_plain(expression.arg)}"
    return str(expression.tolist()) if isinstance(expression, sympy.MatrixBase) else str(expression)


def _latex(expression: Expression) -> str:
    symbols: set[Any] = getattr(expression, "free_symbols", set())
    phrases = {symbol: _phrase(symbol.name) for symbol in symbols if not re.fullmatch(r"\w+", symbol.name)}
    text: str = sympy.latex(expression, symbol_names=phrases)
    return text


def _phrase(name: str) -> str:
    """A name that is no identifier, as text with Greek letters: `dtau'/dtau` has two."""
    pieces = re.split(_GREEK, re.sub(r"\bd(?=theta|psi|tau)", "d ", name))
    spelled = (rf"\ensuremath{{\{piece}}}" if _GREEK.fullmatch(piece) else escape(piece) for piece in pieces)
    return rf"\text{{{''.join(spelled)}}}"
