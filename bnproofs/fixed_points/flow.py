"""Where the orbits of the reduced map go: the slope of log τ' and bounds on τ', over boxes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bnproofs.configurations import odd_family
from bnproofs.fixed_points.cover import subdivide
from bnproofs.fixed_points.segment import cotangent_jets_over, from_tangent, over, tangent_jets_over, widened
from bnproofs.numbers.jets import Jet
from bnproofs.numbers.predicates import surely_less, surely_negative, surely_positive


@dataclass(frozen=True, slots=True)
class Flow:
    """Two chains of adjacent boxes of x: τ' rises with τ on `increasing`, from 0; τ' > τ_u on `beyond`, up to 1."""

    increasing: tuple[Fraction, ...]
    beyond: tuple[Fraction, ...]


def log_change(n: int, s: Jet, c: Jet) -> Any:
    """The enclosure of (log(τ'/s²))' = −q'/(1 − q) − Y'/Y over a box, a prime for the derivative along its line.

    Along T, where (s, c) = (T, 1), it makes d log τ'/d log τ = 1 + (T/2)·change; along y = 1/T, where (s, c) = (1, y),
    it makes it −(y/2)·change. At a fixed point that slope is the multiplier of the reduced map.
    """
    q, y = odd_family.defect(n, s, c), odd_family.denominator(n, s, c)
    return -q.first / (1 - q.value) - y.first / y.value


def prove_flow(n: int, *, most: int = 4096) -> Flow:
    """The chains of boxes that show each interval between neighbouring fixed points to be mapped into itself.

    The chains meet at T = 2n, beyond the uniform point, T_u = √(n(n−2)).

    Raises:
        CoverFailedError: more than `most` boxes would be needed; raise the precision.
    """
    middle, meet = from_tangent(Fraction(1)), from_tangent(Fraction(2 * n))
    rising = [
        *subdivide(lambda a, b: _rises_below(n, a, b), Fraction(0), middle, None, most),
        *subdivide(lambda a, b: _rises_above(n, a, b), middle, meet, None, most),
    ]
    beyond = subdivide(lambda a, b: _beyond(n, a, b), meet, Fraction(1), None, most)
    return Flow((Fraction(0), *rising), (meet, *beyond))


def _rises_below(n: int, low: Fraction, high: Fraction) -> Fraction | None:
    """The end of the box, of T ≤ 1, if τ' rises on it."""
    s, c = tangent_jets_over(low, high)
    return high if surely_positive(2 + s.value * log_change(n, s, c)) else None


def _rises_above(n: int, low: Fraction, high: Fraction) -> Fraction | None:
    """The end of the box, of T ≥ 1, if τ' rises on it."""
    return high if surely_negative(log_change(n, *cotangent_jets_over(low, high))) else None


def _beyond(n: int, low: Fraction, high: Fraction) -> Fraction | None:
    """The end of the box if τ' > τ_u on it."""
    ahead = odd_family.next_tau(n, *over(*widened(low, high)))
    return high if ahead.is_finite() and surely_less(n * (n - 2), ahead) else None
