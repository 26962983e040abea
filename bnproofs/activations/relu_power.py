"""Powers of the rectifier and the arc-cosine kernels."""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial
from typing import ClassVar

from bnproofs.activations.monomial import odd_factorial, power
from bnproofs.activations.registry import order_of
from bnproofs.activations.relu import ReLU
from bnproofs.numbers import Number, lift


@dataclass(frozen=True, slots=True)
class ReLUPower:
    """The activation φ(x) = max(x, 0)^k of an integer order k from 2 to 12.

    With c = −K_uv, s = √(K_uu K_vv − K_uv²) and the angular moment M_k(s, c) = ∫₀^δ (√(s² + c²) cos t − c)^k dt, δ the
    angle of (c, s), everything is a multiple of M_k and M_{k−1}.

    Raises:
        InputError: an order that is no integer from 2 to 12.
    """

    order: int
    source: ClassVar[str] = "Cho & Saul 2009, arc-cosine kernel of order k; derivations/relu_power_kernel.py"

    def __post_init__(self) -> None:
        object.__setattr__(self, "order", order_of("relu_power", self.order))

    @property
    def degree(self) -> int | None:
        """The order k."""
        return self.order

    def phi(self, x: Number) -> Number:
        """The value max(x, 0)^k."""
        kind, x = lift(x)
        return power(kind, ReLU().phi(x), self.order)

    def dual_kernel(self, kuu: Number, kuv: Number, kvv: Number) -> Number:
        """The expectation E φ(u)φ(v) = k! M_k(s, −K_uv)/(2π), of full relative accuracy at both ends.

        It is (K_uu K_vv)^(k/2) J_k(θ)/(2π) with J_k of Cho & Saul.
        """
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        moment = kind.angular_moment(self.order, kind.area(kuu, kuv, kvv), -kuv)
        return kind.number(factorial(self.order)) * moment / (2 * kind.pi())

    def dual_kernel_gradient(self, kuu: Number, kuv: Number, kvv: Number) -> tuple[Number, Number, Number]:
        """The partial derivatives k k!/(2π) (D/(2K_uu), M_{k−1}, D/(2K_vv)), D = M_k − K_uv M_{k−1}.

        One-sided at ρ = ±1.
        """
        kind, kuu, kuv, kvv = lift(kuu, kuv, kvv)
        k, s = self.order, kind.area(kuu, kuv, kvv)
        scale = kind.number(k * factorial(k)) / (2 * kind.pi())
        below = kind.angular_moment(k - 1, s, -kuv) * scale
        twice = -kuv * below + kind.angular_moment(k, s, -kuv) * scale
        return twice * (1 / (2 * kuu)), below, twice * (1 / (2 * kvv))

    def second_moment(self, kuu: Number) -> Number:
        """The expectation E φ(u)² = (2k − 1)!!/2 · K_uu^k."""
        kind, kuu = lift(kuu)
        return kind.number(odd_factorial(self.order)) * power(kind, kuu, self.order) / 2

    def second_moment_slope(self, kuu: Number) -> Number:
        """The derivative k (2k − 1)!!/2 · K_uu^(k−1)."""
        kind, kuu = lift(kuu)
        return kind.number(self.order * odd_factorial(self.order)) * power(kind, kuu, self.order - 1) / 2
