"""The scaled form is the fixed-point form, analytic at ε = 0; its jets are its derivatives."""

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.configurations import odd_family
from bnproofs.every_batch.defect import quotient
from bnproofs.every_batch.forms import constant, form_along, tangent_ratio, variable
from bnproofs.numbers.precision import working_precision


def number(value):
    value = Fraction(value)
    return arb(value.numerator) / value.denominator


def same(a, b, size=1):
    """Whether two balls overlap and both are narrow."""
    return a.overlaps(b) and abs(a - b) < arb(2) ** -60 * (1 + abs(arb(size)))


@given(n=st.fractions(min_value=12, max_value=10**6), v=st.fractions(min_value=1, max_value=6, max_denominator=100))
def test_along_the_half_angle(n, v):
    with working_precision(200):
        n, v = number(n), number(v)
        t = v / n
        s = t * tangent_ratio(1 / n, t)
        wanted = odd_family.fixed_point_form(n, s, arb(1)) / n
        assert same(form_along(constant(1 / n), constant(v)).value, wanted)
        assert same((odd_family.theta(n, s, arb(1)) / 2).tan(), t)


@pytest.mark.usefixtures("balls")
def test_at_infinite_batches_it_is_a_straight_line():
    pi, zero = arb.pi(), arb(0)
    for v in (number(2), 3 * pi / 2, number(5)):
        assert same(form_along(constant(zero), constant(v)).value, 2 - 4 * v / (3 * pi))
    assert same(form_along(variable(zero), constant(3 * pi / 2)).first, arb(-2))


@pytest.mark.parametrize("t", [Fraction(1, 100), Fraction(1, 3), Fraction(3, 2)])
def test_the_defect_divided_by_t_and_its_jet(t, balls):
    t, step = balls(t), arb(2) ** -40
    theta = 2 * t.atan()
    q = (theta.sin() - theta * theta.cos()) / (arb.pi() * (1 - theta.cos()))
    assert same(t * quotient(constant(t)).value, q)
    jet, ahead, behind = (quotient(variable(x)) for x in (t, t + step, t - step))
    assert abs((ahead.value - behind.value) / (2 * step) - jet.first) < arb(2) ** -70
    slope = (ahead.first - behind.first) / (2 * step)
    assert (slope - jet.second).contains(0)


def test_the_defect_at_zero_is_four_thirds_over_pi(balls):
    assert same(quotient(constant(balls(Fraction(0)))).value, 4 / (3 * arb.pi()))


def test_the_jet_along_a_curve_is_its_derivative(balls):
    epsilon, v, step = balls(Fraction(1, 50)), balls(Fraction(5)), arb(2) ** -40
    rise = form_along(constant(epsilon + step), constant(v)).value
    rise -= form_along(constant(epsilon - step), constant(v)).value
    assert abs(rise / (2 * step) - form_along(variable(epsilon), constant(v)).first) < arb(2) ** -60
