"""The absolute value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bnproofs.numbers import Number, lift


@dataclass(frozen=True, slots=True)
class AbsoluteValue:
    """The activation φ(x) = abs(x) = relu(x) + relu(−x)."""

    degree: ClassVar[int | None] = 1
    source: ClassVar[str] = "derivations/absolute_value_kernel.py"

    def phi(self, x: Number) -> Number:
        """The value abs(x)."""
        return abs(x)

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v) = (2/π) √(K_uu K_vv) (sin θ + (π/2 − θ) cos θ).

        Written as (e(s, K_uv) + e(s, −K_uv))/π with the excess e and s = √(K_uu K_vv − K_uv²): neither is negative.
        """
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        s = kind.area(kuu, kuv, kvv)
        return (kind.excess(s, kuv) + kind.excess(s, -kuv)) / kind.pi()

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives (s/(πK_uu), (2/π) arcsin ρ, s/(πK_vv)), one-sided at ρ = ±1."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        s, pi = kind.area(kuu, kuv, kvv), kind.pi()
        return s / (pi * kuu), 2 * kind.inclination(kuv, s) / pi, s / (pi * kvv)

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)² = K_uu."""
        return lift(kuu)[1]

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative 1."""
        kind, _ = lift(kuu)
        return kind.number(1)
