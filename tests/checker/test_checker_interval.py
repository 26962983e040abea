"""Interval arithmetic encloses exact rational results, and not by much."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bnproofs.checker.interval import (
    Interval,
    NoEnclosure,
    hull,
    surely_less,
    surely_negative,
    surely_positive,
    surely_within,
    whole,
)

BITS = 40
ULP = Fraction(1, 2**BITS)
ENDS = st.integers(-(2**44), 2**44)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, high = sorted((draw(ENDS), draw(ENDS)))
    return Interval(low, high, BITS)


@st.composite
def members(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    x = draw(intervals())
    weight = draw(st.fractions(0, 1, max_denominator=1000))
    return x, (x.lo + weight * (x.hi - x.lo)) * ULP


def lower(x: Interval) -> Fraction:
    return x.lo * ULP


def upper(x: Interval) -> Fraction:
    return x.hi * ULP


def corners(x: Interval, y: Interval) -> list[tuple[Fraction, Fraction]]:
    return [(a, b) for a in (lower(x), upper(x)) for b in (lower(y), upper(y))]


def encloses_tightly(result: Interval, exact: list[Fraction]) -> bool:
    """The result contains the range with these extreme values, and exceeds it by less than one unit at each end."""
    low, high = min(exact), max(exact)
    return low - ULP < lower(result) <= low <= high <= upper(result) < high + ULP


@given(intervals(), intervals())
def test_sum_difference_and_product_are_the_exact_ranges_rounded_outward(x: Interval, y: Interval) -> None:
    assert encloses_tightly(x + y, [a + b for a, b in corners(x, y)])
    assert encloses_tightly(x - y, [a - b for a, b in corners(x, y)])
    assert encloses_tightly(x * y, [a * b for a, b in corners(x, y)])


@given(intervals(), intervals())
def test_quotient_is_the_exact_range_or_refused(x: Interval, y: Interval) -> None:
    if y.lo <= 0 <= y.hi:
        with pytest.raises(NoEnclosure):
            x / y
    else:
        assert encloses_tightly(x / y, [a / b for a, b in corners(x, y)])


@given(intervals(), st.integers(-1000, 1000))
def test_integer_multiples_are_exact(x: Interval, k: int) -> None:
    ends = [k * lower(x), k * upper(x)]
    assert (lower(x.times(k)), upper(x.times(k))) == (min(ends), max(ends))


@given(intervals(), st.integers(1, 1000))
def test_integer_quotients_are_tight(x: Interval, k: int) -> None:
    assert encloses_tightly(x.over(k), [lower(x) / k, upper(x) / k])


@given(intervals())
def test_square_negation_and_absolute_value(x: Interval) -> None:
    ends = [lower(x), upper(x)]
    inner = [Fraction(0)] if x.lo <= 0 <= x.hi else []
    assert encloses_tightly(x.square(), [end**2 for end in ends] + inner)
    assert encloses_tightly(abs(x), [abs(end) for end in ends] + inner)
    assert encloses_tightly(-x, [-end for end in ends])


@given(intervals())
def test_square_root_is_tight_or_refused(x: Interval) -> None:
    if x.lo < 0:
        with pytest.raises(NoEnclosure):
            x.sqrt()
        return
    root = x.sqrt()
    assert lower(root) ** 2 <= lower(x) < (lower(root) + ULP) ** 2
    assert upper(root) ** 2 >= upper(x)
    assert upper(root) == 0 or (upper(root) - ULP) ** 2 < upper(x)


@given(members(), members())
def test_every_member_stays_inside(first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]) -> None:
    (x, a), (y, b) = first, second
    for result, exact in ((x + y, a + b), (x - y, a - b), (x * y, a * b), (x.square(), a * a)):
        assert surely_within(hull(exact, exact, BITS + 60), lower(result) - ULP, upper(result) + ULP)
        assert lower(result) <= exact <= upper(result)
    if b and not y.lo <= 0 <= y.hi:
        assert lower(x / y) <= a / b <= upper(x / y)


@given(st.fractions(), st.fractions())
def test_hull_is_the_smallest_enclosure(a: Fraction, b: Fraction) -> None:
    assert encloses_tightly(hull(min(a, b), max(a, b), BITS), [a, b])


@given(intervals(), intervals())
def test_intersection_and_halves(x: Interval, y: Interval) -> None:
    low, high = max(x.lo, y.lo), min(x.hi, y.hi)
    if low > high:
        with pytest.raises(NoEnclosure):
            x.meet(y)
    else:
        assert (x.meet(y).lo, x.meet(y).hi) == (low, high)
    left, right = x.halves()
    assert (left.lo, right.hi, left.hi) == (x.lo, x.hi, right.lo)
    assert x.lo <= x.middle().lo == x.middle().hi <= x.hi


@given(intervals(), intervals())
def test_predicates_claim_only_what_holds_everywhere(x: Interval, y: Interval) -> None:
    assert surely_positive(x) == (x.lo > 0)
    assert surely_negative(x) == (x.hi < 0)
    assert surely_less(x, y) == (x.hi < y.lo)
    assert not (surely_less(x, y) and surely_less(y, x))


@given(intervals(), st.fractions(), st.fractions())
def test_surely_within_is_exact(x: Interval, a: Fraction, b: Fraction) -> None:
    assume(a <= b)
    assert surely_within(x, a, b) == (a <= lower(x) and upper(x) <= b)


def test_zero_is_neither_positive_nor_negative() -> None:
    zero = whole(0, BITS)
    assert not surely_positive(zero)
    assert not surely_negative(zero)
    assert not surely_less(zero, zero)


def test_ends_in_the_wrong_order_and_mixed_precision_are_refused() -> None:
    with pytest.raises(NoEnclosure):
        Interval(1, 0, BITS)
    for combine in (lambda x, y: x + y, lambda x, y: x - y, lambda x, y: x * y, lambda x, y: x / y, Interval.meet):
        with pytest.raises(NoEnclosure):
            combine(whole(1, BITS), whole(1, BITS + 1))
