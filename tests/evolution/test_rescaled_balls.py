"""Enclosures of the mean-field map of layers that rescale: they hold, and they are narrow."""

from __future__ import annotations

import time
from fractions import Fraction

import numpy as np
import pytest
from flint import arb, fmpq
from mpmath import mp

from bnproofs import Layer
from bnproofs.evolution import NotAGramError, mean_field_map
from bnproofs.numbers.precision import working_precision

LAYERS = ["rc+rs+relu", "rs+relu", "rs+identity", "rc+rs+leaky_relu(1/10)", "rc+rs(eps=1/100000)+relu"]


def rational(n, seed=0, rank=None):
    """A Gram matrix of Fractions."""
    x = np.random.default_rng([n, seed]).integers(-9, 10, (n, rank or n)).astype(object)
    return np.array([[Fraction(int(v), 7) for v in row] for row in x @ x.T], dtype=object)


def doubles(gram):
    return np.array([[float(x) for x in row] for row in gram])


def cluster(n, distance):
    gram = np.full((n, n), 1 - Fraction(distance), dtype=object)
    np.fill_diagonal(gram, Fraction(1))
    gram[-1] = gram[:, -1] = Fraction(0)
    gram[-1, -1] = Fraction(1)
    return gram


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("bits", [53, 120])
def test_enclosures_are_narrow_and_agree_with_the_doubles(name, bits, number):
    layer, count = Layer.parse(name), 0
    for gram in (rational(4), rational(6, 1, rank=3), cluster(5, Fraction(1, 10**6))):
        with working_precision(bits):
            balls = mean_field_map(layer, gram)
        image = mean_field_map(layer, doubles(gram))
        assert [number.ends(x) for x in balls.flat] == [number.ends(x) for x in balls.T.flat]
        for ball, value in zip(balls.flat, image.flat, strict=True):
            low, high = number.ends(ball)
            assert high - low < Fraction(1, 2 ** (bits - 6))
            assert abs(Fraction(value) - low) < Fraction(1, 10**11)
            count += 1
    assert count == 16 + 36 + 25


def test_twenty_five_digits_at_four_points_in_seconds(number):
    start = time.perf_counter()
    with working_precision(100):
        balls = mean_field_map(Layer.parse("rc+rs+relu"), rational(4))
    assert time.perf_counter() - start < 5
    for ball in balls.flat:
        low, high = number.ends(ball)
        assert low > 0
        assert high - low < low / 10**25


def test_the_trace_of_a_linear_layer_lies_in_the_sum(number):
    for n, rank in ((3, 3), (5, 2)):
        with working_precision(90):
            total = sum(np.diagonal(mean_field_map(Layer.parse("rs+identity"), rational(n, 2, rank))), arb(0))
        assert number.encloses(total, n, Fraction(1, 2**75))


@pytest.mark.parametrize(("p", "q"), [(1, 2), (9, 4), (1, 10**6)])
def test_two_points_have_the_root_of_the_ratio(p, q, number):
    """Φ(diag(p, q)) = 2 diag(√p, √q)/(√p + √q)."""
    with working_precision(110):
        image = mean_field_map(Layer.parse("rs+identity"), np.array([[arb(p), arb(0)], [arb(0), arb(q)]], dtype=object))
    with mp.workdps(50):
        roots = mp.sqrt(p), mp.sqrt(q)
        assert number.encloses(image[0, 0], 2 * roots[0] / sum(roots), Fraction(1, 2**85))
        assert number.encloses(image[1, 1], 2 * roots[1] / sum(roots), Fraction(1, 2**85))
        assert not number.encloses(image[1, 1], mp.mpf("1.01") * 2 * roots[1] / sum(roots))
    assert number.ends(image[0, 1])[0] <= 0 <= number.ends(image[0, 1])[1]


@pytest.mark.parametrize("n", [3, 4, 8])
def test_exchangeable_points_are_enclosed(n, number):
    """Off the diagonal κ(ρ)/2, ρ = −1/(n − 1), on it 1/2."""
    gram = np.array([[Fraction(3 * (i == j)) for j in range(n)] for i in range(n)], dtype=object)
    with working_precision(100):
        image = mean_field_map(Layer.parse("rc+rs+relu"), gram)
    with mp.workdps(50):
        rho = mp.mpf(-1) / (n - 1)
        kernel = (mp.sqrt(1 - rho**2) + (mp.pi - mp.acos(rho)) * rho) / mp.pi / 2
        assert number.encloses(image[0, 1], kernel, Fraction(1, 2**80))
        assert not number.encloses(image[0, 1], kernel * mp.mpf("1.000001"))
    assert number.encloses(image[0, 0], Fraction(1, 2), Fraction(1, 2**88))


