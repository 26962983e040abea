"""Batches that start with one point much longer than the others: do wide networks keep it, or forget it?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from bnproofs.layer import Layer
from numerics.arrays import Floats
from numerics.gram_chain import GramChain
from numerics.linear_noise import Step, averages, noisy_orbit
from numerics.statistics.z_scores import family

_NEURONS = 2**14


def orthogonal_start(n: int, ratio: float) -> Floats:
    """The Gram matrix of n orthogonal points, the last of squared norm `ratio`, the others of squared norm 1."""
    gram = np.eye(n)
    gram[-1, -1] = ratio
    return gram


@dataclass(frozen=True, slots=True)
class OddStart:
    """The squared norm ratio of the odd point and the cluster, after each layer of each replica, beside the theory.

    `expected` and `deviation` (layers + 1) are the mean-field orbit and the standard deviation of one network to first
    order in 1/√width, `ratios` (replicas, layers + 1) what was simulated.
    """

    layer: Layer
    batch: int
    width: int
    expected: Floats
    deviation: Floats
    ratios: Floats

    @property
    def z(self) -> Floats:
        """The deviations (replicas, layers) from the orbit, in standard deviations of one network."""
        scores: Floats = ((self.ratios - self.expected) / np.where(self.deviation > 0, self.deviation, np.inf))[:, 1:]
        return scores

    @property
    def p_value(self) -> float:
        """The p-value of all replicas and layers together: the largest z, by Bonferroni's inequality."""
        return family(self.z, np.ones_like(self.z), np.zeros_like(self.z)).p_value

    def as_data(self) -> dict[str, Any]:
        """The plain object of the last layer, its mean over the replicas and its error, and the largest z of all."""
        last = self.ratios[:, -1]
        half = self.ratios[:, self.ratios.shape[1] // 2 :].mean(axis=1)
        count = len(last)
        return {
            "layer": str(self.layer),
            "batch": self.batch,
            "width": self.width,
            "layers": self.ratios.shape[1] - 1,
            "replicas": count,
            "start": float(self.expected[0]),
            "expected_last": float(self.expected[-1]),
            "deviation_last": float(self.deviation[-1]),
            "mean_last": float(last.mean()),
            "spread_last": float(last.std(ddof=1)),
            "mean_second_half": float(half.mean()),
            "standard_error_second_half": float(half.std(ddof=1) / np.sqrt(count)),
            "largest_z": float(np.abs(self.z).max()),
            "p_value": self.p_value,
        }


def odd_start(
    layer: Layer,
    step: Step,
    start: Floats,
    *,
    width: int,
    layers: int,
    replicas: int,
    seed: int,
    on_layer: Callable[[int], None] = lambda depth: None,
) -> OddStart:
    """The simulation, by the Gram chain, of networks that start from a Gram matrix with the odd point last.

    `step` is the mean-field map of the layer, on Gram matrices of doubles.
    """
    ratio, deviation = noisy_orbit(layer, step, start, layers, neurons=_NEURONS, seed=seed).norm_ratio(width)
    chain, grams = GramChain(layer, width, seed), np.repeat(start[None], replicas, axis=0)
    seen = [averages(grams)]
    for depth in range(1, layers + 1):
        grams = chain.advance(grams, tuple(range(replicas)), depth)
        seen.append(averages(grams))
        on_layer(depth)
    values = np.array(seen)
    return OddStart(layer, len(start), width, ratio, deviation, (values[..., 3] / values[..., 0]).T)
