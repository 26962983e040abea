"""Where orbits go: the chains of boxes prove what sampled orbits do."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from flint import arb
from mpmath import mp

from bnproofs.configurations import odd_family
from bnproofs.fixed_points.cover import CoverFailedError
from bnproofs.fixed_points.flow import log_change, prove_flow
from bnproofs.fixed_points.segment import tangent
from bnproofs.numbers.jets import Jet
from bnproofs.numbers.precision import working_precision

SIZES = [3, 6, 7, 12, 100, 10**5]


def flow_of(n):
    with working_precision(64 + 8 * n.bit_length()):
        return prove_flow(n)


def ahead(n, x, reference):
    """τ' at s = x, c = 1 − x from the page of formulas: τ' = τ + F·(…): by τ' = n² s² (1 − q)/Y."""
    theta = odd_angle(n, x)
    tau = reference.tau_of(n, theta)
    return tau * reference.multiplier(n, theta)


def odd_angle(n, x):
    """θ from τ = (x/(1 − x))², by sin²ψ = ((m − 1)/m)(1 − cos θ)."""
    square = x**2 / (x**2 + (1 - x) ** 2)
    return mp.acos(1 - square * mp.mpf(n - 1) / (n - 2))


@pytest.mark.parametrize("n", SIZES)
def test_the_chains_run_from_zero_to_one_without_a_gap(n):
    flow = flow_of(n)
    assert flow.increasing[0] == 0
    assert flow.increasing[-1] == flow.beyond[0]
    assert flow.beyond[-1] == 1
    for chain in (flow.increasing, flow.beyond):
        assert all(a < b for a, b in pairwise(chain))
        assert 2 <= len(chain) < 200
    assert tangent(flow.beyond[0]) ** 2 > n * (n - 2)


@pytest.mark.parametrize("n", [3, 7, 12, 100])
def test_on_the_first_chain_the_reduced_map_rises_and_on_the_second_it_stays_beyond(n, reference):
    flow, count = flow_of(n), 0
    with mp.workdps(30):
        marks = [a + (b - a) * Fraction(k, 4) for a, b in pairwise(flow.increasing) for k in range(4)]
        values = [ahead(n, mp.mpf(x.numerator) / x.denominator, reference) for x in marks[1:]]
        assert all(a < b for a, b in pairwise(values))
        for a, b in pairwise(flow.beyond):
            for k in range(4):
                x = a + (b - a) * Fraction(k, 4)
                assert ahead(n, mp.mpf(x.numerator) / x.denominator, reference) > n * (n - 2)
                count += 1
    assert count >= 4


@pytest.mark.parametrize("n", [4, 7, 30])
def test_the_change_of_the_logarithm_is_its_derivative_along_both_lines(n, number):
    for point in ("0.2", "1", "5"):
        with mp.workdps(50):
            t = mp.mpf(point)
            along_t = mp.diff(lambda x: mp.log(odd_family.next_tau(n, x, mp.mpf(1)) / x**2), t, h=mp.mpf(10) ** -18)
            along_y = mp.diff(lambda y: mp.log(odd_family.next_tau(n, mp.mpf(1), y)), t, h=mp.mpf(10) ** -18)
        with working_precision(120):
            at = arb(number.exactly(t).numerator) / arb(number.exactly(t).denominator)
            constant, moving = Jet(arb(1), arb(0), arb(0)), Jet(at, arb(1), arb(0))
            assert number.encloses(log_change(n, moving, constant), along_t, Fraction(1, 2**90), Fraction(1, 10**25))
            assert number.encloses(log_change(n, constant, moving), along_y, Fraction(1, 2**90), Fraction(1, 10**25))


@pytest.mark.parametrize("n", [4, 6, 8, 15])
def test_orbits_from_each_interval_tend_to_the_end_that_attracts(n, reference):
    with mp.workdps(25):
        fixed = [reference.tau_of(n, theta) for theta in reference.roots(n, 400)] + [mp.mpf(n * (n - 2))]
        marks = [mp.mpf(10) ** -4, *fixed, mp.mpf(10) ** 4 * n * n]
        assert len(fixed) == (1 if n <= 6 else 3)
        limits = [fixed[0]] if len(fixed) == 1 else [fixed[0], fixed[0], fixed[2]]
        for low, high, limit in zip(marks[:-1], marks[1:], [*limits, fixed[-1]], strict=True):
            tau = mp.sqrt(low * high)
            for _ in range(1500):
                tau = odd_family.next_tau(n, mp.sqrt(tau), mp.mpf(1))
                if abs(tau / limit - 1) < mp.mpf(10) ** -6:
                    break
            assert abs(tau / limit - 1) < mp.mpf(10) ** -6


def test_too_few_boxes_are_a_failure_with_advice():
    with working_precision(100), pytest.raises(CoverFailedError, match="raise the precision"):
        prove_flow(100, most=2)
