"""The steps of the proof by hand, at random real batch sizes and places, in mpmath and from the angles alone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from bnproofs.configurations import odd_family, uniform

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
    edge = 2 * (n**2 - 2 * n) / (n - 1) ** 2
    ahead = [Place(n, edge * rational(z) / 2 * (1 - rational(step) / 2**k)) for k in (1, 9)]
    values = [n**2 * at.s**2 * (1 - at.q) / at.below for at in ahead]
    assert values[0] < values[1]
    beyond = Place(n, edge + (2 - edge) * rational(z) / 2)
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


def slope_bound(m):
    """The terms of Lemma 3 that add up to (m − 1)(π/2 + 1/m)² − (m + 1)."""
    return [(m - 2) * (mp.pi**2 / 4 - 1), mp.pi**2 / 4 + mp.pi / 2 - 3, mp.pi * (m - 2) / (2 * m), (m - 1) / m**2]


@given(n=BATCHES)
def test_the_one_step_of_lemma_3(n):
    m = rational(n) - 1
    terms, angle = slope_bound(m), mp.acos(-1 / m)
    assert mp.almosteq(sum(terms), (m - 1) * (mp.pi / 2 + 1 / m) ** 2 - (m + 1), mp.mpf(10) ** -30)
    assert all(term >= 0 for term in terms)
    assert terms[1] > 0
    assert (m - 1) * angle**2 - (m + 1) > sum(terms)


@given(n=BATCHES)
def test_the_end_is_not_fixed_but_comes_back_beyond_the_uniform_point(n):
    """τ' → n²(1 − q)/q as τ → ∞, with q at z = 2."""
    n = rational(n)
    end, far = Place(n, mp.mpf(2) - mp.mpf(10) ** -38), Place(n, mp.mpf(2) - mp.mpf(10) ** -24)
    value = n**2 * (1 - end.q) / end.q
    assert n**2 - 2 * n < value < mp.inf
    assert mp.almosteq(n**2 * far.s**2 * (1 - far.q) / far.below, value, mp.mpf(10) ** -8)


@given(n=BATCHES, z=PLACES)
def test_near_zero_the_form_is_positive_uniformly(n, z):
    """The bound F ≥ 2m − q(n² + T²) with 0 < q < θ/π, of Lemma 4."""
    at = Place(rational(n), rational(z))
    assert 0 < at.q < at.theta / mp.pi
    assert at.form >= 2 * at.m - at.q * (at.n**2 + at.s**2)


@given(n=BATCHES)
def test_the_two_lines_at_the_uniform_point(n):
    """The closed form nλg of the page, and the two lines that make 1 − λ of it."""
    n = rational(n)
    m = n - 1
    at = Place(n, 2 * (n**2 - 2 * n) / m**2)
    angle, sine = mp.acos(-1 / m), mp.sqrt(1 - 1 / m**2)
    growth = (1 - at.q) / 2
    assert mp.almosteq(n * at.q, (m * sine + angle) / mp.pi, mp.mpf(10) ** -30)
    numerator = (1 - angle / mp.pi) - (n - 2) * sine / (2 * mp.pi) + (n - 2) / 2
    assert mp.almosteq(numerator / (n * growth), uniform.standard_eigenvalue(n), mp.mpf(10) ** -30)
    assert mp.almosteq(n * growth - numerator, (angle - sine) / (2 * mp.pi), mp.mpf(10) ** -30)
    assert numerator > (n - 2) * (1 - sine / mp.pi) / 2 > 0


def tail(x):
    """The function a(x) = (x − atan x)/x³."""
    return (x - mp.atan(x)) / x**3


@given(n=st.fractions(min_value=7, max_value=10**4, max_denominator=100), v=st.fractions(3, 6, max_denominator=100))
def test_the_form_near_zero_and_the_angle_along_the_curves(n, v):
    """A = εF by the formula of the page; nθ as 2v − 2ε²v³a(εv), and what that is on either curve."""
    e, v = 1 / rational(n), rational(v)
    t = e * v
    tangent = t * mp.sqrt(2 * (1 - 2 * e) / ((1 - e) - (1 - 3 * e) * t**2))
    lift = 2 * (1 - e) * (1 + tangent**3 * tail(tangent) / mp.pi)
    scaled = lift - v / mp.pi * (1 + (1 - t**2) * tail(t)) * (1 + e**2 * tangent**2)
    at = Place(1 / e, 2 * tangent**2 / (1 + tangent**2))
    assert mp.almosteq(at.theta, 2 * mp.atan(t), mp.mpf(10) ** -25)
    assert abs(scaled - e * at.form) < mp.mpf(10) ** -20
    low, high = 3 * mp.pi / 2 - 5 * e + 40 * e**2, 3 * mp.pi / 2 + 30 * e**2
    wanted = (3 * mp.pi - 10 * e + 2 * e**2 * (40 - low**3 * tail(e * low)),
              3 * mp.pi + 2 * e**2 * (30 - high**3 * tail(e * high)))  # fmt: skip
    for curve, angle in zip((low, high), wanted, strict=True):
        assert mp.almosteq(2 / e * mp.atan(e * curve), angle, mp.mpf(10) ** -25)
    assert low < high
