"""A certificate of the theorem for every batch size by plain bisection with the checker's own functions.

It is the honest certificate of the museum beside it, and owes nothing to the program that proves the theorem.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from math import isqrt
from typing import Any

import mpmath

from bnproofs.checker.centred import proves_sign
from bnproofs.checker.curves import LAST, angle_excess, curve
from bnproofs.checker.cuts import BITS
from bnproofs.checker.every_batch import crossing, near, plus
from bnproofs.checker.family import drift, on_segment
from bnproofs.checker.interval import Interval, hull, surely_positive
from bnproofs.checker.jet import Jet
from bnproofs.checker.plane import on_quarters, range_of
from bnproofs.checker.uniform_rate import remainder

PRECISION = 128
Box = Callable[[Fraction, Fraction], bool]
Form = Callable[[Jet], Jet]


def cuts(proved: Box, start: Fraction, end: Fraction) -> list[str]:
    """The cuts of [start, end] into boxes that are proved: each as long as half, twice or four times the last."""
    points, width = [start], end - start
    while points[-1] < end:
        right = min(points[-1] + width, end)
        if proved(points[-1], right):
            points.append(right)
            width *= 2
        else:
            width /= 2
            if width * 2**20 < end - start:
                raise ArithmeticError("a box is too small")
    return list(map(str, points))


def signed(f: Form, sign: int, derivative: int = 0) -> Box:
    """Whether the derivative of f of that order has this sign on a box."""
    return lambda left, right: proves_sign(f, hull(left, right, BITS), sign, derivative, halvings=1)


def both(first: Box, second: Box) -> Box:
    """Whether two facts are proved on a box."""
    return lambda left, right: first(left, right) and second(left, right)


def claim(id: str, statement: dict[str, Any], witness: dict[str, Any] | None = None) -> dict[str, Any]:
    """An entry of the list of claims."""
    return {"id": id, "statement": statement, "witness": witness or {}}


def cover(n: int) -> dict[str, list[str]]:
    """A cover that proves the uniform point to be the only zero of the form for n points: + up to it, − beyond."""

    def f(x: Jet) -> Jet:
        return drift(n, *on_segment(x))

    root = Fraction(isqrt((n * n - 2 * n) * 10**6), 10**3)
    uniform, width = (root / (1 + root)).limit_denominator(100), Fraction(1, 50)
    before = cuts(signed(f, 1), Fraction(0), uniform - width)
    beyond = cuts(signed(f, -1), uniform + width, Fraction(1))
    shapes = ["positive"] * (len(before) - 1) + ["decreasing"] + ["negative"] * (len(beyond) - 1)
    return {"points": before + beyond, "shapes": shapes}


def along(slope: int, bend: int, sign: int, until: Fraction) -> dict[str, Any]:
    """The cuts along one curve: the slope of A up to e = `until`, A itself from there on."""
    v = curve(slope, bend)

    def f(e: Jet) -> Jet:
        return near(e, v(e))

    return {
        "slope": cuts(signed(f, sign, 1), Fraction(0), until),
        "value": cuts(signed(f, sign), until, LAST),
    }


def angle(slope: int, bend: int, sign: int) -> list[str]:
    """The cuts of the bound of the angle on one curve."""
    excess = angle_excess(curve(slope, bend))
    return cuts(signed(lambda e: plus(excess(e), -bend), sign), Fraction(0), LAST)


def expansion(until: Fraction, most: int) -> dict[str, Any]:
    """The cuts of the remainder at the uniform point."""

    def gap(e: Jet) -> Jet:
        return e.square().times(most) - remainder(e)

    return {
        "bend": cuts(both(signed(remainder, 1, 2), signed(gap, 1, 2)), Fraction(0), until),
        "value": cuts(both(signed(remainder, 1), signed(gap, 1)), until, Fraction(1, 3)),
    }


def form(n: mpmath.mpf, root: mpmath.mpf) -> mpmath.mpf:
    """The form F, by the angles."""
    m, psi = n - 1, mpmath.atan(root)
    theta = mpmath.acos(1 - mpmath.sin(psi) ** 2 * m / (m - 1))
    q = (mpmath.sin(theta) - theta * mpmath.cos(theta)) / (mpmath.pi * (1 - mpmath.cos(theta)))
    return 2 * m + 2 * m / mpmath.pi * (root - psi) - q * (n**2 + root**2)


def saddle_node() -> tuple[Fraction, Fraction]:
    """The batch size and the root T of the double zero, far beyond the promised precision."""
    with mpmath.workdps(2 * PRECISION // 3):

        def equations(n: mpmath.mpf, root: mpmath.mpf) -> list[mpmath.mpf]:
            return [form(n, root), mpmath.diff(lambda x: form(n, x), root)]

        found = mpmath.findroot(equations, (mpmath.mpf("6.1"), mpmath.mpf("2.1")))
        scale = 2 ** (PRECISION + 40)
        n, root = (Fraction(int(mpmath.floor(x * scale)), scale) for x in found)
        return n, root


def around(centre: Fraction, radius: Fraction) -> list[str]:
    """The interval of that radius, its ends rounded outward."""
    unit = 2 ** (PRECISION + 8)
    return [str(Fraction((centre - radius) * unit // 1, unit)), str(Fraction(-(-(centre + radius) * unit // 1), unit))]


def crossing_grid(columns: int) -> list[list[str]]:
    """The grid on which G > 0, with that many columns of equal width in n."""
    n_cuts = [3 + Fraction(4 * i, columns) for i in range(columns + 1)]

    def positive(n: Interval, root: Interval) -> bool:
        return surely_positive(range_of(crossing, n, root))

    def proved(low: Fraction, high: Fraction) -> bool:
        root = hull(low, high, BITS)
        return all(on_quarters(positive, hull(*column, BITS), root) for column in pairwise(n_cuts))

    return [list(map(str, n_cuts)), cuts(proved, Fraction(0), Fraction(6))]


def certificate() -> dict[str, Any]:
    """The certificate, without a digest."""
    n, root = saddle_node()
    small = Fraction(1, 2**PRECISION)
    batch, tau = around(n, 16 * small), around(root**2, 1024 * small)
    claims = [
        claim("two-clusters", {"least_batch": 3, "least_at": 1}),
        claim("at-most-three", {"least_batch": 3, "most": 3}),
        claim(
            "small-batches",
            {"batches": [3, 4, 5, 6], "kinds": ["ideal", "uniform"]},
            {"covers": [cover(size) for size in (3, 4, 5, 6)]},
        ),
        claim(
            "odd-point",
            {"least_batch": 7, "below": "5", "bend": "40", "above": "30"},
            {"below": along(-5, 40, 1, Fraction(1, 20)), "above": along(0, 30, -1, Fraction(1, 20))},
        ),
        claim("angle", {"reach": "10"}, {"lower": angle(-5, 40, -1), "upper": angle(0, 30, 1)}),
        claim("stability", {"configuration": "odd-point", "verdict": "stable"}),
        claim(
            "uniform-point",
            {"least_batch": 3, "verdict": "stable", "remainder": "2"},
            {"remainder": expansion(Fraction(1, 10), 2)},
        ),
        claim(
            "saddle-node",
            {"least_batch": 3, "batch": batch, "tau": tau},
            {"at": str(root), "crossing": crossing_grid(16)},
        ),
    ]
    return {
        "format": "bnproofs-theorem",
        "version": 1,
        "layer": "rc+relu",
        "theorem": "odd-point",
        "bits": PRECISION,
        "provenance": {"method": "plain bisection"},
        "claims": claims,
    }
