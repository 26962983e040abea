"""Integers and fractions: closed forms that are rational stay exactly rational."""

from __future__ import annotations

from fractions import Fraction
from typing import NoReturn


class Exact:
    """The kind of `int` and `fractions.Fraction`; it has no π, no roots and no angles."""

    name = "exact"

    def __repr__(self) -> str:
        return self.name

    def number(self, value: int | Fraction) -> Fraction:
        """The fraction of an integer or rational."""
        return Fraction(value)

    def pi(self) -> NoReturn:
        """No number: π is not rational."""
        self._refuse("π")

    def sqrt(self, x: Fraction) -> NoReturn:
        """No number: a root is not rational in general."""
        self._refuse(f"√{x}")

    def square(self, x: Fraction) -> Fraction:
        """The square x²."""
        return x * x

    def area(self, kuu: Fraction, kuv: Fraction, kvv: Fraction) -> NoReturn:
        """No number: a root is not rational in general."""
        self._refuse(f"√({kuu * kvv - kuv * kuv})")

    def angle(self, s: Fraction, c: Fraction) -> NoReturn:
        """No number: an angle is not rational in general."""
        self._refuse(f"the angle of ({c}, {s})")

    def excess(self, s: Fraction, c: Fraction) -> NoReturn:
        """No number: an angle is not rational in general."""
        self._refuse(f"the angle of ({c}, {s})")

    def reduced_excess(self, s: Fraction, c: Fraction) -> NoReturn:
        """No number: an angle is not rational in general."""
        self._refuse(f"the angle of ({c}, {s})")

    @staticmethod
    def _refuse(what: str) -> NoReturn:
        raise TypeError(f"{what} is not a fraction: pass one argument as a float, an mpf, an arb or a SymPy number")
