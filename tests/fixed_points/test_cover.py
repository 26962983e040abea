"""Covers of the segment: nothing is left out and the zeros are counted right, whatever was guessed."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp

from bnproofs.configurations.odd_family import fixed_point_form_of as form_of
from bnproofs.fixed_points.cover import Cover, CoverFailedError, isolate, subdivide
from bnproofs.fixed_points.segment import from_tangent
from bnproofs.fixed_points.shape import Box, Shape
from bnproofs.numbers.precision import working_precision
from bnproofs.numbers.predicates import Sign

BITS = 110


def true_zeros(n, reference):
    """The values x of all zeros, from the angle form; the uniform point is the last."""
    with mp.workdps(30):
        tangents = [mp.sqrt(reference.tau_of(n, theta)) for theta in reference.roots(n, 600)]
        return [t / (1 + t) for t in [*tangents, mp.sqrt(n * (n - 2))]]


def good_guesses(n, reference):
    return tuple(float(x / (1 - x)) for x in true_zeros(n, reference))


@pytest.mark.parametrize("n", [3, 4, 5, 6, 7, 8, 9, 12, 20, 40])
def test_the_boxes_leave_no_gap_and_hold_one_true_zero_each(n, reference):
    zeros = true_zeros(n, reference)
    assert len(zeros) == (1 if n <= 6 else 3)
    with working_precision(BITS):
        cover = isolate(form_of(n), good_guesses(n, reference))
    assert cover.boxes[0].low == 0
    assert cover.boxes[-1].high == 1
    assert all(a.high == b.low for a, b in pairwise(cover.boxes))
    assert all(a.right is b.left for a, b in pairwise(cover.boxes))
    assert len(cover.zero_boxes) == len(zeros)
    for box, x in zip(cover.zero_boxes, zeros, strict=True):
        assert float(box.low) < x < float(box.high)
    assert len(cover.boxes) < 60


@pytest.mark.parametrize("n", [10**3, 10**6, 10**9])
def test_large_batches_have_three_zeros_in_as_few_boxes(n):
    guesses = (3 * math.pi / (math.sqrt(2) * n), math.sqrt(n * (n - 2)) * (1 - 1.1 / n), math.sqrt(n * (n - 2)))
    with working_precision(BITS + 8 * n.bit_length()):
        cover = isolate(form_of(n), guesses)
    assert len(cover.zero_boxes) == 3
    assert len(cover.boxes) < 200


@pytest.mark.parametrize("n", [4, 7, 12])
@settings(max_examples=25)
@given(data=st.data())
def test_wrong_guesses_never_give_a_wrong_count(n, data):
    guesses = data.draw(st.lists(st.floats(1e-6, 1e6), min_size=0, max_size=4))
    if data.draw(st.booleans()):
        guesses = sorted(guesses)
    try:
        with working_precision(BITS):
            cover = isolate(form_of(n), tuple(guesses), most=300)
    except CoverFailedError:
        return
    assert len(cover.zero_boxes) == (1 if n <= 6 else 3)
    assert all(a.high == b.low for a, b in pairwise(cover.boxes))


def test_decent_but_wrong_guesses_still_give_a_cover():
    count = 0
    for n, guesses in ((7, (1.0,)), (12, (1.0, 2.0)), (4, (0.5, 3.0, 9.0)), (12, (0.9, 9.0, 11.5))):
        with working_precision(BITS):
            assert len(isolate(form_of(n), guesses).zero_boxes) == (1 if n <= 6 else 3)
        count += 1
    assert count == 4


def test_too_few_boxes_or_bits_are_a_failure_with_advice_and_no_cover():
    with working_precision(BITS), pytest.raises(CoverFailedError, match="within 3 boxes: raise the precision"):
        isolate(form_of(7), (1.0, 3.0, 5.9), most=3)
    with working_precision(12), pytest.raises(CoverFailedError, match="raise the precision"):
        isolate(form_of(1000), (0.0067, 998.0, 999.0), most=200)


@pytest.mark.parametrize(
    "boxes", [[], [(0, 1), (2, 3)], [(0, 1), (0, 3)], [(1, 3)], [(0, 2)], [(0, 2), (2, 1), (1, 3)]]
)
def test_boxes_that_do_not_cover_are_no_cover(boxes):
    made = tuple(Box(Fraction(a, 3), Fraction(b, 3), Shape.POSITIVE, Sign.POSITIVE, Sign.POSITIVE) for a, b in boxes)
    with pytest.raises(CoverFailedError, match="do not cover"):
        Cover(made)


def test_subdividing_keeps_the_order_and_stops_at_the_limit():
    low, high = Fraction(0), Fraction(1)

    def small(a, b):
        return (a, b) if b - a < Fraction(1, 10) else None

    pieces = subdivide(small, low, high, 1.0, 1000)
    assert pieces[0][0] == low
    assert pieces[-1][1] == high
    assert all(a[1] == b[0] for a, b in pairwise(pieces))
    assert all(b - a < Fraction(1, 10) for a, b in pieces)
    with pytest.raises(CoverFailedError):
        subdivide(lambda a, b: None, low, high, 1.0, 50)


def test_boxes_crowd_towards_the_guess():
    where = from_tangent(Fraction(3))

    def far(a, b):
        return (a, b) if not a <= where <= b or b - a < Fraction(1, 1000) else None

    pieces = subdivide(far, Fraction(0), Fraction(1), 3.0, 1000)
    assert len(pieces) < 60
    assert min(b - a for a, b in pieces) < Fraction(1, 1000)


@pytest.mark.parametrize("guesses", [(float("nan"),), (-1.0,), (0.0, 1.0), (float("inf"),), (1e-300, 1e300)])
def test_guesses_of_no_sensible_size_are_refused(guesses):
    with pytest.raises(CoverFailedError, match="guesses"):
        isolate(form_of(7), guesses)
