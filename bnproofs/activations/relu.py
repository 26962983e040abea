"""The rectifier max(x, 0) and its arc-cosine kernel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bnproofs.numbers import Number, lift


@dataclass(frozen=True, slots=True)
class ReLU:
    """The activation φ(x) = max(x, 0)."""

    degree: ClassVar[int | None] = 1
    source: ClassVar[str] = "Cho & Saul 2009, arc-cosine kernel of order 1; derivations/relu_kernel.py"

    def phi(self, x: Number) -> Number:
        """The value max(x, 0) = (x + abs(x))/2."""
        return (x + abs(x)) / 2

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v) = (s − c·angle(s, c))/(2π), s = √(K_uu K_vv − K_uv²), c = −K_uv.


        In angles: √(K_uu K_vv) (sin θ + (π − θ) cos θ)/(2π). Nothing cancels at either end, θ → 0 or θ → π.
        """
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        return kind.excess(kind.area(kuu, kuv, kvv), -kuv) / (2 * kind.pi())

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives (s/(4πK_uu), (π − θ)/(2π), s/(4πK_vv)), s = √(K_uu K_vv − K_uv²).

        One-sided at θ = 0 and θ = π. Source: derivations/relu_kernel_derivatives.py.
        """
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        s = kind.area(kuu, kuv, kvv)
        quarter = 4 * kind.pi()
        return s / (quarter * kuu), kind.angle(s, -kuv) / (2 * kind.pi()), s / (quarter * kvv)

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)² = K_uu/2."""
        _, kuu = lift(kuu)
        return kuu / 2

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative 1/2."""
        kind, kuu = lift(kuu)
        return kind.number(1) / 2
