"""What smooth activations need of every kind of number: exponentials, sines, erf and what goes with them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import arb
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from bnproofs.numbers.balls import Balls
from bnproofs.numbers.double_double import DoubleDouble
from bnproofs.numbers.double_double_kind import DoubleDoubles
from bnproofs.numbers.exact import Exact
from bnproofs.numbers.floats import Floats
from bnproofs.numbers.jets import Jet, Jets
from bnproofs.numbers.multiprecision import Multiprecision
from bnproofs.numbers.precision import working_precision
from bnproofs.numbers.symbols import Symbols

FUNCTIONS = {"exp": mp.exp, "expm1": mp.expm1, "sin": mp.sin, "cos": mp.cos, "erf": mp.erf, "erfc": mp.erfc}
POINTS = [0.0, 1e-12, -1e-12, 0.3, -0.7, 1.5, -2.25, 3.0, 5.5, -5.5]
EACH = pytest.mark.parametrize("name", FUNCTIONS)


@EACH
def test_every_kind_has_the_function(name, number):
    for x in POINTS:
        with mp.workdps(60):
            exact = FUNCTIONS[name](mp.mpf(x))
            assert abs(getattr(Multiprecision(), name)(mp.mpf(x)) - exact) <= abs(exact) * mp.mpf(10) ** -55
        with working_precision(120):
            ball = getattr(Balls(), name)(arb(x))
        assert number.encloses(ball, exact, Fraction(1, 2**110), Fraction(1, 10**55))
        for value in (
            getattr(Floats(), name)(x),
            getattr(Floats(), name)(np.array([x]))[0],
            getattr(DoubleDoubles(), name)(x),
            getattr(DoubleDoubles(), name)(DoubleDouble.of(np.array([x])))[0],
        ):
            assert isinstance(value, float)
            assert abs(value - exact) <= 4 * abs(exact) * 2.0**-53, (name, x)
        put = getattr(Symbols(), name)(sympy.Symbol("x")).subs("x", sympy.Rational(Fraction(x)))
        with mp.workdps(60):
            assert abs(mp.mpf(put.evalf(45)) - exact) <= abs(exact) * mp.mpf(10) ** -40


@EACH
@pytest.mark.parametrize("x", [0.0, 0.3, -1.25, 2.5])
def test_jets_have_the_derivatives_of_the_function(name, x, number):
    with working_precision(110):
        jet = getattr(Jets(), name)(Jet(arb(x), arb(3), arb(-2)))
        constant = getattr(Jets(), name)(arb(x))
    with mp.workdps(60):
        values = [mp.diff(FUNCTIONS[name], mp.mpf(x), order) for order in range(3)]
        wanted = [values[0], 3 * values[1], 9 * values[2] - 2 * values[1]]
    for ball, value in zip((jet.value, jet.first, jet.second), wanted, strict=True):
        low, high = number.ends(ball)
        assert abs(number.exactly(value) - (low + high) / 2) <= (high - low) + Fraction(1, 10**18)
        assert high - low < Fraction(1, 2**95)
    assert number.encloses(constant.value, values[0], slack=Fraction(1, 10**50)) or not values[0]
    assert constant.first.is_zero()
    assert constant.second.is_zero()


@EACH
def test_wide_balls_and_jets_contain_their_samples(name, number):
    for low, high in ((-1.0, 0.5), (0.25, 0.75), (2.0, 4.0)):
        ball = getattr(Balls(), name)(arb(low).union(arb(high)))
        jet = getattr(Jets(), name)(Jet(arb(low).union(arb(high)), arb(1), arb(0)))
        for x in np.linspace(low, high, 7):
            with mp.workdps(40):
                values = [mp.diff(FUNCTIONS[name], mp.mpf(float(x)), order) for order in range(3)]
            for enclosure, value in zip((jet.value, jet.first, jet.second), values, strict=True):
                bottom, top = number.ends(enclosure)
                assert bottom - Fraction(1, 10**15) <= number.exactly(value) <= top + Fraction(1, 10**15)
            assert number.ends(ball)[0] <= number.exactly(values[0]) <= number.ends(ball)[1]


@EACH
def test_no_fraction_has_a_value(name):
    with pytest.raises(TypeError, match="is not a fraction: pass one argument as a float"):
        getattr(Exact(), name)(Fraction(2, 3))


@pytest.mark.parametrize("z", [0.0, 1e-14, -1e-14, 0.5, -0.5, 20.0, -20.0, 5e3, -5e3])
@pytest.mark.parametrize("least", [0.0, 1e-9, 2.0, 300.0])
def test_a_damped_sinh_neither_overflows_nor_cancels(z, least, number):
    smaller, larger = least, least + 2 * abs(z)
    far, near = (larger, smaller) if z >= 0 else (smaller, larger)
    with mp.workdps(4500):
        exact = (mp.exp(-mp.mpf(least)) - mp.exp(-mp.mpf(least) - 2 * abs(mp.mpf(z)))) / 2 * mp.sign(z)
    with mp.workdps(60):
        exact = +exact
        gap = mp.mpf(least) + 2 * abs(mp.mpf(z))
        pair = (gap, mp.mpf(least)) if z >= 0 else (mp.mpf(least), gap)
        many = Multiprecision().damped_sinh(mp.mpf(z), *pair)
        assert abs(many - exact) <= abs(exact) * mp.mpf(10) ** -50
    with working_precision(140):
        gap = arb(least) + 2 * abs(arb(z))
        pair = (gap, arb(least)) if z >= 0 else (arb(least), gap)
        assert number.encloses(Balls().damped_sinh(arb(z), *pair), exact, Fraction(1, 2**110), Fraction(1, 10**50))
        jet = Jets().damped_sinh(arb(z), *pair)
        assert number.encloses(jet.value, exact, Fraction(1, 2**110), Fraction(1, 10**50))
    for kind, array in ((Floats(), np.array), (DoubleDoubles(), lambda x: DoubleDouble.of(np.array(x)))):
        value = kind.damped_sinh(array([z]), array([far]), array([near]))[0]
        assert abs(value - exact) <= (4 + least) * abs(exact) * 2.0**-52
    symbols = Symbols().damped_sinh(*map(sympy.Rational, (Fraction(1, 3), Fraction(5, 3), Fraction(1))))
    assert abs(float(symbols) - (np.exp(-1) - np.exp(-5 / 3)) / 2) < 1e-15
    with pytest.raises(TypeError, match="is not a fraction"):
        Exact().damped_sinh(Fraction(z), Fraction(far), Fraction(near))


@given(a=st.integers(1, 2**50), b=st.integers(-(2**20), 2**20), c=st.integers(1, 2**50))
def test_squared_distances_of_integer_vectors_are_rounded_once(a, b, c, number):
    """Of (x, 0) and (x + b, …): entries of equal size that cancel."""
    kuu, kvv, kuv = a * a, a * a + c, a * a - b
    wanted = kuu - 2 * kuv + kvv
    doubles = (float(kuu), float(kuv), float(kvv))
    exact = Fraction(doubles[0]) - 2 * Fraction(doubles[1]) + Fraction(doubles[2])
    assert abs(Fraction(float(Floats().square_distance(*doubles))) - exact) <= abs(exact) / 2**52
    pairs = (DoubleDouble.of(np.array([x])) for x in doubles)
    assert abs(Fraction(float(DoubleDoubles().square_distance(*pairs)[0])) - exact) <= abs(exact) / 2**52
    with mp.workdps(60):
        assert Multiprecision().square_distance(mp.mpf(kuu), mp.mpf(kuv), mp.mpf(kvv)) == wanted
    with working_precision(240):
        assert number.exactly(Balls().square_distance(arb(kuu), arb(kuv), arb(kvv))) == wanted
        jet = Jets().square_distance(Jet(arb(kuu), arb(1), arb(0)), Jet(arb(kuv), arb(1), arb(0)), arb(kvv))
        assert (number.exactly(jet.value), number.exactly(jet.first)) == (wanted, -1)
    assert Exact().square_distance(Fraction(kuu), Fraction(kuv), Fraction(kvv)) == wanted
    assert Symbols().square_distance(sympy.Integer(kuu), sympy.Integer(kuv), sympy.Integer(kvv)) == wanted


def test_a_number_given_twice_is_taken_from_the_better_half(number):
    values, others, measure = np.array([1.0, 2.0]), np.array([3.0, 4.0]), np.array([0.0, -1.0])
    np.testing.assert_array_equal(Floats().either(values, others, measure), [1.0, 4.0])
    pairs = (DoubleDouble.of(x) for x in (values, others, measure))
    np.testing.assert_array_equal(DoubleDoubles().either(*pairs), [1.0, 4.0])
    assert (Floats().either(1.0, 2.0, 0.5), Floats().either(1.0, 2.0, -0.5)) == (1.0, 2.0)
    assert (Multiprecision().either(1, 2, mp.mpf(0)), Multiprecision().either(1, 2, mp.mpf(-1))) == (1, 2)
    x = sympy.Symbol("x")
    assert Symbols().either(x, 2, -1) == x
    assert Exact().either(Fraction(1), Fraction(2), Fraction(-1)) == 1


def test_enclosures_of_a_number_given_twice_are_what_both_allow(number):
    first, second = arb(1).union(arb(3)), arb(2).union(arb(5))
    low, high = number.ends(Balls().either(first, second, arb(-1)))
    assert 2 - Fraction(1, 2**20) <= low <= 2
    assert 3 <= high <= 3 + Fraction(1, 2**20)
    for unknown in (arb("nan"), arb("inf"), arb("[0 +/- inf]")):
        assert number.ends(Balls().either(unknown, second, arb(0))) == number.ends(second)
        assert number.ends(Balls().either(second, unknown, arb(0))) == number.ends(second)
    jet = Jets().either(Jet(first, first, first), Jet(second, second, second), arb(0))
    for part in (jet.value, jet.first, jet.second):
        assert number.ends(part) == (low, high)
