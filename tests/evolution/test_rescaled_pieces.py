"""Layers that rescale before a φ in pieces: the routes of other activations, integrals over directions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from bnproofs import Layer
from bnproofs.activations import activation_of
from bnproofs.activations.registry import ACTIVATIONS, register
from bnproofs.evolution import NotAGramError, UnsupportedLayerError, mean_field_derivative, mean_field_map
from bnproofs.evolution.rescaled_circle import circle_map
from bnproofs.evolution.rescaled_map import rescaled_map
from bnproofs.evolution.rescaled_pieces import pieces_map
from bnproofs.numbers import lift
from bnproofs.piecewise import Piecewise
from bnproofs.symmetry import BlockGram, reduced_map
from bnproofs.symmetry.rescaled_isotypic import rescaled_isotypic_blocks

HALF, GROWTH = Fraction(1, 2), (Fraction(2), Fraction(1))


def number(x, value):
    return lift(x)[0].number(value)


RECTIFIER = Piecewise((lambda x: 0 * x, lambda x: x), (Fraction(0),), GROWTH)
SINE = Piecewise((lambda x: lift(x)[0].sin(x), lambda x: lift(x)[0].sin(x)), (Fraction(1, 3),), GROWTH)
SHRINKAGE = Piecewise(
    (lambda x: x + number(x, HALF), lambda x: 0 * x, lambda x: x - number(x, HALF)), (-HALF, HALF), GROWTH
)
THRESHOLD = Piecewise((lambda x: 0 * x, lambda x: 0 * x + 1), (HALF,), GROWTH)


@pytest.fixture
def name(monkeypatch):
    monkeypatch.setattr("bnproofs.activations.registry.ACTIVATIONS", ACTIVATIONS)
    register("shrinkage_here", __name__, "shrinkage")
    yield "shrinkage_here"
    ACTIVATIONS.pop("shrinkage_here")


def shrinkage():
    return SHRINKAGE


def batch(n, dimension, seed=0):
    x = np.random.default_rng([n, dimension, seed]).normal(size=(n, dimension))
    return x, x @ x.T


def over_directions(phi, points, count):
    angles = 2 * np.pi * (np.arange(count) + 0.5) / count
    h = points @ np.array([np.cos(angles), np.sin(angles)])
    values = phi(h / np.sqrt(np.mean(h * h, axis=0)))
    return values @ values.T / count


def different(image, wanted, tolerance):
    size = np.max(np.abs(wanted))
    assert np.max(np.abs(1.01 * image - wanted)) > 5e-3 * size
    return np.max(np.abs(image - wanted)) > tolerance * size


@pytest.mark.parametrize("recentre", [True, False])
@pytest.mark.parametrize("epsilon", [0.0, 0.25])
def test_breakpoints_that_matter_and_those_that_do_not(recentre, epsilon):
    """The rectifier as two pieces is the ReLU with its own integral, the sine cut in two the sine with its series."""
    _, gram = batch(5, 5)
    for pieces, name, known in ((RECTIFIER, "relu", rescaled_map), (SINE, "sine(1)", circle_map)):
        wanted = known(gram, activation_of(Layer.parse(name)), recentre=recentre, epsilon=epsilon)
        assert not different(pieces_map(gram, pieces, recentre=recentre, epsilon=epsilon), wanted, 1e-11)


@pytest.mark.parametrize(("pieces", "tolerance"), [(SHRINKAGE, 1e-9), (THRESHOLD, 1e-5)])
def test_it_is_an_integral_over_directions(pieces, tolerance):
    """Sums over a million directions; a jump leaves them an error of about a millionth."""
    points, gram = batch(4, 2)
    image = pieces_map(gram, pieces, recentre=False, epsilon=0.0)
    assert not different(image, over_directions(pieces.phi, points, 1_000_000), tolerance)


@pytest.mark.parametrize("pieces", [SHRINKAGE, THRESHOLD])
def test_points_on_a_line_are_mapped_in_closed_form(pieces):
    lengths = np.array([1.0, -2.0, 3.0])
    u = lengths * np.sqrt(3 / np.sum(lengths**2))
    wanted = (np.outer(pieces.phi(u), pieces.phi(u)) + np.outer(pieces.phi(-u), pieces.phi(-u))) / 2
    assert not different(pieces_map(np.outer(lengths, lengths), pieces, recentre=False, epsilon=0.0), wanted, 1e-9)


def test_the_layer_and_its_blocks(name):
    layer = Layer.parse(f"rc+rs+{name}")
    gram = BlockGram((3, 1), (4.0, 5.0), ((1.0, 0.5), (0.5, 0.0)))
    full = mean_field_map(layer, gram.embed())
    assert not different(reduced_map(layer, gram).embed(), full, 1e-10)
    for function in (mean_field_derivative, lambda *a: rescaled_isotypic_blocks(a[0], gram)):
        with pytest.raises(UnsupportedLayerError, match="take differences of the map"):
            function(layer, gram.embed(), np.eye(4))
    with pytest.raises(UnsupportedLayerError, match="give doubles"):
        mean_field_map(layer, [[Fraction(1), Fraction(0)], [Fraction(0), Fraction(1)]])
    with pytest.raises(NotAGramError, match="all points are zero"):
        mean_field_map(layer, np.ones((3, 3)))
