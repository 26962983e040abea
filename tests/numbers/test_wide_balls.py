"""Balls with room in them: enclosed ranges, not far wider than the true range."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
from flint import arb
from mpmath import mp

from bnproofs.numbers.balls import Balls, tail
from bnproofs.numbers.precision import working_precision


def hull(low, high):
    return arb(low).union(arb(high))


def tail_at(u):
    """a(u) = (u − atan u)/u³."""
    with mp.workdps(1400):
        u = mp.mpf(u)
        return (u - mp.atan(u)) / u**3


@pytest.mark.parametrize("bits", [30, 53, 200, 1000])
def test_tail_is_a_third_at_zero_and_keeps_its_digits_next_to_it(bits, number):
    with working_precision(bits):
        assert number.encloses(tail(arb(0)), Fraction(1, 3), Fraction(8, 2**bits), 0)
        for power in (1, 5, bits // 2 - 1, bits // 2, bits // 2 + 1, bits // 2 + 2, bits, 300):
            value = tail(arb(2) ** -power)
            assert number.encloses(value, tail_at(mp.mpf(2) ** -power), Fraction(16, 2**bits), Fraction(1, 10**400)), (
                power
            )


@pytest.mark.parametrize("u", [0.3, 1.0, 7.0, 1e9, 1e200])
def test_tail_keeps_its_digits_far_from_zero(u, number):
    with working_precision(120):
        assert number.encloses(tail(arb(u)), tail_at(u), Fraction(64, 2**120), Fraction(1, 10**300))


def test_tail_over_a_wide_ball_is_the_range_between_its_ends(number):
    cases = 0
    for low, high in ((0.0, 1.0), (1e-30, 2.0), (0.5, 0.75), (1.0, 50.0), (0.0, 1e-20)):
        got = number.ends(tail(hull(low, high)))
        least = number.exactly(tail_at(high))
        most = number.exactly(tail_at(low)) if low else Fraction(1, 3)
        room = Fraction(1, 2**22) * (most - least) + Fraction(1, 2**48)
        assert got[0] <= least + Fraction(1, 10**300)
        assert most - Fraction(1, 10**300) <= got[1]
        assert got[1] - got[0] <= most - least + room
        cases += 1
    assert cases == 5


def test_tail_of_an_unbounded_or_overshooting_ball_stays_between_zero_and_a_third(number):
    for u in (arb("[1 +/- 3]"), arb(0).union(arb("+inf")), arb("nan")):
        low, high = number.ends(tail(u))
        assert -Fraction(1, 2**20) <= low
        assert high <= Fraction(1, 3) + Fraction(1, 2**20)


ROUNDING = Fraction(1, 2**20)
FUNCTIONS = {
    "angle": (lambda s, c: mp.atan2(s, c), 2),
    "excess": (lambda s, c: s - c * mp.atan2(s, c), 5),
    "reduced_excess": (lambda s, c: (s - c * mp.atan2(s, c)) / s**2, 5),
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_boxes_contain_their_samples_and_are_within_a_factor_of_their_spread(name, number):
    plain, factor = FUNCTIONS[name]
    rng, cases = np.random.default_rng(5), 0
    for _ in range(60):
        s, c = 10.0 ** rng.uniform(-4, 4, 2)
        wide = 1 + 10.0 ** rng.uniform(-6, -1)
        with working_precision(80):
            low, high = number.ends(getattr(Balls(), name)(hull(s, s * wide), hull(c, c * wide)))
        with mp.workdps(60):
            marks = [1.0, (1 + wide) / 2, wide]
            sampled = [
                number.exactly(plain(mp.mpf(s) * a, mp.mpf(c) * b)) for a, b in product(map(mp.mpf, marks), repeat=2)
            ]
        assert low <= min(sampled)
        assert max(sampled) <= high
        if name != "reduced_excess" or s < 0.3 * c:  # elsewhere it is nearly flat in one direction
            assert high - low <= factor * (max(sampled) - min(sampled)) * (1 + ROUNDING), (s, c, wide)
        else:
            assert high - low <= 16 * Fraction(wide - 1) * max(sampled), (s, c, wide)
        cases += 1
    assert cases == 60


@pytest.mark.parametrize("s", [(0.0, 1.0), (0.0, 1e-3), (0.5, 2.0), (1.0, 1e3)])
@pytest.mark.parametrize("c", [(0.0, 1.0), (0.25, 0.5), (1.0, 3.0), (1e-6, 1e3)])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_boxes_on_the_edge_of_the_quadrant_contain_their_samples(name, s, c, number):
    plain, _ = FUNCTIONS[name]
    ball = getattr(Balls(), name)(hull(*s), hull(*c))
    for a, b in product(np.linspace(*s, 5), np.linspace(*c, 5)):
        if a == 0:
            continue
        with mp.workdps(60):
            exact = number.exactly(plain(mp.mpf(a), mp.mpf(b)))
        if ball.is_finite():
            low, high = number.ends(ball)
            assert low <= exact <= high, (a, b)


def test_the_angle_of_a_box_around_the_origin_is_anything_from_zero_to_pi(number):
    low, high = number.ends(Balls().angle(arb(0).union(arb(1)), arb("[0 +/- 1]")))
    assert low <= 0
    assert high >= Fraction(314159, 10**5)
    assert high - low < 4


def test_the_root_of_a_ball_that_overshoots_zero_is_cut_and_of_a_negative_one_refused(number):
    low, high = number.ends(Balls().sqrt(arb("[0.25 +/- 0.5]")))
    assert -Fraction(1, 2**20) <= low <= 0
    assert high**2 >= Fraction(3, 4)
    with pytest.raises(ValueError, match="must be non-negative"):
        Balls().sqrt(arb("[-1 +/- 0.5]"))
