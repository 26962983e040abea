"""Squares: exact where they can be, and of a wide ball the range between its ends."""

from __future__ import annotations

from fractions import Fraction

import pytest
import sympy
from flint import arb
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mpf

from bnproofs.numbers import lift
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.jets import Jet, Jets


@pytest.mark.parametrize("value", [3, Fraction(-3, 2), -1.5, mpf("0.75"), arb(5), sympy.Integer(-7), sympy.Symbol("x")])
def test_a_square_is_the_product(value):
    kind, x = lift(value)
    assert kind.square(x) == x * x


@given(a=st.floats(-100, 100), b=st.floats(-100, 100))
def test_the_square_of_a_wide_ball_is_its_range_and_at_most_the_rounding_of_its_ends_more(a, b, number):
    ball = arb(a).union(arb(b))
    low, high = number.ends(ball)
    got = number.ends(Balls().square(ball))
    squares = [low * low, high * high]
    assert got[0] <= (0 if low <= 0 <= high else min(squares))
    assert max(squares) <= got[1]
    if low > 0 or high < 0:
        assert got[1] - got[0] <= (max(squares) - min(squares)) * (1 + Fraction(1, 2**20)) + max(squares) / 2**24


def test_the_jet_of_a_square_has_the_derivatives_of_one(number):
    jet = Jets().square(Jet(arb(3), arb(2), arb(5)))
    assert [number.exactly(x) for x in (jet.value, jet.first, jet.second)] == [9, 12, 8 + 30]
    assert Jets().square(arb(4)) == 16
