"""Guesses of fixed variances: where the next variance crosses the variance. A guess proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from math import frexp, ldexp
from typing import Any

import numpy as np

OCTAVES = 20
"""Variances between 2^−20 and 2^20 times the natural scale are searched, one value an octave."""
HALVINGS = 24


def propose_variances(next_variance: Callable[[Any], Any], number: Callable[[float], Any], scale: float) -> list[float]:
    """The variances, near `scale`, where the sign of `next_variance(s) − s` changes between two octaves, bisected.

    `number` turns a double into the number that `next_variance` takes; where it has no value, no sign is seen.
    """

    def sign(s: float) -> int | None:
        try:
            with np.errstate(all="ignore"):
                difference = next_variance(number(s)) - number(s)
        except (ArithmeticError, ValueError):
            return None
        return int(difference > 0) - int(difference < 0)

    centre = frexp(scale)[1]
    marks = [ldexp(1.0, centre + step) for step in range(-OCTAVES, OCTAVES + 1)]
    signs = [(s, sign(s)) for s in marks]
    found = [s for s, value in signs if value == 0]
    for (low, before), (high, after) in pairwise([(s, value) for s, value in signs if value]):
        if before != after:
            found.append(_bisected(sign, low, high))
    return sorted(found)


def _bisected(sign: Callable[[float], int | None], low: float, high: float) -> float:
    """The place where the sign changes, as far as it is seen."""
    before = sign(low)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        here = sign(middle)
        if not here:
            return middle
        low, high = (middle, high) if here == before else (low, middle)
    return (low + high) / 2
