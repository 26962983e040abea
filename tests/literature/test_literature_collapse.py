"""The rate of collapse: enclosures against mpmath, and the limit from two sides."""

from __future__ import annotations

from fractions import Fraction

import pytest
from mpmath import mp

from bnproofs.literature.collapse import increment, orbit, rate
from bnproofs.numbers.balls import Balls, tail
from bnproofs.numbers.precision import working_precision


def kappa(rho):
    return (mp.sqrt(1 - rho**2) + (mp.pi - mp.acos(rho)) * rho) / mp.pi


@pytest.mark.parametrize("start", [Fraction(0), Fraction(-1), Fraction(-1, 2), Fraction(99, 100)])
def test_orbits_are_those_of_the_kernel(start, number):
    layers = (1, 2, 10, 300)
    with working_precision(192):
        found = dict(orbit(start, layers))
    with mp.workdps(90):
        rho, reached = mp.mpf(start.numerator) / start.denominator, {}
        for layer in range(1, layers[-1] + 1):
            rho = kappa(rho)
            reached[layer] = rho
    for layer in layers:
        assert number.encloses(found[layer], reached[layer], relative_width=Fraction(1, 2**150))


def test_an_orbit_without_layers_stays():
    ((layer, rho),) = orbit(Fraction(1, 4), (0,))
    assert (layer, rho == Balls().number(Fraction(1, 4))) == (0, True)


@pytest.mark.parametrize("s", ["1/1000000", "1/100", "1/3", "1/2", "9/10", "999/1000"])
def test_what_a_layer_adds(s, number):
    s = Fraction(s)
    with working_precision(192):
        ball = Balls().number(s)
        found = increment(ball, tail(ball / Balls().sqrt(1 - ball * ball)))
    with mp.workdps(100):
        delta = 2 * mp.mpf(s.numerator) ** 2 / s.denominator**2
        value = 1 / mp.sqrt(1 - kappa(1 - delta)) - 1 / mp.sqrt(delta)
    assert number.encloses(found, value, relative_width=Fraction(1, 2**150))


@pytest.mark.parametrize("bits", [4, 16, 64, 150])
def test_the_limit_lies_in_every_enclosure_and_they_shrink(bits, number):
    with working_precision(192):
        found = rate(bits)
    with mp.workdps(60):
        value = 9 * mp.pi**2 / 2
    assert number.encloses(found, value, relative_width=Fraction(8, 2**bits))


def test_a_neighbourhood_that_is_not_small_excludes_wrong_limits():
    with working_precision(128):
        found = rate(8)
        assert not found.contains(Balls().pi() ** 2 * 9 / 4)
        assert found < Balls().pi() ** 2 * Balls().number(Fraction(9 * 103, 200))


def test_increments_of_an_orbit_lie_in_the_range_that_the_limit_comes_from():
    """u grows by what `rate` is made of: the mean of the increments from ℓ = 50 to 2000 lies in their range."""
    with working_precision(192):
        (_, first), (_, last) = orbit(Fraction(0), (50, 2000))
        mean = (1 / (1 - last).sqrt() - 1 / (1 - first).sqrt()) / 1950
        bits = int(-mp.log(mp.sqrt(float(1 - first) / 2), 2))  # 2^(−bits) is at least s at ℓ = 50
        assert rate(bits).contains(1 / mean**2)
