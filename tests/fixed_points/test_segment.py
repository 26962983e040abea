"""The coordinate x of the family, balls over boxes of it, and simplest fractions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bnproofs.fixed_points.segment import (
    ball,
    cotangent_jets_over,
    from_tangent,
    jets_over,
    over,
    simplest_between,
    tangent,
    tangent_jets_over,
    widened,
)

UNIT = st.fractions(0, 1, max_denominator=10**9)


@given(x=UNIT)
def test_the_tangent_and_its_inverse(x):
    assume(x < 1)
    assert from_tangent(tangent(x)) == x
    assert tangent(x) == x / (1 - x)


@given(a=UNIT, b=UNIT, share=UNIT)
def test_balls_over_a_box_contain_its_points_and_no_much_more(a, b, share, number):
    low, high = sorted((a, b))
    x = low + share * (high - low)
    s, c = over(low, high)
    for enclosure, value, ends in ((s, x, (low, high)), (c, 1 - x, (1 - high, 1 - low))):
        got = number.ends(enclosure)
        assert got[0] <= value <= got[1]
        assert got[1] - got[0] <= (ends[1] - ends[0]) * (1 + Fraction(1, 2**20)) + max(ends) / 2**26


def test_one_minus_x_is_sharp_next_to_one(number):
    x = 1 - Fraction(1, 10**40)
    _, c = over(x, x)
    low, high = number.ends(c)
    assert low <= Fraction(1, 10**40) <= high
    assert high - low < Fraction(1, 10**54)


@given(a=UNIT, b=UNIT, share=UNIT)
def test_jets_run_along_the_box(a, b, share, number):
    low, high = sorted((a, b))
    assume(0 < low < high < 1)
    x = low + share * (high - low)
    for (s, c), (slope_s, slope_c), value in (
        (jets_over(low, high), (1, -1), (x, 1 - x)),
        (tangent_jets_over(low, high), (1, 0), (tangent(x), Fraction(1))),
        (cotangent_jets_over(low, high), (0, 1), (Fraction(1), 1 / tangent(x))),
    ):
        for jet, slope, point in ((s, slope_s, value[0]), (c, slope_c, value[1])):
            got = number.ends(jet.value)
            assert got[0] <= point <= got[1]
            assert (jet.first, jet.second) == (slope, 0)


@given(a=UNIT, b=UNIT)
def test_a_widened_box_contains_the_box_and_stays_in_the_segment(a, b):
    low, high = sorted((a, b))
    wide = widened(low, high)
    assert 0 <= wide[0] <= low <= high <= wide[1] <= 1
    assert wide[1] - wide[0] <= (high - low) * Fraction(17, 16)
    if 0 < low < high < 1 and low > high - low and 1 - high > high - low:
        assert wide[1] - wide[0] == (high - low) * Fraction(17, 16)


def brute_force(low, high):
    """The fraction of least denominator, and among those of least numerator."""
    denominator = 1
    while True:
        numerator = -(-low * denominator // 1)
        if Fraction(numerator, denominator) <= high:
            return Fraction(numerator, denominator)
        denominator += 1


@given(a=st.fractions("1/500", 20, max_denominator=500), b=st.fractions("1/500", 20, max_denominator=500))
def test_the_simplest_fraction_has_the_least_denominator(a, b):
    assume(a != b)
    low, high = sorted((a, b))
    found = simplest_between(low, high)
    assert low <= found <= high
    assert found.denominator == brute_force(low, high).denominator


@pytest.mark.parametrize(
    ("low", "high"), [("1/3", "1/2"), ("3/10", "4/13"), ("2", "2"), ("7/5", "10/7"), ("1/10000", "1/9999")]
)
def test_the_simplest_fraction_on_chosen_stretches(low, high):
    low, high = Fraction(low), Fraction(high)
    assert simplest_between(low, high).denominator == brute_force(low, high).denominator


def test_the_ball_of_a_fraction_encloses_it(number):
    assert number.encloses(ball(Fraction(1, 3)), Fraction(1, 3), Fraction(1, 2**50), 0)
