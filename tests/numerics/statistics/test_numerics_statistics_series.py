"""Standard errors of means of autocorrelated series."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats
from scipy.signal import lfilter

from bnproofs.errors import InputError
from numerics.statistics.series import batch_means, mean_and_error
from numerics.statistics.z_scores import z_test

MEMORY = 0.8
CORRELATION_TIME = (1 + MEMORY) / (1 - MEMORY)


def autoregressive(rng, shape, memory=MEMORY):
    """Stationary series of variance 1 and mean 3 with correlations memory^lag."""
    noise = rng.standard_normal(shape) * np.sqrt(1 - memory**2)
    noise[..., 0] /= np.sqrt(1 - memory**2)
    return 3 + lfilter([1], [1, -memory], noise, axis=-1)


def test_batch_means_leave_out_the_start():
    assert batch_means([9, 1, 2, 3, 4], 2).tolist() == [1.5, 3.5]
    assert batch_means([[9, 1, 2], [0, 5, 7]], 1).tolist() == [[4], [4]]


def test_the_replica_means_are_all_that_counts_when_there_are_many():
    x = autoregressive(np.random.default_rng(1), (9, 5))
    result = mean_and_error(x)
    assert result.mean == pytest.approx(x.mean(), rel=1e-14)
    assert result.standard_error == pytest.approx(stats.sem(x.mean(axis=1)), rel=1e-12)
    assert result.degrees == 8


@pytest.mark.parametrize(("replicas", "length"), [(20, 100), (4, 2400), (1, 9600)])
def test_errors_are_calibrated_where_correlations_are_ignored_at_ones_peril(replicas, length):
    """400 repetitions; uniform p-values up to chance 1e-4."""
    rng = np.random.default_rng(2)
    p, naive, sizes = [], [], []
    for _ in range(400):
        x = autoregressive(rng, (replicas, length))
        result = mean_and_error(x)
        p.append(z_test(result.mean, result.standard_error, 3, degrees=result.degrees).p_value)
        naive.append(z_test(float(x.mean()), float(x.std()) / np.sqrt(x.size), 3).p_value)
        sizes.append(result.effective_size)
    assert stats.kstest(p, "uniform").pvalue > 1e-4
    assert stats.kstest(naive, "uniform").pvalue < 1e-4
    assert np.median(sizes) == pytest.approx(replicas * length / CORRELATION_TIME, rel=0.2)


def test_a_constant_series_is_known_exactly():
    result = mean_and_error(np.ones((2, 200)))
    assert (result.mean, result.standard_error, result.effective_size) == (1, 0, 400)


def test_series_that_are_too_short_are_refused():
    rng = np.random.default_rng(3)
    with pytest.raises(InputError, match="too few"):
        mean_and_error(autoregressive(rng, (1, 319)))
    with pytest.raises(InputError, match="too short"):
        mean_and_error(autoregressive(rng, (1, 640)))
    with pytest.raises(InputError, match="too short"):
        mean_and_error(np.cumsum(rng.standard_normal((2, 5000)), axis=1))


def test_nonsense_is_refused():
    for bad in (np.zeros(300), np.full((9, 3), np.nan), np.zeros((9, 0))):
        with pytest.raises(InputError):
            mean_and_error(bad)
    for batches in (0, 4):
        with pytest.raises(InputError, match="batches"):
            batch_means([1, 2, 3], batches)
    with pytest.raises(InputError):
        batch_means(1.0, 1)
