"""Hotelling's test, also of singular laws."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from bnproofs.errors import InputError
from numerics.statistics.hotelling import hotelling
from numerics.statistics.moments import Moments
from numerics.statistics.z_scores import family


def judged(samples, expected):
    moments = Moments.of(samples)
    return hotelling(moments.mean, moments.covariance_of_mean, expected, len(samples))


def symmetric_entries(rng, samples):
    """Six normals mixed into the nine entries of a symmetric 3 × 3 matrix, of which one is constant: rank 5."""
    parts = rng.standard_normal((samples, 6)) @ rng.standard_normal((6, 6)) * [1, 1e-6, 1, 1e4, 1, 0] + 1.25
    return parts[:, [0, 1, 2, 1, 3, 4, 2, 4, 5]]


def test_in_one_dimension_it_is_students_test():
    x = np.random.default_rng(1).standard_normal(12)
    result = judged(x[:, None], [0.3])
    wanted = stats.ttest_1samp(x, 0.3)
    assert result.statistic == pytest.approx(wanted.statistic**2, rel=1e-12)
    assert result.p_value == pytest.approx(wanted.pvalue, rel=1e-10)
    assert result.degrees == (1, 11)


def test_a_regular_covariance_is_inverted_and_units_do_not_matter():
    x = np.random.default_rng(2).standard_normal((30, 4)) @ np.random.default_rng(3).standard_normal((4, 4))
    delta, scale = x.mean(axis=0) - 0.1, np.array([1e-8, 1, 1e5, -3])
    wanted = delta @ np.linalg.solve(np.cov(x.T) / 30, delta)
    assert judged(x, np.full(4, 0.1)).statistic == pytest.approx(wanted, rel=1e-10)
    assert judged(x * scale, 0.1 * scale).statistic == pytest.approx(wanted, rel=1e-8)


def test_a_singular_law_has_uniform_p_values_and_the_right_rank():
    """400 repetitions; uniform up to chance 1e-4."""
    rng = np.random.default_rng(4)
    results = [judged(symmetric_entries(rng, 12), np.full(9, 1.25)) for _ in range(400)]
    assert {result.degrees for result in results} == {(5, 7)}
    assert stats.kstest([result.p_value for result in results], "uniform").pvalue > 1e-4


def test_an_expected_value_off_the_support_of_the_law_is_rejected_for_certain():
    x = symmetric_entries(np.random.default_rng(5), 40)
    for entry, shift in [(8, 1e-6), (3, 1e-7), (2, 0.01)]:
        wrong = np.full(9, 1.25)
        wrong[entry] += shift
        result = judged(x, wrong)
        assert (result.statistic, result.p_value) == (np.inf, 0)


def test_constant_vectors_must_be_met():
    assert hotelling([1.0, 2.0], np.zeros((2, 2)), [1.0, 2.0 + 1e-15], 5).p_value == 1
    assert hotelling([1.0, 2.0], np.zeros((2, 2)), [1.0, 2.001], 5).p_value == 0


def test_it_sees_a_shift_that_the_largest_z_score_misses():
    """30 entries, all off by 1.2 standard errors: T² is near 30 + 43, hardly a z-score is remarkable. Fixed seed."""
    rng = np.random.default_rng(6)
    alone = together = 0
    for _ in range(50):
        moments = Moments.of(rng.standard_normal((400, 30)) + 1.2 / 20)
        p = hotelling(moments.mean, moments.covariance_of_mean, np.zeros(30), 400).p_value
        together += p < 0.01
        alone += family(moments.mean, moments.standard_error, np.zeros(30)).p_value < 0.01
    assert together > 30 > 20 > alone


def test_a_small_sample_is_not_taken_for_a_singular_law():
    x = np.random.default_rng(7).standard_normal((8, 10))
    with pytest.raises(InputError, match="samples"):
        judged(x, np.zeros(10))
    assert judged(x[:, :6], np.zeros(6)).degrees == (6, 2)
    with pytest.raises(InputError, match="samples"):
        judged(x[:, :7], np.zeros(7))


@pytest.mark.parametrize(
    ("mean", "covariance", "expected"),
    [
        ([0, 0], np.eye(3), [0, 0]),
        ([0, 0], np.eye(2), [0]),
        ([0, 0], -np.eye(2), [0, 0]),
        ([0, 0], [[1, 0.5], [0, 1]], [0, 0]),
        ([0, np.nan], np.eye(2), [0, 0]),
        ([0, 0], np.full((2, 2), np.inf), [0, 0]),
        (0, np.eye(1), [0]),
    ],
)
def test_nonsense_is_refused(mean, covariance, expected):
    with pytest.raises(InputError):
        hotelling(mean, covariance, expected, 100)
