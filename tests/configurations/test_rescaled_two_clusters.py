"""Two clusters under rescaling: the full map in balls, weights at finite width, and the growth of small distances."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb, fmpq

from bnproofs import Layer
from bnproofs.configurations import rescaled_two_clusters, two_clusters
from bnproofs.evolution import mean_field_map
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems.square_root_constant import enclose_constant

SLOPES = {
    "relu": (Fraction(1), Fraction(0)),
    "leaky_relu(1/5)": (Fraction(1), Fraction(1, 5)),
    "leaky_relu(-1/2)": (Fraction(1), Fraction(-1, 2)),
    "abs": (Fraction(1), Fraction(-1)),
}
PAIRS = [(3, 1), (3, 2), (4, 1), (5, 2), (6, 1)]


def ideal(n, k, slopes, spread=Fraction(0)):
    """The two-cluster Gram matrix, the first n − k points spread by the squared distance `spread`."""
    p, (first, second) = n - k, rescaled_two_clusters.squared_norms(n, k, *slopes)
    gram = [[first if j < p else rescaled_two_clusters.product(*slopes) for j in range(n)] for _ in range(p)]
    gram += [[rescaled_two_clusters.product(*slopes) if j < p else second for j in range(n)] for _ in range(k)]
    for i in range(p):
        for j in range(p):
            gram[i][j] += spread / 2 * (int(i == j) - Fraction(1, p))
    return gram


def ball(x):
    return arb(fmpq(x.numerator, x.denominator))


@pytest.mark.parametrize(("name", "n", "k"), [(name, n, k) for name in SLOPES for n, k in PAIRS])
def test_the_full_map_in_balls_keeps_the_configuration(name, n, k):
    layer, gram = Layer.parse(f"rc+rs+{name}"), ideal(n, k, SLOPES[name])
    places = [[Fraction(int(i >= n - k and j >= n - k)) for j in range(n)] for i in range(n)]
    with working_precision(64):
        for start in (gram, places):  # it is reached in one step from any two places
            image = mean_field_map(layer, start)
            for i in range(n):
                for j in range(n):
                    assert image[i, j].contains(fmpq(gram[i][j].numerator, gram[i][j].denominator))
                    assert image[i, j].rad() < arb(2) ** -36
            assert not image[0, 0].overlaps(ball(gram[0][0]) * arb(1.01))


@pytest.mark.parametrize("name", list(SLOPES))
def test_any_weights_give_the_same_product_between_the_places(name):
    """At any width: recentred, rescaled, φ, in exact arithmetic up to the one common root."""
    rng, (b, a), count = np.random.default_rng(0), SLOPES[name], 0
    for n, k in PAIRS:
        x = np.array([[0] * (n - k) + [1] * k, [1] * n], dtype=object)
        for _ in range(5):
            h = rng.integers(1, 9) * rng.choice([-1, 1]) * x[0] + rng.integers(-9, 9) * x[1]
            h = h - Fraction(int(h.sum()), n)
            y = [b * max(v, 0) + a * min(v, 0) for v in h]
            square = sum(v * v for v in h)
            assert len(set(y[: n - k])) == len(set(y[n - k :])) == 1
            assert n * y[0] * y[-1] / square == rescaled_two_clusters.product(b, a)
            count += 1
    assert count == 25


def test_relu_has_the_formulas_of_the_theory():
    for n in (3, 4, 10, 1000):
        m = n - 1
        assert rescaled_two_clusters.squared_norms(n, 1, 1, 0) == (Fraction(1, 2 * m), Fraction(m, 2))
        assert rescaled_two_clusters.correction(n, 1, 1, 0) == two_clusters.transverse_multiplier(n, 1)
        assert rescaled_two_clusters.product(1, 0) == 0
    assert rescaled_two_clusters.cosine(1, Fraction(1, 5)) == Fraction(-2, 5) / (1 + Fraction(1, 25))
    assert rescaled_two_clusters.cosine(1, -1) == 1
    assert rescaled_two_clusters.square_distance(6, 3, 1, -1) == 0


@pytest.mark.parametrize(
    ("name", "n", "k"),
    [("relu", 3, 1), ("relu", 4, 1), ("relu", 5, 2), ("relu", 5, 3), ("leaky_relu(1/5)", 4, 1), ("abs", 4, 1)],
)
def test_small_distances_become_their_roots_as_the_full_map_in_balls_says(name, n, k):
    """C √D − (correction) D ≤ D' ≤ C √D, the lower bound up to order D^(3/2), and 1 % elsewhere is noticed."""
    layer, slopes = Layer.parse(f"rc+rs+{name}"), SLOPES[name]
    correction = rescaled_two_clusters.correction(n, k, *slopes)
    for spread in (Fraction(1, 10**10), Fraction(1, 10**20)):
        with working_precision(120):
            constant = enclose_constant(n, k, slopes, 100)
            image = mean_field_map(layer, ideal(n, k, slopes, spread))
            found = image[0, 0] + image[1, 1] - 2 * image[0, 1]
            root = constant * ball(spread).sqrt()
            assert found < root
            assert found > root - ball(correction * spread)
            left = (found - (root - ball(correction * spread))) / ball(spread).sqrt() ** 3
            assert left < 100
            assert not found.overlaps(root * arb(1.01))
            assert not (root - found).overlaps(ball(correction * spread) * arb(1.01))
            assert found > 100 * ball(spread)


@pytest.mark.parametrize(
    ("name", "n", "k"), [("relu", 3, 1), ("relu", 5, 2), ("leaky_relu(-1/2)", 5, 1), ("abs", 4, 1)]
)
def test_relative_distances_below_the_radius_grow(name, n, k):
    layer, slopes, count = Layer.parse(f"rc+rs+{name}"), SLOPES[name], 0
    square = rescaled_two_clusters.square_distance(n, k, *slopes)
    with working_precision(64):
        radius = rescaled_two_clusters.radius(n, k, *slopes, enclose_constant(n, k, slopes, 64))
        edge = Fraction(int((radius * 10**12).floor().lower().unique_fmpz()), 10**12)
        for share in (1, Fraction(1, 2), Fraction(1, 1000)):
            relative = edge * share
            image = mean_field_map(layer, ideal(n, k, slopes, relative * square))
            spread = image[0, 0] + image[1, 1] - 2 * image[0, 1]
            p = n - k
            mean = sum((image[i, j] for i in range(p) for j in range(p)), arb(0)) / p**2
            between = mean + image[n - 1, n - 1] - 2 * image[0, n - 1]
            assert spread / between > ball(relative)
            count += 1
    assert count == 3
