"""The nonlinearities on arrays, against the closed-form side of the package, which is written independently."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp

from bnproofs.activations import ACTIVATIONS, activation_of
from bnproofs.layer import Layer
from numerics.activations import nonlinearity_of

VALUES = [0.0, -0.0, 1.0, -1.0, 0.3, -0.7, 1e-300, -1e-300, 1e150, -1e150, *np.linspace(-3, 3, 40).tolist()]
PARAMETERS = [Fraction(1, 10), Fraction(1, 3), Fraction(0), Fraction(1), Fraction(-1), Fraction(5, 2)]


def layers():
    """Layers with every activation, at several values of its parameters."""
    for name, entry in ACTIVATIONS.items():
        values = (
            PARAMETERS if entry.orders is None else [Fraction(k) for k in range(entry.orders[0], entry.orders[1] + 1)]
        )
        for value in values if entry.parameters else values[:1]:
            yield Layer(False, False, name, (value,) * len(entry.parameters))


LAYERS = list(layers())


def order(layer):
    """The order of a polynomial or a power of the rectifier, else 1."""
    return int(layer.parameters[0]) if ACTIVATIONS[layer.activation].orders else 1


def inputs(layer):
    """The values at which φ neither overflows nor, of a Hermite polynomial, loses more than `room` says."""
    return VALUES if order(layer) == 1 and layer.activation != "exponential" else [x for x in VALUES if abs(x) < 1e20]


SMOOTH = {"erf", "gelu", "sine", "cosine", "exponential"}
"""The activations of which an error of the argument is seen in the value, |x φ'(x)| times as large."""


def room(layer, values, unit):
    """What rounding may do, `unit` the error of one operation: of a Hermite polynomial relative to He_k(ix)/iᵏ."""
    size = np.abs(applied(layer, values))
    if layer.activation == "hermite":
        before, size = 1.0, np.abs(values)
        for k in range(1, order(layer)):
            before, size = size, np.abs(values) * size + k * before
    if layer.activation in SMOOTH:
        slopes = [float(mp.diff(nonlinearity_of(layer).at, float(x))) for x in values]
        size += np.minimum(np.abs(values), 1e3) * np.abs(slopes)
    return unit * order(layer) * size


def applied(layer, values):
    array = np.array(values)
    nonlinearity_of(layer).apply(array)
    return array


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_every_activation_of_the_package_is_simulated_and_is_the_same_function(layer):
    phi = activation_of(layer).phi
    values = inputs(layer)
    wanted = np.array([float(phi(x)) for x in values])
    assert np.all(np.abs(applied(layer, values) - wanted) <= room(layer, values, 1e-15))


def test_wrong_slopes_and_wrong_sides_would_be_noticed():
    right = applied(Layer.parse("leaky_relu(1/10)"), VALUES)
    for wrong in ("leaky_relu(0.1000000001)", "leaky_relu(0)", "relu", "identity"):
        assert not np.allclose(applied(Layer.parse(wrong), VALUES), right, rtol=1e-12, atol=0)
    mirrored = -applied(Layer.parse("leaky_relu(1/10)"), [-x for x in VALUES])
    assert not np.allclose(mirrored, right, rtol=1e-12, atol=0)


@pytest.mark.parametrize("name", ["sine", "cosine", "exponential"])
def test_a_wrong_frequency_or_rate_would_be_noticed(name):
    layer = Layer.parse(f"{name}(2/3)")
    values = inputs(layer)
    difference = np.abs(applied(layer, values) - applied(Layer.parse(f"{name}(0.66666666667)"), values))
    assert np.any(difference > 1000 * room(layer, values, 1e-15))


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_the_degree_is_that_of_the_theory_and_of_the_function(layer):
    degree = nonlinearity_of(layer).degree
    assert degree == activation_of(layer).degree
    if degree is not None:
        values = np.linspace(-3, 3, 41)
        wanted = 4.0**degree * applied(layer, values)
        np.testing.assert_allclose(applied(layer, 4.0 * values), wanted, rtol=1e-15 * (degree > 1), atol=0)


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_the_function_is_smooth_but_at_its_breakpoints(layer):
    step = 1e-3
    points = np.arange(-2, 2, step) + step / 3
    values = applied(layer, np.stack([points - step, points, points + step]).ravel()).reshape(3, -1)
    at = nonlinearity_of(layer).at
    bend = 10 + 4 * max(abs(float(mp.diff(at, x, 2))) for x in np.linspace(-2.01, 2.01, 80))
    curved = np.abs(values[0] - 2 * values[1] + values[2]) > bend * step**2
    for point in points[curved]:
        assert any(abs(point - float(at)) <= 2 * step for at in nonlinearity_of(layer).breakpoints)


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_single_precision_stays_single_and_views_are_written_in_place(layer):
    values = np.array(inputs(layer))
    wide, most = applied(layer, values), 1e30 if order(layer) == 1 else 1e3
    short = np.clip(values, -most, most).astype(np.float32)
    block = np.zeros((len(values), 3), dtype=np.float32)
    block[:, 1] = short
    nonlinearity_of(layer).apply(block[:, 1:2])
    assert block.dtype == np.float32
    small = (np.abs(values) < most) & ((short != 0) | (values == 0) | (layer.activation not in ("step", "sign")))
    assert np.all(np.abs(block[:, 1] - wide)[small] <= room(layer, values, 3e-7)[small] + 1e-37)
    assert not block[:, [0, 2]].any()


def test_no_number_that_is_not_finite_is_made_finite():
    for layer in LAYERS:
        with np.errstate(invalid="ignore"):
            assert np.isnan(applied(layer, [np.nan])).all()
