"""Comparisons of balls that mean what they say.

Overlapping balls make `<`, `<=`, `==` and `>` all false, so `not (a < b)` proves nothing. A predicate here is true only
if the relation holds for every pair of points of the balls; its falsehood asserts nothing.
"""

from __future__ import annotations

from enum import Enum
from typing import Any


class Sign(Enum):
    """The proved sign of a number; `UNKNOWN` asserts nothing."""

    POSITIVE = "+"
    NEGATIVE = "-"
    UNKNOWN = "?"


def surely_less(a: Any, b: Any) -> bool:
    """Whether every point of `a` lies below every point of `b`."""
    return bool(a < b)


def surely_positive(a: Any) -> bool:
    """Whether every point of the ball is positive."""
    return bool(a > 0)


def surely_negative(a: Any) -> bool:
    """Whether every point of the ball is negative."""
    return bool(a < 0)


def sign(a: Any) -> Sign:
    """The sign that all points of the ball share, if they do."""
    if surely_positive(a):
        return Sign.POSITIVE
    return Sign.NEGATIVE if surely_negative(a) else Sign.UNKNOWN
