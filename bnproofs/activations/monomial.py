"""Powers of the pre-activation, and the sum over pairings of Isserlis."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, factorial, prod
from typing import ClassVar

from bnproofs.activations.registry import order_of
from bnproofs.numbers import Kind, Number, lift


@dataclass(frozen=True, slots=True)
class Monomial:
    """The activation φ(x) = x^k of an integer order k from 2 to 12.

    Its kernel is a polynomial: of full relative accuracy everywhere in doubles, and exact on fractions.

    Raises:
        InputError: an order that is no integer from 2 to 12.
    """

    order: int
    source: ClassVar[str] = "Isserlis 1918; derivations/monomial_kernel.py"

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", order_of("monomial", self.order))

    @property
    def degree(self) -> int | None:
        """The order k."""
        return self.order

    def phi(self, x: Number) -> Number:
        """The value x^k."""
        kind, x = lift(x)
        return power(kind, x, self.order)

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E u^k v^k: the sum over pairings at (K_uv, K_uu K_vv)."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        require_gram(kind, kuu, kuv, kvv)
        return sum_over_pairings(kind, self.order, kuv, kuu * kvv)

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives (K_vv Q_w, k² Q_{k−1}, K_uu Q_w), Q_w the slope of the sum Q over pairings in w."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        require_gram(kind, kuu, kuv, kvv)
        within = kuu * kvv
        slope = slope_within(kind, self.order, kuv, within)
        return kvv * slope, slope_across(kind, self.order, kuv, within), kuu * slope

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E u^(2k) = (2k − 1)!! K_uu^k."""
        kind, kuu = lift(kuu)
        return kind.number(odd_factorial(self.order)) * power(kind, kuu, self.order)

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative k (2k − 1)!! K_uu^(k−1)."""
        kind, kuu = lift(kuu)
        return kind.number(self.order * odd_factorial(self.order)) * power(kind, kuu, self.order - 1)


def odd_factorial(k: int) -> int:
    """The number (2k − 1)!! = 1 · 3 · … · (2k − 1) of pairings of 2k things."""
    return prod(range(1, 2 * k, 2))


def power(kind: Kind, x: Number, exponent: int) -> Number:
    """The power x^exponent, exponent ≥ 1, by squaring."""
    if exponent == 1:
        return x
    square = kind.square(power(kind, x, exponent // 2))
    return square * x if exponent % 2 else square


def pairings(order: int) -> tuple[int, ...]:
    """The numbers of pairings of k things u and k things v with m pairs inside each kind, m = 0, …, ⌊k/2⌋.

    They are binomial(k, j)² j! ((2m − 1)!!)², j = k − 2m the number of pairs uv.
    """
    halves = range(order // 2 + 1)
    return tuple(comb(order, 2 * m) ** 2 * factorial(order - 2 * m) * odd_factorial(m) ** 2 for m in halves)


def sum_over_pairings(kind: Kind, order: int, across: Number, within: Number) -> Number:
    """The sum Q_k = Σ_m pairings(k)[m] · across^(k − 2m) · within^m."""
    form = _form(kind, pairings(order), kind.square(across), within)
    return across * form if order % 2 else form


def slope_across(kind: Kind, order: int, across: Number, within: Number) -> Number:
    """The derivative k² Q_{k−1} of Q_k by `across`."""
    return kind.number(order**2) * sum_over_pairings(kind, order - 1, across, within)


def slope_within(kind: Kind, order: int, across: Number, within: Number) -> Number:
    """The derivative of Q_k by `within`, k ≥ 2."""
    counts = tuple(m * count for m, count in enumerate(pairings(order)))[1:]
    form = _form(kind, counts, kind.square(across), within)
    return across * form if order % 2 else form


def _form(kind: Kind, counts: tuple[int, ...], x: Number, y: Number) -> Number:
    """The form Σ_m counts[m] x^(n−m) y^m, n + 1 the number of counts."""
    value, weight = kind.number(counts[0]), y
    for count in counts[1:]:
        value = value * x + weight * kind.number(count)
        weight = weight * y
    return value


def require_gram(kind: Kind, kuu: Number, kuv: Number, kvv: Number) -> None:
    """No result; a check that the three numbers are a Gram matrix.

    Raises:
        ValueError: they are not.
    """
    if kind.name != "exact":
        kind.area(kuu, kuv, kvv)
    elif kuu * kvv < kuv * kuv:
        raise ValueError("not positive semidefinite: a correlation exceeds 1 in absolute value")
