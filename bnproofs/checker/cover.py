"""Covers of [0, 1] by boxes with proved shapes: how many zeros the function F(x, 1 − x) has, and where.

Source: docs/certificate.md, claims 3 and 4 of an odd-point, separating or uniform certificate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from .centred import Function, has_sign, proves_sign
from .fields import Bounds, Refusal
from .interval import hull
from .jet import variable

MAX_BOXES = 4096
SHAPES = {
    "positive": (0, 1),
    "negative": (0, -1),
    "increasing": (1, 1),
    "decreasing": (1, -1),
    "convex": (2, 1),
    "concave": (2, -1),
}


@dataclass(frozen=True)
class Crossing:
    """A box with exactly one zero of f; `sign` is that of f at the left end, +1 or −1, and not at the right."""

    left: Fraction
    right: Fraction
    sign: int


def working_bits(n: int, precision: int) -> int:
    """The precision P at which functions of a batch of n points are evaluated: powers up to n⁸ may cancel."""
    return precision + 64 + 8 * n.bit_length()


def proved_sign(f: Function, x: Fraction, bits: int) -> int:
    """The sign of f(x), +1 or −1, proved at that precision; `Refusal` if it is not."""
    value = f(variable(hull(x, x, bits), 0)).value
    for sign in (1, -1):
        if has_sign(value, sign):
            return sign
    raise Refusal("a sign of the function at an end of a box is not proved")


def crossings(f: Function, points: Sequence[Fraction], shapes: Sequence[str], bits: int) -> list[Crossing]:
    """All zeros of f in [x₀, x_N], each in its own box, from left to right.

    A box with f' of one sign has one zero if the signs at its ends differ, none if they are equal. A convex f with two
    negative end values has none, with two of different sign one; two positive values prove nothing. A concave f is the
    same with signs exchanged. `Refusal` if a shape or an end sign is not proved.
    """
    found = []
    for (left, right), shape in zip(pairwise(points), shapes, strict=True):
        derivative, sign = SHAPES[shape]
        if not proves_sign(f, hull(left, right, bits), sign, derivative):
            raise Refusal(f"a box is not proved to be {shape}")
        if derivative == 0:
            continue
        ends = (proved_sign(f, left, bits), proved_sign(f, right, bits))
        if ends[0] != ends[1]:
            if derivative == 1 and ends != (-sign, sign):
                raise Refusal(f"the signs at the ends of a box contradict that it is {shape}")
            found.append(Crossing(left, right, ends[0]))
        elif derivative == 2 and ends != (-sign, -sign):
            raise Refusal(f"a {shape} box with these end signs may hold two zeros")
    return found


def require_root(f: Function, root: Bounds, box: Crossing, n: int, precision: int) -> None:
    """Nothing; `Refusal` unless the zero of the box is proved to lie in the interval `root` inside the box.

    The working precision grows with the narrowness of the interval, so that the two signs can be told.
    """
    if not box.left < root.lower < root.upper < box.right:
        raise Refusal("a root interval does not lie inside its box")
    narrowness = int(1 / (root.upper - root.lower)).bit_length()
    bits = working_bits(n, max(precision, narrowness))
    if proved_sign(f, root.lower, bits) == proved_sign(f, root.upper, bits):
        raise Refusal("the signs at the ends of a root interval are equal")


def require_positive(f: Function, points: Sequence[Fraction], bits: int, what: str, *, spent: int = 0) -> None:
    """Nothing; `Refusal` unless f > 0 is proved on every box between neighbours; `spent` as in `proves_sign`."""
    for left, right in pairwise(points):
        if not proves_sign(f, hull(left, right, bits), 1, 0, spent=spent):
            raise Refusal(f"{what} is not proved on a box")


def compare_with_uniform(n: int, x: Fraction) -> int:
    """The sign of x − x_u, exactly, for 0 ≤ x ≤ 1: that of x² − T² (1 − x)², as x_u = T/(1 + T) with T² = n² − 2n."""
    difference = x**2 - (n * n - 2 * n) * (1 - x) ** 2
    return (difference > 0) - (difference < 0)


def tau_of(x: Fraction) -> Fraction:
    """The number τ = (x/(1 − x))² for 0 ≤ x < 1."""
    return (x / (1 - x)) ** 2
