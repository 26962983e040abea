"""Cuts of intervals and rectangles into boxes on each of which a property is proved."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise, product
from typing import Any

from bnproofs.numbers.balls import Balls

Range = tuple[Fraction | int, Fraction | int]
Cuts = tuple[Fraction, ...]
"""Increasing points; the boxes are the intervals between neighbours."""

Grid = tuple[Cuts, Cuts]
"""The cuts of either side of a rectangle; the boxes are all products."""

MOST = 4096
"""The greatest number of boxes that a proof may take."""

_BALLS = Balls()
_LEAST = Fraction(1, 2**16)
"""Boxes of less than this part of the whole are not cut any further."""


class BoxesFailedError(ArithmeticError):
    """A property that was not proved on some box; the message names it."""


def over(low: Fraction | int, high: Fraction | int) -> Any:
    """The ball that holds [low, high]."""
    return _BALLS.number(Fraction(low)).union(_BALLS.number(Fraction(high)))


def at(value: Fraction | int) -> Any:
    """The ball of a rational number."""
    return _BALLS.number(Fraction(value))


def boxes_of(cuts: Cuts) -> int:
    """The number of boxes between cuts."""
    return len(cuts) - 1


def cut(name: str, holds: Callable[[Any], bool], low: Fraction | int, high: Fraction | int) -> Cuts:
    """The cuts of [low, high], by halving, with a property proved on each box.

    `holds` is called with a ball and answers True only if the property is proved on all of it: a ball of the box longer
    by a sixteenth, so that a checker with enclosures of its own need not be as sharp. An interval of one point has no
    boxes.

    Raises:
        BoxesFailedError: more than 4096 boxes would be needed, or a box shorter than a 2^16th part of the interval.
    """
    ends = Fraction(low), Fraction(high)
    cuts, waiting = [ends[0]], [ends] if ends[0] < ends[1] else []
    while waiting:
        a, b = waiting.pop()
        if holds(_wider((a, b), ends)):
            cuts.append(b)
            continue
        if len(cuts) + len(waiting) + 1 > MOST or b - a < _LEAST * (ends[1] - ends[0]):
            raise BoxesFailedError(f"{name} is not proved on {_shown((a, b))}")
        middle = (a + b) / 2
        waiting += [(middle, b), (a, middle)]
    return tuple(cuts)


def cut_grid(name: str, holds: Callable[[Any, Any], bool], first: Range, second: Range) -> Grid:
    """The cuts of both sides of a rectangle, by halving, with a property proved on each product of their boxes.

    `holds` is called with two balls, as in `cut`.

    Raises:
        BoxesFailedError: more than 4096 boxes would be needed, or a box shorter than a 2^16th part of both sides.
    """
    ends = [(Fraction(low), Fraction(high)) for low, high in (first, second)]
    sides = [list(ends[0]), list(ends[1])]
    proved: set[tuple[tuple[Fraction, Fraction], ...]] = set()
    while True:
        for box in product(pairwise(sides[0]), pairwise(sides[1])):
            if box in proved:
                continue
            if not holds(*map(_wider, box, ends)):
                break
            proved.add(box)
        else:
            return tuple(sides[0]), tuple(sides[1])
        widths = [(high - low) / (end - start) for (low, high), (start, end) in zip(box, ends, strict=True)]
        if len(sides[0]) * len(sides[1]) > MOST or max(widths) < _LEAST:
            raise BoxesFailedError(f"{name} is not proved on {' × '.join(map(_shown, box))}")
        axis = widths.index(max(widths))
        sides[axis] = sorted([*sides[axis], (box[axis][0] + box[axis][1]) / 2])


def _wider(box: tuple[Fraction, Fraction], ends: tuple[Fraction, Fraction]) -> Any:
    """The ball of a box longer by a sixteenth, within the ends of the whole."""
    margin = (box[1] - box[0]) / 32
    return over(max(ends[0], box[0] - margin), min(ends[1], box[1] + margin))


def _shown(box: tuple[Fraction, Fraction]) -> str:
    return f"[{float(box[0]):.6g}, {float(box[1]):.6g}]"
