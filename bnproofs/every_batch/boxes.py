"""Boxes of rational numbers, cut until a property is proved on each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bnproofs.numbers.balls import Balls

Box = tuple[tuple[Fraction, Fraction], ...]
"""Closed intervals [low, high], one for each variable."""

_BALLS = Balls()
_MOST = 4096


class BoxesFailedError(ArithmeticError):
    """A property that was not proved on some box; the message names it."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A proved property and the number of boxes that its proof took."""

    name: str
    boxes: int


def over(low: Fraction, high: Fraction) -> Any:
    """The ball that holds [low, high]."""
    return _BALLS.number(Fraction(low)).union(_BALLS.number(Fraction(high)))


def prove_on(name: str, property: Callable[..., bool], *intervals: tuple[Fraction | int, Fraction | int]) -> Covered:
    """The proof that a property of boxes holds on each of a cover of the product of the intervals.

    `property` is called with a ball for each variable, and answers True only if it is proved on all of it.

    Raises:
        BoxesFailedError: more than 4096 boxes would be needed.
    """
    waiting: list[Box] = [tuple((Fraction(low), Fraction(high)) for low, high in intervals)]
    done = 0
    widths = [high - low or Fraction(1) for low, high in waiting[0]]
    while waiting:
        box = waiting.pop()
        if property(*(over(low, high) for low, high in box)):
            done += 1
            continue
        at = max(range(len(box)), key=lambda i: (box[i][1] - box[i][0]) / widths[i])
        low, high = box[at]
        middle = (low + high) / 2
        waiting += [(*box[:at], part, *box[at + 1 :]) for part in ((low, middle), (middle, high))]
        if done + len(waiting) > _MOST:
            shown = " × ".join(f"[{float(low):.6g}, {float(high):.6g}]" for low, high in box)
            raise BoxesFailedError(f"{name} is not proved on {shown}: raise the least batch size or the precision")
    return Covered(name, done)
