"""Goals: true ones pass at the least precision, false ones and those that balls do not decide are never emitted."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bnproofs.configurations import odd_family, two_clusters, uniform
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import current_bits, working_precision
from bnproofs.rocq.expressions import Batch, Call, Rational, Variable
from bnproofs.rocq.expressions import value as value_of
from bnproofs.rocq.goals import GUARD, Above, Equal, Inside, Sign, UndecidedGoalError, precision, ranges
from bnproofs.rocq.vocabulary import Function

N = 10
LEAST = 64
NOT_ALONG = {
    Function.UNIFORM_POINT, Function.UNIFORM_STANDARD, Function.UNIFORM_PAIRS,
    Function.TWO_GROWTH, Function.TRANSVERSE, Function.STANDARD, Function.TWO_RATIO,
}  # fmt: skip
"""Functions of other points than those of the family."""
POINT = (Fraction(2), Fraction(2) + Fraction(1, 2**40))


def at(function, x):
    return Call(function, (Batch(), Rational(Fraction(x))))


def along(function):
    return Call(function, (Batch(), Variable()))


def decided(goal, intervals):
    return any(goal.follows(ball, intervals) for ball in goal.enclosures(N, intervals))


@pytest.fixture
def value(number):
    """The ends of the ball of a function at a number, with many digits."""

    def of(function, x):
        with working_precision(400):
            return number.ends(function(N, Balls().number(Fraction(x)), Balls().number(1)))

    return of


@pytest.mark.parametrize("x", [Fraction(1, 2), 1, 3, 7, 8, 20])
def test_one_of_the_two_signs_of_the_form_passes(x, value):
    low, high = value(odd_family.fixed_point_form, x)
    assert low > 0 or high < 0
    sign = 1 if low > 0 else -1
    assert precision(Sign("sign", at(Function.FORM, x), sign), N, {}, LEAST) == LEAST + GUARD
    with pytest.raises(UndecidedGoalError, match="sign_of_form"):
        precision(Sign("sign_of_form", at(Function.FORM, x), -sign), N, {}, LEAST)


def enclosing(low, high):
    goal = Inside("enclosed", along(Function.GROWTH), "growth", "root")
    return precision(goal, N, {"root": POINT, "growth": (low, high)}, LEAST)


def test_an_interval_is_passed_if_it_has_room_and_refused_if_it_lacks_any(value):
    ends = [end for x in POINT for end in value(odd_family.growth, x)]
    low, high = min(ends), max(ends)
    room = Fraction(1, 2**30)
    assert enclosing(low - room, high + room) >= LEAST + GUARD
    for wrong in (
        (low + (high - low) / 2, high + room),  # a lower end that is too high
        (low - room, high - (high - low) / 2),  # an upper end that is too low
        (high + room, high + 2 * room),
        (low - 2 * room, low - room),
        (high + room, low - room),  # inside out
    ):
        with pytest.raises(UndecidedGoalError, match="enclosed"):
            enclosing(*wrong)


def test_what_the_balls_enclose_is_passed_and_nothing_less():
    """The natural enclosure or the centred one, whichever is narrower, decides."""
    with working_precision(4 * LEAST):
        balls = list(ranges(lambda s: odd_family.growth(N, s, Balls().number(1)), POINT))
        ends = [(_exact(ball.lower()), _exact(ball.upper())) for ball in balls]
    (low, high), (inner, outer) = ends
    assert low < inner < outer < high  # the slope is small there
    tiny = (outer - inner) / 1000
    assert enclosing(inner - tiny, outer + tiny) >= LEAST + GUARD
    for wrong in ((inner + tiny, outer + tiny), (inner - tiny, outer - tiny)):
        with pytest.raises(UndecidedGoalError):
            enclosing(*wrong)


@pytest.mark.parametrize("function", [f for f in Function if f not in NOT_ALONG], ids=lambda f: f.value)
def test_the_centred_form_encloses_what_lies_between(function):
    """On an interval as wide as its overestimation hurts: values inside, and a narrower ball than the natural one."""
    low, high = Fraction(2), Fraction(2) + Fraction(1, 2**30)
    with working_precision(200):
        natural, centred = ranges(lambda s: value_of(along(function), N, s), (low, high))
        for place in (low, high, (2 * low + high) / 3):
            inside = value_of(along(function), N, Balls().number(place))
            assert natural.contains(inside)
            assert centred.contains(inside)
        assert centred.rad() < natural.rad()


def test_the_search_ends_where_more_bits_do_not_help():
    """What is undecided for the width of the data is given up at the second precision."""
    goal = Inside("enclosed", along(Function.GROWTH), "growth", "root")
    tried = []

    class Counted:
        name = "counted"

        def enclosures(self, batch, intervals):
            tried.append(current_bits())
            return goal.enclosures(batch, intervals)

        def follows(self, ball, intervals):
            return False

    with pytest.raises(UndecidedGoalError, match="counted does not follow from enclosures with up to 192 bits"):
        precision(Counted(), N, {"root": POINT, "growth": POINT}, 128)
    assert tried == [128, 192]


def _exact(ball):
    mantissa, exponent = ball.man_exp()
    return int(mantissa) * Fraction(2) ** int(exponent)


def test_the_precision_is_the_least_that_is_enough(value):
    """Intervals around √(n² − 2n) that need ever more bits."""
    with working_precision(2000):
        point = uniform.direction(N, Balls().number(1))[0]
        low, high = _exact(point.lower()), _exact(point.upper())
    found = []
    for bits in (20, 200, 400, 800):
        room = Fraction(1, 2**bits)
        goal = Inside("point", Call(Function.UNIFORM_POINT, (Batch(),)), "near")
        intervals = {"near": (low - room, high + room)}
        least = precision(goal, N, intervals, LEAST)
        found.append(least)
        assert (least - GUARD - LEAST) % 64 == 0
        for tried in range(LEAST, least - GUARD + 1, 64):
            with working_precision(tried):
                assert decided(goal, intervals) == (tried == least - GUARD)
    assert found[0] == LEAST + GUARD
    assert found == sorted(set(found))
    assert current_bits() == 53


@pytest.mark.parametrize("x", [Fraction(1, 2), 1, 3, 7, 8, 20])
def test_a_function_is_above_zero_near_points_where_it_is_positive(x, value):
    goal = Above("form", along(Function.FORM), "near")
    near = {"near": (Fraction(x), Fraction(x) + Fraction(1, 2**30))}
    if value(odd_family.fixed_point_form, x)[0] > 0:
        assert precision(goal, N, near, LEAST) == LEAST + GUARD
    else:
        with pytest.raises(UndecidedGoalError, match="form"):
            precision(goal, N, near, LEAST)


def test_a_function_that_changes_sign_is_not_above_zero():
    goal = Above("form", along(Function.FORM), "root")
    for around in (Fraction(1, 2), Fraction(3, 4)):
        with pytest.raises(UndecidedGoalError):
            precision(goal, N, {"root": (around, Fraction(9))}, LEAST)


EXACT = {
    Function.TWO_RATIO: two_clusters.norm_ratio,
    Function.TWO_GROWTH: two_clusters.growth,
    Function.TRANSVERSE: two_clusters.transverse_multiplier,
    Function.STANDARD: two_clusters.standard_multiplier,
}


@pytest.mark.parametrize("function", EXACT)
@pytest.mark.parametrize("k", [1, 3, 9])
def test_exact_values_are_compared_exactly(function, k):
    right = Fraction(EXACT[function](Fraction(N), Fraction(k)))
    assert decided(Equal("value", at(function, k), right), {})
    assert not decided(Equal("value", at(function, k), right + Fraction(1, right.denominator)), {})
    assert not decided(Equal("value", at(function, k), right + Fraction(1, 10**60)), {})


def test_statements_are_what_the_theory_reads():
    name = "odd_root"
    assert Sign("a", Batch(), 1).statement() == "0 < batch"
    assert Sign("a", Batch(), -1).statement() == "batch < 0"
    assert Inside("a", Batch(), name).statement() == "inside batch odd_root"
    assert Inside("a", Variable(), name, name).statement() == "forall s : R, inside s odd_root -> inside s odd_root"
    assert Above("a", Variable(), name).statement() == "forall s : R, inside s odd_root -> 0 < s"
    assert Equal("a", Batch(), Fraction(-1, 2)).statement() == "batch = (- 1 / 2)"
