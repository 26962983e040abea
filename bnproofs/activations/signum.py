"""The sign function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bnproofs.activations.step import angle_gradient
from bnproofs.numbers import Number, lift


@dataclass(frozen=True, slots=True)
class Signum:
    """The activation φ(x) = −1, 0, 1 for x < 0, x = 0, x > 0."""

    degree: ClassVar[int | None] = 0
    source: ClassVar[str] = "Sheppard 1899; derivations/sign_kernel.py"

    def phi(self, x: Number) -> Number:
        """The value sign(x)."""
        kind, x = lift(x)
        return kind.sign(x)

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v) = (2/π) arcsin ρ, the angle of (s, K_uv) times 2/π; 0 where u or v is 0."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        return 2 * kind.inclination(kuv, kind.area(kuu, kuv, kvv)) / kind.pi()

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives (−K_uv/(2K_uu), 1, −K_uv/(2K_vv)) · 2/(πs), s = √(K_uu K_vv − K_uv²).

        Raises:
            NotDifferentiableError: ρ = ±1, where the derivative by K_uv is infinite.
        """
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        return angle_gradient(kind, kuu, kuv, kvv, per_radian=2 / kind.pi())

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)² = 1, and 0 at K_uu = 0."""
        kind, kuu = lift(kuu)
        return kind.sign(kuu)

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative 0."""
        kind, _ = lift(kuu)
        return kind.number(0)
