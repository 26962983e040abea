"""The Gaussian error linear unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bnproofs.numbers import Kind, Number, lift


@dataclass(frozen=True, slots=True)
class GELU:
    """The activation φ(x) = x Φ(x), Φ the distribution function of a standard normal.

    Its closed forms are in A = 1 + K_uu, B = 1 + K_vv, P = K_uu K_vv − K_uv², r² = AB − K_uv² = 1 + K_uu + K_vv + P
    and the angle β of the vector (−K_uv, r), which is π/2 + arcsin(K_uv/√(AB)).
    """

    degree: ClassVar[int | None] = None
    source: ClassVar[str] = (
        "Hendrycks & Gimpel 2016 for φ, Tsuchida, Pearce, van der Heide, Roosta & Gallagher 2021 for its kernel; "
        "derivations/gelu_kernel.py"
    )

    def phi(self, x: Number) -> Number:
        """The value x Φ(x) = x erfc(−x/√2)/2."""
        kind, x = lift(x)
        return x * kind.erfc(-x / kind.sqrt(kind.number(2))) / 2

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v) = (K_uv β + (P + K_uv²(1/A + 1/B))/r)/(2π).

        Where −K_uv > r the two parts nearly cancel, and it is (r − (−K_uv)β + 1/r − r(1/A + 1/B))/(2π) instead.
        """
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        area, r, inverses = _parts(kind, kuu, kuv, kvv)
        first = kuv * kind.angle(r, -kuv) + (kind.square(area) + kind.square(kuv) * inverses) / r
        second = kind.excess(r, -kuv) + 1 / r - r * inverses
        return kind.either(first, second, r + kuv) / (2 * kind.pi())

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives; by K_uv it is (β + (K_uv/r)(1/A + 1/B + 1/r²))/(2π).

        By K_uu it is (K_vv(2K_vv + 2 + K_uu − K_uu²) + P(A(A + B + 2) + 4K_vv) + P²(A + 2))/(4πA²r³), and by K_vv
        likewise.
        """
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        area, r, inverses = _parts(kind, kuu, kuv, kvv)
        mixed = (kind.angle(r, -kuv) + kuv * ((inverses + 1 / (r * r)) / r)) / (2 * kind.pi())
        return _slope(kind, kuu, kvv, area, r), mixed, _slope(kind, kvv, kuu, area, r)

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)² = (K_uu β + 2K_uu²/(A r))/(2π), r = √(1 + 2K_uu)."""
        kind, kuu = lift(kuu)
        r = kind.sqrt(1 + 2 * kuu)
        return kuu * (kind.angle(r, -kuu) + 2 * kuu * (1 / ((1 + kuu) * r))) / (2 * kind.pi())

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative (β + K_uu(5 + 11K_uu + 4K_uu²)/(A² r³))/(2π), r = √(1 + 2K_uu)."""
        kind, kuu = lift(kuu)
        r, a = kind.sqrt(1 + 2 * kuu), 1 + kuu
        rational = kuu * (5 + 11 * kuu + 4 * (kuu * kuu)) * (1 / (a * a * (1 + 2 * kuu)))
        return (kind.angle(r, -kuu) + rational / r) / (2 * kind.pi())


def _parts(kind: Kind, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
    """The area √P, the root r and the sum 1/A + 1/B."""
    area = kind.area(kuu, kuv, kvv)
    return area, kind.sqrt(1 + kuu + kvv + kind.square(area)), 1 / (1 + kuu) + 1 / (1 + kvv)


def _slope(kind: Kind, own: Number, other: Number, area: Number, r: Number) -> Number:
    """The derivative of the kernel by the second moment `own`."""
    a, p = 1 + own, kind.square(area)
    free = other * (2 * other + 2 + own - own * own)
    bound = p * (a * (a + other + 3) + 4 * other) + p * p * (a + 2)
    return (free + bound) * (1 / (r * r * r)) * (1 / (a * a)) / (4 * kind.pi())
