"""Heaviside's step function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bnproofs.errors import NotDifferentiableError
from bnproofs.numbers import Kind, Number, lift


@dataclass(frozen=True, slots=True)
class Step:
    """The activation φ(x) = 1 for x > 0, else 0; its dual kernel is the chance that both are positive."""

    degree: ClassVar[int | None] = 0
    source: ClassVar[str] = "Cho & Saul 2009, arc-cosine kernel of order 0; derivations/step_kernel.py"

    def phi(self, x: Number) -> Number:
        """The value 1 for x > 0, else 0."""
        kind, x = lift(x)
        sign = kind.sign(x)
        return (sign + kind.square(sign)) / 2

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v) = (π − θ)/(2π), of full relative accuracy as θ → π; 0 where u or v is 0."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        return kind.angle(kind.area(kuu, kuv, kvv), -kuv + kind.number(0)) / (2 * kind.pi())

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives (−K_uv/(2K_uu), 1, −K_uv/(2K_vv))/(2πs), s = √(K_uu K_vv − K_uv²).

        Raises:
            NotDifferentiableError: ρ = ±1, where the derivative by K_uv is infinite.
        """
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        return angle_gradient(kind, kuu, kuv, kvv, per_radian=1 / (2 * kind.pi()))

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)² = 1/2, and 0 at K_uu = 0."""
        kind, kuu = lift(kuu)
        return kind.sign(kuu) / 2

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative 0."""
        kind, _ = lift(kuu)
        return kind.number(0)


def angle_gradient(
    kind: Kind, kuu: Number, kuv: Number, kvv: Number, *, per_radian: Number
) -> tuple[Number, Number, Number]:
    """The gradient of −θ times `per_radian`: (−K_uv/(2K_uu), 1, −K_uv/(2K_vv))/s.

    Raises:
        NotDifferentiableError: s = 0 exactly, for one of the pairs.
    """
    s = kind.area(kuu, kuv, kvv)
    parallel = s == 0
    if parallel.any() if hasattr(parallel, "any") else parallel:
        raise NotDifferentiableError(
            "the kernel of a discontinuous activation has an infinite derivative at correlation ±1: move the points "
            "apart, or take 'relu' or 'abs'"
        )
    mixed = per_radian / s
    return -kuv * (mixed / (2 * kuu)), mixed, -kuv * (mixed / (2 * kvv))
