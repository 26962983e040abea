"""Intervals with rational ends: they enclose the ball, and not by much."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb, fmpq
from hypothesis import assume, given
from hypothesis import strategies as st

from bnproofs.numbers.interval import Interval, outward
from bnproofs.numbers.precision import working_precision


@given(
    value=st.fractions(max_denominator=10**12).filter(bool),
    exponent=st.integers(-900, 900),
    bits=st.integers(10, 300),
)
def test_the_interval_encloses_the_ball_with_a_step_to_spare_and_is_narrow(value, exponent, bits, number):
    value *= Fraction(2) ** exponent
    with working_precision(bits + 20):
        ball = arb(fmpq(value.numerator, value.denominator))
        interval = outward(ball, bits)
    low, high = number.ends(ball)
    step = Fraction(1, 2 ** (bits + 1)) * abs(value)
    assert interval.lower + step / 2 <= low <= value <= high <= interval.upper - step / 2
    assert interval.upper - interval.lower <= 16 * step


@given(centre=st.integers(-(2**40), 2**40), radius=st.integers(0, 2**36), bits=st.integers(20, 60))
def test_a_ball_with_room_is_enclosed_within_a_few_steps(centre, radius, bits, number):
    ball = arb(centre, radius)
    low, high = number.ends(ball)
    size = max(abs(low), abs(high))
    assume(high - low <= size / 4)
    with working_precision(100):
        interval = outward(ball, bits)
    assert interval.lower <= low <= high <= interval.upper
    assert interval.upper - interval.lower <= (high - low) + 8 * size / 2**bits


def test_zero_is_exactly_zero():
    assert outward(arb(0), 100) == Interval.exactly(0) == Interval(Fraction(0), Fraction(0))


def test_the_grid_depends_on_the_size_and_its_ends_are_short():
    with working_precision(500):
        third = arb(1) / 3
    for bits in (16, 64):
        interval = outward(third, bits)
        for end in (interval.lower, interval.upper):
            assert end.denominator <= 2 ** (bits + 2)
            assert end.denominator & (end.denominator - 1) == 0


@pytest.mark.parametrize("ball", [arb("nan"), arb("+inf"), arb(1) / arb("[0 +/- 1]")])
def test_a_ball_without_ends_is_refused_with_advice(ball):
    with pytest.raises(ValueError, match="has no ends: raise the precision"):
        outward(ball, 64)


@pytest.mark.parametrize("text", ["[0 +/- 1]", "[1 +/- 0.5]", "[-3 +/- 1]"])
def test_a_ball_that_is_wide_for_its_size_is_refused_with_advice(text):
    with pytest.raises(ValueError, match="too wide to round to 64 bits"):
        outward(arb(text), 64)


def test_an_interval_without_points_is_refused():
    with pytest.raises(ValueError, match="is empty: exchange its ends"):
        Interval(Fraction(2), Fraction(1))
