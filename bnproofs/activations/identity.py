"""The identity: a linear layer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bnproofs.numbers import Number, lift


@dataclass(frozen=True, slots=True)
class Identity:
    """The activation φ(x) = x; its dual kernel is the covariance itself."""

    degree: ClassVar[int | None] = 1
    source: ClassVar[str] = "the definition of the covariance"

    def phi(self, x: Number) -> Number:
        """The value x."""
        return x

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E uv = K_uv."""
        return lift(kuv)[1]

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives (0, 1, 0)."""
        kind, _ = lift(kuv)
        return kind.number(0), kind.number(1), kind.number(0)

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E u² = K_uu."""
        return lift(kuu)[1]

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative 1."""
        kind, _ = lift(kuu)
        return kind.number(1)
