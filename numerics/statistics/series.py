"""The mean of a stationary series whose terms are correlated, and how well it is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bnproofs.errors import InputError
from numerics.arrays import Floats
from numerics.statistics.checks import finite

REPLICAS = 8
"""The least number of replicas whose own spread gives the standard error."""

_BATCHES = 32
"""About how many batches, of all replicas together, give it otherwise."""

_INDEPENDENCE = 10
"""How many times a batch must be longer than the correlation time."""


@dataclass(frozen=True, slots=True)
class SeriesMean:
    """The mean of a series, its standard error with `degrees` of freedom, and the effective size.

    The effective size is the number of independent terms whose mean would have that standard error.
    """

    mean: float
    standard_error: float
    effective_size: float
    degrees: int


def batch_means(series: Any, batches: int) -> Floats:
    """The means (…, B) of B successive batches of equal length along the last axis (…, T).

    The first T mod B terms, those nearest to the start, are left out.

    Raises:
        InputError: fewer than one batch or more than terms, or a number that is not finite.
    """
    values = finite(series, "series")
    if not (values.ndim and 1 <= batches <= values.shape[-1]):
        raise InputError(f"{batches} batches of a series of shape {values.shape}; give between 1 and its length")
    length = values.shape[-1] // batches
    kept = values[..., values.shape[-1] - batches * length :]
    means: Floats = kept.reshape(*values.shape[:-1], batches, length).mean(axis=-1)
    return means


def mean_and_error(series: Any) -> SeriesMean:
    """The mean of R independent replicas of a stationary series (R × T), with its standard error.

    With R ≥ 8 the error comes from the R replica means, whatever the correlations in time. Otherwise it comes from
    about 32 batch means, which must be nearly independent: the variance of a batch mean is compared with that of a
    term, and a batch must be 10 times longer than the correlation time 1 + 2Σρ that this gives. A correlation time far
    above the whole length T cannot be seen from the series.

    Raises:
        InputError: not two dimensions, a number that is not finite, or a series too short for its correlations.
    """
    values = finite(series, "series", dimensions=2)
    replicas, length = values.shape
    if replicas >= REPLICAS:
        means = values.mean(axis=1)
    else:
        batches = -(-_BATCHES // replicas)
        if length < _INDEPENDENCE * batches:
            raise InputError(f"{length} terms are too few; give {_INDEPENDENCE * batches} or {REPLICAS} replicas")
        means = batch_means(values, batches).ravel()
    spread, variance = float(means.var(ddof=1)), float(values.var(ddof=1))
    if replicas < REPLICAS and _INDEPENDENCE * spread > variance:
        raise InputError(f"the series is too short for its correlations; give a longer one or {REPLICAS} replicas")
    error = np.sqrt(spread / means.size)
    size = variance / error**2 if error else float(values.size)
    return SeriesMean(float(means.mean()), float(error), float(size), means.size - 1)
