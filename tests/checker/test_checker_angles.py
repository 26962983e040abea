"""The angle functions and their derivatives on wide intervals against mpmath: true at both ends and inside."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import mpmath
import pytest

from bnproofs.checker.angles import a_slope, angle, co_excess, excess, is_flat, sector
from bnproofs.checker.arctangent import a
from bnproofs.checker.family import drift, on_segment
from bnproofs.checker.interval import Interval, NoEnclosure, hull, whole
from bnproofs.checker.jet import Jet, bell, variable

Exact = Callable[[mpmath.mpf], mpmath.mpf]
BITS = 96
PARTS = 8
HALF_LINE = [
    ("0", "0"), ("0", "1/1000000"), ("0", "1/4"), ("0", "1"), ("0", "3"), ("0", "100"), ("1/1000", "1/10"),
    ("1/4", "1/4"), ("1/4", "1/2"), ("1/3", "2"), ("1", "1"), ("9/10", "11/10"), ("1", "5"), ("2", "1000"),
]  # fmt: skip
SEGMENT = [
    ("0", "0"), ("0", "1/1000000"), ("0", "1/20"), ("0", "1/4"), ("0", "2/5"), ("1/100", "1/5"), ("1/4", "1/2"),
    ("2/5", "3/5"), ("1/2", "1/2"), ("1/2", "3/4"), ("3/4", "1"), ("9/10", "1"), ("999/1000", "1"), ("1", "1"),
]  # fmt: skip


def interval(ends: tuple[str, str], bits: int = BITS) -> Interval:
    return hull(Fraction(ends[0]), Fraction(ends[1]), bits)


def places(x: Interval) -> list[mpmath.mpf]:
    """Both ends and points inside."""
    return [mpmath.ldexp(PARTS * x.lo + k * (x.hi - x.lo), -x.bits) / PARTS for k in range(PARTS + 1)]


def coefficients(f: Exact, x: mpmath.mpf) -> list[mpmath.mpf]:
    """f, f', f''/2 at x by differences; f must be analytic at x, and may have a hole there."""
    step = mpmath.mpf(10) ** -40
    ahead, behind = f(x + step), f(x - step)
    wide = f(x + 2 * step) + f(x - 2 * step)
    middle = (4 * (ahead + behind) - wide) / 6
    return [middle, (ahead - behind) / (2 * step), (ahead + behind - 2 * middle) / (2 * step**2)]


def assert_contains(x: Interval, exact: mpmath.mpf) -> None:
    slack = mpmath.mpf(10) ** -60
    assert mpmath.ldexp(x.lo, -x.bits) - slack <= exact <= mpmath.ldexp(x.hi, -x.bits) + slack


def assert_jets(function: Callable[[Jet], Jet], exact: Exact, x: Interval) -> None:
    """Every coefficient of the jets of order 0, 1 and 2 contains the exact one, everywhere on the interval."""
    jets = [function(variable(x, order)) for order in range(3)]
    assert [jet.order for jet in jets] == [0, 1, 2]
    with mpmath.workdps(260):
        for place in places(x):
            values = coefficients(exact, place)
            for jet in jets:
                for term, value in zip(jet.terms, values, strict=False):
                    assert_contains(term, value)


def a_exact(u: mpmath.mpf) -> mpmath.mpf:
    return (u - mpmath.atan(u)) / u**3


def excess_exact(u: mpmath.mpf) -> mpmath.mpf:
    return (u - mpmath.atan(u)) / u**2


def co_excess_exact(y: mpmath.mpf) -> mpmath.mpf:
    """y (1 − y atan(1/y)), continued to y ≤ 0."""
    return y * (1 - y * (mpmath.pi / 2 - mpmath.atan(y)))


def sector_exact(s: mpmath.mpf, c: mpmath.mpf) -> mpmath.mpf:
    return c * (s - c * mpmath.atan2(s, c)) / s**2


def drift_exact(n: int) -> Exact:
    """F(x, 1 − x) as docs/certificate.md writes it."""
    m = n - 1

    def f(s: mpmath.mpf) -> mpmath.mpf:
        c = 1 - s
        wide = s * mpmath.sqrt(m)
        high = c * mpmath.sqrt(2) if m == 2 else mpmath.sqrt(2 * (m - 1) * c**2 + (m - 2) * s**2)
        q = (mpmath.atan2(wide, high) + sector_exact(wide, high)) / mpmath.pi
        lift = 2 * m / mpmath.pi * c * (s - c * mpmath.atan2(s, c))
        return 2 * m * c**2 + lift - q * (n**2 * c**2 + s**2)

    return f


@pytest.mark.parametrize("ends", HALF_LINE, ids=str)
def test_the_slope_of_a(ends: tuple[str, str]) -> None:
    u = interval(ends)
    slope = a_slope(u, a(u), bell(u))
    with mpmath.workdps(260):
        for place in places(u):
            assert_contains(slope, coefficients(a_exact, place)[1])


def test_the_slope_of_a_reaches_both_ends() -> None:
    """The case that no certificate needs: u from 0, where only the bounds by the integral are left."""
    u = interval(("0", "1/4"))
    slope = a_slope(u, a(u), bell(u))
    assert slope.hi == 0
    assert -Fraction(11, 100) < Fraction(slope.lo, 1 << BITS) < -Fraction(917, 10000)


@pytest.mark.parametrize("ends", HALF_LINE, ids=str)
def test_excess_on_wide_intervals(ends: tuple[str, str]) -> None:
    assert_jets(excess, excess_exact, interval(ends))


@pytest.mark.parametrize("ends", HALF_LINE, ids=str)
def test_co_excess_on_wide_intervals(ends: tuple[str, str]) -> None:
    assert_jets(co_excess, co_excess_exact, interval(ends))


@pytest.mark.parametrize("ends", SEGMENT, ids=str)
def test_angle_and_sector_on_the_segment(ends: tuple[str, str]) -> None:
    x = interval(ends)
    assert_jets(lambda x: angle(*on_segment(x)), lambda s: mpmath.atan2(s, 1 - s), x)
    assert_jets(lambda x: sector(*on_segment(x)), lambda s: sector_exact(s, 1 - s), x)


def one(x: Jet) -> Jet:
    return x.times(0).plus(whole(1, x.bits))


@pytest.mark.parametrize("ends", HALF_LINE, ids=str)
def test_angle_and_sector_with_one_number_constant(ends: tuple[str, str]) -> None:
    """(x, 1) and (1, x), wherever the chart for the middle can be evaluated: its denominator is not 0."""
    x = interval(ends)
    flat, steep = is_flat(variable(x, 0), one(variable(x, 0))), is_flat(one(variable(x, 0)), variable(x, 0))
    for function, exact in ((angle, mpmath.atan2), (sector, sector_exact)):
        if flat or x.lo > 0:
            assert_jets(lambda x, f=function: f(x, one(x)), lambda s, g=exact: g(s, mpmath.mpf(1)), x)
        else:
            with pytest.raises(NoEnclosure):
                function(variable(x, 2), one(variable(x, 2)))
        if not steep or x.lo > 0:
            assert_jets(lambda x, f=function: f(one(x), x), lambda c, g=exact: g(mpmath.mpf(1), c), x)
        else:
            with pytest.raises(NoEnclosure):
                function(one(variable(x, 2)), variable(x, 2))


@pytest.mark.parametrize("n", [3, 4, 7, 1000])
@pytest.mark.parametrize("ends", SEGMENT, ids=str)
def test_drift_on_wide_intervals(ends: tuple[str, str], n: int) -> None:
    assert_jets(lambda x: drift(n, *on_segment(x)), drift_exact(n), interval(ends))
