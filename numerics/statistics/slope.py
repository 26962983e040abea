"""The exponent of the width in the distance between a finite network and its mean-field limit.

The mean squared distance at width d is E = v/d (1 + c/d + …), so that distances fall like d^b, b = −1/2. Towards a
wrong limit, E = v/d + p² has a plateau.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from bnproofs.errors import InputError
from numerics.arrays import Floats
from numerics.statistics.checks import finite, share
from numerics.statistics.least_squares import solver

_REPLICAS = 8
_MANY_WIDTHS = 5


@dataclass(frozen=True, slots=True)
class Exponent:
    """The fitted exponent b, its standard error with so many `degrees` of freedom, its interval [lower, upper].

    `p_value` is two-sided, of b = −1/2; `p_plateau` one-sided, of no plateau given b = −1/2: that q ≤ 0 in
    log(d E) = a + q d + c/d, where a plateau p² has q = p²/v to first order.
    """

    slope: float
    standard_error: float
    degrees: float
    level: float
    lower: float
    upper: float
    p_value: float
    p_plateau: float


def fitted_exponent(
    widths: Any, squared_distances: Any, *, correction: bool | None = None, level: float = 0.95
) -> Exponent:
    """The exponent b in log E = a + 2b log d + c/d, fitted to squared distances (W × R), a row for each width (W).

    E is estimated by the mean over the R replicas, log E and its variance by the jackknife. The term c/d is left out
    with `correction=False`; by default it is in from 5 widths on. The relative spread of the replicas is the same at
    all widths in theory, so that widths have equal weight: weights taken from the sample would be correlated with
    the means and make the interval too short. Variances need not be equal: that of b is the sum over widths of those
    estimated, with Satterthwaite's degrees of freedom.

    Raises:
        InputError: wrong shapes, widths that are not positive or too few, fewer than 8 replicas, distances that
            are not finite, negative, or all 0 or all equal at a width.
    """
    d, values = finite(widths, "widths", dimensions=1), finite(squared_distances, "squared distances", dimensions=2)
    share(level, "level")
    if len(d) != len(values) or values.shape[1] < _REPLICAS:
        raise InputError(f"squared distances: give a row for each width and at least {_REPLICAS} replicas a row")
    if np.any(d <= 0) or np.any(values < 0) or np.any(np.ptp(values, axis=1) == 0):
        raise InputError("widths are positive, and squared distances are not negative and differ between replicas")
    logs, variances = _log_means(values)
    powers = [np.log(d), *([1 / d] if correction or (correction is None and len(d) >= _MANY_WIDTHS) else [])]
    double, error, degrees = _coefficient(powers, logs, variances, values.shape[1])
    slope, error = double / 2, error / 2
    reach = float(stats.t.ppf((1 + level) / 2, degrees)) * error
    p = 2 * float(stats.t.sf(abs(slope + 0.5) / error, degrees))
    rate, spread, freedom = _coefficient([d, *powers[1:]], logs + np.log(d), variances, values.shape[1])
    p_plateau = float(stats.t.sf(rate / spread, freedom))
    return Exponent(slope, error, degrees, level, slope - reach, slope + reach, p, p_plateau)


def _log_means(values: Floats) -> tuple[Floats, Floats]:
    """The logarithms of the means of rows, freed of their bias of order 1/R, and the variances: by the jackknife."""
    replicas = values.shape[1]
    rest = values.sum(axis=1, keepdims=True) - values
    if np.any(rest <= 0):
        raise InputError("squared distances: all but one are 0 at a width, which has no logarithm; give more replicas")
    logs, parts = np.log(values.mean(axis=1)), np.log(rest / (replicas - 1))
    return replicas * logs - (replicas - 1) * parts.mean(axis=1), parts.var(axis=1) * (replicas - 1)


def _coefficient(columns: list[Floats], y: Floats, variances: Floats, replicas: int) -> tuple[float, float, float]:
    """The coefficient of the first column beside a constant, its standard error and degrees of freedom."""
    design = np.column_stack([*columns, np.ones(len(y))])
    row = solver(design, np.ones(len(y)))[0]
    parts = row**2 * variances
    total = float(parts.sum())
    return float(row @ y), float(np.sqrt(total)), total**2 / float(np.sum(parts**2)) * (replicas - 1)
