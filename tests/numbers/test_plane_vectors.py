"""The functions of a plane vector (c, s) that every kind of number has: angle, excess, reduced excess, area."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from bnproofs.numbers.balls import Balls
from bnproofs.numbers.double_double import DoubleDouble
from bnproofs.numbers.double_double_kind import DoubleDoubles
from bnproofs.numbers.floats import Floats
from bnproofs.numbers.jets import Jet, Jets
from bnproofs.numbers.multiprecision import Multiprecision
from bnproofs.numbers.precision import working_precision
from bnproofs.numbers.symbols import Symbols

ULP = Fraction(1, 2**52)
SIDES = st.floats(1e-9, 1e9)


def true_value(name, s, c):
    """The definition, with so many digits that its cancellation does not matter."""
    with mp.workdps(400):
        s, c = mp.mpf(s), mp.mpf(c)
        angle = mp.atan2(s, c)
        values = {"angle": angle, "excess": s - c * angle, "reduced_excess": (s - c * angle) / s**2}
        return values[name]


FUNCTIONS = ("angle", "excess", "reduced_excess")


def samples(rng, count):
    """Vectors with s/c from 1e-12 to 1e12, each of c > 0, and c < 0 where a function allows it."""
    ratios = 10.0 ** rng.uniform(-12, 12, count)
    c = 10.0 ** rng.uniform(-3, 3, count)
    return np.append(ratios * c, [1e-12, 1.0, 1e-100, 1e12]), np.append(c, [1.0, 1.0, 1e-90, 1.0])


@pytest.mark.parametrize("name", FUNCTIONS)
def test_doubles_keep_every_digit_also_where_the_angle_is_tiny(name, number):
    s, c = samples(np.random.default_rng(1), 200)
    values = getattr(Floats(), name)(s, c)
    for value, s_, c_ in zip(values, s, c, strict=True):
        exact = number.exactly(true_value(name, s_, c_))
        assert abs(Fraction(value) - exact) <= 6 * ULP * exact, (name, s_, c_)
        for alone in (getattr(Floats(), name)(s_, c_), getattr(DoubleDoubles(), name)(DoubleDouble.of(s_), c_)):
            assert abs(Fraction(float(alone)) - exact) <= 6 * ULP * exact, (name, s_, c_)


@pytest.mark.parametrize("name", ["angle", "excess"])
def test_obtuse_vectors_keep_every_digit_too(name, number):
    s, c = samples(np.random.default_rng(2), 100)
    for value, s_, c_ in zip(getattr(Floats(), name)(s, -c), s, -c, strict=True):
        exact = number.exactly(true_value(name, s_, c_))
        assert abs(Fraction(value) - exact) <= 4 * ULP * exact


@pytest.mark.parametrize("name", FUNCTIONS)
@pytest.mark.parametrize("bits", [53, 128, 400])
def test_balls_and_jets_of_exact_vectors_enclose_the_value_and_are_narrow(name, bits, number):
    s, c = samples(np.random.default_rng(3), 40)
    for s_, c_ in zip(s, c, strict=True):
        exact = true_value(name, s_, c_)
        with working_precision(bits):
            ball = getattr(Balls(), name)(arb(s_), arb(c_))
            jet = getattr(Jets(), name)(Jet(arb(s_), arb(1), arb(0)), arb(c_))
        assert number.encloses(ball, exact, Fraction(64, 2**bits), Fraction(1, 10**350)), (s_, c_)
        assert number.encloses(jet.value, exact, Fraction(64, 2**bits), Fraction(1, 10**350)), (s_, c_)


@pytest.mark.parametrize("name", FUNCTIONS)
@given(s=SIDES, c=SIDES)
def test_multiprecision_and_doubles_lie_in_the_ball(name, s, c, number):
    with mp.workdps(50):
        many = getattr(Multiprecision(), name)(mp.mpf(s), mp.mpf(c))
    with working_precision(120):
        ball = getattr(Balls(), name)(arb(s), arb(c))
        assert number.encloses(ball, many, slack=Fraction(1, 10**47))
        rounded = ball * arb(1, 2.0**-49)
        assert number.encloses(rounded, float(getattr(Floats(), name)(s, c)), slack=0)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_symbols_print_the_definition(name, number):
    s, c = sympy.symbols("s c", positive=True)
    expression = getattr(Symbols(), name)(s, c)
    put = expression.subs({s: sympy.Rational(1, 3), c: sympy.Rational(5, 7)}).evalf(50)
    with mp.workdps(60):
        exact = true_value(name, mp.mpf(1) / 3, mp.mpf(5) / 7)
        assert abs(mp.mpf(put) - exact) < mp.mpf(10) ** -45


@pytest.mark.parametrize("kind", [Floats(), Multiprecision(), Balls()], ids=repr)
def test_the_ends_of_the_quarter_turn(kind, number):
    zero, two = kind.number(0), kind.number(2)
    assert abs(float(kind.angle(zero, two))) < 1e-15
    assert abs(float(kind.angle(two, zero)) - float(kind.pi()) / 2) < 1e-15
    assert abs(float(kind.excess(zero, two))) < 1e-15
    assert abs(float(kind.reduced_excess(zero, two))) < 1e-15
    assert float(kind.excess(two, zero)) == pytest.approx(2, rel=1e-15)
    assert float(kind.reduced_excess(two, zero)) == pytest.approx(1 / 2, rel=1e-15)


@given(x=st.integers(1, 2**25), y=st.integers(-(2**25), 2**25), z=st.integers(1, 2**25))
def test_the_area_of_integer_vectors_is_exact_to_a_rounding_in_every_kind(x, y, z, number):
    a, b, c = x * x + y * y, x * z, z * z  # the Gram matrix of (x, y) and (z, 0): the area is |y| z
    wanted = abs(y) * z
    assert abs(float(Floats().area(float(a), float(b), float(c))) - wanted) <= 2 * float(ULP) * wanted
    with mp.workdps(40):
        assert abs(Multiprecision().area(mp.mpf(a), mp.mpf(b), mp.mpf(c)) - wanted) <= wanted * mp.mpf(10) ** -38
    with working_precision(200):
        assert number.encloses(Balls().area(arb(a), arb(b), arb(c)), wanted, Fraction(1, 2**190), 0) or not wanted
    assert Symbols().area(sympy.Integer(a), sympy.Integer(b), sympy.Integer(c)) == wanted


@pytest.mark.parametrize("kind", [Floats(), Multiprecision(), Balls()], ids=repr)
def test_a_correlation_beyond_one_has_no_area(kind):
    one, more = kind.number(1), kind.number(Fraction(9, 8))
    for product in (more, -more):
        with pytest.raises(ValueError, match=r"non-negative|exceeds"):
            kind.area(one, product, one)


def test_a_rounding_beyond_one_is_an_area_of_zero():
    for product in (1.0 + 2.0**-52, -1.0 - 2.0**-50):
        assert Floats().area(1.0, product, 1.0) == 0.0
        assert np.array_equal(Floats().area(np.ones(2), np.array([product, 0.0]), np.ones(2)), [0.0, 1.0])
    with pytest.raises(ValueError, match="exceeds 1"):
        Floats().area(1.0, 1.0 + 2.0**-44, 1.0)
    with mp.workdps(30):
        one = mp.mpf(1)
        assert Multiprecision().area(one, one + mp.eps, one) == 0
    slightly = arb(fmpq(1), fmpq(1, 2**60))
    assert Balls().area(slightly, slightly, slightly).contains(0)


def test_the_reduced_excess_of_symbols_has_its_limit_at_zero():
    c = sympy.Symbol("c", positive=True)
    for x in (c, sympy.Integer(2)):
        assert Symbols().reduced_excess(sympy.Integer(0), x) == 0
