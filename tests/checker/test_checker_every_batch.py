"""The forms for a real batch size against quadrature, finite differences and the geometry in angles, with mpmath."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bnproofs.checker.angles import fourth_moment, tail
from bnproofs.checker.curves import angle_excess, curve
from bnproofs.checker.every_batch import crossing, form, form_slope, half_tangent, near
from bnproofs.checker.family import drift
from bnproofs.checker.interval import Interval, hull, whole
from bnproofs.checker.jet import Jet, constant, variable
from bnproofs.checker.plane import in_n, in_root, on_quarters, range_of

BITS = 160
DIGITS = 60
STEP = Fraction(1, 10**15)
Model = Callable[[mpmath.mpf, mpmath.mpf], mpmath.mpf]

batches = st.fractions(3, 50, max_denominator=1000)
roots = st.fractions(Fraction(1, 100), 20, max_denominator=1000)
small = st.fractions(Fraction(1, 1000), Fraction(1, 7), max_denominator=10**4)


def number(x: Fraction) -> mpmath.mpf:
    return mpmath.mpf(x.numerator) / x.denominator


def point(x: Fraction) -> Interval:
    return hull(x, x, BITS)


def theta_of(n: mpmath.mpf, root: mpmath.mpf) -> mpmath.mpf:
    m = n - 1
    return mpmath.acos(1 - mpmath.sin(mpmath.atan(root)) ** 2 * m / (m - 1))


def overlap(n: mpmath.mpf, root: mpmath.mpf) -> mpmath.mpf:
    """q, as the mean of the angle over 1 − cos θ, by quadrature."""
    theta = theta_of(n, root)
    return mpmath.quad(lambda x: x * mpmath.sin(x), [0, theta]) / (mpmath.pi * (1 - mpmath.cos(theta)))


def form_of(n: mpmath.mpf, root: mpmath.mpf) -> mpmath.mpf:
    m = n - 1
    lift = mpmath.quad(lambda x: x**2 / (1 + x**2), [0, root])
    return 2 * m + 2 * m / mpmath.pi * lift - overlap(n, root) * (n**2 + root**2)


def slope_of(n: mpmath.mpf, root: mpmath.mpf) -> mpmath.mpf:
    return mpmath.diff(lambda x: form_of(n, x), root)


def agrees(exact: mpmath.mpf, x: Interval, digits: int) -> bool:
    low, high = mpmath.ldexp(x.lo, -x.bits), mpmath.ldexp(x.hi, -x.bits)
    slack = mpmath.mpf(10) ** -digits * max(1, abs(exact))
    return bool(low - slack <= exact <= high + slack and high - low <= slack)


@settings(max_examples=10, deadline=None)
@given(batches, roots)
def test_the_form_and_its_derivatives(n: Fraction, root: Fraction) -> None:
    up, across = in_root(form, point(n), point(root), 2), in_n(form, point(n), point(root), 1)
    slopes = in_root(form_slope, point(n), point(root), 1)
    mixed = in_n(form_slope, point(n), point(root), 1)
    with mpmath.workdps(DIGITS):
        x, y = number(n), number(root)
        assert agrees(form_of(x, y), up.value, 30)
        assert agrees(slope_of(x, y), up.terms[1], 12)
        assert agrees(slope_of(x, y), slopes.value, 12)
        assert agrees(mpmath.diff(lambda z: form_of(z, y), x), across.terms[1], 12)
        h = number(STEP)
        assert agrees((slope_of(x + h, y) - slope_of(x - h, y)) / (2 * h), mixed.terms[1], 6)
        second = (form_of(x, y + h) - 2 * form_of(x, y) + form_of(x, y - h)) / h**2
        assert agrees(second, slopes.terms[1], 6)
        assert agrees(second / 2, up.terms[2], 6)
        assert agrees(mpmath.tan(theta_of(x, y) / 2), half_tangent(*pair(n, root)).value, 30)


def pair(n: Fraction, root: Fraction) -> tuple[Jet, Jet]:
    return constant(point(n), 0), constant(point(root), 0)


@pytest.mark.parametrize("n", [3, 4, 7, 100, 10**6])
def test_the_form_is_the_one_of_a_batch(n: int) -> None:
    for root in (Fraction(0), Fraction(1, 7), Fraction(1), Fraction(9, 2), Fraction(60)):
        both = form(*pair(Fraction(n), root)).value, drift(n, constant(point(root), 0), Jet(whole(1, BITS))).value
        assert max(x.hi - x.lo for x in both) < 2 ** (BITS // 2)
        assert both[0].meet(both[1]).bits == BITS


@settings(max_examples=25, deadline=None)
@given(small, st.fractions(3, 6, max_denominator=100))
def test_the_near_form_is_the_form(e: Fraction, v: Fraction) -> None:
    value = near(variable(point(e), 1), constant(point(v), 1))
    with mpmath.workdps(DIGITS):

        def model(x: mpmath.mpf) -> mpmath.mpf:
            theta, mu = 2 * mpmath.atan(x * number(v)), (1 - x) / (2 * (1 - 2 * x))
            sine2 = (1 - mpmath.cos(theta)) / (2 * mu)
            return x * form_of(1 / x, mpmath.sqrt(sine2 / (1 - sine2)))

        assert agrees(model(number(e)), value.value, 25)
        assert agrees(mpmath.diff(model, number(e)), value.terms[1], 10)


def test_the_near_form_at_zero() -> None:
    v = curve(-5, 40)
    along = near(variable(point(Fraction(0)), 2), v(variable(point(Fraction(0)), 2)))
    assert along.value.lo <= 0 <= along.value.hi
    with mpmath.workdps(DIGITS):
        assert agrees(mpmath.mpf(0), along.value, 30)
        assert agrees(-2 + 20 / (3 * mpmath.pi), along.terms[1], 30)


@settings(max_examples=25, deadline=None)
@given(small, st.sampled_from([(-5, 40), (0, 30)]))
def test_the_angle_along_a_curve(e: Fraction, shape: tuple[int, int]) -> None:
    v = curve(*shape)
    excess = angle_excess(v)(variable(point(e), 0)).value
    with mpmath.workdps(DIGITS):
        x = number(e)
        place = 3 * mpmath.pi / 2 + shape[0] * x + shape[1] * x**2
        assert agrees(place, v(variable(point(e), 0)).value, 30)
        n_theta = 2 / x * mpmath.atan(x * place)
        assert agrees((2 * place - n_theta) / (2 * x**2), excess, 25)


@settings(max_examples=25, deadline=None)
@given(st.fractions(0, 30, max_denominator=1000))
def test_the_tail_of_the_arctangent(u: Fraction) -> None:
    jet = tail(variable(point(u), 2))
    with mpmath.workdps(DIGITS):
        x = number(u)

        def moment(power: int) -> mpmath.mpf:
            return mpmath.quad(lambda y: y ** (2 * power) / (1 + (x * y) ** 2) ** power, [0, 0.25, 0.5, 1])

        assert agrees(moment(1), jet.value, 20)
        assert agrees(moment(2), fourth_moment(point(u)), 20)
        assert agrees(-2 * x * moment(2), jet.terms[1], 20)
        assert agrees(-moment(2) + 4 * x**2 * moment(3), jet.terms[2], 20)


@settings(max_examples=40, deadline=None)
@given(st.fractions(0, 5), st.fractions(0, 2), st.integers(0, 2))
def test_the_tail_encloses_what_is_inside(start: Fraction, length: Fraction, third: int) -> None:
    box = tail(variable(hull(start, start + length, BITS), 2))
    inside = tail(variable(point(start + length * third / 2), 2))
    for wide, narrow in zip(box.terms, inside.terms, strict=True):
        assert wide.lo <= narrow.hi
        assert narrow.lo <= wide.hi
        wide.meet(narrow)


@pytest.mark.parametrize("root", [Fraction(1, 2), Fraction(2), Fraction(5)])
def test_g_is_the_slope_in_n_where_the_form_and_its_slope_vanish(root: Fraction) -> None:
    """P and R are linear in F and F_T, and F_n in P and R: put in their values for F = F_T = 0, and F_n gives G."""
    with mpmath.workdps(DIGITS):
        for n in (Fraction(4), Fraction(61, 10), Fraction(13, 2)):
            x, y = number(n), number(root)
            m, theta, psi = x - 1, theta_of(x, y), mpmath.atan(y)
            c, p = 1 - mpmath.cos(theta), mpmath.sin(theta) - theta * mpmath.cos(theta)
            value, slope = form_of(x, y), slope_of(x, y)
            p_zero = 2 * m * c * (mpmath.pi + y - psi) / (x**2 + y**2)
            assert abs(p_zero - p - mpmath.pi * c * value / (x**2 + y**2)) < mpmath.mpf(10) ** -30
            r = theta - mpmath.sin(theta)
            r_zero = (m * c * y**3 - p * y**2 * (1 + y**2)) / (x**2 + y**2)
            assert (
                abs(r_zero - r - mpmath.pi * c * y * (1 + y**2) * slope / (2 * (x**2 + y**2))) < mpmath.mpf(10) ** -10
            )
            exact = mpmath.diff(lambda z, y=y: form_of(z, y), x)
            from_zeros = 2 * m * c * (mpmath.pi + y - psi) - 2 * x * m * p + r * (x**2 + y**2) / (x - 2)
            assert abs(from_zeros / (mpmath.pi * m * c) - exact) < mpmath.mpf(10) ** -10
            at_double_zero = -p_zero * (x**2 - 2 * x - y**2)
            at_double_zero += (m * c * y**3 - p_zero * y**2 * (1 + y**2)) / (x - 2)
            g = crossing(*pair(n, root)).value
            assert agrees(-at_double_zero * (x - 2) * (x**2 + y**2) / (m * c), g, 25)


@settings(max_examples=40, deadline=None)
@given(st.fractions(3, 7), st.fractions(Fraction(1, 10), 6), st.fractions(0, 1), st.fractions(0, 1))
def test_ranges_on_boxes_enclose_the_corners(n: Fraction, root: Fraction, across: Fraction, up: Fraction) -> None:
    box = hull(n, n + across / 4, BITS), hull(root, root + up / 4, BITS)
    for f in (form, form_slope, crossing):
        enclosure = range_of(f, *box)
        for x in (n, n + across / 4):
            for y in (root, root + up / 4):
                corner = f(*pair(x, y)).value
                assert enclosure.lo <= corner.hi
                assert corner.lo <= enclosure.hi


def test_quarters_cover_the_box() -> None:
    seen: list[tuple[int, int, int, int]] = []

    def fact(n: Interval, root: Interval) -> bool:
        seen.append((n.lo, n.hi, root.lo, root.hi))
        return len(seen) > 1

    n, root = hull(Fraction(3), Fraction(7), 4), hull(Fraction(0), Fraction(6), 4)
    assert on_quarters(fact, n, root)
    assert seen[0] == (n.lo, n.hi, root.lo, root.hi)
    assert sum((b - a) * (d - c) for a, b, c, d in seen[1:]) == (n.hi - n.lo) * (root.hi - root.lo)
    assert len(set(seen)) == 5


@pytest.mark.parametrize("bad", range(5))
def test_one_bad_quarter_is_enough_to_fail(bad: int) -> None:
    asked = -1

    def fact(n: Interval, root: Interval) -> bool:
        nonlocal asked
        asked += 1
        return asked not in (0, bad)

    n, root = hull(Fraction(3), Fraction(7), 4), hull(Fraction(0), Fraction(6), 4)
    assert on_quarters(fact, n, root) is (bad == 0)
