"""SymPy expressions: a closed form on symbols prints as the formula it is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy


class Symbols:
    """The kind of `sympy.Expr`."""

    name = "symbol"

    def __repr__(self) -> str:
        return self.name

    def number(self, value: int | Fraction) -> Any:
        """The SymPy integer or rational."""
        return sympy.Rational(value.numerator, value.denominator)

    def pi(self) -> Any:
        """The symbol π."""
        return sympy.pi

    def sqrt(self, x: Any) -> Any:
        """The expression √x."""
        return sympy.sqrt(x)

    def square(self, x: Any) -> Any:
        """The square x²."""
        return x**2

    def area(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The expression √(K_uu K_vv − K_uv²)."""
        return sympy.sqrt(kuu * kvv - kuv**2)

    def angle(self, s: Any, c: Any) -> Any:
        """The expression atan2(s, c)."""
        return sympy.atan2(s, c)

    def excess(self, s: Any, c: Any) -> Any:
        """The expression s − c·atan2(s, c)."""
        return s - c * sympy.atan2(s, c)

    def reduced_excess(self, s: Any, c: Any) -> Any:
        """The expression (s − c·atan2(s, c))/s², and 0 at s = 0."""
        return sympy.Integer(0) if s == 0 else self.excess(s, c) / s**2
