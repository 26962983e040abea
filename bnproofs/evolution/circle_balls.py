"""The means over a circle of `circle_series`, enclosed: interpolating polynomials with a proved error."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any

from flint import arb, arb_mat

from bnproofs.activations import Activation
from bnproofs.evolution.majorants import Majorant, polynomial_degree
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import current_bits
from bnproofs.numbers.predicates import surely_positive

_BALLS = Balls()
_STRIPS = tuple(k / 4 for k in range(1, 17))
"""The heights that are tried for the strip in which φ(a cos θ) is bounded."""

_COUNTS = 8
"""What numbers of coefficients are multiples of."""

_GROWTH = 1.28
"""The bits that the recurrence of Chebyshev's polynomials loses in ball arithmetic at each step: log2(1 + √2)."""


@dataclass(frozen=True, slots=True)
class CircleBalls:
    """Enclosures of W to about 2^(−bits), for a φ with a majorant φ̂."""

    activation: Activation
    majorant: Majorant
    bits: int

    def euler(self, x: Any) -> Any:
        """An upper bound of x φ̂'(x): (φ̂(cx) − φ̂(x))/ln c, c = 9/8, because φ̂ is convex in ln x."""
        c = arb(9) / 8
        return (self.majorant(c * x) - self.majorant(x)) / c.log()

    def count(self, radius: float) -> tuple[int, float]:
        """A number N of coefficients that is enough up to this radius, and the height of the strip that shows it."""
        exact = polynomial_degree(self.activation)
        if exact is not None:
            return exact + 1, 0.0
        size = _log2(self.majorant(arb(radius)) + self.euler(arb(radius)) + 1)
        best = (1 << 30, 0.0)
        for height in _STRIPS:
            sup = _log2(self.majorant(arb(radius) * arb(height).cosh()))
            steps = (self.bits + 16 + size + max(0.0, sup)) * math.log(2) / height
            best = min(best, (math.ceil(steps + 2 * math.log(steps) / height), height))
        return _COUNTS * -(-best[0] // _COUNTS), best[1]

    def error(self, radius: Any, count: int, height: float) -> Any:
        """The proved error of W, for radii up to this ball, with N coefficients.

        With S = φ̂(a cosh η) and r = e^(−η) the coefficients of φ are at most 2S r^j. Interpolation in N points turns
        T_j, j ≥ N, into some ±T_i, i < N, or zero: an error of φ of at most 4S r^N/(1 − r), and of x φ'/2 of at most
        2S Σ j² r^j, for abs(x T_j'(x)) ≤ j².
        """
        if not height:
            return arb(0)
        a = arb(radius.upper())
        r, sup = (-arb(height)).exp(), self.majorant(a * arb(height).cosh())
        values = 4 * sup * r**count / (1 - r)
        beyond = arb(count) ** 2 / (1 - r) + 2 * count * r / (1 - r) ** 2 + r * (1 + r) / (1 - r) ** 3
        slopes = 2 * sup * r**count * beyond
        return 2 * (slopes * self.majorant(a) + values * self.euler(a) / 2 + slopes * values)

    def coefficients(self, radii: list[Any], count: int) -> tuple[Any, Any]:
        """The coefficients of the polynomials for φ and for x φ'/2 (points × N), the first ones over √2."""
        cosines, transform, euler = _rule(count, current_bits())
        values = arb_mat([[self.activation.phi(a * x) for x in cosines] for a in radii])
        found = values * transform
        return found, found * euler


def paired_balls(first: tuple[Any, Any], i: int, j: int, product: Any, norms: tuple[Any, Any], bits: int) -> Any:
    """The sum ½ Σ (A_k B_k + B_k A_k) T_k(ρ) of points i and j, ρ = product/√(norms)."""
    a, b = first
    count = a.ncols()
    terms = [a[i, k] * b[j, k] + b[i, k] * a[j, k] for k in range(count)]
    return sum((x * t for x, t in zip(terms, _chebyshev(count, product, norms, bits), strict=True)), arb(0)) / 2


def _chebyshev(count: int, product: Any, norms: tuple[Any, Any], bits: int) -> list[Any]:
    """The values T_k(ρ): by recurrence if ρ is narrow, or as cosines, or the ball from −1 to 1 if there is no ρ."""
    one, square = arb(1), norms[0] * norms[1]
    if not surely_positive(square):
        return [one, *[arb(0, 1)] * (count - 1)]
    rho = product / square.sqrt()
    if float(rho.rad()) * 2.0 ** (_GROWTH * count) < 2.0**-bits:
        values = [one, rho]
        twice = 2 * rho
        while len(values) < count:
            values.append(twice * values[-1] - values[-2])
        return values[:count]
    area = (square - product * product).nonnegative_part() if not square < product * product else arb(0)
    angle = _BALLS.angle(area.sqrt(), product)
    return [(k * angle).cos() for k in range(count)]


@cache
def _rule(count: int, bits: int) -> tuple[list[Any], Any, Any]:
    """The cosines at the midpoints of `count` parts of the half circle, and the transforms, with `bits` bits."""
    grid = [[_cosine((2 * at + 1) * k, 2 * count) for k in range(count)] for at in range(count)]
    root = arb(2).sqrt()
    scaled = [[2 * x / count if k else 2 * x / (count * root) for k, x in enumerate(row)] for row in grid]
    euler = [
        [
            (arb(j) / (root if k == 0 else 1) if j > k and (j - k) % 2 == 0 else arb(j) / 2 if j == k else arb(0))
            for k in range(count)
        ]
        for j in range(count)
    ]
    return [_cosine(2 * at + 1, 2 * count) for at in range(count)], arb_mat(scaled), arb_mat(euler)


def _cosine(numerator: int, denominator: int) -> Any:
    return (arb(numerator) / denominator).cos_pi()


def _log2(x: Any) -> float:
    """The binary logarithm of a ball, roughly; −1000 of zero."""
    return float((x.upper().log() / arb(2).log()).mid()) if surely_positive(x) else -1000.0
