"""The edges of the domain: one point, two points, zeros, equal and collinear points."""

from __future__ import annotations

import numpy as np
import pytest
from flint import arb
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.evolution import NotAGramError, mean_field_derivative, mean_field_map, recentre

LAYERS = [
    Layer.parse(x) for x in ("identity", "relu", "leaky_relu(1/10)", "rc+identity", "rc+relu", "rc+leaky_relu(1/10)")
]


def kinds_of(rows):
    """The same matrix in doubles, mpf and balls."""
    yield np.array(rows, dtype=float)
    for make in (mpf, arb):
        yield np.array([[make(x) for x in row] for row in rows], dtype=object)


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_one_point_is_scaled_by_its_second_moment_or_recentred_away(layer):
    slope = {"identity": 1, "relu": 0}.get(layer.activation, 0.1)
    for gram in kinds_of([[3]]):
        (value,) = mean_field_map(layer, gram).flat
        assert float(value) == pytest.approx(0 if layer.recentre else 3 * (1 + slope**2) / 2, rel=1e-15)


@pytest.mark.parametrize("layer", LAYERS[3:], ids=str)
@pytest.mark.parametrize("rows", [[[1, 0], [0, 5]], [[2, -1], [-1, 9]], [[4, 6], [6, 9]]])
def test_two_recentred_points_are_opposite_and_of_equal_norm(layer, rows):
    """u and −u with variance (a − 2b + c)/4: E φ(u)φ(−u) = −s E u² for φ(u) = u⁺ − s u⁻, exactly zero for ReLU."""
    slope = {"identity": 1, "relu": 0}.get(layer.activation, 0.1)
    variance = (rows[0][0] - 2 * rows[0][1] + rows[1][1]) / 4
    for gram in kinds_of(rows):
        image = mean_field_map(layer, gram)
        for i in range(2):
            assert float(image[i, i]) == pytest.approx(variance * (1 + slope**2) / 2, rel=1e-15)
        assert float(image[0, 1]) == pytest.approx(-slope * variance, rel=1e-14, abs=1e-15)
        if layer.activation == "relu" and image.dtype != object:
            assert image[0, 1] == 0.0


@pytest.mark.parametrize("layer", LAYERS, ids=str)
@pytest.mark.parametrize("n", [1, 2, 3, 7])
def test_all_points_equal_stay_equal_and_recentring_makes_them_zero(layer, n):
    for gram in kinds_of([[5] * n] * n):
        image = mean_field_map(layer, gram)
        slope = {"identity": 1, "relu": 0}.get(layer.activation, 0.1)
        wanted = 0 if layer.recentre else 5 * (1 + slope**2) / 2
        assert [float(x) for x in image.flat] == pytest.approx([wanted] * n * n, rel=1e-15)


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_the_zero_matrix_goes_to_zero(layer):
    for n in (1, 2, 4):
        for gram in kinds_of([[0] * n] * n):
            assert all(float(x) == 0 for x in mean_field_map(layer, gram).flat)


@pytest.mark.parametrize("layer", LAYERS[:3], ids=str)
def test_a_point_at_zero_stays_at_zero_and_leaves_the_others_alone(layer):
    rows, smaller = [[0, 0, 0], [0, 2, 1], [0, 1, 3]], [[2, 1], [1, 3]]
    for gram, rest in zip(kinds_of(rows), kinds_of(smaller), strict=True):
        image, alone = mean_field_map(layer, gram), mean_field_map(layer, rest)
        assert all(float(x) == 0 for x in [*image[0], *image[:, 0]])
        assert [float(x) for x in image[1:, 1:].flat] == [float(x) for x in alone.flat]


def test_a_point_at_the_mean_is_recentred_to_zero():
    x = np.array([[1.0, 0.0], [-1.0, 0.0], [0.0, 0.0]]) + np.array([3.0, 4.0])
    image = mean_field_map(Layer.parse("rc+relu"), x @ x.T)
    assert np.array_equal(image[2], np.zeros(3))
    assert image[0, 0] == pytest.approx(0.5)


@pytest.mark.parametrize("layer", LAYERS[3:], ids=str)
def test_the_map_is_not_differentiable_at_a_zero_point_and_says_which(layer):
    for gram in kinds_of([[1, -1, 0], [-1, 1, 0], [0, 0, 0]]):
        with pytest.raises(NotAGramError, match=r"point 2 is zero .* not differentiable"):
            mean_field_derivative(layer, gram, np.eye(3))


def test_recentring_twice_is_recentring_once_and_rows_add_up_to_zero():
    rng = np.random.default_rng(0)
    for n in (1, 2, 5, 11):
        x = rng.standard_normal((n, 3)) + 5
        k = recentre(x @ x.T)
        assert np.max(np.abs(k.sum(axis=1))) <= 1e-14 * np.max(np.abs(k), initial=1e-300) * n or n == 1
        assert np.allclose(recentre(k), k, rtol=1e-12, atol=1e-14)
        c = np.eye(n) - 1 / n
        assert np.allclose(k, c @ x @ x.T @ c, atol=1e-12)
    with mp.workdps(40):
        many = recentre(np.array([[mpf(4), mpf(1)], [mpf(1), mpf(2)]], dtype=object))
        assert many[0, 0] == mpf(1)
        assert many[0, 1] == -mpf(1)


@pytest.mark.parametrize("scale", [1e300, 1.7e308, 1e-300, 1e-310])
@pytest.mark.parametrize("name", ["relu", "rc+relu", "rc+leaky_relu(1/10)"])
def test_scales_at_the_ends_of_the_doubles_change_nothing_but_the_scale(name, scale):
    layer = Layer.parse(name)
    unit = np.array([[1.0, 0.125, 0.0], [0.125, 1.0, -0.25], [0.0, -0.25, 0.5]])
    image, plain = mean_field_map(layer, unit * scale), mean_field_map(layer, unit)
    np.testing.assert_allclose(image / scale, plain, rtol=1e-13 if scale > 1e-309 else 1e-11)
    slopes = [mean_field_derivative(layer, gram, np.eye(3)) for gram in (unit * scale, unit)]
    np.testing.assert_allclose(*slopes, rtol=1e-12)
