"""Covers of [0, 1] by boxes that leave no zero of f(x) = F(x, 1 − x) uncounted."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeVar

from bnproofs.fixed_points.segment import Form, from_tangent, simplest_between, tangent
from bnproofs.fixed_points.shape import Box, prove_shape

Piece = TypeVar("Piece")

_LEAST = 2.0**-100


class CoverFailedError(ArithmeticError):
    """A search for a cover that ran out of boxes; the message names the stretch it could not settle."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Adjacent boxes from x = 0 to x = 1; the zeros of f are one in each box of `zero_boxes` and no others.

    Raises:
        CoverFailedError: the boxes leave a gap, overlap or do not reach both ends.
    """

    boxes: tuple[Box, ...]

    def __post_init__(self) -> None:
        marks = [Fraction(0), *(box.high for box in self.boxes)]
        if [box.low for box in self.boxes] != marks[:-1] or marks[-1] != 1 or sorted(set(marks)) != marks:
            raise CoverFailedError("the boxes do not cover [0, 1] one after the other: give increasing guesses")

    @property
    def zero_boxes(self) -> tuple[Box, ...]:
        """The boxes with exactly one zero, from left to right."""
        return tuple(box for box in self.boxes if box.zeros)


def isolate(form: Form, guesses: tuple[float, ...], *, most: int = 4096) -> Cover:
    """The cover of τ ∈ [0, ∞] by boxes with proved shapes of a form F.

    `guesses` are values of T = √τ near the expected zeros, increasing. They only steer where boxes are cut: the cover
    proves the number of zeros whatever they are.

    Raises:
        CoverFailedError: more than `most` boxes would be needed, or a guess is not a positive number of moderate
            size; raise the precision, or mend the guesses.
    """
    if not all(_LEAST < guess < 1 / _LEAST for guess in guesses):
        raise CoverFailedError(f"guesses of T lie between {_LEAST} and {1 / _LEAST}, not {guesses}")
    cuts = [Fraction(0), *(_cut(a, b) for a, b in pairwise(guesses)), Fraction(1)]
    boxes: list[Box] = []
    for low, high, guess in zip(cuts, cuts[1:], guesses, strict=False):
        boxes += subdivide(lambda a, b: prove_shape(form, a, b), low, high, guess, most - len(boxes))
    return Cover(tuple(boxes))


def subdivide(
    prove: Callable[[Fraction, Fraction], Piece | None], low: Fraction, high: Fraction, guess: float | None, most: int
) -> list[Piece]:
    """The proved pieces of [low, high], adjacent, from left to right, cut in half in log T, or towards T = `guess`.

    Raises:
        CoverFailedError: more than `most` pieces would be needed.
    """
    pieces: list[Piece] = []
    waiting = [(low, high)]
    tries = 0
    while waiting:
        a, b = waiting.pop()
        tries += 1
        piece = prove(a, b)
        if piece is not None:
            pieces.append(piece)
        else:
            cuts = [a, *_cuts(a, b, guess), b]
            waiting += [(p, q) for p, q in pairwise(cuts)][::-1]
        if len(pieces) + len(waiting) > most or tries > 4 * most:
            raise CoverFailedError(
                f"no proof on x in [{float(a):.17g}, {float(b):.17g}] within {most} boxes: raise the precision"
            )
    return pieces


def _cuts(low: Fraction, high: Fraction, guess: float | None) -> list[Fraction]:
    """Where to cut a box: half way to the guess from both sides if it is inside, otherwise half way (in log T)."""
    start, end = _float_tangent(low), _float_tangent(high)
    if guess is not None and start < guess < end:
        return [cut for cut in (_cut(start, guess), _cut(guess, end)) if low < cut < high]
    return [_cut(start, end)]


def _cut(start: float, end: float) -> Fraction:
    """A simple x at a value of T near the geometric mean of two others.

    0 and ∞ count as a quarter of the other and four times the other.
    """
    if start == 0.0 or end == math.inf:
        centre = end / 4 if start == 0.0 else start * 4
        low, high = centre * 0.8, centre * 1.25
    else:
        centre, ratio = math.sqrt(start * end), (end / start) ** 0.1
        low, high = centre / ratio, centre * ratio
    low, high = min(low, math.nextafter(centre, 0)), max(high, math.nextafter(centre, math.inf))
    return from_tangent(simplest_between(Fraction(low), Fraction(high)))


def _float_tangent(x: Fraction) -> float:
    return math.inf if x == 1 else float(tangent(x))
