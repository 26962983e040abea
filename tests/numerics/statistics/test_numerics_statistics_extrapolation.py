"""Extrapolation to infinite width: exact laws, coverage, and the choice of an order."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from bnproofs.errors import InputError
from numerics.statistics.extrapolation import extrapolate

WIDTHS = np.array([50.0, 100, 200, 400, 800])
ERRORS = np.array([3.0, 2, 4, 1, 2]) * 1e-3


def at_widths(*coefficients):
    return sum(c / WIDTHS**i for i, c in enumerate(coefficients))


@pytest.mark.parametrize("order", [0, 1, 2, 3, 4])
def test_a_polynomial_is_found_exactly(order):
    wanted = (2.0, 6.0, -40.0, 1e3, 1e4)[: order + 1]
    result = extrapolate(WIDTHS, at_widths(*wanted), ERRORS, order)
    assert result.coefficients == pytest.approx(wanted, rel=1e-6)
    assert (result.value, result.order) == (result.coefficients[0], order)
    assert result.trend == pytest.approx(3 if order else 0, rel=1e-6)
    assert (result.p_fit is None) if order == 4 else result.p_fit == pytest.approx(1)


def test_two_widths_give_richardsons_rule():
    result = extrapolate([100, 200], [1.3, 1.2], [0.01, 0.02])
    assert result.value == pytest.approx(2 * 1.2 - 1.3, rel=1e-12)
    assert result.standard_error == pytest.approx(np.hypot(2 * 0.02, 0.01), rel=1e-12)


def test_order_zero_is_the_weighted_mean():
    means = at_widths(1.0) + ERRORS * [1, -1, 1, 0, 2]
    result = extrapolate(WIDTHS, means, ERRORS, 0)
    weights = ERRORS**-2
    assert result.value == pytest.approx(np.average(means, weights=weights), rel=1e-12)
    assert result.standard_error == pytest.approx(weights.sum() ** -0.5, rel=1e-12)
    chi2 = np.sum(((means - result.value) / ERRORS) ** 2)
    assert result.p_fit == pytest.approx(stats.chi2.sf(chi2, 4), rel=1e-9)


def test_a_wider_network_with_a_tiny_error_does_not_upset_the_arithmetic():
    result = extrapolate([10, 1e3, 1e6], [2 + 0.3, 2 + 3e-3, 2 + 3e-6], [1e-2, 1e-6, 1e-12])
    assert result.value == pytest.approx(2, rel=1e-12)
    assert result.trend == pytest.approx(1.5, rel=1e-6)


@pytest.mark.parametrize("order", [1, 2])
def test_value_and_fit_are_calibrated(order):
    """1000 repetitions; normal scores and uniform p-values up to chance 1e-4 each."""
    rng = np.random.default_rng(1)
    exact = at_widths(2.0, 5.0, 30.0 * (order == 2))
    results = [extrapolate(WIDTHS, exact + ERRORS * rng.standard_normal(5), ERRORS, order) for _ in range(1000)]
    assert stats.kstest([(r.value - 2) / r.standard_error for r in results], "norm").pvalue > 1e-4
    assert stats.kstest([r.p_fit for r in results], "uniform").pvalue > 1e-4


def test_a_curve_taken_for_a_line_is_seen_and_the_right_order_covers():
    """300 repetitions; the share covered by 95 % intervals is binomial, false alarm 1e-4."""
    rng = np.random.default_rng(2)
    exact = at_widths(2.0, 5.0, 200.0)
    curved = [extrapolate(WIDTHS, exact + ERRORS * rng.standard_normal(5), ERRORS, 2) for _ in range(300)]
    covered = sum(abs(r.value - 2) < 1.96 * r.standard_error for r in curved)
    assert stats.binom.ppf(1e-4, 300, 0.95) <= covered
    forced = extrapolate(WIDTHS, exact, ERRORS, 1)
    assert forced.p_fit < 1e-6
    assert abs(forced.value - 2) > 3 * forced.standard_error


def test_a_value_of_zero_has_no_relative_trend():
    assert extrapolate([1, 2], [1, 0.5], [1, 1]).value == pytest.approx(0, abs=1e-15)
    assert extrapolate([1, 2], [0, 0], [1, 1]).trend is None


@pytest.mark.parametrize(
    ("widths", "means", "errors", "order"),
    [
        ([1, 2], [1, 2], [1, 1], 2),
        ([1, 1, 1], [1, 2, 3], [1, 1, 1], 1),
        ([1, 2, 3], [1, 2], [1, 1, 1], 1),
        ([1, 2, 3], [1, 2, 3], [1, 0, 1], 1),
        ([1, 0, 3], [1, 2, 3], [1, 1, 1], 1),
        ([1, 2, 3], [1, 2, 3], [1, 1, 1], -1),
        ([1, 2, 3], [1, np.nan, 3], [1, 1, 1], 1),
        ([1, 2, np.inf], [1, 2, 3], [1, 1, 1], 1),
    ],
)
def test_nonsense_is_refused(widths, means, errors, order):
    with pytest.raises(InputError):
        extrapolate(widths, means, errors, order)
