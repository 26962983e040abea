"""Two-sample tests: exact small laws, ties, size and power."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from bnproofs.errors import InputError
from numerics.statistics.two_sample import rank_sum, two_sample


def binary(ones, size):
    return np.repeat([1.0, 0.0], [ones, size - ones])


@given(seed=st.integers(0, 10**6), shift=st.floats(0, 1.5))
def test_without_ties_the_p_values_are_the_exact_ones_and_hardly_smaller(seed, shift):
    rng = np.random.default_rng(seed)
    x, y = rng.standard_normal(25), rng.standard_normal(20) + shift
    result = two_sample(x, y)
    assert result.p_distance == pytest.approx(stats.ks_2samp(x, y, method="exact").pvalue, rel=1e-9)
    exact = stats.mannwhitneyu(x, y, method="exact").pvalue
    assert 0.97 * exact <= result.p_ranks <= 1.05 * exact + 1e-3
    assert result.p_value == min(1, 2 * min(result.p_distance, result.p_ranks))
    welch = stats.ttest_ind(x, y, equal_var=False)
    assert result.z == pytest.approx(welch.statistic, rel=1e-10)
    assert result.difference == pytest.approx(x.mean() - y.mean(), rel=1e-12)


@pytest.mark.parametrize(("first", "second"), [(20, 20), (20, 60), (20, 2000), (2000, 20), (200, 300)])
def test_with_two_values_the_rank_sum_has_the_hypergeometric_law(first, second):
    """Down to 1e-9, however rare one of the values; the normal approximation is off by any factor."""
    worst = normal = 1.0
    for ones in (1, 2, 5, 12, (first + second) // 2):
        law = stats.hypergeom(first + second, ones, first)
        for k in range(max(0, ones - second), min(ones, first) + 1):
            exact = min(1, 2 * min(law.sf(k - 1), law.cdf(k)))
            if exact > 1e-9:
                x, y = binary(k, first), binary(ones - k, second)
                worst = max(worst, exact / rank_sum(x, y))
                normal = max(normal, exact / max(stats.mannwhitneyu(x, y, method="asymptotic").pvalue, 1e-300))
    assert worst < 1.15
    assert normal > 1e3 or first == second or max(first, second) < 2000


@pytest.mark.parametrize("sizes", [(40, 40), (20, 200)])
@pytest.mark.parametrize("values", ["normal", "cauchy", "few", "rare"])
def test_one_law_is_rarely_taken_for_two(values, sizes):
    """400 repetitions. The bound fails by chance with probability 1e-4."""
    rng = np.random.default_rng(4)
    draw = {
        "normal": rng.standard_normal,
        "cauchy": rng.standard_cauchy,
        "few": lambda size: rng.integers(0, 4, size),
        "rare": lambda size: rng.poisson(0.05, size),
    }[values]
    p = np.array([two_sample(draw(sizes[0]), draw(sizes[1])).p_value for _ in range(400)])
    for level in (0.05, 0.005):
        assert np.count_nonzero(p <= level) <= stats.binom.ppf(1 - 1e-4, 400, level)
    if values in ("normal", "cauchy"):
        assert np.count_nonzero(p <= 0.05) >= 4


@pytest.mark.parametrize(
    "other",
    [
        lambda rng: rng.standard_normal(200) + 0.5,
        lambda rng: rng.standard_normal(200) * 2,
        lambda rng: np.sign(rng.standard_normal(200)),
        lambda rng: rng.standard_t(1, 200) + 0.7,
    ],
    ids=["shift", "scale", "two points", "heavy tails"],
)
def test_two_laws_are_told_apart(other):
    """20 repetitions, each with power above 0.98."""
    rng = np.random.default_rng(5)
    assert sum(two_sample(rng.standard_normal(200), other(rng)).p_value < 0.01 for _ in range(20)) >= 17


def test_a_shift_of_few_values_is_found_by_ranks_and_not_by_the_distance_alone():
    """20 repetitions of ten values, shifted by a third of a standard deviation. Fixed seed."""
    rng = np.random.default_rng(6)
    results = [two_sample(rng.binomial(9, 0.5, 300), rng.binomial(9, 0.556, 300)) for _ in range(20)]
    ranks, distance = (np.median([getattr(r, name) for r in results]) for name in ("p_ranks", "p_distance"))
    assert 10 * ranks < distance


def test_swapping_the_samples_changes_the_signs_alone():
    rng = np.random.default_rng(7)
    x, y = rng.integers(0, 5, 30), rng.integers(0, 4, 50)
    one, two = two_sample(x, y), two_sample(y, x)
    assert one.p_value == pytest.approx(two.p_value, rel=1e-9)
    assert (one.difference, one.z) == (-two.difference, -two.z)


def test_constant_samples():
    same, different = two_sample(np.ones(20), np.ones(30)), two_sample(np.ones(20), np.full(30, 1.5))
    assert (same.p_value, same.z, same.statistic) == (1, 0, 0)
    assert (different.p_value, different.z, different.statistic) == (0, -np.inf, 1)
    assert two_sample(np.ones(20), np.arange(30)).p_value < 1e-4


def test_nonsense_is_refused():
    good = np.arange(20.0)
    for bad in (np.arange(19), np.append(good, np.nan), np.append(good, np.inf), good[:, None], ["a"] * 20):
        for pair in ((bad, good), (good, bad)):
            with pytest.raises(InputError):
                two_sample(*pair)
    with pytest.raises(InputError, match="equal"):
        rank_sum(np.ones(20), np.ones(20))
