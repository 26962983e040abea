"""Published formulas, evaluated in balls as their authors write them, and not by the closed forms of the package."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from bnproofs.numbers.balls import Balls

Point = Sequence[Fraction]


def product(x: Point, y: Point) -> Fraction:
    """The inner product of two points."""
    return sum((a * b for a, b in zip(x, y, strict=True)), Fraction(0))


def arc_cosine_kernel(order: int, prefactor: Any, x: Point, y: Point) -> Any:
    """The kernel prefactor · ‖x‖^n ‖y‖^n J_n(θ) of order n = 0, 1 or 2, for points that are not parallel.

    J_0 = π − θ, J_1 = sin θ + (π − θ) cos θ, J_2 = 3 sin θ cos θ + (π − θ)(1 + 2 cos² θ), θ = arccos of x·y/(‖x‖‖y‖);
    published with the prefactor 1/π.
    """
    kind = Balls()
    norms = kind.sqrt(kind.number(product(x, x) * product(y, y)))
    theta = (kind.number(product(x, y)) / norms).acos()
    return prefactor * norms**order * _ANGULAR[order](theta)


_ANGULAR: dict[int, Callable[[Any], Any]] = {
    0: lambda theta: Balls().pi() - theta,
    1: lambda theta: theta.sin() + (Balls().pi() - theta) * theta.cos(),
    2: lambda theta: 3 * theta.sin() * theta.cos() + (Balls().pi() - theta) * (1 + 2 * theta.cos() ** 2),
}
