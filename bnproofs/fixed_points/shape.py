"""Facts about the sign and the shape of f(x) = F(x, 1 − x) on a box, F any form, and how many zeros they allow."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import Any

from bnproofs.fixed_points.segment import Form, ball, jets_over, over, widened
from bnproofs.numbers.predicates import Sign, sign, surely_negative, surely_positive


class Shape(Enum):
    """What is proved of f on a box."""

    POSITIVE = "positive"
    NEGATIVE = "negative"
    INCREASING = "increasing"
    DECREASING = "decreasing"
    CONCAVE = "concave"
    CONVEX = "convex"


@dataclass(frozen=True, slots=True)
class Box:
    """The interval [low, high] of x with a proved shape of f and the proved signs at its ends."""

    low: Fraction
    high: Fraction
    shape: Shape
    left: Sign
    right: Sign

    @property
    def zeros(self) -> int:
        """The number of zeros of f in the box, 0 or 1."""
        return int(self.left is not self.right)


def sign_at(form: Form, x: Fraction) -> Sign:
    """The proved sign of f at x."""
    return sign(form(ball(x), ball(1 - x)))


def prove_shape(form: Form, low: Fraction, high: Fraction) -> Box | None:
    """The box with a shape that fixes its number of zeros, or None if the balls at this precision do not give one.

    A box proves: f > 0 or f < 0 on it; or f' of one sign and the signs at both ends; or f'' < 0 and end signs that are
    not both negative (f'' > 0: not both positive). A strictly concave function that is positive at one end has no zero
    if it is positive at the other, and exactly one if it is negative there. The enclosures are those of a box wider by
    a sixteenth, so that a checker with enclosures of its own need not be as sharp.
    """
    value, first, second = _enclosures(form, *widened(low, high))
    if surely_positive(value):
        return Box(low, high, Shape.POSITIVE, Sign.POSITIVE, Sign.POSITIVE)
    if surely_negative(value):
        return Box(low, high, Shape.NEGATIVE, Sign.NEGATIVE, Sign.NEGATIVE)
    if all(sign(slope) is Sign.UNKNOWN for slope in (first, second)):
        return None
    left, right = sign_at(form, low), sign_at(form, high)
    if Sign.UNKNOWN in (left, right):
        return None
    if surely_positive(first) and (left, right) != (Sign.POSITIVE, Sign.NEGATIVE):
        return Box(low, high, Shape.INCREASING, left, right)
    if surely_negative(first) and (left, right) != (Sign.NEGATIVE, Sign.POSITIVE):
        return Box(low, high, Shape.DECREASING, left, right)
    if surely_negative(second) and Sign.POSITIVE in (left, right):
        return Box(low, high, Shape.CONCAVE, left, right)
    if surely_positive(second) and Sign.NEGATIVE in (left, right):
        return Box(low, high, Shape.CONVEX, left, right)
    return None


def _enclosures(form: Form, low: Fraction, high: Fraction) -> tuple[Any, Any, Any]:
    """The enclosures of f, f' and f'' over a box; centred ones help where natural ones leave the sign of f open."""
    jet = form(*jets_over(low, high))
    if sign(jet.value) is not Sign.UNKNOWN:
        return jet.value, jet.first, jet.second
    middle = (low + high) / 2
    centre = form(*jets_over(middle, middle))
    reach = over(low - middle, high - middle)[0]
    first = _meet(jet.first, centre.first + jet.second * reach)
    return _meet(jet.value, centre.value + first * reach), first, jet.second


def _meet(natural: Any, centred: Any) -> Any:
    """The intersection of two enclosures of the same range; an enclosure that is not finite says nothing."""
    if not centred.is_finite():
        return natural
    return natural.intersection(centred) if natural.is_finite() else centred
