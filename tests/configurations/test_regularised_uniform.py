"""The uniform point with ε > 0: its scale and eigenvalues against the full map and its dense Jacobian."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb

from bnproofs import Layer
from bnproofs.configurations import regularised_uniform, uniform
from bnproofs.evolution import dense_jacobian, mean_field_map, recentre
from bnproofs.fixed_points.enclosure import EnclosureFailedError
from bnproofs.fixed_points.regularised import enclose_exponent
from bnproofs.numbers.precision import working_precision

CASES = [(3, Fraction(1, 10)), (4, Fraction(1, 100)), (6, Fraction(1, 5)), (8, Fraction(1, 10**5))]


def exponent(n, epsilon):
    with working_precision(140):
        target = arb(epsilon.numerator) / epsilon.denominator / uniform.growth(arb(n))
        return enclose_exponent(n, target, 50)


@pytest.mark.parametrize(("n", "epsilon"), CASES)
def test_the_scale_is_kept_by_the_full_map(n, epsilon):
    z = float(exponent(n, epsilon).mid())
    size = n * float(epsilon) / (2 * z)
    k = size * (np.eye(n) - np.ones((n, n)) / n)
    image = mean_field_map(Layer(True, True, "relu", (), epsilon), k)
    assert np.max(np.abs(recentre(image) - k)) < 1e-12
    assert abs(image[0, 0] - regularised_uniform.diagonal(n, z, float(epsilon))) < 1e-12
    assert abs(image[0, 1] - image[0, 0] * uniform.cosine(float(n))) < 1e-12


@pytest.mark.parametrize(("n", "epsilon"), CASES)
def test_the_spectrum_is_that_of_the_dense_jacobian(n, epsilon):
    z = float(exponent(n, epsilon).mid())
    k = n * float(epsilon) / (2 * z) * (np.eye(n) - np.ones((n, n)) / n)
    values = np.linalg.eigvals(dense_jacobian(Layer(True, True, "relu", (), epsilon), k))
    functions = (
        (1, regularised_uniform.scale_eigenvalue),
        (n - 1, regularised_uniform.standard_eigenvalue),
        (n * (n - 3) // 2, regularised_uniform.pair_eigenvalue),
    )
    wanted = [float(function(float(n), z, float(epsilon))) for count, function in functions for _ in range(count)]
    wanted += [0.0] * (len(values) - len(wanted))
    assert np.allclose(sorted(values.real), sorted(wanted), atol=1e-9)


@pytest.mark.parametrize("n", [3, 4, 10, 1001, 10**9])
def test_the_share_rises_between_its_bounds(n):
    with working_precision(120):
        last, p = arb(0), arb(n + 1) / 2
        for z in (1e-6, 1e-2, 1.0, 30.0, 1e4):
            value = regularised_uniform.share(n, arb(z))
            assert value.rel_accuracy_bits() > 100
            assert last < value < arb(z) / (z + p - 1)
            assert value > arb(z) / (z + p)
            step = arb(z) * arb(2) ** -20
            ends = [regularised_uniform.share(n, (arb(z) + sign * step).mid()) for sign in (1, -1)]
            slope = regularised_uniform.share_slope(n, arb(z), value)
            assert abs((ends[0] - ends[1]) / (2 * step) / slope - 1).upper() < 1e-9
            last = value


def test_both_ways_to_the_share_meet(monkeypatch):
    for n in (600, 1000):
        for z in (1e-3, 1.0, 400.0, 1e5):
            first = regularised_uniform.share(n, arb(z))
            with monkeypatch.context() as patch:
                patch.setattr(regularised_uniform, "_LARGE", 500)
                second = regularised_uniform.share(n, arb(z))
            assert first.overlaps(second)
            assert min(first.rel_accuracy_bits(), second.rel_accuracy_bits()) > 40


def test_small_epsilon_gives_batch_norm():
    for n in (4, 30, 10**6):
        z = exponent(n, Fraction(1, 10**12))
        damping = regularised_uniform.damping(arb(n), z, Fraction(1, 10**12))
        assert abs(damping - arb(n - 1) / (n + 1)).upper() < 1e-6
        assert abs(regularised_uniform.diagonal(arb(n), z, Fraction(1, 10**12)) - 0.5).upper() < 1e-6


def test_an_exponent_that_cannot_be_told_is_refused():
    with pytest.raises(EnclosureFailedError, match="raise the precision"):
        enclose_exponent(10, arb(0.5, 0.01), 40)
