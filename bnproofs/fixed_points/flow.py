"""Where the orbits of the reduced map go: the slope of log τ' and bounds on τ', over boxes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bnproofs.configurations import odd_family
from bnproofs.fixed_points.cover import subdivide
from bnproofs.fixed_points.segment import from_tangent, jets_over, over, widened
from bnproofs.numbers.jets import Jet
from bnproofs.numbers.predicates import surely_less, surely_positive


@dataclass(frozen=True, slots=True)
class Flow:
    """Two chains of adjacent boxes of x: τ' increases with τ on `increasing`, from 0 on; τ' > τ_u on `beyond`, up to 1."""

    increasing: tuple[Fraction, ...]
    beyond: tuple[Fraction, ...]


def log_slope(n: int, s: Jet, c: Jet) -> Any:
    """The enclosure of d log τ'/d log τ over a box, from the jets of s and c along x with s + c = 1.

    Half of 2c + sc(−q'/(1 − q) − Y'/Y), a prime for d/dx. At a fixed point it is the multiplier of the reduced map.
    """
    q, y = odd_family.defect(n, s, c), odd_family.denominator(n, s, c)
    change = -q.first / (1 - q.value) - y.first / y.value
    return c.value + s.value * c.value * change / 2


def prove_flow(n: int, *, most: int = 4096) -> Flow:
    """The chains of boxes that show each interval between neighbouring fixed points to be mapped into itself.

    The chains meet at T = 2n, beyond the uniform point, T_u = √(n(n−2)).

    Raises:
        CoverFailedError: more than `most` boxes would be needed; raise the precision.
    """
    meet = from_tangent(Fraction(2 * n))
    rising = subdivide(lambda a, b: _rises(n, a, b), Fraction(0), meet, float(n), most)
    beyond = subdivide(lambda a, b: _beyond(n, a, b), meet, Fraction(1), float(n), most)
    return Flow((Fraction(0), *rising), (meet, *beyond))


def _rises(n: int, low: Fraction, high: Fraction) -> Fraction | None:
    return high if surely_positive(log_slope(n, *jets_over(*widened(low, high)))) else None


def _beyond(n: int, low: Fraction, high: Fraction) -> Fraction | None:
    s, c = over(*widened(low, high))
    ahead = odd_family.next_tau(n, s, c)
    return high if ahead.is_finite() and surely_less(n * (n - 2), ahead) else None
