"""Hermite polynomials."""

from __future__ import annotations

from dataclasses import dataclass
from math import comb
from typing import ClassVar

from bnproofs.activations.monomial import (
    odd_factorial,
    power,
    require_gram,
    slope_across,
    slope_within,
    sum_over_pairings,
)
from bnproofs.activations.registry import order_of
from bnproofs.numbers import Number, lift


@dataclass(frozen=True, slots=True)
class Hermite:
    """The activation φ(x) = He_k(x), the probabilists' Hermite polynomial, not normalised, k from 2 to 12.

    He_2 = x² − 1, He_3 = x³ − 3x. For second moments 1 the kernel is k! ρ^k. Its terms have both signs where one second
    moment is below 1 and the other above: in doubles it is accurate relative to their sum without signs, and on
    fractions exact.

    Raises:
        InputError: an order that is no integer from 2 to 12.
    """

    order: int
    degree: ClassVar[int | None] = None
    source: ClassVar[str] = "Mehler 1866, extended to other variances; derivations/hermite_kernel.py"

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", order_of("hermite", self.order))

    def phi(self, x: Number) -> Number:
        """The value He_k(x) = Σ_m (−1)^m binomial(k, 2m) (2m − 1)!! x^(k − 2m)."""
        kind, x = lift(x)
        value, square = kind.number(1), kind.square(x)
        for m in range(1, self.order // 2 + 1):
            value = value * square + kind.number((-1) ** m * comb(self.order, 2 * m) * odd_factorial(m))
        return x * value if self.order % 2 else value

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v): the sum over pairings at (K_uv, (K_uu − 1)(K_vv − 1))."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        require_gram(kind, kuu, kuv, kvv)
        return sum_over_pairings(kind, self.order, kuv, (kuu - kind.number(1)) * (kvv - kind.number(1)))

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives ((K_vv − 1) Q_w, k² Q_{k−1}, (K_uu − 1) Q_w), as of the monomial."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        require_gram(kind, kuu, kuv, kvv)
        left, right = kuu - kind.number(1), kvv - kind.number(1)
        slope = slope_within(kind, self.order, kuv, left * right)
        return right * slope, slope_across(kind, self.order, kuv, left * right), left * slope

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)²: the sum over pairings at (K_uu, (K_uu − 1)²)."""
        kind, kuu = lift(kuu)
        return sum_over_pairings(kind, self.order, kuu, power(kind, kuu - kind.number(1), 2))

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative k² Q_{k−1} + 2(K_uu − 1) Q_w of that."""
        kind, kuu = lift(kuu)
        away = kuu - kind.number(1)
        square = kind.square(away)
        inner = slope_within(kind, self.order, kuu, square)
        return slope_across(kind, self.order, kuu, square) + 2 * (away * inner)
