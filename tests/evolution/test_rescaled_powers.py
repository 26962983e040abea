"""Layers that rescale before a φ of degree 0, 2, 3, …: closed forms, integrals over directions, the derivative."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import prod

import numpy as np
import pytest
from flint import arb, fmpq
from mpmath import mp

from bnproofs import Layer
from bnproofs.activations import activation_of
from bnproofs.evolution import NotAGramError, dense_jacobian, mean_field_derivative, mean_field_map
from bnproofs.evolution.rescaled_nodes import left_rule, step
from bnproofs.numbers.precision import working_precision
from numerics.gram_chain import GramChain
from numerics.plane import plane_gram, plane_map

POWERS = [f"{name}({k})" for name in ("relu_power", "monomial") for k in (2, 3, 5, 12)]
PREFIXES = ("rs+", "rc+rs+", "rc+rs(eps=1/3)+")


def batch(n, seed=0, rank=None):
    rng = np.random.default_rng([n, seed])
    x, e = rng.integers(-9, 10, (n, rank or n)), rng.integers(-9, 10, (n, n))
    return x @ x.T, e + e.T


def fractions(gram):
    return np.array([[Fraction(x) for x in row] for row in gram.tolist()], dtype=object)


def plain(layer):
    return Layer(layer.recentre, False, layer.activation, layer.parameters)


def norms(image):
    root = np.sqrt(np.diagonal(image))
    return np.outer(root, root)


def apart(doubles, balls):
    """The largest difference over the norms; a map that is one per cent too large is seen."""
    wanted = np.array([[float(x.mid()) for x in row] for row in balls])
    difference = np.max(np.abs(doubles - wanted) / norms(wanted))
    assert np.max(np.abs(1.01 * doubles - wanted) / norms(wanted)) > 9e-3
    return difference


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("name", POWERS)
def test_doubles_agree_with_narrow_enclosures(prefix, name):
    layer, count = Layer.parse(prefix + name), 0
    k, size = activation_of(layer).degree, 4
    cluster = np.full((size, size), 1 - 2.0**-20) + np.diag([2.0**-20] * size)
    cluster[-1] = cluster[:, -1] = 0.0
    cluster[-1, -1] = 1.0
    for gram in (batch(size)[0].astype(float), batch(size, 1, rank=2)[0].astype(float), cluster):
        balls = mean_field_map(layer, fractions(gram))
        assert max(float(x.rad()) for x in balls.flat) < 2.0**-50 * size**k
        assert apart(mean_field_map(layer, gram), balls) < 1e-12
        count += 1
    assert count == 3


@pytest.mark.parametrize("layer", ["rc+rs+relu_power(2)", "rs+monomial(3)", "rc+rs(eps=1/3)+relu_power(7)"])
def test_enclosures_hold_an_integral_over_directions(layer, number):
    """Points in the plane: the quadrature of numerics does not know the integral over s."""
    layer, n = Layer.parse(layer), 5
    points = [(Fraction(3 * i - 4, 5), Fraction(i * i - 2, 3)) for i in range(n)]
    wanted, count = plane_map(layer, points, digits=25), 0
    with working_precision(80):
        image = mean_field_map(layer, plane_gram(points))
    with mp.workdps(40):
        for ball, value in zip(image.flat, wanted.flat, strict=True):
            assert abs(mp.mpf(str(ball.mid().str(35, radius=False))) - value) < mp.mpf(10) ** -20
            count += 1
        assert not number.encloses(image[0, 0], wanted[0, 0] * mp.mpf("1.01"))
    assert count == n * n


@pytest.mark.parametrize("name", POWERS)
@pytest.mark.parametrize("n", [3, 10, 40])
def test_exchangeable_points_are_mapped_in_closed_form(name, n):
    """At C radius and direction are independent: n^k E φφ/E r^(2k), E r^(2k) = (n − 1)(n + 1) … (n + 2k − 3)."""
    layer = Layer.parse("rc+rs+" + name)
    k = activation_of(layer).degree
    moment = prod(range(n - 1, n - 1 + 2 * k, 2))
    wanted = mean_field_map(plain(layer), np.eye(n)) * (float(n) ** k / moment)
    assert np.max(np.abs(mean_field_map(layer, np.eye(n)) - wanted)) < 1e-12 * wanted[0, 0]
    ball = mean_field_map(layer, fractions(np.eye(n)))[0, 0] if n < 4 else None
    exact = activation_of(layer).second_moment(Fraction(n - 1, n)) * Fraction(n**k, moment)
    assert float(exact) == pytest.approx(wanted[0, 0], rel=1e-13)
    if ball is not None:
        assert abs(ball - arb(fmpq(exact.numerator, exact.denominator))) < 2.0**-50 * n**k


@pytest.mark.parametrize("name", ["sign", "step"])
@pytest.mark.parametrize("epsilon", ["", "(eps=1/3)"])
def test_of_degree_zero_nothing_sees_the_length(name, epsilon):
    layer, (gram, e) = Layer.parse(f"rc+rs{epsilon}+{name}"), batch(5)
    gram = gram.astype(float)
    image = mean_field_map(layer, gram)
    assert np.array_equal(image, mean_field_map(plain(layer), gram))
    along = mean_field_derivative(layer, gram, e)
    assert np.array_equal(along, mean_field_derivative(plain(layer), gram, e))
    assert np.max(np.abs(along)) > 1e-6
    assert apart(image, mean_field_map(layer, fractions(gram))) < 1e-14
    in_mp = mean_field_map(layer, np.vectorize(mp.mpf, otypes=[object])(gram))
    assert np.max(np.abs(in_mp.astype(float) - image)) < 1e-14


@pytest.mark.parametrize("name", ["rc+rs+relu_power(2)", "rs+monomial(3)", "rc+rs(eps=1/2)+relu_power(3)", "rs+sign"])
def test_it_is_the_mean_of_the_gram_chain(name):
    """Every entry is a mean of d = 2 000 000 neurons: z-scores below 6; one per cent too much is rejected."""
    layer, width, blocks = Layer.parse(name), 100_000, 20
    gram = batch(5, 3)[0].astype(float)
    means = GramChain(layer, width, 7).advance(np.repeat(gram[None], blocks, axis=0), tuple(range(blocks)), 0)
    error = means.std(axis=0, ddof=1) / np.sqrt(blocks) + 1e-9
    image = mean_field_map(layer, gram)
    assert np.max(np.abs(means.mean(axis=0) - image) / error) < 6
    assert np.max(np.abs(means.mean(axis=0) - 1.01 * image) / error) > 6


@pytest.mark.parametrize("name", ["monomial(2)", "relu_power(3)", "relu_power(12)"])
@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_derivative_is_the_limit_of_central_differences(prefix, name):
    """The differences are taken of enclosures of thirty digits; their error is of the order of h²."""
    layer, (gram, e), h = Layer.parse(prefix + name), batch(4), Fraction(1, 10**9)
    exact, along = fractions(gram), fractions(e)
    with working_precision(110):
        up, down = (mean_field_map(layer, exact + sign * h * along) for sign in (1, -1))
        wanted = [float(((a - b) / (2 * arb(fmpq(1, 10**9)))).mid()) for a, b in zip(up.flat, down.flat, strict=True)]
    got = mean_field_derivative(layer, gram.astype(float), e.astype(float)).ravel()
    size = np.max(np.abs(wanted))
    assert np.max(np.abs(got - wanted)) < 1e-11 * size
    assert np.max(np.abs(1.01 * got - wanted)) > 9e-3 * size


@pytest.mark.parametrize("name", POWERS)
@pytest.mark.parametrize("n", [3, 6, 30])
def test_the_map_has_degree_zero_without_epsilon(name, n):
    layer, gram = Layer.parse("rc+rs+" + name), batch(n, 1)[0].astype(float)
    image = mean_field_map(layer, gram)
    assert np.array_equal(image, image.T)
    assert np.array_equal(mean_field_map(layer, np.ldexp(gram, 600)), image)
    assert np.max(np.abs(mean_field_map(layer, 3.7 * gram) - image) / norms(image)) < 1e-12
    along = mean_field_derivative(layer, gram, gram)
    size = np.max(np.abs(image)) / np.max(np.abs(gram))
    assert np.max(np.abs(along)) < 1e-11 * size * np.max(np.abs(gram))
    other = Layer.parse("rc+rs(eps=1/3)+" + name)
    assert np.max(np.abs(mean_field_derivative(other, gram, gram))) > 1e-6


@pytest.mark.parametrize("name", ["relu_power(2)", "monomial(3)", "relu_power(4)"])
def test_at_the_orthogonal_batch_rescaling_takes_a_factor_from_the_derivative(name):
    """Traceless directions, relative to the image: d/(d + 2k) times the derivative without rescaling, d = n − 1."""
    layer, n = Layer.parse("rc+rs+" + name), 5
    k = activation_of(layer).degree
    images = [mean_field_map(x, np.eye(n))[0, 0] for x in (layer, plain(layer))]
    e = batch(n, 4)[1].astype(float)
    e -= np.trace(e - e.mean(axis=0)) / (n - 1) * np.eye(n)
    with_it, without = (mean_field_derivative(x, np.eye(n), e) for x in (layer, plain(layer)))
    factor = (n - 1) / (n - 1 + 2 * k)
    assert np.allclose(with_it / images[0], factor * without / images[1], rtol=0, atol=1e-12)
    assert not np.allclose(with_it / images[0], 1.01 * factor * without / images[1], rtol=0, atol=1e-4)
    values = np.linalg.eigvals(dense_jacobian(layer, np.eye(n)))
    assert np.min(np.abs(values)) < 1e-11


def test_epsilon_leads_from_batch_norm_to_recentring_alone():
    gram, name = batch(5, 1)[0].astype(float), "relu_power(2)"
    none, tiny = (mean_field_map(Layer.parse(f"rc+rs{x}+{name}"), gram) for x in ("", "(eps=1/100000000000)"))
    assert np.allclose(tiny, none, rtol=1e-9)
    huge = Layer(True, True, "relu_power", (Fraction(2),), Fraction(10**12))
    assert np.allclose(1e24 * mean_field_map(huge, gram), mean_field_map(plain(huge), gram), rtol=1e-8)
    first = [mean_field_map(Layer(True, True, "monomial", (Fraction(3),), Fraction(i)), gram) for i in range(1, 6)]
    assert all(np.all(np.diagonal(b) < np.diagonal(a)) for a, b in pairwise(first))


@pytest.mark.parametrize("name", ["relu_power(2)", "monomial(3)"])
def test_balls_with_room_contain_the_images_of_their_points(name, number):
    layer, gram, count = Layer.parse("rc+rs+" + name), fractions(batch(4, 4)[0]), 0
    room = arb(0, 1e-20)
    with working_precision(100):
        wide = mean_field_map(layer, [[arb(int(x)) + room for x in row] for row in gram])
    moved = gram + Fraction(1, 3 * 10**20) * fractions(np.ones((4, 4), int) + 2 * np.eye(4, dtype=int))
    with working_precision(150):
        inside = mean_field_map(layer, moved)
    for outer, inner in zip(wide.flat, inside.flat, strict=True):
        (a, b), (c, d) = number.ends(outer), number.ends(inner)
        assert a <= c <= d <= b
        assert b - a < Fraction(1, 10**8)
        count += 1
    assert count == 16


@pytest.mark.parametrize("name", ["rs(eps=1/2)+relu_power(2)", "rs(eps=1/2)+monomial(3)"])
def test_with_epsilon_a_batch_that_may_be_zero_has_an_enclosure(name, number):
    layer = Layer.parse(name)
    image = mean_field_map(layer, [[arb(0, 1e-3)] * 3] * 3, validate=False)
    inside = mean_field_map(layer, np.full((3, 3), 1e-3))
    for ball, value in zip(image.flat, inside.flat, strict=True):
        low, high = number.ends(ball)
        assert low <= 0 < Fraction(value) <= high < Fraction(1, 50)


def test_balls_without_a_gram_matrix_are_refused():
    gram = [[arb(1), arb(2, 1e-3)], [arb(2, 1e-3), arb(1)]]
    for name in ("rs+relu_power(2)", "rs+monomial(2)", "rs+sign"):
        with pytest.raises(NotAGramError, match="points 0 and 1"):
            mean_field_map(Layer.parse(name), gram, validate=False)


@pytest.mark.parametrize("degree", [1, 2, 5, 12])
def test_the_rule_on_the_left_is_the_trapezoidal_rule(degree):
    nodes, weights = left_rule(degree)
    x = np.exp(-step(degree) * np.arange(400))
    for power in (0, 1, 7, 19):
        assert weights @ nodes**power == pytest.approx(step(degree) * np.sum(x ** (degree + power)), rel=1e-13)
    assert weights @ nodes**19 != pytest.approx(1.01 * step(degree) * np.sum(x ** (degree + 19)), rel=1e-3)
