"""The dual kernel and its gradient as series in the correlation, their rests bounded, in balls.

With c_k(a) = E φ(√a x) h_k(x): E φ(u)φ(v) = Σ c_k(K_uu) c_k(K_vv) ρ^k (Mehler), its derivative by K_uv is
Σ k c_k c_k ρ^(k−1)/√(K_uu K_vv), and by K_uu Σ √((k+1)(k+2)) c_(k+2)(K_uu) c_k(K_vv) ρ^k/(2K_uu). What lies beyond
order N is at most the largest factor there times √(R R'), R(a) = E φ(√a x)² − Σ_{k≤N} c_k(a)². Source:
derivations/hermite_series.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flint import arb

from bnproofs.numbers.precision import current_bits
from bnproofs.piecewise.expectations import QuadratureError

MOST_TERMS = 600
"""The most coefficients; closer to ±1 the series converges too slowly."""
_UNIT = arb(0, 1)


@dataclass(frozen=True, slots=True)
class Coefficients:
    """The coefficients c_0, …, c_(N+2) at one variance, and the second moment there."""

    variance: Any
    values: list[Any]
    second_moment: Any

    def rest(self, order: int) -> Any:
        """The upper bound of Σ_{k>order} c_k²."""
        return (self.second_moment - sum((c * c for c in self.values[: order + 1]), arb(0))).nonnegative_part().upper()


def terms(correlation: Any) -> int:
    """The order N at which ρ^N is below the working precision, with room for the slow start of k ρ^(k−1).

    Raises:
        QuadratureError: ρ is too close to ±1.
    """
    size = abs(correlation).upper()
    if size < arb(2) ** -current_bits():
        return 2
    if size < 1:
        decay = -size.log()
        count = float(((current_bits() * arb(2).log() + 8) / decay + 2 / decay).upper())
        if count <= MOST_TERMS:
            return int(count) + 2
    raise QuadratureError(
        f"the correlation {correlation} is too close to ±1 for the series of Hermite polynomials: lower the precision, "
        "or move the points apart"
    )


def kernel(first: Coefficients, last: Coefficients, correlation: Any, order: int) -> Any:
    """The ball of E φ(u)φ(v), from the terms up to `order`."""
    total, power = arb(0), arb(1)
    for k in range(order + 1):
        total += first.values[k] * last.values[k] * power
        power *= correlation
    return total + _UNIT * (abs(power).upper() * _both(first.rest(order), last.rest(order)))


def by_covariance(first: Coefficients, last: Coefficients, correlation: Any, order: int) -> Any:
    """The ball of the derivative by K_uv."""
    total, power = arb(0), arb(1)
    for k in range(1, order + 1):
        total += k * first.values[k] * last.values[k] * power
        power *= correlation
    error = (order + 1) * abs(power).upper() * _both(first.rest(order), last.rest(order))
    return (total + _UNIT * error) / (first.variance * last.variance).sqrt()


def by_variance(first: Coefficients, last: Coefficients, correlation: Any, order: int) -> Any:
    """The ball of the derivative by K_uu, the variance of `first`."""
    total, power = arb(0), arb(1)
    for k in range(order + 1):
        total += (arb(k + 1) * (k + 2)).sqrt() * first.values[k + 2] * last.values[k] * power
        power *= correlation
    error = (order + 3) * abs(power).upper() * _both(first.rest(order + 2), last.rest(order))
    return (total + _UNIT * error) / (2 * first.variance)


def _both(first: Any, last: Any) -> Any:
    return (first * last).sqrt().upper()