def test_higher_precision_lies_in_lower_precision(number):
    gram, count = rational(4, 3), 0
    for name in LAYERS:
        with working_precision(60):
            wide = mean_field_map(Layer.parse(name), gram)
        with working_precision(150):
            narrow = mean_field_map(Layer.parse(name), gram)
        for outer, inner in zip(wide.flat, narrow.flat, strict=True):
            (a, b), (c, d) = number.ends(outer), number.ends(inner)
            assert a <= c <= d <= b
            count += 1
    assert count == 16 * len(LAYERS)


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("radius", [Fraction(1, 10**25), Fraction(1, 10**8)])
def test_balls_with_room_contain_the_images_of_their_points(name, radius, number):
    layer, gram, rng, count = Layer.parse(name), rational(4, 4), np.random.default_rng(5), 0
    room = arb(0, arb(fmpq(radius.numerator, radius.denominator)).upper())
    with working_precision(100):
        wide = [[arb(fmpq(x.numerator, x.denominator)) + room for x in row] for row in gram]
        image = mean_field_map(layer, wide)
    for _ in range(3):
        moved = [[int(x) for x in row] for row in rng.integers(-9, 10, (4, 4))]
        point = np.array(
            [[gram[i, j] + radius * (moved[i][j] + moved[j][i]) / 20 for j in range(4)] for i in range(4)], dtype=object
        )
        with working_precision(150):
            inside = mean_field_map(layer, point)
        for outer, inner in zip(image.flat, inside.flat, strict=True):
            (a, b), (c, d) = number.ends(outer), number.ends(inner)
            assert a <= c <= d <= b
            assert b - a < 10**6 * radius ** Fraction(1, 2) if radius < Fraction(1, 10**20) else b - a < 1
            count += 1
    assert count == 48


def test_batches_of_twenty_points_are_enclosed():
    with working_precision(53):
        image = mean_field_map(Layer.parse("rc+rs+relu"), rational(20))
    plain = mean_field_map(Layer.parse("rc+rs+relu"), doubles(rational(20)))
    assert max(abs(float(x.mid()) - y) for x, y in zip(image.flat, plain.flat, strict=True)) < 1e-13
    assert max(float(x.rad()) for x in image.flat) < 1e-14


@pytest.mark.parametrize("name", ["rc+rs+relu", "rs+identity"])
def test_a_batch_that_may_be_zero_is_refused(name):
    for entry in (Fraction(0), arb(0), arb(0, 1e-3)):
        with pytest.raises(NotAGramError, match=r"ε > 0"):
            mean_field_map(Layer.parse(name), [[entry] * 3] * 3, validate=False)


def test_with_epsilon_a_batch_that_may_be_zero_has_an_enclosure(number):
    layer = Layer.parse("rs(eps=1/2)+relu")
    image = mean_field_map(layer, [[arb(0, 1e-3)] * 3] * 3, validate=False)
    inside = mean_field_map(layer, np.full((3, 3), 1e-3))
    for ball, value in zip(image.flat, inside.flat, strict=True):
        low, high = number.ends(ball)
        assert low <= 0 < Fraction(value) <= high < Fraction(1, 50)
    for ball in mean_field_map(layer, [[Fraction(0)] * 2] * 2).flat:
        assert ball == 0


def test_balls_without_a_gram_matrix_are_refused():
    gram = [[arb(1), arb(2, 1e-3)], [arb(2, 1e-3), arb(1)]]
    with pytest.raises(NotAGramError, match="points 0 and 1"):
        mean_field_map(Layer.parse("rs+relu"), gram, validate=False)


def test_balls_that_are_too_wide_are_refused_or_give_true_enclosures():
    gram = [[arb(4, 3), arb(1, 3)], [arb(1, 3), arb(4, 3)]]
    with pytest.raises(ValueError, match="too wide"):
        mean_field_map(Layer.parse("rs+relu"), gram, validate=False)
