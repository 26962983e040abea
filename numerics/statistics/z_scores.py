"""Estimates with standard errors against enclosures of what a theory expects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from bnproofs.errors import InputError
from numerics.arrays import Floats
from numerics.statistics.checks import finite


@dataclass(frozen=True, slots=True)
class ZTest:
    """One estimate against [lower, upper] = `expected`: its z-score, and a two-sided p-value."""

    estimate: float
    standard_error: float
    expected: tuple[float, float]
    z: float
    p_value: float


@dataclass(frozen=True, slots=True)
class Family:
    """The largest z-score in size among `count`, the index `where` it stands, and the p-value of the whole family."""

    largest: ZTest
    where: tuple[int, ...]
    count: int
    p_value: float


def z_test(
    estimate: float, standard_error: float, lower: float, upper: float | None = None, *, degrees: float = np.inf
) -> ZTest:
    """The test of an estimate against an expected value that lies in [lower, upper]; `upper` is `lower` by default.

    z is 0 inside the interval, and outside the signed distance to the nearer end over the standard error. The p-value
    is the chance of a larger size of z, valid wherever in the interval the expected value is. Z is normal, or
    Student's with the given `degrees` of freedom of the standard error. With standard error 0 the estimate is exact:
    outside z = ±∞.

    Raises:
        InputError: a number that is not finite, a negative standard error, lower > upper, or degrees ≤ 0.
    """
    family_of_one = family([estimate], [standard_error], [lower], None if upper is None else [upper], degrees=degrees)
    return family_of_one.largest


def family(
    estimates: Any, standard_errors: Any, lower: Any, upper: Any | None = None, *, degrees: float = np.inf
) -> Family:
    """The test of many estimates at once against their intervals, arrays of one shape, as in `z_test`.

    The p-value is Bonferroni's min(1, m p) with p that of the largest z, in size, of the m: valid under any dependence.
    (Šidák's 1 − (1 − p)^m, hardly smaller where it matters, would need independent or jointly normal estimates.)

    Raises:
        InputError: as `z_test`; different shapes, or no estimate.
    """
    estimate, error, low = (
        finite(a, b) for a, b in [(estimates, "estimates"), (standard_errors, "standard errors"), (lower, "expected")]
    )
    high = low if upper is None else finite(upper, "expected")
    if len({estimate.shape, error.shape, low.shape, high.shape}) > 1:
        raise InputError(f"estimates have shape {estimate.shape}; give errors and expected values the same")
    if np.any(error < 0) or np.any(low > high):
        raise InputError("a standard error is negative or an interval empty; give errors ≥ 0 and lower ≤ upper")
    if not degrees > 0:
        raise InputError(f"{degrees} degrees of freedom; give a positive number, or leave it out for a normal law")
    z = _z_scores(estimate, error, low, high)
    where = tuple(int(i) for i in np.unravel_index(np.argmax(np.abs(z)), z.shape))
    p = float(min(1.0, 2 * stats.t.sf(abs(z[where]), degrees)))
    largest = ZTest(
        float(estimate[where]), float(error[where]), (float(low[where]), float(high[where])), float(z[where]), p
    )
    return Family(largest, where, z.size, min(1.0, z.size * p))


def _z_scores(estimate: Floats, error: Floats, low: Floats, high: Floats) -> Floats:
    distance = np.maximum(estimate - high, 0) - np.maximum(low - estimate, 0)
    z: Floats = np.copysign(np.inf, distance)
    with np.errstate(over="ignore"):
        np.divide(distance, error, out=z, where=error > 0)
    z[distance == 0] = 0
    return z
