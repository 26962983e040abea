"""Jets: a function with two derivatives, against exact rational calculus and against differentiation in mpmath."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb, fmpq
from mpmath import mp

from bnproofs.numbers.jets import Jet, Jets
from bnproofs.numbers.precision import working_precision

BITS = 110


def along(x):
    """The jet of the variable x at an exact rational point."""
    return Jet(arb(fmpq(x.numerator, x.denominator)), arb(1), arb(0))


RATIONAL = {
    "(x² + 3)/(2x − 7)": (
        lambda x: (x * x + 3) / (2 * x - 7),
        lambda x: (x**2 + 3) / (2 * x - 7),
        lambda x: (2 * x * (2 * x - 7) - 2 * (x**2 + 3)) / (2 * x - 7) ** 2,
        lambda x: 2 / (2 * x - 7) - 8 * x / (2 * x - 7) ** 2 + 8 * (x**2 + 3) / (2 * x - 7) ** 3,
    ),
    "5/x": (lambda x: 5 / x, lambda x: 5 / x, lambda x: -5 / x**2, lambda x: 10 / x**3),
    "3 − x/2 + x³": (
        lambda x: 3 - x / 2 + x * x * x,
        lambda x: 3 - x / 2 + x**3,
        lambda x: Fraction(-1, 2) + 3 * x**2,
        lambda x: 6 * x,
    ),
    "−(x − 1)(4 + x)": (
        lambda x: -((x - 1) * (4 + x)),
        lambda x: -(x - 1) * (4 + x),
        lambda x: -2 * x - 3,
        lambda x: Fraction(-2),
    ),
    "7 + π-free constants": (lambda x: x * 0 + 7, lambda x: Fraction(7), lambda x: Fraction(0), lambda x: Fraction(0)),
}


@pytest.mark.parametrize("name", RATIONAL)
def test_rational_functions_have_their_exact_derivatives(name, number):
    function, *derivatives = RATIONAL[name]
    for x in (Fraction(1, 3), Fraction(-5, 4), Fraction(9, 2), Fraction(22, 7)):
        with working_precision(BITS):
            jet = function(along(x))
        for ball, derivative in zip((jet.value, jet.first, jet.second), derivatives, strict=True):
            assert number.encloses(ball, derivative(x), Fraction(1, 2 ** (BITS - 12)), 0), x


def vector(x):
    """A plane vector (s, c) that is no multiple of a fixed one: quadratic in x, rational coefficients."""
    return x * x + x / 3, 2 - x / 5


IRRATIONAL = {
    "sqrt": (lambda s, c: Jets().sqrt(s * c), lambda s, c: mp.sqrt(s * c)),
    "area": (lambda s, c: Jets().area(s, s - c, c * 9), lambda s, c: mp.sqrt(9 * s * c - (s - c) ** 2)),
    "angle": (lambda s, c: Jets().angle(s, c), lambda s, c: mp.atan2(s, c)),
    "excess": (lambda s, c: Jets().excess(s, c), lambda s, c: s - c * mp.atan2(s, c)),
    "reduced_excess": (lambda s, c: Jets().reduced_excess(s, c), lambda s, c: (s - c * mp.atan2(s, c)) / s**2),
}


@pytest.mark.parametrize("name", IRRATIONAL)
@pytest.mark.parametrize("x", [Fraction(1, 1000), Fraction(1, 2), Fraction(1), Fraction(5, 4), Fraction(7)])
def test_derivatives_agree_with_numerical_differentiation(name, x, number):
    if name == "area":  # inside the stretch on which it is the area of two vectors
        x = 1 + x / 100
    jets, plain = IRRATIONAL[name]
    with working_precision(BITS):
        jet = jets(*vector(along(x)))
    with mp.workdps(60):
        at = mp.mpf(x.numerator) / x.denominator
        step = at / 10**20
        expected = [mp.diff(lambda t: plain(*vector(t)), at, order, h=step) for order in range(3)]
        room = [Fraction(1, 10**50), Fraction(1, 10**18), Fraction(1, 10**13)]
    for ball, value, slack in zip((jet.value, jet.first, jet.second), expected, room, strict=True):
        assert number.encloses(ball, value, Fraction(1, 2 ** (BITS - 40)), slack), name


BOXES = [(0, 0.125), (0.25, 0.5), (0.99, 1.01), (1.0, 1.3), (1.2, 1.25), (4.0, 5.0)]


@pytest.mark.parametrize("name", ["angle", "excess", "reduced_excess", "sqrt"])
@pytest.mark.parametrize(("low", "high"), BOXES)
def test_boxes_contain_the_derivatives_at_their_points(name, low, high, number):
    jets, plain = IRRATIONAL[name]
    jet = jets(*vector(Jet(arb(low).union(arb(high)), arb(1), arb(0))))
    inside = [x for x in np.linspace(low, high, 7) if x > 0]
    for x in inside:
        with mp.workdps(50):
            values = [mp.diff(lambda t: plain(*vector(t)), mp.mpf(x), k, h=mp.mpf(10) ** -16) for k in range(3)]
        for ball, value in zip((jet.value, jet.first, jet.second), values, strict=True):
            assert not ball.is_finite() or number.encloses(ball, value, slack=Fraction(1, 10**12)), (x, ball, value)
    assert len(inside) >= 6
    if low or name not in ("sqrt",):
        assert jet.value.is_finite()
        assert jet.second.is_finite() == (name != "sqrt" or low > 0)


def test_narrow_boxes_give_narrow_derivatives_and_wide_ones_never_narrower(number):
    previous = None
    for width in (0.0, 2.0**-40, 2.0**-20, 2.0**-10, 2.0**-4):
        jet = Jets().reduced_excess(*vector(Jet(arb(0.75).union(arb(0.75 + width)), arb(1), arb(0))))
        low, high = number.ends(jet.second)
        assert high - low <= 400 * Fraction(width) + Fraction(1, 2**40)
        assert previous is None or (high - low) >= previous
        previous = high - low


def test_an_integer_or_a_ball_beside_a_jet_is_a_constant(number):
    x = along(Fraction(3, 2))
    for total in (x + 1, 1 + x, x + arb(1), arb(1) + x):
        assert (number.exactly(total.value), number.exactly(total.first)) == (Fraction(5, 2), 1)
    assert number.encloses((arb(2) / x).first, Fraction(-8, 9), Fraction(1, 2**48), 0)
    assert Jets().sqrt(arb(4)) == 2
