"""The leaky rectifier."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from bnproofs.activations.relu import ReLU
from bnproofs.numbers import Number, lift

_RELU = ReLU()


@dataclass(frozen=True, slots=True)
class LeakyReLU:
    """The activation φ(x) = max(x, 0) + a min(x, 0) = (1 − a) relu(x) + a x, slope a rational."""

    slope: Fraction
    degree: ClassVar[int | None] = 1
    source: ClassVar[str] = "derivations/leaky_relu_kernel.py"

    def phi(self, x: Number) -> Number:
        """The value (1 − a) relu(x) + a x."""
        kind, x = lift(x)
        return kind.number(1 - self.slope) * _RELU.phi(x) + kind.number(self.slope) * x

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v) = (1 − a)² · (ReLU kernel) + a K_uv."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        return kind.number((1 - self.slope) ** 2) * _RELU.dual_kernel(kuu, kuv, kvv) + kuv * kind.number(self.slope)

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives: (1 − a)² times those of ReLU, and a more by K_uv."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        left, middle, right = _RELU.dual_kernel_gradient(kuu, kuv, kvv)
        scale = kind.number((1 - self.slope) ** 2)
        return scale * left, scale * middle + kind.number(self.slope), scale * right

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)² = (1 + a²)/2 K_uu."""
        kind, kuu = lift(kuu)
        return kuu * kind.number((1 + self.slope**2) / 2)

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative (1 + a²)/2."""
        kind, kuu = lift(kuu)
        return kind.number((1 + self.slope**2) / 2)
