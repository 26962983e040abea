"""Angular moments ∫₀^δ (r cos t − c)^k dt, inclinations and signs in every kind, against the definition."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product

import numpy as np
import pytest
import sympy
from flint import arb
from mpmath import mp

from bnproofs.numbers.angular_moment import coefficients
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.exact import Exact
from bnproofs.numbers.floats import Floats
from bnproofs.numbers.jets import Jet, Jets
from bnproofs.numbers.multiprecision import Multiprecision
from bnproofs.numbers.precision import working_precision
from bnproofs.numbers.symbols import Symbols

ORDERS = [0, 1, 2, 3, 5, 12]
PLACES = [(s, c) for s in (1e-9, 1e-3, 0.7, 1.0, 40.0) for c in (-3.0, -1.0, -1e-9, 0.0, 1e-9, 0.2, 1.0, 5.0)]


def definition(order, s, c, digits=25):
    """The integral with its length and height taken out: (r cos δx − c)/(r − c), in sines that do not cancel."""
    with mp.workdps(digits + 10):
        s, c = mp.mpf(s), mp.mpf(c)
        r, delta = mp.hypot(s, c), mp.atan2(s, c)
        height = 2 * r * mp.sin(delta / 2) ** 2

        def share(x):
            return mp.sin(delta * (1 - x) / 2) * mp.sin(delta * (1 + x) / 2) / mp.sin(delta / 2) ** 2

        return delta * height**order * mp.quad(lambda x: share(x) ** order, [0, 0.5, 1])


@pytest.mark.parametrize("order", ORDERS)
def test_every_kind_agrees_with_the_definition(order, number):
    for s, c in PLACES:
        wanted = definition(order, s, c)
        exact = number.exactly(wanted)
        with mp.workdps(30):
            many = Multiprecision().angular_moment(order, mp.mpf(s), mp.mpf(c))
            assert abs(many - wanted) <= abs(wanted) * mp.mpf(10) ** -24, (s, c)
        double = Floats().angular_moment(order, s, c)
        assert abs(Fraction(float(double)) - exact) <= abs(exact) * (order + 2) * Fraction(3, 2**53), (s, c)
        with working_precision(100):
            ball = Balls().angular_moment(order, arb(s), arb(c))
        assert number.encloses(ball, wanted, Fraction(1, 2**85), Fraction(1, 10**24)), (s, c)


@pytest.mark.parametrize("order", ORDERS)
def test_arrays_are_doubles_side_by_side(order):
    s, c = np.array(PLACES).T
    single = [float(Floats().angular_moment(order, *place)) for place in PLACES]
    np.testing.assert_array_equal(Floats().angular_moment(order, s, c), single)


@pytest.mark.parametrize("order", [1, 2, 5, 12])
@pytest.mark.parametrize("s", [(0.0, 1.0), (0.5, 2.0), (1e-9, 1e-8), (0.999, 1.001)])
@pytest.mark.parametrize("c", [(-1.0, 1.0), (0.0, 0.25), (0.5, 0.75), (-3.0, -2.0), (1e-6, 1e3)])
def test_wide_balls_are_the_range_over_the_box(order, s, c, number):
    """The moment is monotone in both: its range lies between two corners, and the ball is hardly wider."""
    sides = [arb(low).union(arb(high)) for low, high in (s, c)]
    low, high = number.ends(Balls().angular_moment(order, *sides))
    samples = []
    for x, y in product((0, Fraction(1, 3), 1), repeat=2):
        (a, b), (d, e) = map(number.ends, sides)
        with mp.workdps(40):
            place = (mp.mpf(z.numerator) / z.denominator for z in (max(a, 0) * (1 - x) + b * x, d * (1 - y) + e * y))
            samples.append(number.exactly(Multiprecision().angular_moment(order, *place)))
    slack = max(samples) / 10**35
    assert low <= min(samples) + slack
    assert max(samples) - slack <= high
    assert high - low <= (max(samples) - min(samples)) * (1 + Fraction(1, 2**18))


def test_balls_that_are_not_finite_are_unbounded():
    assert not Balls().angular_moment(2, arb(0).union(arb("+inf")), arb(1)).is_finite()
    assert not Balls().angular_moment(2, arb(1), arb("nan")).is_finite()


def test_parallel_and_opposite_vectors():
    kinds = [(Floats(), float), (Multiprecision(), mp.mpf), (Balls(), arb)]
    for (kind, number_of), order in product(kinds, [1, 2, 3, 12]):
        zero, one = number_of(0), number_of(1)
        assert kind.angular_moment(order, zero, one) == 0
        assert kind.angular_moment(order, zero, zero) == 0
        odd = mp.fac2(2 * order - 1) / mp.factorial(order) * mp.pi
        assert float(kind.angular_moment(order, zero, -one)) == pytest.approx(float(odd), rel=1e-14)


@pytest.mark.parametrize("order", [2, 3, 12])
def test_the_terms_left_out_in_doubles_are_below_rounding(order):
    many = coefficients(order, 300)
    assert all(x > y > 0 for x, y in pairwise(many))
    left_out = sum(x / 2**n for n, x in enumerate(many) if n >= 48)
    assert left_out < many[0] / 2**54


@pytest.mark.parametrize("order", [0, 1, 2, 4])
@pytest.mark.parametrize("at", [(0.6, 0.7), (1.0, -0.3), (0.2, -2.0)])
def test_jets_are_two_derivatives(order, at, number):
    """Along s(x) = s + x, c(x) = c − x + x²/2."""
    with working_precision(120):
        jet = Jets().angular_moment(order, Jet(arb(at[0]), arb(1), arb(0)), Jet(arb(at[1]), arb(-1), arb(1)))
    with mp.workdps(60):

        def along(x):
            return Multiprecision().angular_moment(order, at[0] + x, at[1] - x + x * x / 2)

        for ball, n in ((jet.value, 0), (jet.first, 1), (jet.second, 2)):
            assert number.encloses(ball, mp.diff(along, 0, n), Fraction(1, 2**70), Fraction(1, 10**18))


def test_symbols_are_polynomials_times_the_angle_and_the_area():
    s, c = sympy.symbols("s c", real=True)
    for order in ORDERS:
        value = Symbols().angular_moment(order, s, c)
        number = value.subs({s: sympy.Rational(7, 10), c: sympy.Rational(-1, 5)}).evalf(30)
        assert abs(mp.mpf(str(number)) - definition(order, mp.mpf(7) / 10, mp.mpf(-1) / 5, 12)) < 1e-10 * number


ANGLES = [(y, x) for y in (-40.0, -1.0, -1e-9, -0.0, 0.0, 1e-9, 1.0, 40.0) for x in (0.0, 1e-9, 1.0, 40.0)]


def test_inclinations_lie_in_the_right_half_plane_and_keep_their_digits(number):
    count = 0
    for y, x in ANGLES:
        with mp.workdps(40):
            wanted = mp.atan2(mp.mpf(y), mp.mpf(x)) if y or x else mp.zero
            assert Multiprecision().inclination(mp.mpf(y), mp.mpf(x)) == wanted
        assert float(Floats().inclination(y, x)) == pytest.approx(float(wanted), rel=3e-16, abs=0)
        if y or x:
            with working_precision(100):
                ball = Balls().inclination(arb(y), arb(x))
                assert number.encloses(ball, wanted, Fraction(1, 2**95), Fraction(1, 10**39))
        count += 1
    assert count == 32
    low, high = number.ends(Balls().inclination(arb("[0 +/- 1]"), arb("[0 +/- 1]").nonnegative_part()))
    assert low <= -Fraction(157, 100)
    assert Fraction(157, 100) <= high
    for y, x in ((arb("[1 +/- 0.5]"), arb("[0.2 +/- 0.2]")), (arb("[-0.2 +/- 0.5]"), arb("[1 +/- 0.5]"))):
        low, high = number.ends(Balls().inclination(y, x))
        for a, b in product((y.lower(), y.mid(), y.upper()), (x.lower(), x.mid(), x.upper())):
            assert low <= number.exactly(mp.atan2(float(a), float(b))) <= high


@pytest.mark.parametrize("at", [(0.6, 0.7), (-0.6, 0.7), (2.0, 0.1), (-2.0, 0.1)])
def test_jets_of_inclinations(at, number):
    with working_precision(120):
        jet = Jets().inclination(Jet(arb(at[0]), arb(1), arb(0)), Jet(arb(at[1]), arb(-1), arb(1)))
    with mp.workdps(60):
        for ball, n in ((jet.value, 0), (jet.first, 1), (jet.second, 2)):
            wanted = mp.diff(lambda x: mp.atan2(at[0] + x, at[1] - x + x * x / 2), 0, n)
            assert number.encloses(ball, wanted, Fraction(1, 2**80), Fraction(1, 10**18))


def test_signs():
    assert [Exact().sign(Fraction(x)) for x in (-3, 0, 5)] == [-1, 0, 1]
    assert Floats().sign(np.array([-2.0, -0.0, 3.0])).tolist() == [-1, 0, 1]
    assert [Multiprecision().sign(mp.mpf(x)) for x in (-3, 0, 5)] == [-1, 0, 1]
    assert [Balls().sign(arb(x)) for x in (-3, 0, 5)] == [-1, 0, 1]
    unknown = Balls().sign(arb("[0 +/- 1]"))
    assert unknown.contains(-1)
    assert unknown.contains(1)
    assert Symbols().sign(sympy.Symbol("a", positive=True)) == 1
    jet = Jets().sign(Jet(arb(-2), arb(1), arb(1)))
    assert (jet.value, jet.first, jet.second) == (-1, 0, 0)
    with pytest.raises(ValueError, match="has no derivative"):
        Jets().sign(Jet(arb("[0 +/- 1]"), arb(1), arb(1)))


def test_fractions_have_no_angle():
    one = Fraction(1)
    with pytest.raises(TypeError, match="is not a fraction"):
        Exact().angular_moment(2, one, one)
    with pytest.raises(TypeError, match="is not a fraction"):
        Exact().inclination(one, one)
