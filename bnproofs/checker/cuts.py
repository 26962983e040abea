"""Cuts of an interval into boxes, grids of two such lists, and signs proved on every box.

The number of boxes of a whole certificate is bounded, and with it the time. Source: docs/theorem-certificate.md,
"Boxes".
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any

from .centred import Function, proves_sign
from .cover import MAX_BOXES
from .fields import Refusal, increasing, items
from .interval import hull
from .plane import Fact, on_quarters

MAX_TOTAL_BOXES = 8192
BITS = 128

Cuts = list[Fraction]
Grid = tuple[Cuts, Cuts]


class Allowance:
    """The boxes that a certificate may still use, of the MAX_TOTAL_BOXES that it has."""

    def __init__(self) -> None:
        self.left = MAX_TOTAL_BOXES

    def take(self, boxes: int) -> None:
        """Nothing; `Refusal` if one list or grid has more than MAX_BOXES boxes, or all together more than allowed."""
        self.left -= boxes
        if boxes > MAX_BOXES or self.left < 0:
            raise Refusal("there are more boxes than a certificate may have")


def read_cuts(value: Any, least: int) -> Cuts:
    """A strictly increasing list of at least so many rationals."""
    return increasing(value, least, MAX_BOXES + 1)


def ends_at(points: Cuts, start: Fraction, end: Fraction) -> Cuts:
    """The same cuts; `Refusal` unless they begin and end there."""
    if (points[0], points[-1]) != (start, end):
        raise Refusal("the cuts do not reach from one end to the other")
    return points


def cuts_between(value: Any, start: Fraction, end: Fraction, allowance: Allowance) -> Cuts:
    """The cuts of [start, end], start < end; `Refusal` unless the list begins and ends there."""
    points = ends_at(read_cuts(value, 2), start, end)
    allowance.take(len(points) - 1)
    return points


def cuts_in_two(parts: list[Any], end: Fraction, allowance: Allowance) -> tuple[Cuts, Cuts]:
    """The cuts of [0, d] and of [d, end] for some 0 < d ≤ end; a single number d = end is the empty second part."""
    left, right = (read_cuts(part, least) for part, least in zip(parts, (2, 1), strict=True))
    if left[0] != 0 or left[-1] != right[0] or right[-1] != end:
        raise Refusal("the two lists of cuts do not reach from one end to the other")
    allowance.take(len(left) + len(right) - 2)
    return left, right


def require_sign(f: Function, points: Cuts, sign: int, derivative: int, what: str) -> None:
    """Nothing; `Refusal` unless the derivative of f of that order is proved to have this sign on every box."""
    for left, right in pairwise(points):
        if not proves_sign(f, hull(left, right, BITS), sign, derivative):
            raise Refusal(f"{what} is not proved on a box")


def grid(value: Any, across: tuple[Fraction, Fraction], up: tuple[Fraction, Fraction], allowance: Allowance) -> Grid:
    """The boxes of a grid of n × T, given by the cuts of the two intervals."""
    first, second = items(value, 2, 2)
    n_cuts, root_cuts = ends_at(read_cuts(first, 2), *across), ends_at(read_cuts(second, 2), *up)
    allowance.take((len(n_cuts) - 1) * (len(root_cuts) - 1))
    return n_cuts, root_cuts


def require_on_grid(fact: Fact, boxes: Grid, what: str) -> None:
    """Nothing; `Refusal` unless the fact is proved on every box of the grid, or on the four quarters of the box."""
    for left, right in pairwise(boxes[0]):
        n = hull(left, right, BITS)
        for low, high in pairwise(boxes[1]):
            if not on_quarters(fact, n, hull(low, high, BITS)):
                raise Refusal(f"{what} is not proved on a box")
