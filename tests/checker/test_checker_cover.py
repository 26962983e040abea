"""Counting zeros on covers: polynomials whose zeros are known, and every way a shape can lie."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.checker.cover import (
    SHAPES,
    Crossing,
    crossings,
    proved_sign,
    require_positive,
    require_root,
    tau_of,
    working_bits,
)
from bnproofs.checker.fields import Bounds, Refusal
from bnproofs.checker.interval import hull
from bnproofs.checker.jet import Jet

BITS = 100


def minus(x: Jet, value: Fraction) -> Jet:
    return x.plus(hull(-value, -value, x.bits))


def line(x: Jet) -> Jet:
    """x − 1/2"""
    return minus(x, Fraction(1, 2))


def parabola(x: Jet) -> Jet:
    """(x − 1/4)(x − 3/4) = (x − 1/2)² − 1/16"""
    return minus(line(x).square(), Fraction(1, 16))


def bowl(x: Jet) -> Jet:
    """(x − 1/2)² + 1/16, without a zero"""
    return minus(line(x).square(), Fraction(-1, 16))


def touching(x: Jet) -> Jet:
    """(x − 1/2)², with a double zero"""
    return line(x).square()


def points(*texts: str) -> list[Fraction]:
    return [Fraction(text) for text in texts]


def test_a_crossing_of_an_increasing_function() -> None:
    half = Fraction(1, 2)
    assert crossings(line, points("0", "1"), ["increasing"], BITS) == [Crossing(Fraction(0), Fraction(1), -1)]
    found = crossings(lambda x: -line(x), points("0", "1/3", "1"), ["positive", "decreasing"], BITS)
    assert found == [Crossing(Fraction(1, 3), Fraction(1), 1)]
    assert found[0].left < half < found[0].right


def test_crossings_of_a_convex_and_a_concave_function() -> None:
    cover, shapes = points("0", "1/2", "1"), ["convex", "convex"]
    assert [zero.sign for zero in crossings(parabola, cover, shapes, BITS)] == [1, -1]
    assert [zero.sign for zero in crossings(lambda x: -parabola(x), cover, ["concave"] * 2, BITS)] == [-1, 1]
    middle = points("1/3", "2/3")
    assert crossings(parabola, middle, ["convex"], BITS) == []
    assert crossings(lambda x: -parabola(x), middle, ["concave"], BITS) == []


def test_boxes_without_zeros() -> None:
    assert crossings(bowl, points("0", "1/2", "1"), ["positive", "positive"], BITS) == []
    assert crossings(lambda x: -bowl(x), points("0", "1"), ["negative"], BITS) == []
    assert crossings(line, points("3/4", "1"), ["increasing"], BITS) == []


LIES = {
    "two zeros under a convex shape": (parabola, points("0", "1"), ["convex"]),
    "no zero, but a convex shape with positive ends": (bowl, points("0", "1"), ["convex"]),
    "two zeros under a concave shape": (lambda x: -parabola(x), points("0", "1"), ["concave"]),
    "an end on a zero": (line, points("0", "1/2", "1"), ["increasing", "increasing"]),
    "a double zero called positive": (touching, points("0", "1"), ["positive"]),
    "a double zero called convex": (touching, points("0", "1"), ["convex"]),
    "a double zero at an end": (touching, points("0", "1/2"), ["decreasing"]),
    "not monotone": (parabola, points("0", "1"), ["increasing"]),
    "the wrong direction": (line, points("0", "1"), ["decreasing"]),
    "the wrong curvature": (parabola, points("0", "1/2"), ["concave"]),
    "a straight line is not convex": (line, points("0", "1"), ["convex"]),
    "the wrong sign": (bowl, points("0", "1"), ["negative"]),
}


@pytest.mark.parametrize("name", LIES)
def test_shapes_that_do_not_hold_or_do_not_count(name: str) -> None:
    function, cover, shapes = LIES[name]
    with pytest.raises(Refusal):
        crossings(function, cover, shapes, BITS)


@pytest.mark.parametrize("sign", [1, -1])
def test_end_signs_against_the_shape_are_refused(sign: int) -> None:
    """A function whose jets contradict each other: its values fall where its slope is positive, or the reverse."""

    def contradictory(x: Jet) -> Jet:
        return line(x).times(-sign if x.order == 0 else sign)

    shape = "increasing" if sign == 1 else "decreasing"
    with pytest.raises(Refusal, match=f"contradict that it is {shape}"):
        crossings(contradictory, points("0", "1"), [shape], BITS)


@given(st.lists(st.fractions(0, 1), min_size=1, max_size=6, unique=True), st.sampled_from(sorted(SHAPES)))
def test_a_shape_is_granted_only_where_it_holds(cuts: list[Fraction], shape: str) -> None:
    """On a parabola every shape is decided by exact conditions on the ends of the box."""
    cover = sorted({Fraction(0), Fraction(1), *cuts})
    for left, right in pairwise(cover):
        try:
            crossings(parabola, [left, right], [shape], BITS)
        except Refusal:
            continue
        zeros = (Fraction(1, 4), Fraction(3, 4))
        holds = {
            "positive": right < zeros[0] or left > zeros[1],
            "negative": zeros[0] < left and right < zeros[1],
            "increasing": left > Fraction(1, 2),
            "decreasing": right < Fraction(1, 2),
            "convex": True,
            "concave": False,
        }
        assert holds[shape]


def test_roots_are_caught_between_different_signs() -> None:
    box = Crossing(Fraction(0), Fraction(1), -1)
    tiny = Fraction(1, 10**400)
    half = Fraction(1, 2)
    require_root(line, Bounds(half - tiny, half + tiny), box, 10, 64)
    require_root(line, Bounds(Fraction(1, 3), Fraction(2, 3)), box, 10, 64)
    refused = [
        (half, half), (half, half + tiny), (half - tiny, half), (half + tiny, half + 2 * tiny),
        (Fraction(0), half + tiny), (half - tiny, Fraction(1)), (Fraction(-1), half + tiny), (half - tiny, Fraction(2)),
    ]  # fmt: skip
    for lower, upper in refused:
        with pytest.raises(Refusal):
            require_root(line, Bounds(lower, upper), box, 10, 64)


def test_positivity_is_required_on_every_box() -> None:
    require_positive(bowl, points("0", "1/3", "1"), BITS, "it")
    with pytest.raises(Refusal):
        require_positive(line, points("0", "1"), BITS, "it")
    with pytest.raises(Refusal):
        require_positive(touching, points("0", "1/2", "1"), BITS, "it")


def test_signs_and_tau() -> None:
    assert (proved_sign(line, Fraction(1), BITS), proved_sign(line, Fraction(0), BITS)) == (1, -1)
    with pytest.raises(Refusal):
        proved_sign(line, Fraction(1, 2), BITS)
    assert tau_of(Fraction(2, 3)) == 4
    assert working_bits(10, 128) == 128 + 64 + 32
