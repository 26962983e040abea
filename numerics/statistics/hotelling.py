"""Hotelling's test: a vector of means against what is expected, every direction at once.

A small discrepancy that many entries share moves no single z-score far; T² adds it up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from bnproofs.errors import InputError
from numerics.arrays import Floats
from numerics.statistics.checks import finite

_ROUNDING = 1e-12
"""The relative size below which the standard error of an entry is rounding."""

_SINGULAR = 1e-10
"""The relative size below which an eigenvalue of the correlations is zero."""


@dataclass(frozen=True, slots=True)
class Hotelling:
    """The `statistic` T², its degrees of freedom (r, N − r), and P(F ≥ T² (N − r)/(r (N − 1)))."""

    statistic: float
    degrees: tuple[int, int]
    p_value: float


def hotelling(mean: Any, covariance_of_mean: Any, expected: Any, samples: int) -> Hotelling:
    """The test T² = δᵀ S⁺ δ, δ = mean − expected, of a mean (k) of N independent, nearly normal vectors.

    S (k × k) is the sample covariance of the vectors over N = `samples`, and r its numerical rank after entries are
    scaled to variance 1; symmetric matrices, or entries under a constraint, make it singular. S is singular then
    because the law is, provided that r ≤ N − 2. Where the law has no spread the expected value must be met up to
    rounding, or else T² = ∞ and p = 0.

    Raises:
        InputError: wrong shapes, a number that is not finite, a matrix that is no covariance, or r > N − 2: too few
            samples to tell a singular law from a small sample.
    """
    centre, wanted = finite(mean, "mean", dimensions=1), finite(expected, "expected", dimensions=1)
    covariance = finite(covariance_of_mean, "covariance", dimensions=2)
    if not len(centre) == len(wanted) == len(covariance) == covariance.shape[1]:
        raise InputError("mean and expected are vectors of k numbers and the covariance is k × k; give one k")
    delta, error = centre - wanted, np.sqrt(np.maximum(np.diag(covariance), 0))
    if np.any(np.diag(covariance) < 0) or np.any(np.abs(covariance - covariance.T) > 1e-9 * np.outer(error, error)):
        raise InputError("the covariance is not symmetric or has a negative variance; give that of the mean")
    resolution = _ROUNDING * np.maximum(np.abs(centre), np.abs(wanted))
    free = error > resolution
    met = bool(np.all(np.abs(delta[~free]) <= 10 * resolution[~free]))
    inside, outside = _split(covariance[np.ix_(free, free)], delta[free], error[free])
    rank = len(inside)
    if rank > samples - 2:
        raise InputError(f"{samples} samples cannot judge {rank} directions; give {rank + 2} samples or fewer entries")
    if not met or np.any(np.abs(outside) > 1):
        return Hotelling(np.inf, (rank, samples - rank), 0.0)
    statistic = float(inside @ inside)
    scale = (samples - rank) / (max(rank, 1) * (samples - 1))
    p = float(stats.f.sf(statistic * scale, rank, samples - rank)) if rank else 1.0
    return Hotelling(statistic, (rank, samples - rank), p)


def _split(covariance: Floats, delta: Floats, error: Floats) -> tuple[Floats, Floats]:
    """The discrepancy in standard errors along the directions with spread, and in tolerances along those without."""
    values, vectors = np.linalg.eigh(covariance / np.outer(error, error))
    cut = _SINGULAR * values.max(initial=0)
    along = vectors.T @ (delta / error)
    spread = values > cut
    return along[spread] / np.sqrt(values[spread]), along[~spread] / (10 * np.sqrt(cut))
