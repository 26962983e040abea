"""Fixed variances enclosed: Newton's method on intervals, for a map of one positive number."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import current_bits, working_precision

Function = Callable[[Any], Any]

_STAGES = (64, 64, 96, 160, 288, 544, 1056, 2080)
"""The bits of the steps of Newton's method, until the working precision is reached."""


def enclose_variance(next_variance: Function, slope: Function, guess: Any, bits: int) -> Any | None:
    """The ball of a fixed variance s > 0 of relative radius about 2^(−bits), or None.

    A ball asserts: it holds exactly one s with next_variance(s) = s. With X the ball and x its midpoint, the image
    x − (next_variance(x) − x)/(slope(X) − 1) of Newton's operator lies in the interior of X, where slope(X) − 1 has no
    zero.
    """
    centre, last = Balls().number(1) * guess, current_bits()
    try:
        for working in (*(p for p in _STAGES if p < last), last):
            with working_precision(working):
                centre = (centre - (next_variance(centre) - centre) / (slope(centre) - 1)).mid()
            if not (centre > 0 and centre.is_finite()):
                return None
    except ArithmeticError:
        return None
    around = centre + (centre * Balls().number(2) ** -bits) * Balls().number(0).union(1).union(-1)
    image = centre - (next_variance(centre) - centre) / (slope(around) - 1)
    inside = around.lower() < image and image < around.upper() and around > 0
    return image if inside and image.is_finite() else None
