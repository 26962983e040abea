"""Layers that rescale before a φ that is not homogeneous: integrals over directions, neurons, differences."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb, fmpq
from mpmath import mp

from bnproofs import Layer
from bnproofs.activations import activation_of
from bnproofs.evolution import NotAGramError, mean_field_derivative, mean_field_map
from bnproofs.evolution.circle_balls import CircleBalls
from bnproofs.evolution.circle_series import CircleSeries
from bnproofs.evolution.majorants import majorant_of
from bnproofs.numbers.precision import working_precision
from numerics.gram_chain import GramChain

NAMES = ["hermite(2)", "hermite(3)", "erf", "gelu", "sine(2)", "cosine(1)", "exponential(1/2)"]
PREFIXES = ("rs+", "rc+rs+", "rc+rs(eps=1/3)+")


def batch(n, seed=0, rank=None):
    rng = np.random.default_rng([n, seed])
    x, e = rng.integers(-9, 10, (n, rank or n)), rng.integers(-9, 10, (n, n))
    return x @ x.T, e + e.T


def fractions(gram):
    return np.array([[Fraction(int(x)) for x in row] for row in gram.tolist()], dtype=object)


def middles(balls):
    return np.array([[float(x.mid()) for x in row] for row in balls])


def apart(image, wanted):
    """The largest difference over the norms; a map that is one per cent too large is seen."""
    root = np.sqrt(np.diagonal(wanted))
    norms = np.outer(root, root)
    assert np.max(np.abs(1.01 * image - wanted) / norms) > 9e-3
    return np.max(np.abs(image - wanted) / norms)


def over_directions(layer, points):
    """The mean over h = Ax, x standard normal in the plane or in space, in polar coordinates: no integral over s."""
    n, dimension = points.shape
    a = points - points.mean(axis=0) if layer.recentre else points
    angles = 2 * np.pi * np.arange(1200) / 1200
    circle = np.array([np.cos(angles), np.sin(angles)])
    if dimension == 2:
        directions, weights = circle, np.full(1200, 1 / 1200)
    else:
        z, w = np.polynomial.legendre.leggauss(300)
        flat = (circle[:, None, :] * np.sqrt(1 - z * z)[None, :, None]).reshape(2, -1)
        directions = np.vstack([flat, np.repeat(z, 1200)])
        weights = np.repeat(w / 2, 1200) / 1200
    if layer.epsilon:
        r, w = np.polynomial.legendre.leggauss(120)
        r, w = 6 * (r + 1), w * (6 * (r + 1)) ** (dimension - 1) * np.exp(-18 * (r + 1) ** 2)
        radii, parts = r, w / w.sum()
    else:
        radii, parts = [1.0], [1.0]
    total = np.zeros((n, n))
    for radius, part in zip(radii, parts, strict=True):
        h = radius * (a @ directions)
        values = activation_of(layer).phi(h / np.sqrt(np.sum(h * h, axis=0) / n + float(layer.epsilon)))
        total += part * ((values * weights) @ values.T)
    return total


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("name", NAMES)
def test_it_is_an_integral_over_directions(prefix, name):
    layer, count = Layer.parse(prefix + name), 0
    for n in (3, 6):
        points = np.random.default_rng(n).normal(size=(n, 2))
        assert apart(mean_field_map(layer, points @ points.T), over_directions(layer, points)) < 2e-12
        count += 1
    assert count == 2


@pytest.mark.parametrize("name", ["rs+hermite(4)", "rc+rs+erf", "rs+gelu", "rs+sine(1)"])
def test_it_is_an_integral_over_directions_of_space(name):
    layer = Layer.parse(name)
    points = np.array([[2.0, 1, 0], [0, 3, 1], [1, -1, 2], [-2, 0, 1]])
    assert apart(mean_field_map(layer, points @ points.T), over_directions(layer, points)) < 1e-12


@pytest.mark.parametrize("name", ["rc+rs+erf", "rs+gelu", "rc+rs(eps=1/2)+cosine(2)", "rs+hermite(2)"])
def test_it_is_the_mean_of_the_gram_chain(name):
    """Every entry is a mean of 2 000 000 neurons: z-scores below 6; one per cent too much is rejected."""
    layer, width, blocks = Layer.parse(name), 100_000, 20
    gram = batch(4, 3)[0].astype(float)
    means = GramChain(layer, width, 7).advance(np.repeat(gram[None], blocks, axis=0), tuple(range(blocks)), 0)
    error = means.std(axis=0, ddof=1) / np.sqrt(blocks) + 1e-9
    image = mean_field_map(layer, gram)
    assert np.max(np.abs(means.mean(axis=0) - image) / error) < 6
    assert np.max(np.abs(means.mean(axis=0) - 1.01 * image) / error) > 6


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("name", NAMES)
def test_doubles_agree_with_narrow_enclosures(prefix, name):
    layer, gram = Layer.parse(prefix + name), batch(4)[0]
    balls = mean_field_map(layer, fractions(gram))
    assert max(float(x.rad()) for x in balls.flat) < 2.0**-50
    assert apart(mean_field_map(layer, gram.astype(float)), middles(balls)) < 1e-12


@pytest.mark.parametrize("name", ["rs+cosine(1)", "rs+erf", "rc+rs(eps=1/2)+hermite(3)"])
def test_doubles_agree_with_enclosures_in_a_plane(name):
    layer, gram = Layer.parse(name), batch(4, 1, rank=2)[0]
    balls = mean_field_map(layer, fractions(gram))
    assert max(float(x.rad()) for x in balls.flat) < 2.0**-50
    assert apart(mean_field_map(layer, gram.astype(float)), middles(balls)) < 1e-12


@pytest.mark.parametrize("name", ["rs+erf", "rc+rs+exponential(1)", "rs(eps=1/4)+hermite(3)"])
def test_two_precisions_agree(name):
    layer, gram = Layer.parse(name), fractions(batch(3, 2)[0])
    with working_precision(40):
        coarse = mean_field_map(layer, gram)
    with working_precision(100):
        fine = mean_field_map(layer, gram)
    for x, y in zip(coarse.flat, fine.flat, strict=True):
        assert x.overlaps(y)
        assert not (x * fmpq(101, 100)).overlaps(y)
        assert x.rad() < arb(2) ** -36
        assert y.rad() < arb(2) ** -94


def test_points_on_a_line_are_mapped_in_closed_form():
    """One direction: u = ±1 times lengths with squared mean 1."""
    lengths = np.array([1.0, -2.0, 3.0])
    u = lengths * np.sqrt(3 / np.sum(lengths**2))
    for name in NAMES:
        layer = Layer.parse("rs+" + name)
        phi = activation_of(layer).phi
        wanted = (np.outer(phi(u), phi(u)) + np.outer(phi(-u), phi(-u))) / 2
        assert np.max(np.abs(mean_field_map(layer, np.outer(lengths, lengths)) - wanted)) < 2e-12 * np.max(wanted)


def test_a_point_at_zero_keeps_the_value_at_zero():
    layer = Layer.parse("rs+cosine(1)")
    gram = np.diag([0.0, 1.0, 2.0])
    image = mean_field_map(layer, gram)
    assert image[0, 0] == pytest.approx(1.0, abs=1e-14)
    assert 0 < image[0, 1] < 1
    assert apart(image, middles(mean_field_map(layer, fractions(gram)))) < 1e-12
    zero = mean_field_map(Layer.parse("rs(eps=1)+cosine(1)"), np.zeros((2, 2)))
    assert np.array_equal(zero, np.ones((2, 2)))
    assert all(x == 1 for x in mean_field_map(Layer.parse("rs(eps=1)+cosine(1)"), fractions(np.zeros((2, 2)))).flat)


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("name", NAMES)
def test_the_derivative_is_the_quotient_of_differences(prefix, name):
    layer, (gram, e), h = Layer.parse(prefix + name), batch(5, 5), 0.01
    values = {k: mean_field_map(layer, gram + k * h * e) for k in (-2, -1, 1, 2)}
    wanted = (8 * (values[1] - values[-1]) - (values[2] - values[-2])) / (12 * h)
    got = mean_field_derivative(layer, gram.astype(float), e.astype(float))
    size = np.max(np.abs(wanted))
    assert np.max(np.abs(got - wanted)) < 1e-6 * size
    assert np.max(np.abs(1.01 * got - wanted)) > 9e-3 * size


@pytest.mark.parametrize("name", ["hermite(3)", "cosine(1)"])
@pytest.mark.parametrize("prefix", ["rs+", "rs(eps=1/3)+"])
def test_the_derivative_is_the_limit_of_central_differences(prefix, name):
    """The differences are taken of enclosures of thirty digits; their error is of the order of h²."""
    layer, (gram, e), h = Layer.parse(prefix + name), batch(3, 5), Fraction(1, 10**9)
    exact, along = fractions(gram), fractions(e)
    with working_precision(110):
        up, down = (mean_field_map(layer, exact + sign * h * along) for sign in (1, -1))
        wanted = [float(((a - b) / (2 * arb(fmpq(1, 10**9)))).mid()) for a, b in zip(up.flat, down.flat, strict=True)]
    got = mean_field_derivative(layer, gram.astype(float), e.astype(float)).ravel()
    size = np.max(np.abs(wanted))
    assert np.max(np.abs(got - wanted)) < 1e-11 * size
    assert np.max(np.abs(1.01 * got - wanted)) > 9e-3 * size


@pytest.mark.parametrize("name", ["sine(2)", "cosine(1)", "exponential(1/2)", "erf"])
def test_the_map_has_degree_zero_without_epsilon(name):
    layer, gram = Layer.parse("rc+rs+" + name), batch(6, 1)[0].astype(float)
    image = mean_field_map(layer, gram)
    assert np.array_equal(image, image.T)
    assert np.array_equal(mean_field_map(layer, np.ldexp(gram, 600)), image)
    assert np.max(np.abs(mean_field_map(layer, 3.7 * gram) - image)) < 1e-12 * np.max(image)
    along = mean_field_derivative(layer, gram, gram)
    assert np.max(np.abs(along)) < 1e-11 * np.max(np.abs(image))
    other = Layer.parse("rc+rs(eps=1/3)+" + name)
    assert np.max(np.abs(mean_field_derivative(other, gram, gram))) > 1e-6


def test_a_direction_out_of_a_plane_has_no_derivative():
    points = np.random.default_rng(1).normal(size=(4, 2))
    with pytest.raises(NotAGramError, match="rank 2"):
        mean_field_derivative(Layer.parse("rs+erf"), points @ points.T, np.eye(4))


@pytest.mark.parametrize("name", [*NAMES, "sine(-3)", "exponential(-1)"])
def test_majorants_have_the_sizes_of_the_coefficients(name):
    activation, x = activation_of(Layer.parse(name)), mp.mpf(3) / 2
    with mp.workdps(120):
        coefficients = mp.taylor(activation.phi, mp.mpf(0), 60)
        wanted = sum(abs(c) * x**k for k, c in enumerate(coefficients))
    found = majorant_of(activation)(arb(3) / 2)
    assert float(found.mid()) == pytest.approx(float(wanted), rel=1e-11)
    assert float(found.mid()) != pytest.approx(1.01 * float(wanted), rel=1e-3)


@pytest.mark.parametrize("name", ["erf", "gelu", "sine(2)"])
def test_the_error_of_a_short_series_is_as_bounded(name):
    """A series that is too short, on one point: the mean W of doubles differs by less than the bound, and by more than
    nothing."""
    activation = activation_of(Layer.parse(name))
    circle = CircleBalls(activation, majorant_of(activation), 30)
    count, height = circle.count(2.0)
    series = CircleSeries.of(activation.phi, np.array([2.0]))
    wanted = float(np.sum(series.coefficients * series.scaled().coefficients))
    for fewer in (count, count // 2, count // 4):
        a, b = circle.coefficients([arb(2)], fewer)
        found = sum((a[0, k] * b[0, k] for k in range(fewer)), arb(0))
        assert abs(float(found.mid()) - wanted) <= float(circle.error(arb(2), fewer, height).upper()) + 1e-13
    assert float(circle.error(arb(2), count, height).upper()) < 2.0**-30
