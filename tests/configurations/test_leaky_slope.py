"""Recentring + leaky ReLU: the closed forms against the full map and its dense Jacobian."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from bnproofs import Layer
from bnproofs.configurations import leaky_slope, odd_family, two_clusters, uniform
from bnproofs.evolution import dense_jacobian, mean_field_map
from bnproofs.symmetry import recentre_blocks, reduced_map

SLOPES = [Fraction(1, 10), Fraction(-3, 10), Fraction(7, 2), Fraction(-1), Fraction(-4), Fraction(0)]
RELU = Layer.parse("rc+relu")


def layer_of(slope):
    return Layer.parse("rc+abs" if slope == -1 else f"rc+leaky_relu({slope})")


def two_places(n, k, slope):
    """The Gram matrix after one layer of a batch at two places, by the map itself."""
    start = np.ones((n, n)) + np.pad(np.ones((k, k)), ((n - k, 0), (n - k, 0)))
    return mean_field_map(layer_of(slope), start)


def eigenvalues(layer, gram, growth):
    """The projective eigenvalues: those of the dense Jacobian over the growth, but the zeros of recentring and a 1."""
    n = len(gram)
    values = np.linalg.eigvals(dense_jacobian(layer, gram)) / growth
    assert np.max(np.abs(values.imag)) < 1e-6
    values = sorted(values.real, key=abs)
    assert np.max(np.abs(values[:n])) < 1e-6
    values = sorted(values[n:])
    values.pop(int(np.argmin(np.abs(np.array(values) - 1))))
    return np.array(values)


def listed(rows):
    return np.sort([float(value) for _, count, value in rows for _ in range(count)])


def random_gram(n, seed):
    x = np.random.default_rng(seed).standard_normal((n, n))
    return x @ x.T


@pytest.mark.parametrize("slope", [*SLOPES, Fraction(1)])
def test_the_layer_is_relu_and_the_identity_combined(slope):
    centre = np.eye(7) - 1 / 7
    for seed in range(3):
        gram = random_gram(7, seed)
        a = float(slope)
        k = centre @ gram @ centre
        found = mean_field_map(layer_of(slope), gram)
        assert np.allclose(found, (1 - a) ** 2 * mean_field_map(RELU, gram) + a * k, rtol=1e-12, atol=1e-11)


@pytest.mark.parametrize("slope", SLOPES)
@pytest.mark.parametrize(("n", "k"), [(4, 1), (6, 1), (6, 2), (5, 4), (7, 3)])
def test_a_two_cluster_ray_is_fixed_with_the_stated_numbers(n, k, slope):
    layer, gram = layer_of(slope), two_places(n, k, slope)
    growth = leaky_slope.two_cluster_growth(n, k, slope)
    assert np.allclose(mean_field_map(layer, gram), float(growth) * gram, rtol=1e-12)
    assert gram[0, -1] / np.sqrt(gram[0, 0] * gram[-1, -1]) == pytest.approx(float(leaky_slope.across(slope)))
    assert np.sqrt(gram[-1, -1] / gram[0, 0]) == pytest.approx((n - k) / k)
    weight = (n - k) ** 2 + k**2
    assert growth == ((1 + slope**2) * weight + 4 * slope * k * (n - k)) / (2 * n * n)


@pytest.mark.parametrize("slope", SLOPES)
@pytest.mark.parametrize(("n", "k"), [(4, 1), (6, 1), (6, 2), (5, 4), (7, 3)])
def test_its_spectrum_is_that_of_the_dense_jacobian(n, k, slope):
    layer, gram = layer_of(slope), two_places(n, k, slope)
    growth = float(leaky_slope.two_cluster_growth(n, k, slope))
    rows = leaky_slope.spectrum(n, k, slope)
    found, wanted = eigenvalues(layer, gram, growth), listed(rows)
    assert np.allclose(found, wanted, atol=1e-5)
    assert not np.allclose(found, 1.01 * wanted, atol=1e-5)
    multiplier = leaky_slope.transverse_multiplier(n, k, slope)
    assert multiplier == rows[0][2] > 1
    m = n - k
    assert multiplier == n * n * (1 + slope**2) / ((1 + slope**2) * (m * m + k * k) + 4 * slope * k * m)


def test_the_absolute_value_puts_two_equal_clusters_at_one_place():
    image = two_places(6, 3, Fraction(-1))
    assert np.allclose(image, image[0, 0])
    for n in range(3, 12):
        for k in range(1, n):
            for slope in (*SLOPES, Fraction(-1, 2), Fraction(-101, 100)):
                growth = leaky_slope.two_cluster_growth(n, k, slope)
                assert (growth == 0) == (slope == -1 and 2 * k == n)
                assert growth >= 0


def test_the_ideal_configuration_of_the_absolute_value_has_a_standard_eigenvalue_below_minus_one():
    for n in range(3, 40):
        values = {name: value for name, _, value in leaky_slope.spectrum(n, 1, Fraction(-1))}
        assert values["standard(n-k)"] == Fraction(-n, n - 2) < -1


@pytest.mark.parametrize("slope", SLOPES)
@pytest.mark.parametrize("n", [3, 4, 8])
def test_the_uniform_point_by_the_map_and_its_dense_jacobian(n, slope):
    layer = layer_of(slope)
    gram = mean_field_map(layer, np.eye(n))
    growth = leaky_slope.growth(float(slope), uniform.growth(float(n)))
    assert np.allclose(mean_field_map(layer, gram), growth * gram, rtol=1e-12)
    cosine = leaky_slope.cosine(float(slope), uniform.cosine(float(n)), -1 / (n - 1))
    assert gram[0, 1] / gram[0, 0] == pytest.approx(cosine, rel=1e-12, abs=1e-14)
    g = uniform.growth(float(n))
    rows = [("standard", n - 1, uniform.standard_eigenvalue(float(n)))]
    rows += [("(n-2,2)", n * (n - 3) // 2, uniform.pair_eigenvalue(float(n)))]
    wanted = listed((name, count, leaky_slope.eigenvalue(float(slope), g, value)) for name, count, value in rows)
    found = eigenvalues(layer, gram, growth)
    assert np.allclose(found, wanted, atol=1e-9)
    assert not np.allclose(found, 1.01 * wanted, atol=1e-9)


def sign_of_move(layer, n, s):
    """The parameter τ before and after one layer of the reduced map, as 1 + τ = (n−1)² K_cc/K_oo."""
    gram = odd_family.recentred_gram(float(n), s, 1.0)
    image = recentre_blocks(reduced_map(layer, gram))
    return s * s, (n - 1) ** 2 * image.diagonal[0] / image.diagonal[1] - 1


@pytest.mark.parametrize("n", [4, 7, 10, 30])
def test_tau_moves_with_relu_and_not_past_it_for_slopes_that_are_not_negative(n):
    count = 0
    for s in np.geomspace(1e-3, 50 * n, 40):
        tau, rectified = sign_of_move(RELU, n, float(s))
        for slope in (Fraction(1, 10), Fraction(9, 10), Fraction(7, 2)):
            _, moved = sign_of_move(layer_of(slope), n, float(s))
            low, high = sorted((tau, rectified))
            assert low * (1 - 1e-9) <= moved <= high * (1 + 1e-9)
            count += 1
    assert count == 120


@pytest.mark.parametrize("n", [3, 5, 10])
def test_the_absolute_value_overshoots_the_uniform_point(n):
    """Why nothing is claimed of orbits for negative slopes: from beyond the uniform point τ falls below it."""
    tau, moved = sign_of_move(layer_of(Fraction(-1)), n, 1000.0 * n)
    assert moved < n * n - 2 * n < tau
    tau, moved = sign_of_move(RELU, n, 1000.0 * n)
    assert n * n - 2 * n < moved < tau


def test_a_layer_has_one_slope_or_none():
    assert leaky_slope.slope_of(Layer.parse("rc+leaky_relu(-2/3)")) == Fraction(-2, 3)
    assert [leaky_slope.slope_of(Layer.parse(name)) for name in ("relu", "rc+abs", "rs+identity")] == [0, -1, 1]
    with pytest.raises(ValueError, match="erf has no slope"):
        leaky_slope.slope_of(Layer.parse("rc+erf"))


def test_slope_zero_is_relu():
    assert leaky_slope.growth(0.0, 3.0) == 3
    for n, k in ((5, 2), (9, 1)):
        assert leaky_slope.spectrum(n, k, Fraction(0)) == two_clusters.spectrum(n, k)
