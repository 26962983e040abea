"""The formulas of the odd-point family against a plain transcription of the geometry in angles, with mpmath."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.checker.cover import compare_with_uniform, working_bits
from bnproofs.checker.family import drift, half_angle, mass, on_segment, past_uniform, q, slope
from bnproofs.checker.interval import Interval, hull
from bnproofs.checker.jet import Jet, variable

BATCHES = (3, 4, 5, 7, 10, 200, 10**6)
PLACES = (Fraction(1, 10**7), Fraction(1, 100), Fraction(2, 5), Fraction(1, 2), Fraction(4, 5), Fraction(9999, 10000))


@dataclass(frozen=True)
class Angles:
    """The family by its angles: θ between cluster points, π − ψ between cluster and odd point, one layer τ ↦ τ g."""

    n: int
    tau: mpmath.mpf

    @property
    def psi(self) -> mpmath.mpf:
        return mpmath.atan(mpmath.sqrt(self.tau))

    @property
    def theta(self) -> mpmath.mpf:
        m = mpmath.mpf(self.n - 1)
        return mpmath.acos(1 - mpmath.sin(self.psi) ** 2 * m / (m - 1))

    @property
    def h(self) -> mpmath.mpf:
        theta = self.theta
        return 1 - (mpmath.sin(theta) - theta * mpmath.cos(theta)) / (mpmath.pi * (1 - mpmath.cos(theta)))

    @property
    def denominator(self) -> mpmath.mpf:
        m, t = self.n - 1, mpmath.tan(self.psi)
        return m**2 + 1 + t**2 * (1 - self.h) - (2 * m / mpmath.pi) * (t - self.psi)

    @property
    def image(self) -> mpmath.mpf:
        return self.tau * self.n**2 * self.h / self.denominator


def place(x: Fraction) -> tuple[mpmath.mpf, mpmath.mpf]:
    s = mpmath.mpf(x.numerator) / x.denominator
    return s, 1 - s


def at(n: int, x: Fraction) -> Angles:
    s, c = place(x)
    return Angles(n, (s / c) ** 2)


def enclosed(value: mpmath.mpf, x: Interval, narrow: mpmath.mpf) -> bool:
    low, high = mpmath.ldexp(x.lo, -x.bits), mpmath.ldexp(x.hi, -x.bits)
    slack = narrow * mpmath.mpf(10) ** -10
    return bool(low - slack <= value <= high + slack and high - low <= narrow)


def point(n: int, x: Fraction, order: int) -> tuple[Jet, Jet]:
    return on_segment(variable(hull(x, x, working_bits(n, 128)), order))


@pytest.mark.parametrize("x", PLACES, ids=str)
@pytest.mark.parametrize("n", BATCHES)
def test_the_reduced_map_is_that_of_the_angles(n: int, x: Fraction) -> None:
    with mpmath.workdps(250):
        model, (_, c) = at(n, x), place(x)
        s_jet, c_jet = point(n, x, 0)
        y = c**2 * model.denominator
        qs = q(n, s_jet, c_jet)
        narrow = mpmath.ldexp(1, -128)
        assert enclosed(1 - model.h, qs.value, narrow)
        assert enclosed(y, mass(n, s_jet, c_jet, qs).value, narrow)
        assert enclosed((model.image / model.tau - 1) * y, drift(n, s_jet, c_jet).value, narrow)
        assert enclosed((model.image - n * (n - 2)) * y / n, past_uniform(n, s_jet, c_jet).value, narrow)


@pytest.mark.parametrize("x", PLACES, ids=str)
@pytest.mark.parametrize("n", BATCHES)
def test_the_slope_is_the_logarithmic_derivative(n: int, x: Fraction) -> None:
    with mpmath.workdps(300):
        start = mpmath.log(at(n, x).tau)
        step = mpmath.mpf(10) ** -60
        ahead, behind = (mpmath.log(Angles(n, mpmath.exp(start + sign * step)).image) for sign in (1, -1))
        exact = (ahead - behind) / (2 * step)
        value = slope(n, *point(n, x, 1)).value
        assert enclosed(exact, value, mpmath.ldexp(1, -100))


@pytest.mark.parametrize("x", PLACES, ids=str)
@pytest.mark.parametrize("n", BATCHES)
def test_the_half_angle_vector_points_at_half_theta(n: int, x: Fraction) -> None:
    with mpmath.workdps(250):
        wide, high = (jet.value for jet in half_angle(n, *point(n, x, 0)))
        exact = mpmath.tan(at(n, x).theta / 2)
        assert enclosed(exact, wide / high, mpmath.ldexp(1, -100) * max(1, exact**2))


@pytest.mark.parametrize("n", BATCHES)
def test_the_ends_of_the_segment(n: int) -> None:
    start, end = point(n, Fraction(0), 2), point(n, Fraction(1), 2)
    with mpmath.workdps(250):
        narrow = mpmath.ldexp(1, -100)
        assert enclosed(mpmath.mpf(2 * (n - 1)), drift(n, *start).value, narrow)
        assert enclosed(mpmath.mpf(1), slope(n, *start).value, narrow)
        assert enclosed(mpmath.mpf(0), slope(n, *end).value, narrow)
        half = mpmath.asin(mpmath.sqrt(mpmath.mpf(n - 1) / (2 * (n - 2))))
        last = (mpmath.sin(2 * half) - 2 * half * mpmath.cos(2 * half)) / (mpmath.pi * (1 - mpmath.cos(2 * half)))
        assert enclosed(-last, drift(n, *end).value, narrow)


@given(st.sampled_from(BATCHES), st.fractions(0, 1), st.fractions(0, 1))
def test_boxes_enclose_the_values_inside(n: int, first: Fraction, second: Fraction) -> None:
    left, right = min(first, second), max(first, second)
    if right == 1 or left < Fraction(1, 10**6):
        return
    x = hull(left, right, working_bits(n, 0))
    with mpmath.workdps(150):
        for weight in (0, 1, 2):
            inside = left + (right - left) * Fraction(weight, 2)
            model, (_, c) = at(n, inside), place(inside)
            value = drift(n, *on_segment(variable(x, 0))).value
            exact = (model.image / model.tau - 1) * c**2 * model.denominator
            assert mpmath.ldexp(value.lo, -x.bits) <= exact <= mpmath.ldexp(value.hi, -x.bits)


@pytest.mark.parametrize("n", BATCHES)
def test_the_uniform_point_is_found_by_comparison(n: int) -> None:
    with mpmath.workdps(60):
        t = mpmath.sqrt(n * (n - 2))
        place_of_uniform = t / (1 + t)
        below = Fraction(int(mpmath.floor(place_of_uniform * 10**50)), 10**50)
    assert compare_with_uniform(n, below) == -1
    assert compare_with_uniform(n, below + Fraction(1, 10**50)) == 1
    assert compare_with_uniform(n, Fraction(0)) == -1
    assert compare_with_uniform(n, Fraction(1)) == 1
