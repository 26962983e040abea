"""The error function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bnproofs.numbers import Kind, Number, lift


@dataclass(frozen=True, slots=True)
class Erf:
    """The activation φ(x) = erf x = (2/√π) ∫₀ˣ e^(−t²) dt."""

    degree: ClassVar[int | None] = None
    source: ClassVar[str] = "Williams 1997, Computing with infinite networks; derivations/erf_kernel.py"

    def phi(self, x: Number) -> Number:
        """The value erf x."""
        kind, x = lift(x)
        return kind.erf(x)

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v) = (2/π) arcsin(2K_uv/√((1 + 2K_uu)(1 + 2K_vv))).

        Written as (2/π) atan(2K_uv/r), r² = (1 + 2K_uu)(1 + 2K_vv) − 4K_uv²: nothing cancels at any correlation.
        """
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        return 2 * kind.inclination(2 * kuv, _adjacent(kind, kuu, kuv, kvv)) / kind.pi()

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives (4/(πr)) (−K_uv/(1 + 2K_uu), 1, −K_uv/(1 + 2K_vv)), r as in the kernel."""
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        mixed = 4 / (_adjacent(kind, kuu, kuv, kvv) * kind.pi())
        return -kuv * (mixed * (1 / (1 + 2 * kuu))), mixed, -kuv * (mixed * (1 / (1 + 2 * kvv)))

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)² = (2/π) atan(2K_uu/√(1 + 4K_uu))."""
        kind, kuu = lift(kuu)
        return 2 * kind.inclination(2 * kuu, kind.sqrt(1 + 4 * kuu)) / kind.pi()

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative 4/(π (1 + 2K_uu) √(1 + 4K_uu))."""
        kind, kuu = lift(kuu)
        return 4 / (kind.pi() * (1 + 2 * kuu) * kind.sqrt(1 + 4 * kuu))


def _adjacent(kind: Kind, kuu: Number, kuv: Number, kvv: Number) -> Number:
    """The root r = √(1 + 2(K_uu + K_vv) + 4(K_uu K_vv − K_uv²)) ≥ 1, a sum of non-negative terms."""
    return kind.sqrt(1 + 2 * (kuu + kvv) + 4 * kind.square(kind.area(kuu, kuv, kvv)))
