"""z-scores against enclosures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from bnproofs.errors import InputError
from numerics.statistics.z_scores import family, z_test

numbers = st.floats(-100, 100)


def test_cases_worked_by_hand():
    assert z_test(3, 0.5, 1, 2).z == 2
    assert z_test(0, 0.5, 1, 2).z == -2
    assert z_test(3, 0.5, 1, 2).p_value == pytest.approx(2 * stats.norm.sf(2), rel=1e-12)
    assert z_test(3, 0.5, 2, degrees=4).p_value == pytest.approx(2 * stats.t.sf(2, 4), rel=1e-12)
    inside = z_test(1.5, 0.5, 1, 2)
    assert (inside.z, inside.p_value, inside.expected) == (0, 1, (1, 2))


def test_an_exact_estimate_agrees_or_disagrees_without_doubt():
    for z, estimate in [(0, 1), (0, 2), (np.inf, 2.0000001), (-np.inf, 0.9999999)]:
        test = z_test(estimate, 0, 1, 2)
        assert (test.z, test.p_value) == (z, float(z == 0))
    assert z_test(1, 5e-324, 2).p_value == 0


@given(x=numbers, error=st.floats(0.01, 10), a=numbers, b=numbers, t=st.floats(0, 1))
def test_no_value_in_the_interval_is_judged_more_kindly_than_the_interval(x, error, a, b, t):
    low, high = min(a, b), max(a, b)
    assert z_test(x, error, low, high).p_value >= z_test(x, error, min(high, low + t * (high - low))).p_value
    assert z_test(-x, error, -high, -low).z == -z_test(x, error, low, high).z


def test_a_family_names_its_largest_entry_and_pays_for_looking():
    estimates = np.zeros((2, 3))
    estimates[1, 2], estimates[0, 1] = -4, 3
    found = family(estimates, np.ones((2, 3)), np.zeros((2, 3)))
    assert (found.where, found.count, found.largest.z) == ((1, 2), 6, -4)
    assert found.p_value == pytest.approx(6 * 2 * stats.norm.sf(4), rel=1e-12)
    assert family(estimates, np.ones((2, 3)), estimates - 1, estimates).p_value == 1


@pytest.mark.parametrize("correlation", [0, 0.9])
def test_a_family_rarely_raises_false_alarms_and_catches_one_wrong_entry(correlation):
    """400 families of 20. Each bound fails by chance with probability 1e-4."""
    rng = np.random.default_rng(2)
    z = rng.standard_normal((400, 20)) * np.sqrt(1 - correlation) + rng.standard_normal((400, 1)) * np.sqrt(correlation)
    true = np.array([family(row, np.ones(20), np.zeros(20)).p_value for row in z])
    wrong = np.array([family(row, np.ones(20), np.eye(20)[3] * 5).p_value for row in z])
    alarms = np.count_nonzero(true <= 0.05)
    assert alarms <= stats.binom.ppf(1 - 1e-4, 400, 0.05)
    assert alarms >= (stats.binom.ppf(1e-4, 400, 1 - 0.9975**20) if correlation == 0 else 1)
    assert np.count_nonzero(wrong <= 0.05) >= stats.binom.ppf(1e-4, 400, stats.norm.sf(stats.norm.isf(0.00125) - 5))


def test_few_replicas_need_students_law():
    """2000 means of five normals, p-values uniform up to chance 1e-4; as if normal they are not."""
    x = np.random.default_rng(3).standard_normal((2000, 5))
    errors = x.std(axis=1, ddof=1) / np.sqrt(5)
    student = [z_test(m, s, 0, degrees=4).p_value for m, s in zip(x.mean(axis=1), errors, strict=True)]
    normal = [z_test(m, s, 0).p_value for m, s in zip(x.mean(axis=1), errors, strict=True)]
    assert stats.kstest(student, "uniform").pvalue > 1e-4
    assert stats.kstest(normal, "uniform").pvalue < 1e-4


@pytest.mark.parametrize(
    "bad",
    [(np.nan, 1, 0, 1), (0, np.nan, 0, 1), (0, 1, np.nan, 1), (0, 1, 0, np.inf), (0, -1, 0, 1), (0, 1, 2, 1)],
)
def test_nonsense_is_refused(bad):
    with pytest.raises(InputError):
        z_test(*bad)


def test_misshapen_families_are_refused():
    for arguments in [([1, 2], [1], [1, 2]), ([], [], []), ([1], [1], [1], [[1]])]:
        with pytest.raises(InputError):
            family(*arguments)
    for degrees in (0, -1, np.nan):
        with pytest.raises(InputError, match="degrees"):
            z_test(0, 1, 0, degrees=degrees)
