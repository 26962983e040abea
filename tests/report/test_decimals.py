"""Decimal strings never claim more than the interval, and lose next to nothing."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bnproofs.report.decimals import digits_for, outward_decimals, proven_digits

RATIONALS = st.builds(
    lambda value, power: value * Fraction(10) ** power,
    st.fractions(-(10**6), 10**6, max_denominator=10**9),
    st.integers(-60, 60),
)


@given(a=RATIONALS, b=RATIONALS, digits=st.integers(1, 60))
@example(a=Fraction(1, 3), b=Fraction(1, 3), digits=1)
@example(a=Fraction(-1, 3), b=Fraction(2, 3), digits=3)
@example(a=Fraction(0), b=Fraction(0), digits=5)
@example(a=Fraction(999999), b=Fraction(999999), digits=3)
def test_decimals_are_outward_and_within_a_unit_of_the_last_digit(a, b, digits):
    lower, upper = sorted((a, b))
    down, up = map(Fraction, outward_decimals(lower, upper, digits))
    assert down <= lower <= upper <= up
    assert lower - down <= abs(lower) * Fraction(10) ** (1 - digits)
    assert up - upper <= abs(upper) * Fraction(10) ** (1 - digits)


@given(value=RATIONALS, digits=st.integers(1, 60))
def test_a_number_of_few_digits_is_written_exactly(value, digits):
    down, _ = outward_decimals(value, value, digits)
    exact = Fraction(down)
    assert [Fraction(end) for end in outward_decimals(exact, exact, digits)] == [exact, exact]


@given(bits=st.integers(1, 5000))
def test_digits_for_bits_suffice_and_are_not_many_more(bits):
    digits = digits_for(bits)
    assert 10 ** (digits - 1) >= 2**bits
    assert 10 ** (digits - 2) < 2 ** (bits + 1)


def claimed(text):
    """The range of numbers whose digits start as the text says, as fractions (low, high)."""
    shared, _, exponent = text.partition("…")
    scale = Fraction(10) ** int(exponent[1:] or 0) if exponent else Fraction(1)
    sign = -1 if shared.startswith("-") else 1
    size = abs(Fraction(shared)) * scale
    unit = Fraction(1, 10 ** len(shared.partition(".")[2])) * scale
    return (size, size + unit) if sign > 0 else (-size - unit, -size)


@given(
    a=RATIONALS, width=st.fractions(0, 1, max_denominator=10**6), digits=st.integers(2, 40), share=st.fractions(0, 1)
)
@example(a=Fraction(1), width=Fraction(9), digits=20, share=Fraction(1, 2))
@example(a=Fraction(12), width=Fraction(10), digits=20, share=Fraction(1, 2))
@example(a=Fraction(123), width=Fraction(1, 100), digits=20, share=Fraction(1, 2))
@example(a=Fraction(99, 100), width=Fraction(1, 50), digits=20, share=Fraction(1))
@example(a=Fraction(-1, 10**30), width=Fraction(1), digits=20, share=Fraction(1))
def test_every_number_of_the_interval_has_the_digits_that_are_called_proven(a, width, digits, share):
    lower, upper = sorted((a, a + abs(a) * width))
    text = proven_digits(lower, upper, digits)
    x = lower + share * (upper - lower)
    if text.startswith("["):
        down, up = text[1:-1].split(", ")
        assert Fraction(down) <= x <= Fraction(up)
    elif "…" in text:
        low, high = claimed(text)
        assert low <= x <= high
    else:
        assert Fraction(text) == lower == upper


@given(a=st.fractions(1, 9, max_denominator=1000), power=st.integers(3, 30))
def test_no_more_than_two_digits_of_a_narrow_interval_are_held_back(a, power):
    """Unless a carry runs through them, the digits of an interval of width 10^(−p) are shared to p − 2 places."""
    lower, upper = a, a + Fraction(1, 10**power)
    carried = int(lower * 10 ** (power - 2)) != int(upper * 10 ** (power - 2))
    assume(not carried)
    text = proven_digits(lower, upper, power + 10)
    assert len(text.partition(".")[2].rstrip("…")) >= power - 2 or Fraction(text.rstrip("…")) == lower


@pytest.mark.parametrize(("lower", "upper"), [(1, 10), (12, 125), (99, 101), (-1, 1), (0, 1), (100, 1000)])
def test_integers_of_different_length_share_no_digits(lower, upper):
    assert proven_digits(Fraction(lower), Fraction(upper), 20).startswith("[")
