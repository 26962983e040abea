"""The cosine."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from bnproofs.activations.exponential import sum_and_difference
from bnproofs.numbers import Number, lift


@dataclass(frozen=True, slots=True)
class Cosine:
    """The activation φ(x) = cos(wx), frequency w a rational."""

    frequency: Fraction
    degree: ClassVar[int | None] = None
    source: ClassVar[str] = "the characteristic function of a Gaussian; derivations/cosine_kernel.py"

    def phi(self, x: Number) -> Number:
        """The value cos(wx)."""
        kind, x = lift(x)
        return kind.cos(kind.number(self.frequency) * x)

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v) = e^(−w²(K_uu + K_vv)/2) cosh(w² K_uv)."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        far, near = sum_and_difference(kind, kind.number(self.frequency**2), kuu, kuv, kvv)
        return (kind.exp(-near) + kind.exp(-far)) / 2

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives w² (−V/2, S, −V/2), V the kernel and S that of sin(wx)."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        square = kind.number(self.frequency**2)
        far, near = sum_and_difference(kind, square, kuu, kuv, kvv)
        own = -square * (kind.exp(-near) + kind.exp(-far)) / 4
        return own, square * kind.damped_sinh(kuv * square, far, near), own

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)² = (1 + e^(−2w² K_uu))/2."""
        kind, kuu = lift(kuu)
        return (1 + kind.exp(kuu * kind.number(-2 * self.frequency**2))) / 2

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative −w² e^(−2w² K_uu)."""
        kind, kuu = lift(kuu)
        return kind.number(-(self.frequency**2)) * kind.exp(kuu * kind.number(-2 * self.frequency**2))
