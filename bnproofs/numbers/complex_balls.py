"""Complex Arb balls (python-flint): rigorous enclosures of holomorphic functions."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import acb, arb

from bnproofs.numbers.balls import Balls


class ComplexBalls:
    """The kind of `flint.acb`, for functions that are holomorphic: what is not, has no value here.

    A root is finite only where its ball does not meet the cut (−∞, 0].
    """

    name = "complex ball"

    def __repr__(self) -> str:
        return self.name

    def number(self, value: int | Fraction) -> Any:
        """The ball of an exact integer or rational."""
        return acb(Balls().number(value))

    def pi(self) -> Any:
        """The ball of π at the working precision."""
        return acb(arb.pi())

    def sqrt(self, x: Any) -> Any:
        """The ball of √x; not finite if x meets (−∞, 0]."""
        return acb(x).sqrt(analytic=True)

    def square(self, x: Any) -> Any:
        """The ball of x²."""
        return x * x

    def exp(self, x: Any) -> Any:
        """The ball of eˣ."""
        return acb(x).exp()

    def expm1(self, x: Any) -> Any:
        """The ball of eˣ − 1."""
        return acb(x).expm1()

    def sin(self, x: Any) -> Any:
        """The ball of sin x."""
        return acb(x).sin()

    def cos(self, x: Any) -> Any:
        """The ball of cos x."""
        return acb(x).cos()

    def erf(self, x: Any) -> Any:
        """The ball of erf x."""
        return acb(x).erf()

    def erfc(self, x: Any) -> Any:
        """The ball of 1 − erf x."""
        return acb(x).erfc()
