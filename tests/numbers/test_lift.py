"""The search for the kind of numbers, and what becomes of exact ones."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import arb
from mpmath import mpf

from bnproofs.numbers import lift
from bnproofs.numbers.double_double import DoubleDouble
from bnproofs.numbers.jets import Jet
from bnproofs.numbers.kinds import kind_of

EXAMPLES = {
    "exact": 2,
    "float": 0.5,
    "double-double": DoubleDouble.of(np.array([0.5])),
    "mpf": mpf("0.5"),
    "ball": arb("0.5"),
    "jet": Jet(arb(1), arb(1), arb(0)),
    "symbol": sympy.Symbol("x"),
}


@pytest.mark.parametrize(("name", "value"), EXAMPLES.items())
def test_each_type_of_number_has_its_kind(name, value):
    assert kind_of(value).name == repr(kind_of(value)) == name


def test_numpy_scalars_and_arrays_are_floats_and_fractions_are_exact():
    for value in (np.float64(1.5), np.array([1.0, 2.0]), np.float64(1) / 3):
        assert kind_of(value).name == "float"
    assert kind_of(Fraction(1, 3)).name == "exact"


def test_the_richest_kind_wins_in_either_order():
    names, count = list(EXAMPLES), 0
    for i, first in enumerate(names):
        for second in names[i:]:
            assert kind_of(EXAMPLES[first], EXAMPLES[second]).name == second
            assert kind_of(EXAMPLES[second], EXAMPLES[first]).name == second
            count += 1
    assert count == 28


@pytest.mark.parametrize(("name", "value"), EXAMPLES.items())
def test_exact_numbers_are_lifted_to_the_common_kind_without_rounding(name, value, number):
    kind, half, two, same = lift(Fraction(1, 2), 2, value)
    assert kind.name == name
    assert same is value or same == value
    if name == "symbol":
        assert (half, two) == (sympy.Rational(1, 2), sympy.Integer(2))
        assert isinstance(half, sympy.Rational)
    else:
        assert (number.exactly(half), number.exactly(two)) == (Fraction(1, 2), 2)
        assert not isinstance(half, int | Fraction) or name == "exact"


def test_a_third_is_enclosed_by_its_ball_and_stays_itself_exactly(number):
    _, third, _ = lift(Fraction(1, 3), arb(1))
    low, high = number.ends(third)
    assert low < Fraction(1, 3) < high
    assert high - low < Fraction(1, 2**52)
    assert lift(Fraction(1, 3), sympy.Symbol("x"))[1] == sympy.Rational(1, 3)


@pytest.mark.parametrize("value", ["1", None, 1j, [1.0], True], ids=repr)
def test_what_is_no_number_is_refused_by_name(value):
    with pytest.raises(TypeError, match="is no kind of number") as refusal:
        lift(1, value)
    assert type(value).__name__ in str(refusal.value)


@pytest.mark.parametrize(
    "ask",
    [
        lambda kind, x: kind.pi(),
        lambda kind, x: kind.sqrt(x),
        lambda kind, x: kind.area(x, x, x),
        lambda kind, x: kind.angle(x, x),
        lambda kind, x: kind.excess(x, x),
        lambda kind, x: kind.reduced_excess(x, x),
    ],
)
def test_exact_numbers_refuse_what_is_irrational_and_say_what_to_pass(ask):
    kind, x = lift(Fraction(2, 3))
    with pytest.raises(TypeError, match="is not a fraction: pass one argument as a float"):
        ask(kind, x)
