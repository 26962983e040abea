"""π, the arctangent and a(u) = (u − atan u)/u³ against mpmath at much higher precision: true and narrow."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.checker.arctangent import a, a_ends, acot, atan, atan_ends, pi
from bnproofs.checker.interval import Interval, NoEnclosure, hull, whole

PRECISIONS = (32, 64, 96, 128, 300, 1100)
NUMBERS = (
    Fraction(0), Fraction(1, 10**30), Fraction(1, 10**12), Fraction(1, 1000), Fraction(1, 7), Fraction(1, 2),
    Fraction(9, 10), Fraction(1), Fraction(11, 10), Fraction(2), Fraction(50), Fraction(10**6), Fraction(10**20),
)  # fmt: skip


def units(x: mpmath.mpf, bits: int) -> mpmath.mpf:
    return x * mpmath.mpf(2) ** bits


def reference(function: str, u: int, bits: int) -> mpmath.mpf:
    """The exact function of u·2⁻ᴾ in units of 2⁻ᴾ, good to far below a unit."""
    with mpmath.workprec(8 * bits + 400):
        x = mpmath.ldexp(u, -bits)
        if function == "atan":
            return units(mpmath.atan(x), bits)
        return units((x - mpmath.atan(x)) / x**3 if u else mpmath.mpf(1) / 3, bits)


def assert_around(low: int, high: int, exact: mpmath.mpf, slack: int) -> None:
    with mpmath.workprec(20000):
        assert low <= exact <= high
        assert high - low <= slack


@pytest.mark.parametrize("bits", PRECISIONS)
@pytest.mark.parametrize("number", NUMBERS, ids=str)
def test_arctangent_and_a_at_chosen_numbers(number: Fraction, bits: int) -> None:
    u = hull(number, number, bits).lo
    assert_around(*atan_ends(u, bits), reference("atan", u, bits), 2)
    assert_around(*a_ends(u, bits), reference("a", u, bits), 2)


@given(st.integers(0, 200), st.integers(1, 2**60), st.integers(32, 260))
def test_arctangent_and_a_at_random_numbers(shift: int, mantissa: int, bits: int) -> None:
    u = (mantissa << bits) >> shift
    assert_around(*atan_ends(u, bits), reference("atan", u, bits), 2)
    assert_around(*a_ends(u, bits), reference("a", u, bits), 2)


@pytest.mark.parametrize("bits", PRECISIONS)
def test_pi_is_true_and_narrow(bits: int) -> None:
    with mpmath.workprec(2 * bits + 100):
        assert_around(pi(bits).lo, pi(bits).hi, units(mpmath.pi, bits), 2)


@given(st.integers(0, 2**70), st.integers(0, 2**70))
def test_monotone_functions_of_intervals_come_from_their_ends(first: int, second: int) -> None:
    bits = 64
    x = Interval(min(first, second), max(first, second), bits)
    low, high = Interval(x.lo, x.lo, bits), Interval(x.hi, x.hi, bits)
    assert (atan(x).lo, atan(x).hi) == (atan(low).lo, atan(high).hi)
    assert (a(x).lo, a(x).hi) == (a(high).lo, a(low).hi)
    assert (acot(x).lo, acot(x).hi) == (acot(high).lo, acot(low).hi)


def test_zero() -> None:
    zero = whole(0, 64)
    assert (atan(zero).lo, atan(zero).hi) == (0, 0)
    assert a(zero).hi - a(zero).lo == 1
    assert acot(zero).lo <= acot(zero).hi <= acot(zero).lo + 2


def test_negative_arguments_are_refused() -> None:
    below = Interval(-1, 5, 64)
    for function in (atan, a, acot):
        with pytest.raises(NoEnclosure):
            function(below)
