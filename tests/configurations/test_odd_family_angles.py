"""The closed forms in (s, c) against the form of the theory in the angle θ, and their ends."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb
from mpmath import mp, mpf

from bnproofs.configurations import odd_family, uniform
from bnproofs.numbers.precision import working_precision

SIZES = [3, 4, 6, 7, 10, 50, 10**4]


def uniform_angle(n):
    return mp.acos(mpf(-1) / (n - 1))


@pytest.mark.parametrize("n", SIZES)
def test_the_reduced_map_multiplies_tau_by_the_multiplier_in_theta(n, reference):
    count = 0
    with mp.workdps(50):
        largest = mp.acos(-mpf(1) / (n - 2)) if n > 3 else mp.pi  # τ = ∞
        for share in ("0.001", "0.1", "0.4", "0.8", "0.99"):
            theta = mpf(share) * largest
            tau = reference.tau_of(n, theta)
            s, c = mp.sqrt(tau), mpf(1)
            assert abs(odd_family.theta(n, s, c) - theta) < mpf(10) ** -40
            ahead = odd_family.next_tau(n, s, c)
            wanted = tau * reference.multiplier(n, theta)
            assert abs(ahead - wanted) < mpf(10) ** -35 * wanted
            form = odd_family.fixed_point_form(n, s, c)
            assert mp.sign(form) == mp.sign(reference.multiplier(n, theta) - 1)
            count += 1
    assert count == 5


@pytest.mark.parametrize("n", SIZES)
def test_the_form_is_the_denominator_times_the_gain(n, reference):
    """F = Y (g − 1), exactly."""
    with mp.workdps(50):
        for s in ("0.05", "1", "6"):
            theta = odd_family.theta(n, mpf(s), mpf(1))
            gain = reference.multiplier(n, theta) - 1
            form, y = odd_family.fixed_point_form(n, mpf(s), mpf(1)), odd_family.denominator(n, mpf(s), mpf(1))
            assert abs(form - y * gain) < mpf(10) ** -35 * y


@pytest.mark.parametrize("n", SIZES)
def test_the_uniform_point_is_fixed_for_every_n(n, number):
    with mp.workdps(50):
        s, c = uniform.direction(n, mpf(1))
        assert abs(odd_family.theta(n, s, c) - uniform_angle(n)) < mpf(10) ** -45
        assert abs(odd_family.next_tau(n, s, c) - (n * n - 2 * n)) < mpf(10) ** -40 * n**2
        assert abs(odd_family.norm_ratio(n, s, c) - 1) < mpf(10) ** -45
        assert abs(odd_family.growth(n, s, c) - uniform.growth(mpf(n))) < mpf(10) ** -45
        assert abs(odd_family.cos_cluster(n, s, c) - odd_family.cos_odd(n, s, c)) < mpf(10) ** -45
        assert abs(odd_family.cos_odd(n, s, c) - uniform.cosine(mpf(n))) < mpf(10) ** -45
    with working_precision(150):
        form = odd_family.fixed_point_form(n, *uniform.direction(n, arb(1)))
        low, high = number.ends(form)
        assert low <= 0 <= high
        assert high - low < Fraction(n**4, 2**120)


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("make", [float, mpf, arb])
def test_the_ideal_end_s_equal_to_zero(n, make):
    s, c, m = make(0), make(2), n - 1
    expected = {
        "defect": 0,
        "fixed_point_form": 2 * m * 4,
        "denominator": (m * m + 1) * 4,
        "tau": 0,
        "next_tau": 0,
        "theta": 0,
        "psi": 0,
        "sine_theta": 0,
        "cos_cluster": 1,
        "cos_odd": 0,
        "norm_ratio": m,
        "growth": (m * m + 1) / (2 * n * n),
        "pair_eigenvalue": n * n / (m * m + 1),
    }
    for name, value in expected.items():
        assert float(getattr(odd_family, name)(n, s, c)) == pytest.approx(value, rel=1e-13, abs=1e-15), name


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("make", [float, mpf, arb])
def test_the_other_end_c_equal_to_zero(n, make):
    """τ = ∞: the odd point is at the mean; K is that of n − 1 exchangeable points."""
    s, c, m = make(3), make(0), n - 1
    theta = np.arccos(-1 / (m - 1))
    q = (np.sin(theta) - theta * np.cos(theta)) / (np.pi * (1 - np.cos(theta)))
    expected = {
        "theta": theta,
        "psi": np.pi / 2,
        "defect": q,
        "fixed_point_form": -9 * q,
        "denominator": 9 * q,
        "next_tau": n * n * (1 - q) / q,
        "cos_odd": 1 / np.pi,
        "norm_ratio": 0,
        "cos_cluster": 1 - (1 - np.cos(theta)) * (1 - q),
    }
    for name, value in expected.items():
        room = 1e-7 if n == 3 and name == "theta" else 1e-12
        assert float(getattr(odd_family, name)(n, s, c)) == pytest.approx(value, rel=room, abs=1e-15), name
    k = odd_family.recentred_gram(n, s, c)
    assert float(k.diagonal[1]) == 0
    assert float(k.products[0][0]) == pytest.approx(-1 / (m - 1), rel=1e-14)


@pytest.mark.parametrize("n", [3, 7, 100])
def test_the_defect_increases_from_zero_to_at_most_a_half(n):
    values = odd_family.defect(n, np.linspace(0, 1, 400), np.linspace(1, 0, 400))
    assert values[0] == 0
    assert np.all(np.diff(values) > 0)
    assert values[-1] <= 0.5


@pytest.mark.parametrize("n", [3, 7, 100])
def test_the_denominator_is_positive_on_the_whole_family(n):
    x = np.linspace(0, 1, 2001)
    assert np.all(odd_family.denominator(n, x, 1 - x) > 0)


@pytest.mark.parametrize("n", [7, 50, 10**4])
def test_next_to_the_ideal_the_slope_is_that_of_the_two_cluster_ray(n):
    m = n - 1
    with mp.workdps(60):
        s = mpf(10) ** -25
        slope = odd_family.next_tau(n, s, mpf(1)) / s**2
        assert abs(slope - mpf(n * n) / (m * m + 1)) < mpf(10) ** -20
