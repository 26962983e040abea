"""Double zeros of the fixed-point form, for real batch sizes: F falls with n at each, so each is passed one way only.

At a double zero, F = F_T = 0 with 0 < T < T_u, T_u² = n² − 2n, the derivative is F_n = −G/(π(n−2)(n² + T²)) with

    G(n, T) = 2(π + T − atan T)(n(n−2)² − (n−3)T² + T⁴) − T³(n² + T²),

as docs/every-batch.md derives. So n passes a double zero only from no fixed point to two between the ideal and the
uniform point.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb

from bnproofs.every_batch.boxes import Grid, cut_grid
from bnproofs.every_batch.claim import FIRST
from bnproofs.every_batch.forms import constant, variable
from bnproofs.numbers.jets import Jet, Jets
from bnproofs.numbers.predicates import surely_positive

LEAST = 3
"""The least batch."""

END = 6
"""A bound of T at the uniform points of batches up to seven, √(n(n−2)) ≤ √35."""

_JETS = Jets()


def crossing(n: Jet, t: Jet) -> Jet:
    """The jet of G along n or along T, n ≥ 3 and T ≥ 0."""
    square = t * t
    weight = n * (n - 2) * (n - 2) - (n - 3) * square + square * square
    angle = _JETS.angle(t, constant(1))
    result: Jet = (t - angle + arb.pi()) * 2 * weight - t * square * (n * n + square)
    return result


def prove_one_way() -> Grid:
    """The cuts of [3, 7] × [0, 6] with G > 0 proved on every box, in balls.

    Raises:
        BoxesFailedError: it is not proved.
    """
    return cut_grid("G > 0", lambda n, t: surely_positive(centred(n, t)), (LEAST, FIRST), (Fraction(0), END))


def centred(n: Any, t: Any) -> Any:
    """The ball of G over a box, from its value at the centre and its derivatives over the box."""
    middle, centre = n.mid(), t.mid()
    along_n, along_t = crossing(variable(n), constant(t)), crossing(constant(n), variable(t))
    change = along_n.first * (n - middle) + along_t.first * (t - centre)
    return crossing(constant(middle), constant(centre)).value + change
