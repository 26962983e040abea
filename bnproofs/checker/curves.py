"""Curves v(e) in the plane of e = 1/n and v = n tan(θ/2) between which the odd point lies: signs of A, bounds of n θ.

Source: docs/theorem-certificate.md, claims 4 and 5.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .angles import tail
from .arctangent import pi
from .centred import Function
from .cuts import BITS, Allowance, cuts_between, cuts_in_two, require_sign
from .every_batch import near, plus
from .fields import Refusal, members
from .interval import hull, surely_less, surely_positive, whole
from .jet import variable

LAST = Fraction(1, 7)
"""The largest e: the curves run from e = 0 to it."""


def curve(slope: int, bend: int) -> Function:
    """The function e ↦ v = 3π/2 + slope·e + bend·e²."""
    return lambda e: (e.times(slope) + e.square().times(bend)).plus(pi(e.bits).times(3).over(2))


def angle_excess(v: Function) -> Function:
    """The function e ↦ v³ a(e v) for a curve v: n θ = (2/e) atan(e v) = 2 v − 2 e² v³ a(e v)."""
    return lambda e: v(e).square() * v(e) * tail(e * v(e))


def require_along(value: Any, slope: int, bend: int, sign: int, allowance: Allowance) -> None:
    """Nothing; `Refusal` unless A has this sign along v = 3π/2 + slope·e + bend·e², 0 < e ≤ 1/7, and 0 < e v < 1 there.

    A(0) = 0 exactly: near e = 0 the sign is that of dA/de.
    """
    slope_cuts, value_cuts = cuts_in_two(members(value, "slope", "value"), LAST, allowance)
    v = curve(slope, bend)
    whole_range = variable(hull(Fraction(0), LAST, BITS), 0)
    height = v(whole_range).value
    if not surely_positive(height) or not surely_less(whole_range.value * height, whole(1, BITS)):
        raise Refusal("the curve leaves the place where theta is between 0 and a right angle")
    require_sign(lambda e: near(e, v(e)), slope_cuts, sign, 1, "the sign of dA/de along a curve")
    require_sign(lambda e: near(e, v(e)), value_cuts, sign, 0, "the sign of A along a curve")


def require_angle(value: Any, slope: int, bend: int, sign: int, allowance: Allowance) -> None:
    """Nothing; `Refusal` unless v³ a(e v) − bend has this sign on the curve of that slope and bend."""
    points = cuts_between(value, Fraction(0), LAST, allowance)
    excess = angle_excess(curve(slope, bend))
    require_sign(lambda e: plus(excess(e), -bend), points, sign, 0, "the bound of the angle")
