"""Rates read off perturbed orbits against the eigenvalues that certificates enclose."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace

import pytest
from mpmath import mp

from bnproofs.certificate import certify
from bnproofs.configurations import Configuration, odd_family, uniform
from bnproofs.errors import InputError
from bnproofs.evolution import mean_field_map
from bnproofs.layer import Layer
from bnproofs.symmetry import apply_kernel
from numerics.decay import decay_rates, leading_rate
from numerics.orbit import step_of

RC_RELU = Layer.parse("rc+relu")
DIGITS = 40
CASES = [(7, "odd-point"), (10, "odd-point"), (5, "uniform")]


def number(x):
    return mp.mpf(x.numerator) / x.denominator


@cache
def certified(n, name):
    """The Gram matrix of a certified fixed ray and the distinct eigenvalues of its spectrum, largest first."""
    certificate = certify(RC_RELU, n, Configuration.parse(name))
    with mp.workdps(DIGITS + 10):
        k = uniform.recentred_gram(n, mp.one)
        if name == "odd-point":
            points = certificate.statement("fixed-points")["points"]
            low, high = next(point["tau"] for point in points if point["kind"] == name)
            k = odd_family.recentred_gram(n, mp.sqrt(number((low + high) / 2)), mp.one)
        intervals = [x for part in certificate.statement("spectrum")["components"] for x in part["eigenvalues"]]
        eigenvalues = sorted((number((low + high) / 2) for low, high in intervals), reverse=True)
        return SimpleNamespace(gram=apply_kernel(RC_RELU, k).embed(), eigenvalues=eigenvalues)


def closed_form(gram):
    """The library's map: another step, much faster than quadrature."""
    return mean_field_map(RC_RELU, gram)


def misses(rates, eigenvalues):
    """The error of each rate."""
    with mp.workdps(DIGITS):
        return [abs(rate - value) for rate, value in zip(rates, eigenvalues, strict=True)]


@pytest.mark.parametrize(("n", "name"), CASES)
def test_the_rates_are_the_certified_eigenvalues(n, name):
    known = certified(n, name)
    count = len(known.eigenvalues)
    found = decay_rates(step_of(RC_RELU, digits=DIGITS), known.gram, count=count, digits=DIGITS, seed=1)
    for miss, error, value in zip(misses(found.rates, known.eigenvalues), found.errors, known.eigenvalues, strict=True):
        assert miss < error < mp.mpf(10) ** -15
        for wrong in (0.98, 1.02):
            assert abs(value - wrong * value) > 10**9 * error
    assert found.residual < 1e-19


def test_the_estimated_error_covers_the_true_one_for_other_directions_and_sizes():
    known = certified(7, "odd-point")
    for seed in (2, 3):
        for size in (1e-5, 1e-12, 1e-25):
            found = decay_rates(closed_form, known.gram, count=4, digits=DIGITS, seed=seed, size=size)
            assert all(x < y for x, y in zip(misses(found.rates, known.eigenvalues), found.errors, strict=True))
            assert max(found.errors) < 10**5 * max(size, 1e-40 / size)


def test_a_wrong_number_of_rates_shows():
    known = certified(7, "odd-point")
    few = decay_rates(closed_form, known.gram, count=3, digits=DIGITS, seed=1)
    assert few.residual > 1e-4
    assert max(few.errors) > 1e-3
    many = decay_rates(closed_form, known.gram, count=5, digits=DIGITS, seed=1)
    assert many.residual < 1e-19
    assert max(many.errors) > 1e-3
    with pytest.raises(InputError, match="at least 1"):
        decay_rates(closed_form, known.gram, count=0, digits=DIGITS, seed=1)


def test_a_map_with_one_rate():
    """Recentring alone: every centred matrix is fixed."""
    step, gram = step_of(Layer.parse("rc+identity"), digits=30), [[2, -1, -1], [-1, 2, -1], [-1, -1, 2]]
    found = decay_rates(step, gram, count=1, digits=30, seed=1)
    assert abs(found.rates[0] - 1) < 1e-15
    with pytest.raises(InputError, match="shorter recurrence"):
        decay_rates(step, gram, count=2, digits=30, seed=1)


def test_rates_that_are_not_real_are_refused():
    def turning(gram):
        image = gram.copy()
        image[0, 1] = image[1, 0] = (gram[0, 0] - gram[1, 1]) / 4
        image[0, 0] = 1 - gram[0, 1] / 2
        image[1, 1] = 1 + gram[0, 1] / 2
        return image

    with pytest.raises(InputError, match="not real"):
        decay_rates(turning, [[1, 0], [0, 1]], count=2, digits=20, seed=1)


def test_the_slope_of_a_plot_tends_to_the_leading_eigenvalue():
    known = certified(5, "uniform")
    rates = [leading_rate(closed_form, known.gram, layers, digits=30, seed=1) for layers in (10, 40, 80)]
    near, nearer, nearest = (abs(rate / known.eigenvalues[0] - 1) for rate in rates)
    assert near > nearer > nearest
    assert nearest < 1e-11
    assert abs(rates[2] / known.eigenvalues[1] - 1) > 0.1
    with pytest.raises(InputError, match="at least 1 layer"):
        leading_rate(closed_form, known.gram, 0, digits=30, seed=1)
