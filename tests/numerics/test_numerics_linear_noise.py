"""Noise to first order: the averages, their derivative, and the spread of simulated networks."""

from __future__ import annotations

import numpy as np
import pytest

from bnproofs.errors import InputError
from bnproofs.evolution import mean_field_derivative, mean_field_map
from bnproofs.layer import Layer
from numerics.gram_chain import GramChain
from numerics.linear_noise import averages, derivative, neuron_covariance, noisy_orbit, settled, symmetric_gram
from numerics.odd_start import odd_start, orthogonal_start

LAYER = Layer.parse("rc+rs+relu")
VALUES = np.array([0.5, 0.14, 0.3, 2.0])


def step(gram):
    return mean_field_map(LAYER, gram, validate=False)


@pytest.mark.parametrize("n", [3, 4, 9])
def test_averages_and_symmetric_matrices_are_inverse(n):
    gram = symmetric_gram(VALUES, n)
    np.testing.assert_allclose(averages(gram), VALUES, rtol=1e-14)
    np.testing.assert_array_equal(gram, gram.T)
    noise = np.random.default_rng(0).normal(size=(n, n))
    noise = noise + noise.T
    order = [*np.random.default_rng(1).permutation(n - 1), n - 1]
    np.testing.assert_allclose(averages(noise[np.ix_(order, order)]), averages(noise), rtol=1e-12)


@pytest.mark.parametrize("n", [4, 9])
def test_the_derivative_is_that_of_the_map(n):
    found = derivative(step, VALUES, n)
    for at, unit in enumerate(np.eye(4)):
        wanted = averages(mean_field_derivative(LAYER, symmetric_gram(VALUES, n), symmetric_gram(unit, n)))
        np.testing.assert_allclose(found[:, at], wanted, rtol=1e-5, atol=1e-7)


def test_the_covariance_is_that_of_the_averages_of_a_layer():
    """Of 4000 layers of 100 neurons: variances to 10 %, which is more than four standard errors."""
    n, width, count = 6, 100, 4000
    gram = symmetric_gram(VALUES, n)
    chain = GramChain(LAYER, width, 3)
    seen = averages(chain.advance(np.repeat(gram[None], count, axis=0), tuple(range(count)), 1))
    found = neuron_covariance(LAYER, gram, 200000, seed=5, depth=1)
    scale = np.sqrt(np.outer(np.diag(found), np.diag(found)))
    np.testing.assert_allclose(width * np.cov(seen.T) / scale, found / scale, atol=0.1)
    assert np.abs(found / scale).min() > 0.01


def test_an_orbit_is_that_of_the_map_and_its_noise_that_of_networks():
    """20 layers, 200 networks of width 400: the spread to 20 %, four standard errors; twice the noise is none."""
    n, width = 8, 400
    start = orthogonal_start(n, 4.0)
    run = odd_start(LAYER, step, start, width=width, layers=20, replicas=200, seed=2)
    gram = start
    for expected in run.expected:
        assert gram[-1, -1] / gram[0, 0] == pytest.approx(expected, rel=1e-10)
        gram = step(gram)
    for layer in (1, 5, 20):
        spread = run.ratios[:, layer].std(ddof=1)
        assert 0.8 < spread / run.deviation[layer] < 1.2
    orbit = noisy_orbit(LAYER, step, start, 5, neurons=1000, seed=1)
    np.testing.assert_allclose(orbit.norm_ratio(100)[1], 2 * orbit.norm_ratio(400)[1], rtol=1e-12)


def test_the_fixed_point_is_where_a_hundred_layers_lead():
    n = 10
    gram = orthogonal_start(n, 3.0)
    fixed = settled(step, gram)
    np.testing.assert_allclose(step(fixed), fixed, rtol=0, atol=1e-12)
    for _ in range(150):
        gram = step(gram)
    np.testing.assert_allclose(gram, fixed, rtol=0, atol=1e-9)


def test_a_map_that_settles_nowhere_is_said_so():
    with pytest.raises(InputError, match="no fixed point after 10 layers"):
        settled(lambda gram: 2 * gram, np.eye(4), rounds=5)
