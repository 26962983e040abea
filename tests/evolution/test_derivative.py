"""The derivative of the mean-field map: against central differences, linear, and the same in every kind of number."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb, fmpq
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.evolution import NotAGramError, dense_jacobian, mean_field_derivative, mean_field_map
from bnproofs.numbers.precision import working_precision

LAYERS = [Layer.parse(x) for x in ("identity", "relu", "rc+relu", "rc+leaky_relu(1/10)", "rc+identity")]


def batch(rng, n, d):
    x = rng.integers(-30, 31, (n, d)).astype(object)
    return x @ x.T


def direction(rng, n):
    e = rng.integers(-9, 10, (n, n)).astype(object)
    return e + e.T


def many(matrix):
    return np.array([[mpf(int(x)) for x in row] for row in matrix], dtype=object)


def balls(matrix):
    return np.array([[arb(int(x)) for x in row] for row in matrix], dtype=object)


SIZES = [(2, 2), (3, 3), (4, 5), (6, 6)]
INSIDE = [(layer, n, d) for layer in LAYERS for n, d in SIZES if n > 2 or not layer.recentre]
"""Two recentred points are opposite: at the end of the domain, not inside it."""


@pytest.mark.parametrize(("layer", "n", "d"), INSIDE, ids=str)
def test_the_derivative_is_the_limit_of_central_differences(layer, n, d, number):
    rng = np.random.default_rng([n, d])
    gram, e = batch(rng, n, d), direction(rng, n)
    with mp.workdps(60):
        h = mpf(10) ** -20
        up, down = (mean_field_map(layer, many(gram) + sign * h * many(e)) for sign in (1, -1))
        wanted = (up - down) / (2 * h)
        got = mean_field_derivative(layer, many(gram), many(e))
        size = max(abs(x) for x in wanted.flat)
        assert max(abs(x) for x in (got - wanted).flat) < size * mpf(10) ** -32
    doubles = mean_field_derivative(layer, gram.astype(float), e.astype(float))
    assert np.max(np.abs(doubles - got.astype(float))) < 1e-13 * float(size)
    with working_precision(110):
        enclosed = mean_field_derivative(layer, balls(gram), balls(e))
    for ball, value in zip(enclosed.flat, got.flat, strict=True):
        low, high = number.ends(ball)
        assert low - Fraction(1, 10**40) <= number.exactly(value) <= high + Fraction(1, 10**40)
        assert high - low <= Fraction(1, 2**80) * number.exactly(size)


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_the_derivative_is_linear_and_symmetric(layer):
    rng, count = np.random.default_rng(0), 0
    for n in (3, 5):
        gram = many(batch(rng, n, n))
        with mp.workdps(40):
            first, second = many(direction(rng, n)), many(direction(rng, n))
            parts = [mean_field_derivative(layer, gram, e) for e in (first, second, 3 * first - 7 * second)]
            assert all(abs(x) < mpf(10) ** -33 for x in (3 * parts[0] - 7 * parts[1] - parts[2]).flat)
            assert np.array_equal(parts[0], parts[0].T)
        count += 1
    assert count == 2


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_along_the_matrix_itself_it_is_the_map(layer):
    """Euler: the map is homogeneous of degree one."""
    gram = batch(np.random.default_rng(5), 5, 4)
    for matrix in (gram.astype(float), gram.astype(float) * 2.0**300, gram.astype(float) * 2.0**-300):
        image = mean_field_map(layer, matrix)
        assert np.allclose(mean_field_derivative(layer, matrix, matrix), image, rtol=1e-13, atol=0)


@pytest.mark.parametrize("layer", LAYERS[2:], ids=str)
def test_directions_that_recentring_annihilates_go_to_zero(layer):
    gram, w = batch(np.random.default_rng(6), 5, 4).astype(float), np.arange(5.0)
    e = np.add.outer(w, w)
    assert np.max(np.abs(mean_field_derivative(layer, gram, e))) < 1e-13


@pytest.mark.parametrize("layer", LAYERS, ids=str)
def test_the_dense_jacobian_holds_the_derivative_along_each_unit_direction(layer):
    gram = batch(np.random.default_rng(7), 4, 4).astype(float)
    jacobian, upper = dense_jacobian(layer, gram), np.triu_indices(4)
    assert jacobian.shape == (10, 10)
    e = np.random.default_rng(8).standard_normal((4, 4))
    e = e + e.T
    assert np.allclose(jacobian @ e[upper], mean_field_derivative(layer, gram, e)[upper], rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("sign", [1, -1])
def test_at_parallel_and_opposite_points_it_is_the_one_sided_derivative(sign):
    gram, layer = np.array([[4.0, sign * 6.0], [sign * 6.0, 9.0]]), Layer.parse("relu")
    e = np.array([[0.0, -sign], [-sign, 0.0]])  # into the domain
    got = mean_field_derivative(layer, gram, e)
    for h in (1e-8, 1e-10):
        quotient = (mean_field_map(layer, gram + h * e) - mean_field_map(layer, gram)) / h
        assert np.max(np.abs(quotient - got)) < 3 * np.sqrt(h)


def test_a_fraction_in_a_ball_matrix_keeps_its_enclosure(number):
    third = arb(fmpq(1, 3))
    gram = np.array([[arb(1), third], [third, arb(1)]], dtype=object)
    low, high = number.ends(mean_field_derivative(Layer.parse("identity"), gram, gram)[0, 1])
    assert low <= Fraction(1, 3) <= high


@pytest.mark.parametrize(
    ("direction", "message"),
    [
        (np.eye(2), "shape"),
        (np.ones(3), "shape"),
        ([[0.0, 1.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, 0.0]], "transpose"),
        (np.full((3, 3), np.nan), "not finite"),
        (1j * np.eye(3), "real numbers"),
        ([["a", "b", "c"]] * 3, "real numbers"),
    ],
    ids=["too small", "a vector", "not symmetric", "nan", "complex", "text"],
)
def test_a_direction_that_is_none_is_refused(direction, message):
    with pytest.raises(NotAGramError, match=message):
        mean_field_derivative(Layer.parse("rc+relu"), np.diag([1.0, 2.0, 3.0]), direction)
