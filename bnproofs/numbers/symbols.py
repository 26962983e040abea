"""SymPy expressions: a closed form on symbols prints as the formula it is."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import sympy

from bnproofs.numbers.angular_moment import by_recurrence


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

    def angular_moment(self, order: int, s: Any, c: Any) -> Any:
        """The expression P(s, c) atan2(s, c) + Q(s, c) s, P and Q polynomials."""
        angle = sympy.Dummy("angle")
        moment = sympy.collect(sympy.expand(by_recurrence(order, s, c, angle, s - c * angle)), angle)
        return moment.subs(angle, self.angle(s, c))

    def inclination(self, y: Any, x: Any) -> Any:
        """The expression atan2(y, x)."""
        return sympy.atan2(y, x)

    def sign(self, x: Any) -> Any:
        """The expression sign(x)."""
        return sympy.sign(x)

    def exp(self, x: Any) -> Any:
        """The expression eˣ."""
        return sympy.exp(x)

    def expm1(self, x: Any) -> Any:
        """The expression eˣ − 1."""
        return sympy.exp(x) - 1

    def sin(self, x: Any) -> Any:
        """The expression sin(x)."""
        return sympy.sin(x)

    def cos(self, x: Any) -> Any:
        """The expression cos(x)."""
        return sympy.cos(x)

    def erf(self, x: Any) -> Any:
        """The expression erf(x)."""
        return sympy.erf(x)

    def erfc(self, x: Any) -> Any:
        """The expression erfc(x)."""
        return sympy.erfc(x)

    def square_distance(self, kuu: Any, kuv: Any, kvv: Any) -> Any:
        """The expression K_uu − 2 K_uv + K_vv."""
        return kuu - 2 * kuv + kvv

    def damped_sinh(self, z: Any, far: Any, near: Any) -> Any:
        """The expression e^(−(far + near)/2) sinh z."""
        return sympy.exp(-(far + near) / 2) * sympy.sinh(z)

    def either(self, first: Any, second: Any, measure: Any) -> Any:
        """The first expression."""
        return first
