"""The sine."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from bnproofs.activations.exponential import sum_and_difference
from bnproofs.numbers import Number, lift


@dataclass(frozen=True, slots=True)
class Sine:
    """The activation φ(x) = sin(wx), frequency w a rational."""

    frequency: Fraction
    degree: ClassVar[int | None] = None
    source: ClassVar[str] = "the characteristic function of a Gaussian; derivations/sine_kernel.py"

    def phi(self, x: Number) -> Number:
        """The value sin(wx)."""
        kind, x = lift(x)
        return kind.sin(kind.number(self.frequency) * x)

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v) = e^(−w²(K_uu + K_vv)/2) sinh(w² K_uv), of full accuracy as w² K_uv → 0."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        square = kind.number(self.frequency**2)
        return kind.damped_sinh(kuv * square, *sum_and_difference(kind, square, kuu, kuv, kvv))

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives w² (−V/2, C, −V/2), V the kernel and C that of cos(wx)."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        square = kind.number(self.frequency**2)
        far, near = sum_and_difference(kind, square, kuu, kuv, kvv)
        own = -square * kind.damped_sinh(kuv * square, far, near) / 2
        return own, square * (kind.exp(-near) + kind.exp(-far)) / 2, own

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)² = (1 − e^(−2w² K_uu))/2."""
        kind, kuu = lift(kuu)
        return -kind.expm1(kuu * kind.number(-2 * self.frequency**2)) / 2

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative w² e^(−2w² K_uu)."""
        kind, kuu = lift(kuu)
        return kind.number(self.frequency**2) * kind.exp(kuu * kind.number(-2 * self.frequency**2))
