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

    def exp(self, x: Fraction) -> NoReturn:
        """No number: an exponential is not rational in general."""
        self._refuse(f"exp {x}")

    def expm1(self, x: Fraction) -> NoReturn:
        """No number: an exponential is not rational in general."""
        self._refuse(f"exp {x} − 1")

    def sin(self, x: Fraction) -> NoReturn:
        """No number: a sine is not rational in general."""
        self._refuse(f"sin {x}")

    def cos(self, x: Fraction) -> NoReturn:
        """No number: a cosine is not rational in general."""
        self._refuse(f"cos {x}")

    def erf(self, x: Fraction) -> NoReturn:
        """No number: a value of the error function is not rational in general."""
        self._refuse(f"erf {x}")

    def erfc(self, x: Fraction) -> NoReturn:
        """No number: a value of the error function is not rational in general."""
        self._refuse(f"erfc {x}")

    def square_distance(self, kuu: Fraction, kuv: Fraction, kvv: Fraction) -> Fraction:
        """The squared distance K_uu − 2 K_uv + K_vv."""
        return kuu - 2 * kuv + kvv

    def damped_sinh(self, z: Fraction, far: Fraction, near: Fraction) -> NoReturn:
        """No number: an exponential is not rational in general."""
        self._refuse(f"sinh {z}")

    def either(self, first: Fraction, second: Fraction, measure: Fraction) -> Fraction:
        """The first fraction."""
        return first

    def angular_moment(self, order: int, s: Fraction, c: Fraction) -> NoReturn:
        """No number: an angle is not rational in general."""
        self._refuse(f"the angle of ({c}, {s})")

    def inclination(self, y: Fraction, x: Fraction) -> NoReturn:
        """No number: an angle is not rational in general."""
        self._refuse(f"the angle of ({x}, {y})")

    def sign(self, x: Fraction) -> Fraction:
        """The sign of x."""
        return Fraction((x > 0) - (x < 0))

    @staticmethod
    def _refuse(what: str) -> NoReturn:
        raise TypeError(f"{what} is not a fraction: pass one argument as a float, an mpf, an arb or a SymPy number")
