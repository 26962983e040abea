"""How fast the correlation of two points tends to 1 through layers of ReLU without normalisation.

With u = (1 − ρ)^(−1/2), one layer ρ ↦ κ(ρ) adds an amount to u that tends to a limit a as ρ → 1. So u_ℓ/ℓ → a and
ℓ²(1 − ρ_ℓ) → 1/a², from every ρ_0 < 1. Source of all: derivations/relu_collapse_rate.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from bnproofs.activations import ReLU
from bnproofs.numbers import Number, lift
from bnproofs.numbers.balls import Balls, tail


def increment(s: Number, remainder: Number) -> Number:
    """The amount (1 − κ(ρ))^(−1/2) − (1 − ρ)^(−1/2) that one layer adds: p/(√2 r(1 + r)), r = √(1 − ps).

    s = sin(θ/2) in [0, 1), ρ = cos θ; p = (1 + (1 − t²)a)/(π√(1 − s²)) is q/s, q the defect of the kernel;
    t = tan(θ/2), and `remainder` is a = (t − θ/2)/t³, 1/3 at t = 0. Nothing cancels at s = 0.
    """
    kind, s, remainder = lift(s, remainder)
    ss = kind.square(s)
    p = (1 + (1 - ss / (1 - ss)) * remainder) / (kind.pi() * kind.sqrt(1 - ss))
    root = kind.sqrt(1 - p * s)
    return p / (kind.sqrt(kind.number(2)) * root * (1 + root))


def rate(bits: int) -> Any:
    """The ball of lim ℓ²(1 − ρ_ℓ), from the range of `increment` over all s between 0 and 2^(−bits).

    Every orbit ends in that neighbourhood of ρ = 1; there u grows by amounts in the range, so lim u_ℓ/ℓ lies in it.
    """
    kind = Balls()
    s = kind.number(0).union(kind.number(Fraction(1, 2**bits)))
    return 1 / increment(s, tail(s / kind.sqrt(1 - s * s))) ** 2


def orbit(start: Fraction, layers: Sequence[int]) -> Iterator[tuple[int, Any]]:
    """The pairs of ℓ and the ball of ρ_ℓ, for increasing ℓ, of the orbit of `start` under ρ ↦ κ(ρ).

    Only the centre of a ball goes through the kernel; its radius stays, as 0 ≤ κ' ≤ 1.
    """
    kernel, one = ReLU().dual_kernel, Balls().number(1)
    rho, done = Balls().number(start), 0
    for layer in layers:
        for _ in range(layer - done):
            centre = rho.mid()
            rho = 2 * kernel(one, centre, one) + (rho - centre)
        done = layer
        yield layer, rho
