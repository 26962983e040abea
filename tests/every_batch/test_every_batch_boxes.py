"""Cuts cover what they are asked to cover, and a false property is proved nowhere."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.every_batch.boxes import MOST, BoxesFailedError, at, boxes_of, cut, cut_grid, over


@given(st.fractions(min_value=Fraction(3, 2), max_value=2, max_denominator=9))
def test_cuts_go_from_end_to_end_and_each_box_has_the_property(end):
    cuts = cut("x² − x > 1/2", lambda x: bool(x * x - x > at(Fraction(1, 2))), Fraction(7, 5), end)
    assert (cuts[0], cuts[-1]) == (Fraction(7, 5), end)
    assert all(a < b for a, b in pairwise(cuts))
    assert all(over(a, b) * over(a, b) - over(a, b) > at(Fraction(1, 2)) for a, b in pairwise(cuts))


def test_a_false_property_is_not_proved():
    with pytest.raises(BoxesFailedError, match=r"x² > 2 is not proved on \[1\.4, 1\.40\d+\]"):
        cut("x² > 2", lambda x: bool(x * x > 2), Fraction(7, 5), Fraction(10))
    with pytest.raises(BoxesFailedError, match=r"x > y is not proved on \[.*\] × \["):
        cut_grid("x > y", lambda x, y: bool(x > y), (0, 2), (1, 3))


def test_a_property_is_asked_on_boxes_longer_than_the_cuts_but_not_beyond_the_ends():
    seen = []
    cuts = cut("short", lambda x: seen.append(x) or bool(x.rad() < 0.3), 0, 1)
    assert cuts == (0, Fraction(1, 2), 1)
    assert seen[1].contains(over(0, Fraction(1, 2)))
    assert seen[1].upper() > 0.51
    assert all(x.lower() > -1e-9 and x.upper() < 1 + 1e-9 for x in seen)


def test_a_grid_is_the_product_of_its_cuts():
    numbers, places = cut_grid("x y > 1/9", lambda x, y: bool(x * y > at(Fraction(1, 9))), (1, 3), (Fraction(1, 8), 5))
    assert (numbers[0], numbers[-1], places[0], places[-1]) == (1, 3, Fraction(1, 8), 5)
    assert boxes_of(numbers) * boxes_of(places) <= MOST
    for a, b in pairwise(numbers):
        for c, d in pairwise(places):
            assert over(a, b) * over(c, d) > at(Fraction(1, 9))


def test_an_interval_of_one_point_has_no_boxes():
    assert cut("never", lambda x: False, 2, 2) == (2,)
    assert boxes_of((Fraction(2),)) == 0
