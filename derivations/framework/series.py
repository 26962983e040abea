"""Power series in one variable with exact coefficients, cut off at a common order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sympy

Expression = Any


@dataclass(frozen=True, slots=True)
class Series:
    """The series Σ coefficients[j] ε^j + O(ε^order), order = the number of coefficients."""

    coefficients: tuple[Expression, ...]

    @staticmethod
    def of(coefficients: Sequence[Expression], order: int) -> Series:
        """The series with these first coefficients and zeros up to the order."""
        padded = [*coefficients, *[0] * order][:order]
        return Series(tuple(sympy.sympify(value) for value in padded))

    @property
    def order(self) -> int:
        """The exponent of the first unknown term."""
        return len(self.coefficients)

    def _like(self, other: Series | Expression) -> Series:
        return other if isinstance(other, Series) else Series.of([other], self.order)

    def __add__(self, other: Series | Expression) -> Series:
        pairs = zip(self.coefficients, self._like(other).coefficients, strict=False)
        return Series(tuple(sympy.expand(x + y) for x, y in pairs))

    def __neg__(self) -> Series:
        return Series(tuple(-x for x in self.coefficients))

    def __sub__(self, other: Series | Expression) -> Series:
        return self + -self._like(other)

    def __mul__(self, other: Series | Expression) -> Series:
        x, y = self.coefficients, self._like(other).coefficients
        order = min(len(x), len(y))
        return Series(tuple(sympy.expand(sum(x[i] * y[j - i] for i in range(j + 1))) for j in range(order)))

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other: Series | Expression) -> Series:
        return self._like(other) - self

    def __truediv__(self, other: Series) -> Series:
        """The quotient by a series with a non-zero constant term."""
        first, quotient = other.coefficients[0], list[Expression]()
        for j in range(min(self.order, other.order)):
            rest = sum(quotient[i] * other.coefficients[j - i] for i in range(j))
            quotient.append(_tidy((self.coefficients[j] - rest) / first))
        return Series(tuple(quotient))

    def sqrt(self) -> Series:
        """The square root of a series with a positive constant term, from r² = self."""
        root = [sympy.sqrt(self.coefficients[0])]
        for j in range(1, self.order):
            rest = sum(root[i] * root[j - i] for i in range(1, j))
            root.append(_tidy((self.coefficients[j] - rest) / (2 * root[0])))
        return Series(tuple(root))

    def derivative(self) -> Series:
        """The derivative, of one order less."""
        return Series(tuple(j * value for j, value in enumerate(self.coefficients))[1:])

    def integral(self) -> Series:
        """The integral that vanishes at 0, of one order more."""
        return Series((sympy.Integer(0), *(value / (j + 1) for j, value in enumerate(self.coefficients))))

    def arcsine(self) -> Series:
        """The arcsine of a series without constant term: the integral of f′/√(1 − f²)."""
        return (self.derivative() / (1 - self * self).sqrt()).integral()

    def sine(self) -> Series:
        """The sine of a series without constant term."""
        return self._taylor(lambda j: 0 if j % 2 == 0 else sympy.Rational((-1) ** (j // 2), sympy.factorial(j)))

    def cosine(self) -> Series:
        """The cosine of a series without constant term."""
        return self._taylor(lambda j: 0 if j % 2 else sympy.Rational((-1) ** (j // 2), sympy.factorial(j)))

    def _taylor(self, coefficient: Callable[[int], Expression]) -> Series:
        if self.coefficients[0] != 0:
            raise ValueError("the argument has a constant term")
        total = Series.of([], self.order)
        for j in reversed(range(self.order)):
            total = total * self + coefficient(j)
        return total

    def lowered(self, power: int) -> Series:
        """The series divided by ε^power; the first coefficients must be zero."""
        if any(value != 0 for value in self.coefficients[:power]):
            raise ValueError(f"not divisible by the power {power}")
        return Series(self.coefficients[power:])

    def raised(self, power: int) -> Series:
        """The series times ε^power."""
        return Series((*[sympy.Integer(0)] * power, *self.coefficients))

    def polynomial(self, variable: Expression, terms: int) -> Expression:
        """The sum of the first non-zero terms, that many of them."""
        known = [(j, value) for j, value in enumerate(self.coefficients) if value != 0]
        return sum((sympy.factor_terms(value) * variable**j for j, value in known[:terms]), sympy.Integer(0))


def _tidy(value: Expression) -> Expression:
    powers = value.atoms(sympy.Pow)
    fraction = any(power.base.is_Add and power.exp.is_negative for power in powers)
    return sympy.factor(value) if fraction else sympy.expand(sympy.radsimp(value))
