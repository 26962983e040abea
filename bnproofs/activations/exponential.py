"""The exponential."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from bnproofs.numbers import Kind, Number, lift


@dataclass(frozen=True, slots=True)
class Exponential:
    """The activation φ(x) = e^(wx), rate w a rational.

    Doubles overflow to infinity where w² (K_uu + 2K_uv + K_vv)/2 exceeds 709; the other kinds have no such bound.
    """

    rate: Fraction
    degree: ClassVar[int | None] = None
    source: ClassVar[str] = "the moment generating function of a Gaussian; derivations/exponential_kernel.py"

    def phi(self, x: Number) -> Number:
        """The value e^(wx)."""
        kind, x = lift(x)
        return kind.exp(kind.number(self.rate) * x)

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v) = e^(w² (K_uu + 2K_uv + K_vv)/2)."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        far, _ = sum_and_difference(kind, kind.number(self.rate**2), kuu, kuv, kvv)
        return kind.exp(far)

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives w² V (1/2, 1, 1/2), V the kernel."""
        kind, _ = lift(kuu, kuv, kvv)[:2]
        mixed = kind.number(self.rate**2) * self.dual_kernel(kuu, kuv, kvv)
        return mixed / 2, mixed, mixed / 2

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)² = e^(2w² K_uu)."""
        kind, kuu = lift(kuu)
        return kind.exp(kuu * kind.number(2 * self.rate**2))

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative 2w² e^(2w² K_uu)."""
        kind, kuu = lift(kuu)
        return kind.number(2 * self.rate**2) * kind.exp(kuu * kind.number(2 * self.rate**2))


def sum_and_difference(kind: Kind, square: Number, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number]:
    """Half the variances of w(u + v) and of w(u − v), from w² = `square`; nothing cancels at ρ = ∓1.

    Raises:
        ValueError: the three numbers are no Gram matrix.
    """
    kind.area(kuu, kuv, kvv)
    return (
        square * kind.square_distance(kuu, -kuv, kvv) / 2,
        square * kind.square_distance(kuu, kuv, kvv) / 2,
    )
