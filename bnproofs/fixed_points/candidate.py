"""Fixed points of the reduced map, guessed. Nothing here is proved, and nothing that is proved rests on it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from flint import arb

from bnproofs.configurations import odd_family
from bnproofs.numbers.jets import Jet
from bnproofs.numbers.precision import current_bits, working_precision

_GRID = 256
_LARGE = 1000
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """A guess: the kind of a fixed point, and T = √τ = tan ψ as a ball of radius zero whose bits are guessed."""

    kind: str
    tangent: Any


def propose(n: int, bits: int) -> tuple[Candidate, ...]:
    """The guessed fixed points strictly between the ideal and the uniform point, by increasing τ: none, or two.

    A scan of F(T, 1) for its changes of sign in doubles, then Newton's method to `bits` bits. For large n the scan
    gives way to the asymptotics, T ≈ 3π/(√2 n) and T ≈ T_u (1 − (π − 2)/n), where doubles no longer tell the separating
    from the uniform point.
    """
    starts = _asymptotic(n) if n > _LARGE else _scan(n)
    kinds = ("odd-point", "separating")
    if len(starts) != len(kinds):
        return ()
    with working_precision(bits + 4 * n.bit_length() + 32):
        return tuple(Candidate(kind, _newton(n, start)) for kind, start in zip(kinds, starts, strict=True))


def _asymptotic(n: int) -> list[float]:
    return [3 * math.pi / (math.sqrt(2) * n), math.sqrt(n * (n - 2.0)) * (1 - (math.pi - 2) / n)]


def _scan(n: int) -> list[float]:
    uniform = math.sqrt(n * (n - 2.0))
    grid = np.sort(
        np.concatenate([np.geomspace(1 / n, uniform / 2, _GRID), uniform * (1 - np.geomspace(0.25 / n, 0.5, _GRID))])
    )
    signs = np.sign(odd_family.fixed_point_form(n, grid, np.ones_like(grid)))
    changes = np.flatnonzero(signs[:-1] != signs[1:])
    return [float(math.sqrt(grid[at] * grid[at + 1])) for at in changes]


def _newton(n: int, start: float) -> Any:
    tangent, one = arb(start), Jet(arb(1), arb(0), arb(0))
    for _ in range(_STEPS):
        form = odd_family.fixed_point_form(n, Jet(tangent, arb(1), arb(0)), one)
        step = (form.value / form.first).mid()
        tangent = (tangent - step).mid()
        if abs(step) < abs(tangent) * arb(2) ** -(3 * current_bits() // 4):
            break
    return tangent
