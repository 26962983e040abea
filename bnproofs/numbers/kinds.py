"""The common interface of all kinds of numbers, and the search for the kind of given numbers."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from importlib import import_module
from typing import Any, Protocol

Number = Any
"""A number of any kind: the type of the arguments of a closed form."""


class Kind(Protocol):
    """What a closed form may ask of a kind of numbers, besides + − · / and integer powers.

    The geometry needs no trigonometric function but the angle of a plane vector (c, s) with s ≥ 0; `excess`,
    `reduced_excess` and `angular_moment` are written so that nothing cancels as s → 0. Pairs of doubles are rounded to
    doubles by every function, after the sums and products in which entries cancel.
    """

    name: str

    def number(self, value: int | Fraction) -> Number:
        """The number of this kind that equals an exact integer or rational."""

    def pi(self) -> Number:
        """The number π."""

    def sqrt(self, x: Number) -> Number:
        """The root √x of a non-negative number."""

    def square(self, x: Number) -> Number:
        """The square x², which an enclosure may know more sharply than the product of x with itself."""

    def area(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The area √(K_uu K_vv − K_uv²) of the parallelogram of two vectors with these inner products.

        Kinds that round take what lies below zero by no more than their own rounding for zero.

        Raises:
            ValueError: the three numbers are no Gram matrix.
        """

    def angle(self, s: Number, c: Number) -> Number:
        """The angle of the vector (c, s), s ≥ 0, in [0, π]."""

    def excess(self, s: Number, c: Number) -> Number:
        """The excess s − c·angle(s, c) ≥ 0; tan ψ − ψ for s = tan ψ, c = 1."""

    def reduced_excess(self, s: Number, c: Number) -> Number:
        """The quotient excess(s, c)/s² for s, c ≥ 0, and its limit 0 at s = 0."""

    def angular_moment(self, order: int, s: Number, c: Number) -> Number:
        """The integral ∫₀^δ (r cos t − c)^order dt, δ = angle(s, c), r = √(s² + c²), s ≥ 0.

        Order 0 is the angle, order 1 the excess.
        """

    def inclination(self, y: Number, x: Number) -> Number:
        """The angle of the vector (x, y), x ≥ 0, in [−π/2, π/2]; kinds that round take the zero vector's for 0."""

    def sign(self, x: Number) -> Number:
        """The sign −1, 0 or 1 of x."""

    def exp(self, x: Number) -> Number:
        """The exponential eˣ."""

    def expm1(self, x: Number) -> Number:
        """The difference eˣ − 1, in which nothing cancels as x → 0."""

    def sin(self, x: Number) -> Number:
        """The sine of x."""

    def cos(self, x: Number) -> Number:
        """The cosine of x."""

    def erf(self, x: Number) -> Number:
        """The error function erf x = (2/√π) ∫₀ˣ e^(−t²) dt."""

    def erfc(self, x: Number) -> Number:
        """The complement 1 − erf x, in which nothing cancels as x → ∞."""

    def square_distance(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The squared distance K_uu − 2 K_uv + K_vv of two vectors with these inner products."""

    def damped_sinh(self, z: Number, far: Number, near: Number) -> Number:
        """The difference (e^(−near) − e^(−far))/2 = e^(−(far + near)/2) sinh z, given that far − near = 2z."""

    def either(self, first: Number, second: Number, measure: Number) -> Number:
        """A number given twice: kinds that round take the first where the measure is ≥ 0, enclosures take both."""


_HOMES = {
    "int": ("exact", "Exact"),
    "fractions": ("exact", "Exact"),
    "float": ("floats", "Floats"),
    "numpy": ("floats", "Floats"),
    "bnproofs.numbers.double_double": ("double_double_kind", "DoubleDoubles"),
    "mpmath": ("multiprecision", "Multiprecision"),
    "flint": ("balls", "Balls"),
    "flint.types.acb": ("complex_balls", "ComplexBalls"),
    "bnproofs.numbers.jet": ("jets", "Jets"),
    "sympy": ("symbols", "Symbols"),
}
_RANKS = {home: rank for rank, home in enumerate(_HOMES.values())}


@cache
def _home_of_type(kind: type[object]) -> tuple[str, str]:
    if kind.__module__ == "builtins" and kind.__name__ in _HOMES:
        return _HOMES[kind.__name__]
    if kind.__module__ in _HOMES:
        return _HOMES[kind.__module__]
    root = kind.__module__.partition(".")[0]
    if root in _HOMES:
        return _HOMES[root]
    raise TypeError(
        f"{kind.__module__}.{kind.__qualname__} is no kind of number that the closed forms know; "
        "use int, Fraction, float, a NumPy array, an mpmath mpf, a flint arb or a SymPy expression"
    )


@cache
def _kind_at(home: tuple[str, str]) -> Kind:
    module, name = home
    kind: Kind = getattr(import_module(f"bnproofs.numbers.{module}"), name)()
    return kind


def kind_of(*values: Number) -> Kind:
    """The richest kind among the numbers, in the order of the package's table.

    Raises:
        TypeError: a value is of no known kind.
    """
    return _kind_at(max((_home_of_type(value.__class__) for value in values), key=_RANKS.__getitem__))


def lift(*values: Number) -> tuple[Any, ...]:
    """The common kind of the numbers, followed by the numbers with exact ones turned into that kind.

    >>> lift(3)
    (exact, Fraction(3, 1))
    >>> lift(3, 0.5)
    (float, 3.0, 0.5)

    Raises:
        TypeError: a value is of no known kind.
    """
    kind = kind_of(*values)
    return (kind, *(kind.number(value) if value.__class__ in (int, Fraction) else value for value in values))
