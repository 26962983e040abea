"""Exponents of the width: exact laws, coverage, and wrong limits."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from bnproofs.errors import InputError
from numerics.statistics.slope import fitted_exponent

WIDTHS = np.array([50, 100, 200, 400, 800, 1600])


def distances(rng, *, curvature=0.0, plateau=0.0, freedom=6, replicas=32, widths=WIDTHS, exponent=-0.5):
    """Replicas with mean 3 d^(2b) (1 + curvature/d) + plateau, and the law of a sum of squares of normals."""
    mean = 3 * widths ** (2 * exponent) * (1 + curvature / widths) + plateau
    return mean[:, None] * rng.chisquare(freedom, (len(widths), replicas)) / freedom


def test_a_law_without_noise_is_found_exactly():
    noise = np.tile([1 - 1e-9, 1 + 1e-9], 4)
    for b, c in [(-0.5, 0), (-0.5, 20), (-0.3, -10)]:
        exact = WIDTHS ** (2.0 * b) * np.exp(c / WIDTHS)
        assert fitted_exponent(WIDTHS, exact[:, None] * noise).slope == pytest.approx(b, abs=1e-12)


def test_two_widths_give_the_slope_between_them():
    x = distances(np.random.default_rng(1), widths=WIDTHS[:2], replicas=4000)
    result = fitted_exponent(WIDTHS[:2], x)
    means, variances = x.mean(axis=1), x.var(axis=1, ddof=1) / 4000
    assert result.slope == pytest.approx(np.log(means[1] / means[0]) / np.log(4), abs=1e-4)
    assert result.standard_error == pytest.approx(np.sqrt(np.sum(variances / means**2)) / np.log(4), rel=2e-3)
    assert (result.p_plateau < 0.5) == (result.slope > -0.5)
    assert min(result.p_plateau, 1 - result.p_plateau) == pytest.approx(result.p_value / 2, rel=1e-6)


def test_with_little_noise_the_standard_error_is_that_of_the_delta_method():
    x = distances(np.random.default_rng(9), freedom=10**6, replicas=8)
    d = np.log(WIDTHS) - np.log(WIDTHS).mean()
    variances = x.var(axis=1, ddof=1) / 8 / x.mean(axis=1) ** 2
    wanted = np.sqrt(d**2 @ variances) / (d @ d) / 2
    assert fitted_exponent(WIDTHS, x, correction=False).standard_error == pytest.approx(wanted, rel=0.01)


def test_units_of_distance_do_not_matter():
    x = distances(np.random.default_rng(2))
    one, two = fitted_exponent(WIDTHS, x), fitted_exponent(WIDTHS, 1e-20 * x)
    assert one.slope == pytest.approx(two.slope, abs=1e-12)
    assert one.p_value == pytest.approx(two.p_value, rel=1e-8)
    assert (one.level, one.lower < one.slope < one.upper) == (0.95, True)


@pytest.mark.parametrize(("replicas", "freedom"), [(8, 6), (32, 2), (100, 20)])
@pytest.mark.parametrize(("curvature", "correction"), [(0.0, False), (0.0, None), (10.0, None)])
def test_the_interval_covers_as_often_as_it_says(replicas, freedom, curvature, correction):
    """600 repetitions; each of the bounds fails by chance with probability 1e-4, for a coverage of 0.92 to 0.97."""
    rng = np.random.default_rng(3)
    covered = plateaus = 0
    for _ in range(600):
        x = distances(rng, curvature=curvature, freedom=freedom, replicas=replicas)
        result = fitted_exponent(WIDTHS, x, correction=correction)
        covered += result.lower <= -0.5 <= result.upper
        plateaus += result.p_plateau < 0.05
    assert stats.binom.ppf(1e-4, 600, 0.92) <= covered <= stats.binom.ppf(1 - 1e-4, 600, 0.97)
    assert plateaus <= stats.binom.ppf(1 - 1e-4, 600, 0.06)


def test_p_values_are_uniform_and_the_interval_is_the_test():
    """400 repetitions; uniform up to chance 1e-4."""
    rng = np.random.default_rng(4)
    results = [fitted_exponent(WIDTHS, distances(rng, curvature=10)) for _ in range(400)]
    assert stats.kstest([r.p_value for r in results], "uniform").pvalue > 1e-4
    assert stats.kstest([r.p_plateau for r in results], "uniform").pvalue > 1e-4
    assert all((r.p_value > 0.05) == (r.lower < -0.5 < r.upper) for r in results)


def test_curvature_that_is_left_out_ruins_the_interval():
    rng = np.random.default_rng(5)
    results = [
        fitted_exponent(WIDTHS, distances(rng, curvature=10, replicas=100, freedom=20), correction=False)
        for _ in range(50)
    ]
    assert sum(r.lower <= -0.5 <= r.upper for r in results) < 10


@pytest.mark.parametrize("curvature", [0.0, 10.0])
def test_a_plateau_is_rejected_by_the_exponent_and_by_its_own_test(curvature):
    """50 repetitions with the plateau of a wrong limit, as large as the noise at d = 800; powers above 0.98."""
    rng = np.random.default_rng(6)
    results = [
        fitted_exponent(WIDTHS, distances(rng, curvature=curvature, plateau=3 / 800, replicas=64)) for _ in range(50)
    ]
    assert all(r.slope > -0.5 for r in results)
    assert sum(r.p_value < 0.01 for r in results) >= 45
    assert sum(r.p_plateau < 0.01 for r in results) >= 45


@pytest.mark.parametrize("exponent", [-0.25, -1.0])
def test_another_power_is_rejected_on_either_side(exponent):
    result = fitted_exponent(WIDTHS, distances(np.random.default_rng(7), exponent=exponent))
    assert result.p_value < 1e-3
    assert result.lower < exponent < result.upper


@pytest.mark.parametrize(
    ("widths", "values"),
    [
        (WIDTHS, np.ones((6, 8))),
        (WIDTHS, np.zeros((6, 8))),
        (WIDTHS, np.eye(6, 8)),
        (WIDTHS, np.tile([1.0, 2, 3, 4, 5, 6, 7], (6, 1))),
        (WIDTHS[:5], np.tile(np.arange(1.0, 9), (6, 1))),
        (-WIDTHS, np.tile(np.arange(1.0, 9), (6, 1))),
        (np.full(6, 50), np.tile(np.arange(1.0, 9), (6, 1))),
        ([50, 50, 50, 100, 100, 100], np.tile(np.arange(1.0, 9), (6, 1))),
        (WIDTHS[:1], [np.arange(1.0, 9)]),
        (WIDTHS, np.tile(np.arange(-1.0, 7), (6, 1))),
        (WIDTHS, np.full((6, 8), np.nan)),
    ],
)
def test_nonsense_is_refused(widths, values):
    with pytest.raises(InputError):
        fitted_exponent(widths, values)


def test_a_level_is_a_probability():
    x = distances(np.random.default_rng(8))
    for level in (0, 1, 95, np.nan):
        with pytest.raises(InputError, match="level"):
            fitted_exponent(WIDTHS, x, level=level)
    narrow, wide = (fitted_exponent(WIDTHS, x, level=level) for level in (0.5, 0.99))
    assert wide.lower < narrow.lower < narrow.upper < wide.upper
