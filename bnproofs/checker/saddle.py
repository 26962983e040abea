"""The saddle-node: the one real batch size n_c at which the odd and the separating point are born, as one double zero.

Source: docs/theorem-certificate.md, claim 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from .centred import Function, proves_sign
from .cuts import Allowance, Grid, grid, require_on_grid
from .every_batch import crossing, form, form_slope
from .fields import Bounds, Refusal, members, rational
from .interval import Interval, hull, surely_negative, surely_positive
from .jet import constant
from .plane import in_n, in_root, range_of

BATCHES = (Fraction(3), Fraction(7))
"""The batch sizes that a double zero can have: claim 4 excludes those from 7 on."""
ROOTS = (Fraction(0), Fraction(6))
"""All T left of the uniform point, T² ≤ T_u² = n² − 2n ≤ 35 < 36, for those batch sizes."""


@dataclass(frozen=True)
class Witness:
    """A place T₀ near the double zero, and the grid of n × T on which G > 0."""

    at: Fraction
    crossing: Grid


def witness(value: Any, allowance: Allowance) -> Witness:
    """The witness of claim 8; `Refusal` unless the grid has the right ends."""
    at, boxes = members(value, "at", "crossing")
    return Witness(rational(at), grid(boxes, BATCHES, ROOTS, allowance))


def require_one_birth(boxes: Grid) -> None:
    """Nothing; `Refusal` unless G > 0 on the grid, so that F_n < 0 at every double zero: there is at most one."""
    require_on_grid(lambda n, root: surely_positive(range_of(crossing, n, root)), boxes, "G > 0")


def at_root(root: Interval) -> Function:
    """The function n ↦ F_T(n, T) of jets, for one T enclosed by an interval."""
    return lambda n: form_slope(n, constant(root, n.order))


def require_place(at: Fraction, batch: Bounds, tau: Bounds, bits: int) -> None:
    """Nothing; `Refusal` unless a double zero is proved to lie in the two intervals, `batch` of n and `tau` of T².

    On the box F_TT > 0; at its left side F_T < 0, at its right one F_T > 0; so F(n, ·) has one minimum there, which is
    negative for the last n and, by convexity, positive for the first.
    """
    if not BATCHES[0] < batch.lower < batch.upper < BATCHES[1]:
        raise Refusal("the interval of the batch size does not lie between 3 and 7")
    if not (at > 0 and 0 < tau.lower < at**2 < tau.upper < batch.lower**2 - 2 * batch.lower):
        raise Refusal("the interval of tau does not lie left of the uniform point, around the given place")
    widths = (batch.upper - batch.lower, tau.upper - tau.lower)
    precision = max(bits, int(1 / min(widths)).bit_length()) + 64
    n, place = hull(batch.lower, batch.upper, precision), hull(at, at, precision)
    first, last = (hull(end, end, precision) for end in (batch.lower, batch.upper))
    low, high = (hull(end, end, precision).sqrt() for end in (tau.lower, tau.upper))
    convexity = in_root(form_slope, n, Interval(low.lo, high.hi, precision), 1).terms[1]
    if not surely_positive(convexity):
        raise Refusal("F_TT > 0 is not proved on the box of the double zero")
    if not (proves_sign(at_root(low), n, -1, 0) and proves_sign(at_root(high), n, 1, 0)):
        raise Refusal("the sign of F_T at a side of the box of the double zero is not proved")
    if not surely_negative(in_n(form, last, place, 0).value):
        raise Refusal("F < 0 is not proved at the last batch size of the interval")
    descent = in_n(form_slope, first, place, 0).value.square() / convexity.times(2)
    if not surely_positive(in_n(form, first, place, 0).value - descent):
        raise Refusal("F > 0 is not proved at the first batch size of the interval")
