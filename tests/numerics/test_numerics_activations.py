"""The nonlinearities on arrays, against the closed-form side of the package, which is written independently."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from bnproofs.activations import ACTIVATIONS, activation_of
from bnproofs.layer import Layer
from numerics.activations import nonlinearity_of

VALUES = [0.0, -0.0, 1.0, -1.0, 0.3, -0.7, 1e-300, -1e-300, 1e150, -1e150, *np.linspace(-3, 3, 40).tolist()]
PARAMETERS = [Fraction(1, 10), Fraction(1, 3), Fraction(0), Fraction(1), Fraction(-1), Fraction(5, 2)]


def layers():
    """Layers with every activation, at several values of its parameters."""
    for name, entry in ACTIVATIONS.items():
        for value in PARAMETERS if entry.parameters else PARAMETERS[:1]:
            yield Layer(False, False, name, (value,) * len(entry.parameters))


LAYERS = list(layers())


def applied(layer, values):
    array = np.array(values)
    nonlinearity_of(layer).apply(array)
    return array


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_every_activation_of_the_package_is_simulated_and_is_the_same_function(layer):
    phi = activation_of(layer).phi
    wanted = np.array([float(phi(x)) for x in VALUES])
    np.testing.assert_allclose(applied(layer, VALUES), wanted, rtol=1e-15, atol=0)


def test_wrong_slopes_and_wrong_sides_would_be_noticed():
    right = applied(Layer.parse("leaky_relu(1/10)"), VALUES)
    for wrong in ("leaky_relu(0.1000000001)", "leaky_relu(0)", "relu", "identity"):
        assert not np.allclose(applied(Layer.parse(wrong), VALUES), right, rtol=1e-12, atol=0)
    mirrored = -applied(Layer.parse("leaky_relu(1/10)"), [-x for x in VALUES])
    assert not np.allclose(mirrored, right, rtol=1e-12, atol=0)


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_the_degree_is_that_of_the_theory_and_of_the_function(layer):
    degree = nonlinearity_of(layer).degree
    assert degree == activation_of(layer).degree
    if degree is not None:
        values = np.linspace(-3, 3, 41)
        np.testing.assert_array_equal(applied(layer, 4.0 * values), 4.0**degree * applied(layer, values))


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_the_function_is_smooth_but_at_its_breakpoints(layer):
    step = 1e-3
    points = np.arange(-2, 2, step) + step / 3
    values = applied(layer, np.stack([points - step, points, points + step]).ravel()).reshape(3, -1)
    curved = np.abs(values[0] - 2 * values[1] + values[2]) > 10 * step**2
    for point in points[curved]:
        assert any(abs(point - float(at)) <= 2 * step for at in nonlinearity_of(layer).breakpoints)


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_single_precision_stays_single_and_views_are_written_in_place(layer):
    wide = applied(layer, VALUES)
    short = np.clip(np.array(VALUES), -1e30, 1e30).astype(np.float32)
    block = np.zeros((len(VALUES), 3), dtype=np.float32)
    block[:, 1] = short
    nonlinearity_of(layer).apply(block[:, 1:2])
    assert block.dtype == np.float32
    small = np.abs(np.array(VALUES)) < 1e30
    np.testing.assert_allclose(block[small, 1], wide[small], rtol=3e-7, atol=1e-37)
    assert not block[:, [0, 2]].any()


def test_no_number_that_is_not_finite_is_made_finite():
    for layer in LAYERS:
        with np.errstate(invalid="ignore"):
            assert np.isnan(applied(layer, [np.nan])).all()
