"""The rate at the uniform point: its two terms and the bound of the rest."""

from fractions import Fraction
from itertools import pairwise

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from bnproofs.configurations import uniform
from bnproofs.every_batch import uniform_point
from bnproofs.every_batch.boxes import BoxesFailedError
from bnproofs.every_batch.forms import constant, variable
from bnproofs.every_batch.uniform_point import REMAINDER, correction, gap, limit, prove_uniform_point


def rate(n):
    """The number n(1 − λ) from the closed form of the eigenvalue."""
    return n * (1 - uniform.standard_eigenvalue(n))


def coefficients(rows=14):
    """The first two coefficients of n(1 − λ) in 1/n, by Richardson's extrapolation from n = 64, 128, …"""
    steps = [mp.mpf(2) ** -(6 + i) for i in range(rows)]
    values = [rate(1 / step) for step in steps]
    limits = extrapolated(values)
    return limits, extrapolated([(value - limits) / step for value, step in zip(values, steps, strict=True)])


def extrapolated(row):
    power = 1
    while len(row) > 1:
        row = [(2**power * b - a) / (2**power - 1) for a, b in pairwise(row)]
        power += 1
    return row[0]


@pytest.mark.parametrize("n", [3, 4, 10, 1000, 10**9])
def test_the_exact_formula_is_the_eigenvalue(n, balls):
    assert abs(gap(constant(1 / balls(Fraction(n)))).value - rate(arb(n))) < arb(2) ** -100


@pytest.mark.parametrize("n", [3, 7, 1000])
def test_it_is_the_certified_eigenvalue(n, balls, statement):
    (part,) = [x for x in statement(n, "spectrum", "uniform")["components"] if x["component"] == "standard"]
    low, high = map(balls, part["eigenvalues"][0])
    assert gap(constant(1 / balls(Fraction(n)))).value.overlaps(n * (1 - low.union(high)))


def test_the_two_terms_are_those_of_an_extrapolation(balls):
    with mp.workdps(80):
        first, second = coefficients()
    for ball, value in ((limit(), first), (correction(), second)):
        assert abs(ball - arb(mp.nstr(value, 40))) < arb(10) ** -25
    jet = gap(variable(arb(0)))
    assert jet.value.overlaps(limit())
    assert jet.first.overlaps(correction())
    assert jet.first.rad() < arb(2) ** -190


@given(st.fractions(min_value=3, max_value=10**6, max_denominator=1000))
def test_the_rest_is_positive_and_below_its_bound(n):
    with mp.workdps(50):
        n = mp.mpf(n.numerator) / n.denominator
        first = (mp.pi - 2) / (2 * (mp.pi - 1))
        rest = n**2 * (rate(n) - first - (1 / (mp.pi - 1) + first**2) / n)
        assert mp.mpf(9) / 10 < rest < mp.mpf(REMAINDER.numerator) / REMAINDER.denominator


@pytest.mark.parametrize("remainder", [Fraction(19, 10), Fraction(1), Fraction(9, 10), Fraction(-2)])
def test_a_false_bound_is_not_proved(remainder, balls):
    with pytest.raises(BoxesFailedError, match="is not proved on"):
        prove_uniform_point(remainder)


def test_a_sharper_bound_is_proved_and_a_false_term_is_not(balls, monkeypatch):
    assert prove_uniform_point(Fraction(192, 100)).boxes > prove_uniform_point().boxes
    monkeypatch.setattr(uniform_point, "correction", lambda: arb(1) / 2)
    with pytest.raises(BoxesFailedError):
        prove_uniform_point()


def test_below_three_points_the_bound_is_false(balls, monkeypatch):
    monkeypatch.setattr(uniform_point, "_LAST", Fraction(2, 5))
    with pytest.raises(BoxesFailedError):
        prove_uniform_point()
