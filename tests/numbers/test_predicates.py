"""Comparisons of balls are true only if they hold for all their points."""

from __future__ import annotations

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.numbers.predicates import Sign, sign, surely_less, surely_negative, surely_positive

BALLS = st.builds(lambda centre, radius: (centre, radius), st.integers(-50, 50), st.integers(0, 40))


@given(a=BALLS, b=BALLS)
def test_less_is_claimed_only_when_every_pair_of_points_is(a, b):
    first, second = arb(*a), arb(*b)
    holds_for_all = a[0] + a[1] < b[0] - b[1]
    assert not surely_less(first, second) or holds_for_all
    if a[0] + a[1] + 1 < b[0] - b[1]:  # and it is claimed, where more than rounding separates them
        assert surely_less(first, second)


@given(a=BALLS)
def test_signs_are_those_of_all_points_or_unknown(a):
    ball, low, high = arb(*a), a[0] - a[1], a[0] + a[1]
    assert sign(ball) is (Sign.POSITIVE if low > 0 else Sign.NEGATIVE if high < 0 else Sign.UNKNOWN)
    assert surely_positive(ball) is (low > 0)
    assert surely_negative(ball) is (high < 0)


def test_overlapping_balls_are_neither_less_nor_not_less():
    a, b = arb(0, 2), arb(1, 2)
    assert (surely_less(a, b), surely_less(b, a)) == (False, False)
    assert not surely_less(a, a)


@pytest.mark.parametrize("ball", [arb(0), arb("nan"), arb("[0 +/- 1e-300]"), arb("[+/- inf]")])
def test_zero_touching_and_unbounded_balls_have_no_sign(ball):
    assert sign(ball) is Sign.UNKNOWN
    assert not surely_less(ball, ball)


def test_predicates_return_plain_booleans():
    assert {type(surely_less(arb(0), arb(1))), type(surely_positive(arb(1))), type(surely_negative(arb(1)))} == {bool}
