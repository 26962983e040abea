"""Gram matrices that were computed in doubles: correlations pushed beyond ±1 by rounding are no refusal."""

from __future__ import annotations

import numpy as np
import pytest

from bnproofs import Layer
from bnproofs.evolution import NotAGramError, mean_field_derivative, mean_field_map

LAYERS = [Layer.parse(x) for x in ("relu", "rc+relu", "leaky_relu(1/10)", "rc+leaky_relu(1/10)")]


def line(rng, n):
    """The Gram matrix of n points on a line through the origin, each entry rounded to a double."""
    x = rng.standard_normal(n)
    return x, np.outer(x, x)


@pytest.mark.parametrize("layer", LAYERS, ids=str)
@pytest.mark.parametrize("n", [2, 3, 5, 12])
def test_points_on_a_line_are_accepted_and_mapped_by_their_signs(layer, n):
    """On a line u = x g: the map is E φ(x_i g)φ(x_j g) = (φ(x_i)φ(x_j) + φ(−x_i)φ(−x_j))/2."""
    slope = 0.1 if layer.activation == "leaky_relu" else 0.0
    rng, count = np.random.default_rng(n), 0
    for _ in range(20):
        x, gram = line(rng, n)
        x = x - x.mean() if layer.recentre else x
        plus, minus = np.where(x > 0, x, slope * x), np.where(x < 0, -x, -slope * x)
        wanted = (np.outer(plus, plus) + np.outer(minus, minus)) / 2
        image = mean_field_map(layer, gram)
        # a rounding of 1e-16 is a rounding of 1e-8 in an angle, and its cube in the map
        assert np.max(np.abs(image - wanted)) <= 1e-14 * n * np.max(gram)
        mean_field_derivative(layer, gram, np.eye(n))
        count += 1
    assert count == 20


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_pairs_of_parallel_points_among_others_are_accepted(layer):
    rng, count = np.random.default_rng(3), 0
    for _ in range(30):
        x = rng.standard_normal((6, 3))
        x[1], x[4] = 2.5 * x[0], -1.7 * x[0]
        gram = x @ x.T
        image = mean_field_map(layer, (gram + gram.T) / 2)
        assert np.linalg.eigvalsh(image)[0] >= -1e-14 * np.linalg.eigvalsh(image)[-1]
        count += 1
    assert count == 30


@pytest.mark.parametrize("layer", LAYERS[1:2], ids=str)
@pytest.mark.parametrize("n", [3, 5, 7, 10, 11])
def test_two_clusters_can_be_iterated_in_doubles(layer, n):
    """The ideal two-cluster batch is fixed; what rounding does to it stays small for a few layers."""
    for k in range(1, n):
        x = np.array([1.0] * (n - k) + [0.0] * k)
        gram = np.outer(x, x)
        for _ in range(20):
            gram = mean_field_map(layer, gram)
            gram = gram / np.max(gram)
        ratio = (n - k) / k
        wanted = np.zeros((n, n))
        wanted[: n - k, : n - k], wanted[n - k :, n - k :] = 1, ratio**2
        assert np.allclose(gram, wanted / max(1, ratio**2), atol=1e-11)


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_orbits_of_generic_batches_can_be_iterated_in_doubles(layer):
    rng, count = np.random.default_rng(9), 0
    for n, d in ((4, 2), (8, 3), (9, 9)):
        x = rng.standard_normal((n, d))
        gram = x @ x.T
        gram = (gram + gram.T) / 2
        for _ in range(150):
            gram = mean_field_map(layer, gram)
            gram = gram / np.max(gram)
            count += 1
        assert np.linalg.eigvalsh(gram)[0] >= -1e-13
    assert count == 450


@pytest.mark.parametrize("excess", [1e-13, 1e-9, 1e-3])
@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_more_than_rounding_is_refused(layer, excess):
    gram = np.array([[2.0, 0.0, 0.0], [0.0, 1.0, -1.0 - excess], [0.0, -1.0 - excess, 1.0]])
    if layer.recentre:  # a batch of its own: opposite points around a third at the mean, and one more above it
        gram = np.array([[1.0 + excess, -1.0, 0.0], [-1.0, 1.0 + excess, 0.0], [0.0, 0.0, 0.0]])
        gram = gram - 2 * excess * np.eye(3)
    with pytest.raises(NotAGramError):
        mean_field_map(layer, gram, validate=False)
