"""What is proved of a box, sampling must not contradict."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from bnproofs.configurations import odd_family
from bnproofs.configurations.odd_family import fixed_point_form_of as form_of
from bnproofs.fixed_points.shape import Box, Shape, prove_shape, sign_at
from bnproofs.numbers.precision import working_precision
from bnproofs.numbers.predicates import Sign


def mpf(x):
    return mp.mpf(x.numerator) / x.denominator


@st.composite
def boxes(draw):
    """Boxes of x of every size, also next to both ends."""
    scale = draw(st.sampled_from([1, 10, 1000, 10**6]))
    low = draw(st.fractions(0, 1, max_denominator=10**4)) / scale
    high = low + draw(st.fractions(Fraction(1, 10**4), 1, max_denominator=10**4)) * (1 - low) / scale
    return (1 - high, 1 - low) if draw(st.booleans()) else (low, high)


def contradictions(n, box, reference, pieces=16):
    """The samples that contradict the shape or the end signs of a box; f in sixty digits from the page of formulas."""
    with mp.workdps(60):
        step = mpf(box.high - box.low) / pieces
        f = [reference.form(n, mpf(box.low) + k * step) for k in range(pieces + 1)]
        slopes = [b - a for a, b in pairwise(f)]
        bends = [b - a for a, b in pairwise(slopes)]
        holds = {
            Shape.POSITIVE: [x > 0 for x in f],
            Shape.NEGATIVE: [x < 0 for x in f],
            Shape.INCREASING: [x > 0 for x in slopes],
            Shape.DECREASING: [x < 0 for x in slopes],
            Shape.CONCAVE: [x < 0 for x in bends],
            Shape.CONVEX: [x > 0 for x in bends],
        }[box.shape]
        signs = [Sign.POSITIVE if x > 0 else Sign.NEGATIVE for x in (f[0], f[-1])]
        changes = sum(a * b < 0 for a, b in pairwise(f))
        return [not all(holds), signs != [box.left, box.right], changes != box.zeros]


@given(n=st.sampled_from([3, 4, 6, 7, 8, 12, 100, 10**5]), box=boxes(), bits=st.sampled_from([60, 100, 300]))
def test_a_proved_shape_is_never_contradicted_by_samples(n, box, bits, reference):
    with working_precision(bits):
        proved = prove_shape(form_of(n), *box)
    if proved is not None:
        assert (proved.low, proved.high) == box
        assert contradictions(n, proved, reference) == [False, False, False]


def test_most_small_boxes_are_proved(reference):
    """The opposite hazard: a rule that proves nothing would pass the test above."""
    shapes, proved, count = set(), 0, 0
    for n in (3, 5, 7, 12, 50):
        for k in range(64):
            with working_precision(90):
                box = prove_shape(form_of(n), Fraction(k, 64), Fraction(k + 1, 64))
            count += 1
            if box is not None:
                proved += 1
                shapes.add(box.shape)
                assert contradictions(n, box, reference, 8) == [False, False, False]
    assert count == 320
    assert proved > 280
    assert {Shape.POSITIVE, Shape.NEGATIVE} <= shapes
    assert shapes - {Shape.POSITIVE, Shape.NEGATIVE}


@pytest.mark.parametrize("n", [3, 6, 7, 1000])
def test_signs_at_the_ends_and_at_the_uniform_point(n, reference):
    with working_precision(90):
        assert sign_at(form_of(n), Fraction(0)) is Sign.POSITIVE
        assert sign_at(form_of(n), Fraction(1)) is Sign.NEGATIVE
        for k in range(1, 40):
            x = Fraction(k, 40)
            with mp.workdps(40):
                value = reference.form(n, mpf(x))
            assert sign_at(form_of(n), x) is (Sign.POSITIVE if value > 0 else Sign.NEGATIVE)


def test_too_few_bits_prove_nothing_rather_than_something_wrong(reference):
    with working_precision(8):
        found = [prove_shape(form_of(7), Fraction(k, 16), Fraction(k + 1, 16)) for k in range(16)]
    assert None in found
    for box in found:
        assert box is None or contradictions(7, box, reference) == [False, False, False]


@pytest.mark.parametrize("first", list(Sign))
@pytest.mark.parametrize("shape", list(Shape))
def test_a_box_counts_a_zero_exactly_if_its_end_signs_differ(first, shape):
    for second in Sign:
        assert Box(Fraction(0), Fraction(1), shape, first, second).zeros == (first is not second)


def test_a_shape_that_allows_two_zeros_is_not_taken(monkeypatch):
    """Concave with two negative ends, or convex with two positive ones, leaves the count open."""
    from flint import arb

    from bnproofs.fixed_points import shape

    unknown = arb(0, 1)
    for bend, end in ((-1, Sign.NEGATIVE), (1, Sign.POSITIVE)):
        monkeypatch.setattr(shape, "_enclosures", lambda *_, b=bend: (unknown, unknown, arb(b)))
        monkeypatch.setattr(shape, "sign_at", lambda *_, e=end: e)
        assert shape.prove_shape(form_of(7), Fraction(0), Fraction(1)) is None
        monkeypatch.setattr(shape, "sign_at", lambda *_: Sign.UNKNOWN)
        assert shape.prove_shape(form_of(7), Fraction(0), Fraction(1)) is None


def test_the_form_is_the_one_of_the_certificate(reference):
    with mp.workdps(50):
        for n in (3, 9, 400):
            for x in (mp.mpf(1) / 7, mp.mpf(2) / 3, mp.mpf(1)):
                assert abs(odd_family.fixed_point_form(n, x, 1 - x) - reference.form(n, x)) < mp.mpf(10) ** -40
