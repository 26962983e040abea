"""Two points through layers of leaky ReLU: the bounds, the rate and the derivative, against the map itself."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.configurations import collapsed
from bnproofs.evolution import dense_jacobian, mean_field_map

SLOPES = [Fraction(0), Fraction(1, 10), Fraction(4), Fraction(-1, 5), Fraction(-1)]
STARTS = [Fraction(-99, 100), Fraction(-1, 2), Fraction(0), Fraction(9, 10), Fraction(99999, 100000)]
LAYERS = 3000


def layer_of(slope, recentre=""):
    return Layer.parse(recentre + ("abs" if slope == -1 else f"leaky_relu({slope})"))


def distances(slope, start, layers):
    """The numbers u_l = (1 − ρ_l)^(−1/2) of two points, from the angle: κ written out, with digits to spare."""
    found = []
    with mp.workdps(40):
        a, rho = mpf(slope.numerator) / slope.denominator, mpf(start.numerator) / start.denominator
        for _ in range(layers + 1):
            found.append(1 / mp.sqrt(1 - rho))
            theta = mp.acos(rho)
            rectified = (mp.sin(theta) + (mp.pi - theta) * rho) / mp.pi
            rho = ((1 - a) ** 2 * rectified + 2 * a * rho) / (1 + a * a)
    return found


def bounds(slope, first, layers):
    """The pair of bounds of u after so many more layers."""
    eta = collapsed.contraction(slope)
    v, c = collapsed.step(mpf(eta.numerator) / eta.denominator), mpf(1) * collapsed.excess(eta).numerator
    c /= collapsed.excess(eta).denominator
    low = first + v * layers
    return low, low + c / first + c / v * mp.log(1 + v * layers / first)


@pytest.fixture(scope="module")
def orbits():
    return {(slope, start): distances(slope, start, LAYERS) for slope in SLOPES for start in STARTS}


@pytest.mark.parametrize("slope", SLOPES)
@pytest.mark.parametrize("start", STARTS)
def test_the_bounds_hold_after_every_layer(slope, start, orbits):
    u, count = orbits[slope, start], 0
    for first in (0, 1, 7):
        for layer in [*range(first, 60), *range(60, LAYERS + 1, 90)]:
            low, high = bounds(slope, u[first], layer - first)
            assert low <= u[layer] * (1 + mpf(10) ** -12)
            if slope >= 0 or first > 0:
                assert u[layer] <= high * (1 + mpf(10) ** -12)
            count += 1
    assert count > 200


@pytest.mark.parametrize("slope", SLOPES)
def test_the_bounds_are_tight_and_one_percent_more_is_too_much(slope, orbits):
    u = orbits[slope, Fraction(0)]
    first = 0 if slope >= 0 else 1
    low, high = bounds(slope, u[first], LAYERS - first)
    assert high < low * mpf("1.02")
    eta = collapsed.contraction(slope)
    v = collapsed.step(mpf(eta.numerator) / eta.denominator)
    assert u[first] + v * mpf("1.01") * (LAYERS - first) > u[LAYERS]
    assert abs((u[LAYERS] - u[LAYERS - 1]) / v - 1) < mpf("0.002")
    assert v < u[LAYERS] - u[LAYERS - 1]
    assert low + (high - low) / 5 < u[LAYERS]  # the excess is less than five times what it has to be
    assert collapsed.rate(mpf(eta.numerator) / eta.denominator) == pytest.approx(1 / v**2, rel=1e-12)


@pytest.mark.parametrize("slope", SLOPES)
def test_every_pair_of_a_random_batch_keeps_the_bounds(slope):
    points = np.random.default_rng(3).standard_normal((6, 3))
    gram, count = points @ points.T, 0
    upper = np.triu_indices(6, 1)
    first = None
    for layer in range(120):
        norms = np.sqrt(np.diagonal(gram))
        u = (1 - (gram / np.outer(norms, norms))[upper]) ** -0.5
        if layer == 1:
            first = u
        elif layer > 1:
            for start, value in zip(first, u, strict=True):
                low, high = bounds(slope, mpf(float(start)), layer - 1)
                assert low * (1 - mpf(10) ** -9) <= value <= high * (1 + mpf(10) ** -9)
                count += 1
        gram = mean_field_map(layer_of(slope), gram, validate=False)
        gram = gram / float(collapsed.growth(slope))
    assert count == 118 * 15


def test_the_condition_of_the_upper_bound_is_needed():
    """Under the absolute value two nearly opposite points meet almost in one layer: no bound from layer 0 on."""
    u = distances(Fraction(-1), Fraction(-999, 1000), 1)
    assert u[1] > bounds(Fraction(-1), u[0], 1)[1] * 5


@pytest.mark.parametrize("slope", SLOPES)
def test_one_layer_of_the_package_contracts_by_the_stated_factor(slope):
    for rho in (-0.9, -0.2, 0.4, 0.99):
        image = mean_field_map(layer_of(slope), [[1.0, rho], [rho, 1.0]])
        assert image[0, 0] == pytest.approx(float(collapsed.growth(slope)), rel=1e-14)
        theta = np.arccos(rho)
        q = (np.sin(theta) - theta * rho) / (np.pi * (1 - rho))
        factor = (1 - image[0, 1] / image[0, 0]) / (1 - rho)
        eta = float(collapsed.contraction(slope))
        assert factor == pytest.approx(1 - eta * q, abs=1e-12)
        assert factor != pytest.approx(1 - 1.01 * eta * q, abs=1e-4 * eta * q)


@pytest.mark.parametrize("slope", [*SLOPES, Fraction(1)])
@pytest.mark.parametrize("n", [3, 5])
def test_at_points_in_one_direction_the_derivative_is_the_growth_times_the_identity(slope, n):
    d = np.arange(1.0, n + 1)
    for gram in (np.ones((n, n)), np.outer(d, d)):
        growth = float(collapsed.growth(slope))
        assert np.allclose(mean_field_map(layer_of(slope), gram), growth * gram, rtol=1e-14)
        assert np.allclose(dense_jacobian(layer_of(slope), gram), growth * np.eye(n * (n + 1) // 2), atol=1e-14)
    rows = collapsed.components(n)
    assert sum(count * values for _, count, values in rows) == n * (n + 1) // 2 - 1
    assert (rows[-1][0] == "(n-2,2)") == (n > 3)


def test_the_derivative_is_one_sided_and_seen_by_a_small_step():
    step = 1e-8
    toward = np.eye(4)
    for slope in SLOPES:
        before = np.ones((4, 4)) + step * toward
        change = (mean_field_map(layer_of(slope), before) - float(collapsed.growth(slope)) * np.ones((4, 4))) / step
        assert np.allclose(change, float(collapsed.growth(slope)) * toward, atol=1e-3)


def test_the_factor_lies_between_zero_and_two():
    for slope in [Fraction(p, q) for p in range(-12, 13) for q in (1, 3, 7)]:
        eta = collapsed.contraction(slope)
        assert 0 <= eta <= 2
        assert (eta == 0) == (slope == 1)
        assert (eta == 2) == (slope == -1)
        assert (eta <= 1) == (slope >= 0)
