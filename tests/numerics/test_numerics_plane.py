"""The map of layers that rescale at batches in the plane: by hand, by neurons, and the library's integral."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp

from bnproofs.errors import InputError
from bnproofs.evolution import mean_field_map
from bnproofs.layer import Layer
from numerics.gram_chain import GramChain
from numerics.plane import plane_gram, plane_map

POINTS = [(Fraction(1), Fraction(0)), (Fraction(-1, 3), Fraction(2)), (Fraction(1, 2), Fraction(-5, 7))]
MORE = [*POINTS, (Fraction(-2), Fraction(-1)), (Fraction(3), Fraction(1, 9))]
LAYERS = ["rs+relu", "rs+identity", "rc+rs+relu", "rc+rs+leaky_relu(1/10)", "rs+abs", "rc+rs(eps=1/10)+relu"]
LAYERS += ["rc+rs(eps=1/10)+step", "rs(eps=2)+monomial(3)", "rc+rs+relu_power(2)", "rc+rs(eps=1/10)+relu_power(12)"]


def test_two_orthogonal_points_by_hand():
    """h = r(cos t, sin t), n = 2: E 2cos²t 1[cos t > 0] = ½, and E 2 cos t sin t on the first quadrant = 1/(2π)."""
    found = plane_map(Layer.parse("rs+relu"), [(Fraction(1), Fraction(0)), (Fraction(0), Fraction(1))], digits=25)
    with mp.workdps(30):
        wanted = [[mp.mpf(1) / 2, 1 / (2 * mp.pi)], [1 / (2 * mp.pi), mp.mpf(1) / 2]]
        assert np.abs(found - np.array(wanted)).max() < mp.mpf(10) ** -25


def test_the_trace_is_that_of_rescaled_neurons():
    """φ = identity, ε = 0: ‖z‖² = n for every neuron."""
    found = plane_map(Layer.parse("rc+rs+identity"), MORE, digits=20)
    with mp.workdps(30):
        assert abs(np.trace(found) - 5) < 1e-19
        assert max(abs(sum(row)) for row in found) < 1e-19


@pytest.mark.parametrize("layer", LAYERS)
def test_the_library_agrees_and_one_per_cent_would_be_seen(layer):
    found = plane_map(Layer.parse(layer), MORE, digits=16).astype(float)
    said = mean_field_map(Layer.parse(layer), plane_gram(MORE).astype(float))
    np.testing.assert_allclose(said, found, rtol=1e-12, atol=1e-13 * np.abs(found).max())
    assert np.abs(1.01 * said - found).max() > 1e-3


@pytest.mark.parametrize("layer", ["rc+rs+relu", "rs(eps=1/2)+leaky_relu(1/10)"])
def test_neurons_have_that_mean(layer):
    """Entries are means of 400000 numbers below 10: within five standard errors, at most 0.02."""
    parsed = Layer.parse(layer)
    gram = plane_gram(MORE).astype(float)
    chain = GramChain(parsed, 400000, 3).advance(gram[None], (0,), 1)[0]
    found = plane_map(parsed, MORE, digits=10).astype(float)
    np.testing.assert_allclose(chain, found, atol=0.02)
    assert np.abs(chain - plane_map(Layer.parse("rs+identity"), MORE, digits=10).astype(float)).max() > 0.1


def test_a_large_epsilon_leaves_the_gram_matrix():
    """√ε times the neuron is the neuron without rescaling, but for 1/ε."""
    found = plane_map(Layer.parse("rs(eps=1000000000000)+identity"), POINTS, digits=20).astype(float)
    np.testing.assert_allclose(1e12 * found, plane_gram(POINTS).astype(float), rtol=1e-10)


@pytest.mark.parametrize("layer", ["relu", "rc+rs+erf", "rc+rs+hermite(2)"])
def test_other_layers_are_refused(layer):
    with pytest.raises(InputError, match="takes layers such as 'rc\\+rs\\+relu'"):
        plane_map(Layer.parse(layer), POINTS, digits=10)


def test_points_on_a_line_are_refused():
    line = [(Fraction(i), Fraction(2 * i)) for i in range(3)]
    with pytest.raises(InputError, match="lie on a line"):
        plane_map(Layer.parse("rs+relu"), line, digits=10)
