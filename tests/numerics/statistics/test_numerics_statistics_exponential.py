"""Mean escape times: exact intervals, censoring, and laws that are not exponential."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from bnproofs.errors import InputError
from numerics.statistics.exponential import NOT_ESCAPED, escape_rate


def observed(rng, mean, runs, end):
    """Escapes at a constant rate, runs of `end` layers."""
    times = np.ceil(rng.exponential(mean, runs)).astype(int)
    return np.where(times > end, NOT_ESCAPED, times)


def test_a_case_worked_by_hand():
    result = escape_rate([3, -1, 7, -1], 10)
    assert (result.events, result.exposure, result.mean, result.p_exponential) == (2, 30, 15, None)
    assert result.lower == pytest.approx(60 / stats.chi2.ppf(0.975, 6), rel=1e-12)
    assert result.upper == pytest.approx(60 / stats.chi2.ppf(0.025, 4), rel=1e-12)


def test_when_all_escaped_the_tails_are_those_of_the_gamma_law():
    result = escape_rate([3, 4, 8], 10, level=0.9)
    assert stats.gamma.sf(15, 3, scale=result.lower) == pytest.approx(0.05, rel=1e-9)
    assert stats.gamma.cdf(15, 3, scale=result.upper) == pytest.approx(0.05, rel=1e-9)


def test_without_an_event_there_is_a_lower_bound_only():
    result = escape_rate([-1] * 5, 100)
    assert (result.events, result.exposure, result.mean, result.upper) == (0, 500, np.inf, np.inf)
    assert np.exp(-500 / result.lower) == pytest.approx(0.025, rel=1e-9)


@pytest.mark.parametrize(("runs", "end"), [(8, 10**6), (8, 100), (20, 150), (3, 1000), (40, 600), (2, 300)])
def test_the_interval_covers_as_often_as_it_says(runs, end):
    """1000 repetitions; the bounds fail by chance with probability 1e-4. Exact when all escape, else not less."""
    rng = np.random.default_rng(1)
    results = [escape_rate(observed(rng, 300, runs, end), end) for _ in range(1000)]
    covered = sum(r.lower <= 300 <= r.upper for r in results)
    assert covered >= stats.binom.ppf(1e-4, 1000, 0.95)
    if end == 10**6:
        assert covered <= stats.binom.ppf(1 - 1e-4, 1000, 0.96)


def test_forgetting_the_runs_that_did_not_escape_is_not_covered():
    rng = np.random.default_rng(2)
    times = [observed(rng, 300, 40, 200) for _ in range(50)]
    wrong = [escape_rate(t[t != NOT_ESCAPED], 200) for t in times]
    assert sum(r.upper < 300 for r in wrong) > 40


@pytest.mark.parametrize("mean", [2, 30, 1000])
def test_memoryless_times_have_uniform_p_values(mean):
    """300 repetitions; uniform up to chance 1e-4, however coarse the layers."""
    rng = np.random.default_rng(3)
    p = [escape_rate(rng.geometric(1 / mean, 40), 10**6, rng=rng, resamples=99).p_exponential for _ in range(300)]
    jitter = rng.uniform(-0.01, 0.01, 300)
    if mean > 2:
        assert stats.kstest(np.array(p) + jitter, "uniform").pvalue > 1e-4
    assert np.count_nonzero(np.array(p) <= 0.1) <= stats.binom.ppf(1 - 1e-4, 300, 0.1)


@pytest.mark.parametrize("shape", [0.5, 2.0])
def test_rates_that_change_with_time_are_noticed(shape):
    rng = np.random.default_rng(4)
    times = np.ceil(500 * rng.weibull(shape, 60)).astype(int)
    assert escape_rate(times, 10**6, rng=rng).p_exponential < 0.01


def test_the_law_is_judged_only_when_it_can_be_and_repeats_with_the_generator():
    times = np.random.default_rng(5).geometric(0.01, 30)
    assert escape_rate(times, 10**4).p_exponential is None
    assert escape_rate(np.append(times, -1), 10**4, rng=np.random.default_rng(6)).p_exponential is None
    assert escape_rate(times[:4], 10**4, rng=np.random.default_rng(6)).p_exponential is None
    p = [escape_rate(times, 10**4, rng=np.random.default_rng(6), resamples=99).p_exponential for _ in range(2)]
    assert p[0] == p[1] > 0
    assert escape_rate(np.ones(9), 5, rng=np.random.default_rng(6)).p_exponential == 1


@pytest.mark.parametrize(
    ("times", "end"),
    [([], 10), ([0], 10), ([11], 10), ([-2], 10), ([1.5], 10), ([np.nan], 10), ([[1]], 10), ([-1], 0)],
)
def test_nonsense_is_refused(times, end):
    with pytest.raises(InputError):
        escape_rate(times, end)


def test_bad_options_are_refused():
    for level in (0, 1, 95):
        with pytest.raises(InputError, match="level"):
            escape_rate([1, 2], 10, level=level)
    with pytest.raises(InputError, match="resamples"):
        escape_rate([1, 2], 10, resamples=0)
