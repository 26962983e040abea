"""Two samples of one observable: have they the same law?"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from bnproofs.errors import InputError
from numerics.arrays import Floats
from numerics.statistics.checks import finite

_LEAST = 20


@dataclass(frozen=True, slots=True)
class TwoSample:
    """The comparison of two samples.

    `statistic` is Kolmogorov and Smirnov's distance of the distribution functions, `difference` that of the means
    (first − second) with Welch's `standard_error`, and `z` their ratio, for reading only. `p_value` combines
    `p_distance` with `p_ranks` by Bonferroni.
    """

    statistic: float
    p_value: float
    difference: float
    standard_error: float
    z: float
    p_distance: float
    p_ranks: float


def two_sample(first: Any, second: Any) -> TwoSample:
    """The test that two independent samples (each at least 20 long) come from one law, p = min(1, 2 min(p₁, p₂)).

    * p₁: Kolmogorov and Smirnov's, which sees any difference. With ties the distance is at most what it would be if
      they were broken at random, so p₁ can only be too large.
    * p₂: that of the rank sum, which has more power against a shift; ranks, since the mean of a heavy tail tells
      little. Ties have their mean rank. Given the pooled ranks the rank sum is that of a random subset: p₂ is from the
      Pearson III law with its exact mean, variance and skewness, with a continuity correction.

    Two constant samples have p = 1 if equal and p = 0 if not.

    Raises:
        InputError: a number that is not finite, not one dimension, or fewer than 20 values.
    """
    x, y = (finite(sample, "sample", dimensions=1, least=_LEAST) for sample in (first, second))
    difference = float(x.mean() - y.mean())
    error = float(np.sqrt(x.var(ddof=1) / len(x) + y.var(ddof=1) / len(y)))
    if np.ptp(x) == np.ptp(y) == 0:
        return _constant(float(x[0] - y[0]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        distance = stats.ks_2samp(x, y)
    p_distance, p_ranks = float(distance.pvalue), rank_sum(x, y)
    p = min(1.0, 2 * min(p_distance, p_ranks))
    return TwoSample(float(distance.statistic), p, difference, error, difference / error, p_distance, p_ranks)


def _constant(difference: float) -> TwoSample:
    p, z = (0.0, float(np.copysign(np.inf, difference))) if difference else (1.0, 0.0)
    return TwoSample(float(difference != 0), p, difference, 0.0, z, p, p)


def rank_sum(first: Floats, second: Floats) -> float:
    """The two-sided p-value of the sum of the ranks of the first sample among both, ties included.

    Of N scores with central moments m₂, m₃ the sum of a random n has variance n (N − n) m₂/(N − 1) and third central
    moment n (N − n)(N − 2n) m₃/((N − 1)(N − 2)).

    Raises:
        InputError: all values are equal.
    """
    scores = stats.rankdata(np.concatenate([first, second]))
    steps = np.diff(np.unique(scores))
    if not len(steps):
        raise InputError("all values are equal: there is nothing to rank")
    n, total = len(first), len(scores)
    scores -= scores.mean()
    m2, m3 = float(np.mean(scores**2)), float(np.mean(scores**3))
    subsets = n * (total - n) / (total - 1)
    deviation = float(np.sqrt(subsets * m2))
    skewness = subsets * (total - 2 * n) / (total - 2) * m3 / deviation**3
    value, half = float(scores[:n].sum()) / deviation, float(steps.min()) / 2 / deviation
    if abs(skewness) < 1e-6:
        tail = float(stats.norm.sf(abs(value) - half))
    else:
        law = stats.pearson3(skewness)
        tail = float(min(law.sf(value - half), law.cdf(value + half)))
    return min(1.0, 2 * tail)
