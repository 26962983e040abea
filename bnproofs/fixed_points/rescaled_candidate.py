"""Fixed points of the reduced map of recentring + rescaling + ReLU, guessed. Nothing here is proved."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from flint import arb

from bnproofs.configurations import rescaled_odd_family as family
from bnproofs.fixed_points.candidate import Candidate
from bnproofs.numbers.precision import working_precision

_LARGE = 1000
_GRID = 48
_HALVINGS = 30
KINDS = ("odd-point", "separating")


def propose_rescaled(n: int, bits: int) -> tuple[Candidate, ...]:
    """The guessed fixed points strictly between the ideal and the uniform point, by increasing τ: none, or two.

    A scan of the change of τ in doubles, then Newton's method to `bits` bits. For large n the scan gives way to the
    asymptotics τ ≈ tn, M(t)(1 − 1/π + t) = 1 (see `limit_ratio`), and τ ≈ N(1 − (10π − 12)/n).
    """
    starts = _asymptotic(n) if n > _LARGE else _scan(n)
    if len(starts) != len(KINDS):
        return ()
    return tuple(Candidate(kind, _newton(n, start, bits)) for kind, start in zip(KINDS, starts, strict=True))


def limit_ratio() -> float:
    """The root t of M(t)(1 − 1/π + t) = 1, M(t) = √(π/(2t)) e^(t/2) erfc(√(t/2)), about 2.63.

    The limit of τ*/n for n → ∞. Source: derivations/rescaled_large_batches.py.
    """
    low, high = 1.0, 8.0
    for _ in range(60):
        middle = (low + high) / 2
        mills = math.sqrt(math.pi / (2 * middle)) * math.exp(middle / 2) * math.erfc(math.sqrt(middle / 2))
        low, high = (low, middle) if mills * (1 - 1 / math.pi + middle) < 1 else (middle, high)
    return low


def _asymptotic(n: int) -> list[float]:
    return [math.sqrt(limit_ratio() * n), math.sqrt(n * (n - 2.0)) * math.sqrt(1 - (10 * math.pi - 12) / n)]


def _scan(n: int) -> list[float]:
    uniform = math.sqrt(n * (n - 2.0))
    shares = np.sort(np.concatenate([np.geomspace(1 / n, 0.5, _GRID), 1 - np.geomspace(2 / n, 0.5, _GRID)]))
    grid = [uniform * math.sqrt(share) for share in shares]
    signs = [_rises(n, tangent) for tangent in grid]
    changes = [at for at in range(len(grid) - 1) if signs[at] != signs[at + 1]]
    return [_bisected(n, grid[at], grid[at + 1]) for at in changes]


def _rises(n: int, tangent: float) -> bool:
    return bool(family.change_form(n, tangent, 1.0) > 0)


def _bisected(n: int, low: float, high: float) -> float:
    start = _rises(n, low)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _rises(n, middle) == start else (low, middle)
    return (low + high) / 2


def _newton(n: int, start: float, bits: int) -> Any:
    """A root T of τ' = τ next to a start, to about `bits` bits; the precision doubles with each step."""
    tangent, most = arb(start), n * (n - 2)
    spare = 4 * n.bit_length() + 32
    precision = 48
    for _ in range(64):
        with working_precision(precision + spare):
            moments = family.next_moments(n, tangent, arb(1))
            tau = tangent * tangent
            change = moments[0] * most / moments[1] - tau
            step = (change / (family.slope(n, tangent, arb(1), moments) - 1)).mid()
            tangent = (tau - step).mid().sqrt().mid()
        small = abs(step) < tau.mid() * arb(2) ** (-precision // 2)
        if small and precision >= bits:
            break
        precision = min(2 * precision, bits) if small else precision
    return tangent
