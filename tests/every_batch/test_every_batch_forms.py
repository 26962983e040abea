"""The scaled forms are the fixed-point form, and analytic at ε = 0."""

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.configurations import odd_family
from bnproofs.every_batch.defect import defect, quotient, quotient_jet, scaled_defect
from bnproofs.every_batch.forms import (
    between,
    constant,
    far,
    half_slope,
    middle,
    near,
    near_along,
    variable,
    whole_slope,
)
from bnproofs.numbers.precision import working_precision

SIZES = st.integers(min_value=3, max_value=10**6)
PLACES = st.fractions(min_value=Fraction(1, 1000), max_value=Fraction(50), max_denominator=1000)


def number(value):
    value = Fraction(value)
    return arb(value.numerator) / value.denominator


def same(a, b, size=1):
    """Whether two balls overlap and both are narrow."""
    return a.overlaps(b) and abs(a - b) < arb(2) ** -60 * (1 + abs(arb(size)))


@pytest.fixture(autouse=True)
def precision():
    with working_precision(200):
        yield


@given(n=SIZES, y=PLACES)
def test_near_the_ideal_point(n, y):
    with working_precision(200):
        epsilon, y = 1 / arb(n), number(y)
        wanted = epsilon * odd_family.fixed_point_form(arb(n), epsilon * y, arb(1))
        assert same(near(epsilon, constant(y)).value, wanted, y)
        assert between(epsilon, epsilon * y, y) >= wanted or between(epsilon, epsilon * y, y).overlaps(wanted)


@given(n=SIZES, t=PLACES)
def test_in_the_middle(n, t):
    with working_precision(200):
        epsilon, t = 1 / arb(n), number(t)
        wanted = epsilon**2 * odd_family.fixed_point_form(arb(n), t, arb(1))
        assert same(middle(1 / t, epsilon * t, epsilon), wanted)


@given(n=SIZES, u=PLACES)
def test_far_from_it(n, u):
    with working_precision(200):
        epsilon, u = 1 / arb(n), number(u)
        wanted = odd_family.fixed_point_form(arb(n), arb(1), epsilon * u)
        assert same(far(constant(epsilon), constant(u)).value, wanted, u * u)


@given(n=st.integers(min_value=12, max_value=10**6), v=st.fractions(min_value=1, max_value=6, max_denominator=100))
def test_along_the_half_angle(n, v):
    with working_precision(200):
        epsilon, v = 1 / arb(n), number(v)
        s = epsilon * v * whole_slope(epsilon, epsilon * v)
        wanted = epsilon * odd_family.fixed_point_form(arb(n), s, arb(1))
        assert same(near_along(constant(epsilon), constant(v)).value, wanted)
        assert same((odd_family.theta(arb(n), s, arb(1)) / 2).tan(), epsilon * v)
        assert same(half_slope(epsilon, s) * whole_slope(epsilon, epsilon * v), arb(1))


def test_the_limits_at_infinite_batches():
    pi, zero = arb.pi(), arb(0)
    assert same(near(zero, constant(number(2))).value, 2 - 2 * number(4) / (3 * pi) / arb(2).sqrt())
    for u in (0, Fraction(1, 2), 1, 3):
        assert same(far(constant(zero), constant(number(u))).value, -((1 - number(u)) ** 2) / pi)
    assert same(near_along(constant(zero), constant(3 * pi / 2)).value, zero)
    assert same(near_along(variable(zero), constant(3 * pi / 2)).first, arb(-2))


@pytest.mark.parametrize("t", [Fraction(1, 100), Fraction(1, 3), Fraction(2)])
def test_the_defect_and_its_jets(t):
    t, step = number(t), arb(2) ** -40
    assert same(defect(constant(t)).value, t * quotient(t))
    assert same(quotient(arb(0)), 4 / (3 * arb.pi()))
    for function in (defect, quotient_jet, lambda x: scaled_defect(arb(1) / 7, x)):
        jet, ahead, behind = (function(variable(x)) for x in (t, t + step, t - step))
        assert abs((ahead.value - behind.value) / (2 * step) - jet.first) < arb(2) ** -70
        slope = (ahead.first - behind.first) / (2 * step)
        assert (slope - jet.second).contains(0) or abs(slope - jet.second) < arb(2) ** -60


def test_jets_of_the_forms_are_their_derivatives():
    epsilon, y, step = arb(1) / 50, number(5), arb(2) ** -40
    rise = near(epsilon, constant(y + step)).value - near(epsilon, constant(y - step)).value
    assert abs(rise / (2 * step) - near(epsilon, variable(y)).first) < arb(2) ** -60
    rise = (
        near_along(constant(epsilon + step), constant(y)).value
        - near_along(constant(epsilon - step), constant(y)).value
    )
    assert abs(rise / (2 * step) - near_along(variable(epsilon), constant(y)).first) < arb(2) ** -60
    u = number(Fraction(9, 8))
    bend = far(constant(epsilon), variable(u + step)).first - far(constant(epsilon), variable(u - step)).first
    assert abs(bend / (2 * step) - far(constant(epsilon), variable(u)).second) < arb(2) ** -50
