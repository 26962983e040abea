"""Means and covariances of vectors that come in batches, in memory that does not grow with their number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bnproofs.errors import InputError
from numerics.arrays import Floats
from numerics.statistics.checks import finite


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """The number N of vectors seen, their `mean` (k), and their `scatter` Σ (x − mean)(x − mean)ᵀ (k × k).

    `a + b` is that of both batches (Chan, Golub and LeVeque): the scatters add, and with δ the difference of means so
    does N_a N_b/(N_a + N_b) δδᵀ. No large squares are subtracted.
    """

    count: int
    mean: Floats
    scatter: Floats

    @staticmethod
    def of(vectors: Any) -> Moments:
        """The moments of one batch of vectors (N × k).

        Raises:
            InputError: not two dimensions, an empty batch, or a number that is not finite.
        """
        rows = finite(vectors, "vectors", dimensions=2)
        mean = rows.mean(axis=0)
        deviations = rows - mean
        return Moments(len(rows), mean, deviations.T @ deviations)

    def __add__(self, other: Moments) -> Moments:
        if self.mean.shape != other.mean.shape:
            raise InputError(f"vectors of {self.mean.size} and of {other.mean.size} entries; merge those of one length")
        count, delta = self.count + other.count, other.mean - self.mean
        mean = self.mean + delta * (other.count / count)
        scatter = self.scatter + other.scatter + np.outer(delta, delta) * (self.count * other.count / count)
        return Moments(count, mean, scatter)

    @property
    def covariance(self) -> Floats:
        """The sample covariance (k × k), over N − 1.

        Raises:
            InputError: fewer than two vectors.
        """
        if self.count < 2:
            raise InputError("one vector has no spread; give at least two")
        return self.scatter / (self.count - 1)

    @property
    def covariance_of_mean(self) -> Floats:
        """The covariance (k × k) of the mean of independent vectors, `covariance`/N."""
        return self.covariance / self.count

    @property
    def standard_error(self) -> Floats:
        """The standard errors (k) of the mean."""
        error: Floats = np.sqrt(np.diag(self.covariance_of_mean))
        return error
