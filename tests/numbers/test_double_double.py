"""Pairs of doubles against exact rational arithmetic."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bnproofs.numbers.double_double import DoubleDouble
from bnproofs.numbers.double_double_kind import DoubleDoubles

RESOLUTION = Fraction(1, 2**102)


@st.composite
def pairs(draw):
    """A pair hi + lo with lo below half a unit of hi."""
    hi = draw(st.floats(-1e60, 1e60).filter(lambda x: abs(x) > 1e-60))
    return DoubleDouble(np.float64(hi), np.float64(hi * 2.0**-54 * draw(st.floats(-1, 1))))


def exact(pair):
    return Fraction(float(pair.hi)) + Fraction(float(pair.lo))


def is_normal(pair):
    return float(pair.hi) + float(pair.lo) == float(pair.hi)


@given(x=pairs(), y=pairs())
def test_sums_and_differences_keep_thirty_digits_also_when_they_cancel(x, y):
    for result, wanted in ((x + y, exact(x) + exact(y)), (x - y, exact(x) - exact(y))):
        assert abs(exact(result) - wanted) <= RESOLUTION * abs(wanted)
        assert is_normal(result)


@given(x=pairs(), y=pairs())
def test_a_double_beside_a_pair_is_exact_in_either_order(x, y):
    double, wanted = np.array([y.hi]), exact(x) + Fraction(float(y.hi))
    for result in (x + double, double + x, x - -double):
        assert abs(Fraction(float(result.hi[0])) + Fraction(float(result.lo[0])) - wanted) <= RESOLUTION * abs(wanted)


@given(x=pairs(), y=pairs())
def test_products_and_quotients_keep_thirty_digits(x, y):
    factor = float(y.hi)
    for result, wanted in (
        (x * y, exact(x) * exact(y)),
        (x * factor, exact(x) * Fraction(factor)),
        (factor * x, exact(x) * Fraction(factor)),
        (x / factor, exact(x) / Fraction(factor)),
    ):
        assert abs(exact(result) - wanted) <= RESOLUTION * abs(wanted)
        assert is_normal(result)


@given(a=st.integers(-(2**53), 2**53), b=st.integers(-(2**53), 2**53), c=st.integers(-(2**53), 2**53))
def test_a_difference_of_products_of_integers_is_exact(a, b, c):
    x, y, z = (DoubleDouble.of(np.float64(value)) for value in (a, b, c))
    wanted = a * b - c * c
    assert abs(exact(x * y - z * z) - wanted) <= RESOLUTION * abs(wanted)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 33])
def test_sums_along_the_last_axis_do_not_lose_a_cancelled_remainder(size):
    rng = np.random.default_rng(size)
    values = rng.standard_normal((4, size)) * 10.0 ** rng.uniform(-8, 8, (4, size))
    big = np.concatenate([values, -values, np.full((4, 1), 1e-9)], axis=1)
    rng.permuted(big, axis=1, out=big)
    totals = DoubleDouble.of(big).sum()
    for total_hi, total_lo, row in zip(totals.hi, totals.lo, big, strict=True):
        wanted = sum(map(Fraction, row.tolist()))
        largest = max(abs(Fraction(x)) for x in row.tolist())
        assert wanted == Fraction(1e-9)
        assert abs(Fraction(total_hi) + Fraction(total_lo) - wanted) <= size * RESOLUTION * largest


@given(x=pairs())
def test_negation_and_indexing_move_both_halves(x):
    assert exact(-x) == -exact(x)
    array = DoubleDouble(np.array([1.0, float(x.hi)]), np.array([0.0, float(x.lo)]))
    assert exact(array[1]) == exact(x)


@given(p=st.integers(1, 2**20), q=st.integers(1, 2**20), r=st.integers(1, 2**20))
def test_the_area_of_nearly_parallel_integer_vectors_keeps_every_digit(p, q, r):
    a, b, c = p * p + q * q, p * r + q * (r + 1), r * r + (r + 1) ** 2
    area = abs(p * (r + 1) - q * r)
    assume(area)
    got = DoubleDoubles().area(*(DoubleDouble.of(np.float64(x)) for x in (a, b, c)))
    assert abs(Fraction(float(got)) - area) <= Fraction(area, 2**51)


def test_an_area_below_the_resolution_is_zero_and_a_correlation_beyond_one_is_refused():
    one = DoubleDouble.of(np.array([1.0]))
    assert DoubleDoubles().area(one, DoubleDouble(np.array([1.0]), np.array([2.0**-100])), one)[0] == 0.0
    with pytest.raises(ValueError, match="a correlation exceeds 1"):
        DoubleDoubles().area(one, DoubleDouble(np.array([1.0]), np.array([2.0**-90])), one)
    with pytest.raises(ValueError, match="a correlation exceeds 1"):
        DoubleDoubles().area(one, DoubleDouble.of(np.array([-1.0 - 2.0**-52])), one)
