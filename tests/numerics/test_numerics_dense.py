"""Dense networks: their weights, and the law that they share with the Gram chain."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from bnproofs.evolution import mean_field_map
from bnproofs.layer import Layer
from numerics import dense
from numerics.dense import DenseNetwork, gram_of
from numerics.gram_chain import GramChain

FALSE_ALARM = 1e-6
"""The chance that a statistical test of this file fails although everything is right."""

RNG = np.random.default_rng(7)
POINTS = RNG.standard_normal((12, 4)) * [0.3, 1.0, 2.0, 1.0] + RNG.standard_normal((12, 1))


def weights(width, inputs, **key):
    """The weights of a layer, read off the images of the unit vectors."""
    network = DenseNetwork(Layer.parse("identity"), width, key.get("seed", 1))
    return network.advance(np.eye(inputs), key.get("replica", 0), key.get("depth", 1))


@pytest.mark.parametrize(("width", "inputs"), [(300, 200), (50, 1000), (5000, 10)])
def test_weights_are_independent_gaussians_of_variance_one_over_the_inputs(width, inputs):
    """False alarms: 10⁻⁶ each. Two per cent too much variance is rejected, and one over the width."""
    w = weights(width, inputs)
    z = w.ravel() * np.sqrt(inputs)
    assert stats.kstest(z, "norm").pvalue > FALSE_ALARM / 4

    def variance(values):
        square = (values**2).sum()
        return 2 * min(stats.chi2.sf(square, len(values)), stats.chi2.cdf(square, len(values)))

    assert variance(z) > FALSE_ALARM / 4
    assert variance(z * np.sqrt(1.05)) < FALSE_ALARM
    assert variance(w.ravel() * np.sqrt(width)) < FALSE_ALARM
    for a, b in ((w[1:], w[:-1]), (w[:, 1:], w[:, :-1])):
        assert abs((a * b).mean()) * inputs * np.sqrt(a.size) < stats.norm.isf(FALSE_ALARM / 8)


def test_the_layer_is_applied_to_the_product():
    """The definition by hand, from the weights that the linear network shows."""
    w = weights(9, 12)
    h = w @ POINTS
    h -= h.mean(axis=1, keepdims=True)
    wanted = np.maximum(h / np.sqrt((h**2).mean(axis=1, keepdims=True) + 0.1), 0)
    found = DenseNetwork(Layer.parse("rc+rs(eps=1/10)+relu"), 9, 1).advance(POINTS, 0, 1)
    np.testing.assert_allclose(found, wanted, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("least", [1, 30, 100, 2**22])
def test_weights_drawn_in_blocks_are_the_same(least, monkeypatch):
    wanted = DenseNetwork(Layer.parse("rc+relu"), 37, 1).advance(POINTS, 2, 3)
    monkeypatch.setattr(dense, "_WEIGHTS", least)
    found = DenseNetwork(Layer.parse("rc+relu"), 37, 1).advance(POINTS, 2, 3)
    np.testing.assert_allclose(found, wanted, rtol=1e-13, atol=1e-14)


def test_another_seed_replica_or_depth_gives_other_weights_and_the_same_gives_the_same():
    keys = [{"seed": s, "replica": r, "depth": d} for s in (0, 1) for r in (0, 1) for d in (1, 2)]
    found = [weights(3, 3, **key) for key in keys]
    assert len({w.tobytes() for w in found}) == len(keys)
    for w, key in zip(found, keys, strict=True):
        np.testing.assert_array_equal(weights(3, 3, **key), w)


def test_the_points_that_are_given_are_left_alone():
    points = POINTS.copy()
    DenseNetwork(Layer.parse("rc+rs+relu"), 5, 1).advance(points, 0, 1)
    np.testing.assert_array_equal(points, POINTS)


def looked_at(grams):
    """Three numbers of each Gram matrix: the trace, and over it the product of two points and an inner eigenvalue."""
    trace = np.trace(grams, axis1=1, axis2=2)
    return [trace, grams[:, 0, 1] / trace, np.linalg.eigvalsh(grams)[:, 1] / trace]


def many(layer, width, depth, count, factor=1.0):
    """Gram matrices of dense networks after some layers, with weights `factor` too large in variance."""
    result = []
    for replica in range(count):
        points = POINTS
        for at in range(1, depth + 1):
            points = DenseNetwork(Layer.parse(layer), width, 3).advance(np.sqrt(factor) * points, replica, at)
        result.append(gram_of(points))
    return np.stack(result)


@pytest.mark.parametrize("layer", ["rc+relu", "relu", "rc+rs+relu", "rs(eps=1/10)+leaky_relu(1/10)", "rc+identity"])
@pytest.mark.parametrize(("width", "depth"), [(16, 2), (6, 1)])
def test_the_gram_chain_has_the_same_law(layer, width, depth):
    """False alarms: 10⁻⁶ each (three two-sample Kolmogorov–Smirnov tests). Another layer is rejected."""
    chain = GramChain(Layer.parse(layer), width, 11)
    grams = np.repeat(gram_of(POINTS)[None], 500, axis=0)
    for at in range(1, depth + 1):
        grams = chain.advance(grams, tuple(range(500)), at)

    def alike(others):
        pairs = zip(looked_at(grams), looked_at(others), strict=True)
        return min(stats.ks_2samp(a, b).pvalue for a, b in pairs) > FALSE_ALARM / 3

    assert alike(many(layer, width, depth, 500))
    wrong = {"rc+relu": "relu", "relu": "leaky_relu(1/3)", "rc+rs+relu": "rs+relu", "rc+identity": "identity"}
    assert not alike(many(wrong.get(layer, "rs(eps=1/10)+leaky_relu(1/2)"), width, depth, 500))


@pytest.mark.parametrize("layer", ["rc+relu", "identity"])
def test_the_mean_gram_matrix_is_the_mean_field_one(layer):
    """False alarms: 10⁻⁶ each. Weights with two per cent too much variance are rejected."""

    def agrees(grams):
        above = np.triu_indices(4)
        values = np.concatenate([grams[:, above[0], above[1]], np.trace(grams, axis1=1, axis2=2)[:, None]], axis=1)
        mean = mean_field_map(Layer.parse(layer), gram_of(POINTS))
        wanted = np.append(mean[above], np.trace(mean))
        score = np.abs(values.mean(axis=0) - wanted) / values.std(axis=0, ddof=1) * np.sqrt(len(grams))
        return bool((score < stats.t.isf(FALSE_ALARM / 2 / len(wanted), len(grams) - 1)).all())

    assert agrees(many(layer, 10_000, 1, 60))
    assert not agrees(many(layer, 10_000, 1, 60, factor=1.02))


@pytest.mark.parametrize("n", [2, 5, 30])
@pytest.mark.parametrize("features", [1, 100])
def test_the_gram_matrix_is_that_of_the_definition(n, features):
    x = np.random.default_rng(n).standard_normal((features, n))
    np.testing.assert_allclose(gram_of(x), np.einsum("ai,aj->ij", x, x) / features, rtol=1e-12, atol=1e-13)
