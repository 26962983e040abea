"""The steps of the proof by hand, at random real batch sizes and places, in mpmath and from the angles alone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from bnproofs.configurations import odd_family

BATCHES = st.fractions(min_value=3, max_value=60, max_denominator=100)
PLACES = st.fractions(min_value=Fraction(1, 20), max_value=Fraction(39, 20), max_denominator=100)


@pytest.fixture(autouse=True)
def _digits():
    with mp.workdps(40):
        yield


def rational(x):
    return mp.mpf(x.numerator) / x.denominator


class Place:
    """The quantities of docs/every-batch.md at n and z = 2 sin²ψ."""

    def __init__(self, n, z):
        self.n, self.z, self.m = n, z, n - 1
        self.mu = self.m / (2 * (self.m - 1))
        self.s = mp.sqrt(z / (2 - z))
        self.psi, self.theta = mp.atan(self.s), mp.acos(1 - self.mu * z)
        self.bulge = mp.sin(self.theta) - self.theta * mp.cos(self.theta)
        self.q = self.bulge / (mp.pi * self.mu * z)
        self.excess = 2 * self.m / mp.pi * (self.s - self.psi)
        self.form = 2 * self.m + self.excess - self.q * (n**2 + self.s**2)
        self.below = self.m**2 + 1 + self.q * self.s**2 - self.excess


def auxiliary(n, z):
    """The function W, as the page defines it."""
    at = Place(n, z)
    sickle = mp.sin(2 * at.psi) - at.psi * (2 - z)
    return at.mu * at.m * z * (mp.pi * (2 - z) + sickle) - at.bulge * (n**2 - (n**2 - 1) * z / 2)


def third(n, z):
    """The algebraic z^(3/2) W‴ of the page."""
    m, mu = n - 1, (n - 1) / (2 * (n - 2))
    first = mu * m / 2 * z * (2 - z) ** (-mp.mpf(5) / 2) * (5 - 8 * z + 2 * z**2)
    quadratic = n**2 + z * (mp.mpf(5) / 2 * (n**2 - 1) - mu * n**2) - mu * (n**2 - 1) * z**2
    return first + mu ** (mp.mpf(3) / 2) * (2 - mu * z) ** (-mp.mpf(3) / 2) * quadratic


@given(n=BATCHES, z=PLACES)
def test_the_auxiliary_function_has_the_sign_of_the_form_and_an_algebraic_third_derivative(n, z):
    n, z = rational(n), rational(z)
    at = Place(n, z)
    assert mp.almosteq(auxiliary(n, z), mp.pi * at.form * mp.cos(at.psi) ** 2 * at.mu * z, mp.mpf(10) ** -30)
    with mp.workdps(80):
        slope = mp.diff(lambda x: auxiliary(n, x), z, 3)
    assert abs(z ** (mp.mpf(3) / 2) * slope - third(n, z)) < mp.mpf(10) ** -12 * n**2


@given(n=BATCHES)
def test_the_third_derivative_changes_its_sign_once_from_plus_to_minus(n):
    with mp.workdps(15):
        signs = [third(rational(n), mp.mpf(i) / 40) > 0 for i in range(1, 80)]
    assert signs == sorted(signs, reverse=True)
    assert signs[0]
    assert not signs[-1]


@given(n=BATCHES, z=PLACES, step=st.fractions(Fraction(1, 100), 1, max_denominator=100))
def test_the_reduced_map_rises_to_the_uniform_point_and_stays_beyond_it_from_there(n, z, step):
    n = rational(n)
    uniform = 2 * (n**2 - 2 * n) / (n - 1) ** 2
    ahead = [Place(n, uniform * rational(z) / 2 * (1 - rational(step) / 2**k)) for k in (1, 9)]
    values = [n**2 * at.s**2 * (1 - at.q) / at.below for at in ahead]
    assert values[0] < values[1]
    beyond = Place(n, uniform + (2 - uniform) * rational(z) / 2)
    assert n**2 * beyond.s**2 * (1 - beyond.q) / beyond.below > n**2 - 2 * n
    assert mp.diff(lambda x: Place(n, x).form, beyond.z) < 0
    assert beyond.form < 0


@pytest.mark.parametrize("n", [6.2, 7, 8, 20.5, 1000])
def test_the_standard_block_at_the_fixed_points(n, written):
    """det(I − M) in closed form; a stable odd point, by the signs of the entries."""
    n = mp.mpf(n)
    starts = [(mp.mpf("1.2"), mp.mpf(2))] if n < 7 else [(6 / n, 9 / n)]
    t = mp.findroot(lambda x: written.form(n, x), starts[0], solver="anderson")
    (a, b), (c, d) = odd_family.standard_block(n, t, mp.mpf(1))
    at = Place(n, 2 * t**2 / (1 + t**2))
    m, sigma, growth = at.m, at.z / 2, (1 - at.q) / 2
    bracket = (m**2 - 1) / 2 - sigma * m * (m**2 - m + 2) / (2 * (m - 1))
    wanted = (at.theta / mp.pi - at.q) * ((1 - at.psi / mp.pi) * m * sigma / (m - 1) + at.q * bracket) / (4 * n)
    assert mp.almosteq(growth**2 * ((1 - a) * (1 - d) - b * c), wanted, mp.mpf(10) ** -25)
    if at.theta <= mp.pi / 2:
        assert b <= 0
        assert c <= 0
        assert 0 <= a < 1
        assert 0 <= d < 1
        assert wanted > 0
    pairs = odd_family.pair_eigenvalue(n, t, mp.mpf(1))
    assert mp.almosteq(pairs, (1 - at.theta / mp.pi) / (1 - at.q), mp.mpf(10) ** -25)
    assert 0 < pairs < 1


@given(n=BATCHES)
def test_the_polynomial_facts(n):
    """Q(1) > 0, p(2) > 0, the bracket for θ ≤ π/2, and n/(n−2) below θ₀²."""
    m = n - 1
    mu = Fraction(m, 2 * (m - 1))
    assert n**2 + Fraction(5, 2) * (n**2 - 1) - mu * n**2 - mu * (n**2 - 1) >= Fraction(3, 2) * (n**2 - 1)
    if n >= 4:
        assert Fraction(m - 1, m) <= Fraction((m**2 - 1) * (m - 1), m * (m**2 - m + 2))
    assert mp.acos(-1 / rational(m)) ** 2 > rational(n / (n - 2))
