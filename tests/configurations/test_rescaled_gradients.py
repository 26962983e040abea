"""The growth of gradients at the uniform point: against the mean over neurons, and exactly where it is rational."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp

from bnproofs.configurations.rescaled_gradients import gradient_growth
from bnproofs.evolution import mean_field_map
from bnproofs.layer import Layer
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import working_precision

SLOPES = {"relu": (1, 0), "identity": (1, 1), "leaky_relu(1/10)": (1, Fraction(1, 10)), "abs": (1, -1)}


@pytest.mark.parametrize("n", [4, 7, 30, 10**6])
def test_linear_layers_have_a_rational_growth(n):
    assert float(gradient_growth(float(n), 1.0, 1.0)) == pytest.approx((n - 2) / (n - 3), rel=1e-12)
    with working_precision(128):
        found = gradient_growth(Balls().number(n), Balls().number(1), Balls().number(1))
        assert found.contains(Balls().number(n - 2) / (n - 3))
        assert found.rel_accuracy_bits() > 90


@pytest.mark.parametrize("name", SLOPES)
@pytest.mark.parametrize("n", [8, 13])
def test_it_is_the_mean_over_neurons_of_what_comes_back(name, n):
    """J = D(√n/‖h‖)(I − ωωᵀ)C, h ~ N(0, Φ); E tr JᵀCJ/(n − 1) to five standard errors, and one per cent is seen."""
    layer, count = Layer.parse(f"rc+rs+{name}"), 400000
    gram = mean_field_map(layer, np.eye(n))
    values, vectors = np.linalg.eigh(gram)
    rows = np.random.default_rng(n).standard_normal((count, n)) @ (vectors * np.sqrt(np.maximum(values, 0))).T
    rows -= rows.mean(axis=1, keepdims=True)
    squares = (rows**2).sum(axis=1)
    b, a = map(float, SLOPES[name])
    d = np.where(rows > 0, b, a)
    omega = rows / np.sqrt(squares)[:, None]
    traces = (d**2).sum(axis=1) * (1 - 2 / n) + d.sum(axis=1) ** 2 / n**2
    along = ((d * omega) ** 2).sum(axis=1) - (d * omega).sum(axis=1) ** 2 / n
    samples = n / squares * (traces - along) / (n - 1)
    growth, error = float(gradient_growth(float(n), b, a)), samples.std() / np.sqrt(count)
    assert abs(samples.mean() - growth) < 5 * error
    assert abs(samples.mean() - 1.01 * growth) > 5 * error


@pytest.mark.parametrize("n", [5, 50])
def test_every_kind_of_number_gives_the_same(n):
    with mp.workdps(40):
        wanted = gradient_growth(mp.mpf(n), mp.mpf(1), mp.mpf(0))
    assert float(gradient_growth(float(n), 1.0, 0.0)) == pytest.approx(float(wanted), rel=1e-13)
    with working_precision(120):
        ball = gradient_growth(Balls().number(n), Balls().number(1), Balls().number(0))
    assert abs(float(ball.mid()) - float(wanted)) < 1e-13


def test_gradients_always_grow_and_least_without_a_bend():
    for n in (4, 10, 100):
        rates = [float(gradient_growth(float(n), 1.0, slope)) for slope in (1.0, 0.5, 0.1, 0.0)]
        assert 1 < rates[0] < rates[1] < rates[2] < rates[3]
