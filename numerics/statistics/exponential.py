"""The mean time until an escape, from runs of which some end before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.random import Generator
from scipy import stats

from bnproofs.errors import InputError
from numerics.arrays import Floats, Integers
from numerics.statistics.checks import finite, share

NOT_ESCAPED = -1
"""The time of a run that ended without an escape."""

_EVENTS = 5
"""The least number of events whose law can be looked at."""


@dataclass(frozen=True, slots=True)
class EscapeRate:
    """The mean time `exposure/events` between escapes, and its confidence interval [lower, upper].

    Without an event `mean` and `upper` are infinite. `p_exponential` is None unless it was asked for, all runs escaped,
    and there are at least 5 of them.
    """

    events: int
    exposure: int
    mean: float
    level: float
    lower: float
    upper: float
    p_exponential: float | None


def escape_rate(
    times: Any, censored_at: int, *, level: float = 0.95, rng: Generator | None = None, resamples: int = 1999
) -> EscapeRate:
    """The rate of escape from the layers (R) at which runs escaped, −1 for those that had not at layer `censored_at`.

    With T the layers spent by all runs together and k events, 2T/θ is χ² and the interval of the mean θ is
    2T/χ²(2k + 2), 2T/χ²(2k), at the quantiles (1 ± level)/2; the first is 2T/χ²(2k), and the interval exact, if all
    escaped; else it is exact for a fixed T, and close to that for runs of one length. Layers are whole numbers: for
    a small θ the interval is too wide.

    With a generator, `p_exponential` is the two-sided p-value of Cox and Oakes's score for a power of the time,
    k + Σ log tᵢ − k Σ tᵢ log tᵢ/Σ tᵢ, by parametric bootstrap from the memoryless law of whole numbers (geometric)
    with the same mean. A rate that grows with time makes it positive, a rate that falls negative.

    Raises:
        InputError: times that are no whole numbers between 1 and `censored_at`, or −1; no run; a level outside (0, 1).
    """
    t, run = _times(times, censored_at), int(censored_at)
    share(level, "level")
    if resamples < 1:
        raise InputError(f"{resamples} resamples; give at least 1, 1999 is usual")
    escaped = t[t != NOT_ESCAPED]
    events, exposure = len(escaped), int(escaped.sum()) + run * (len(t) - len(escaped))
    every = events == len(t)
    lower = 2 * exposure / float(stats.chi2.ppf((1 + level) / 2, 2 * events + (0 if every else 2)))
    mean = exposure / events if events else np.inf
    upper = 2 * exposure / float(stats.chi2.ppf((1 - level) / 2, 2 * events)) if events else np.inf
    judged = rng is not None and every and events >= _EVENTS
    p = _memoryless(escaped, rng, resamples) if rng is not None and judged else None
    return EscapeRate(events, exposure, mean, level, lower, upper, p)


def _times(times: Any, censored_at: int) -> Integers:
    values = finite(times, "times", dimensions=1)
    t = values.astype(np.int64)
    if np.any(t != values) or np.any((t != NOT_ESCAPED) & ((t < 1) | (t > censored_at))) or censored_at < 1:
        raise InputError(f"times are layers from 1 to {censored_at}, or {NOT_ESCAPED} for no escape")
    return t


def _score(times: Integers) -> Floats:
    """Cox and Oakes's score of rows of times (…, k)."""
    logs = np.log(times)
    weighted = (times * logs).sum(axis=-1) / times.sum(axis=-1)
    score: Floats = times.shape[-1] * (1 - weighted) + logs.sum(axis=-1)
    return score


def _memoryless(times: Integers, rng: Generator, resamples: int) -> float:
    draws = np.array([_score(rng.geometric(1 / times.mean(), times.size)) for _ in range(resamples)])
    score = _score(times)
    beyond = min(np.count_nonzero(draws >= score), np.count_nonzero(draws <= score))
    return min(1.0, 2 * (beyond + 1) / (resamples + 1))
