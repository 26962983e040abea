"""The law of wide networks around a mean-field orbit of n − 1 exchangeable points and an odd one, to first order.

The four averages of a Gram matrix that the symmetry keeps — cluster norm², cluster product, cross product, odd norm² —
obey v_(ℓ+1) = Φ(v_ℓ) + ξ_ℓ/√d, with the covariance of ξ that of one neuron. So their covariance at width d is S/d,
S_(ℓ+1) = A S_ℓ Aᵀ + N, A the derivative of Φ. What is left out is of order 1/d.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.arrays import Floats
from numerics.gram_chain import factor
from numerics.neurons import fire
from numerics.streams import Purpose, stream

Step = Callable[[Floats], Floats]
"""A map of Gram matrices (n × n) of doubles."""

_CHANGE = 1e-5
_ROWS = 2**12
_SAME = 1e-3
_CONVERGED = 1e-13


@dataclass(frozen=True, slots=True)
class NoisyOrbit:
    """The mean-field orbit `means` (layers + 1, 4) of the averages, and d × `covariances` (layers + 1, 4, 4)."""

    means: Floats
    covariances: Floats

    def norm_ratio(self, width: int) -> tuple[Floats, Floats]:
        """The squared norm ratio of the odd point and the cluster after each layer, and its standard deviation."""
        cluster, odd = self.means[:, 0], self.means[:, 3]
        ratio = odd / cluster
        gradient = np.zeros_like(self.means)
        gradient[:, 0], gradient[:, 3] = -ratio / cluster, 1 / cluster
        variance = np.einsum("li,lij,lj->l", gradient, self.covariances, gradient) / width
        return ratio, np.sqrt(variance)


def averages(grams: Floats) -> Floats:
    """The four averages (…, 4) of Gram matrices (…, n, n) whose odd point is the last."""
    m = grams.shape[-1] - 1
    norms = np.einsum("...ii->...i", grams)
    cluster = norms[..., :m].mean(axis=-1)
    products = (grams[..., :m, :m].sum(axis=(-2, -1)) - m * cluster) / (m * (m - 1))
    return np.stack([cluster, products, grams[..., :m, m].mean(axis=-1), norms[..., m]], axis=-1)


def symmetric_gram(values: Floats, n: int) -> Floats:
    """The n×n Gram matrix with these four averages in which n − 1 points are exchangeable."""
    cluster, products, cross, odd = values
    gram = np.full((n, n), products)
    gram[-1, :] = gram[:, -1] = cross
    np.fill_diagonal(gram, cluster)
    gram[-1, -1] = odd
    return gram


def neuron_covariance(layer: Layer, gram: Floats, neurons: int, *, seed: int, depth: int) -> Floats:
    """The covariance (4 × 4) of the averages of φφᵀ of one neuron, from a sample of so many."""
    root, n = factor(gram, recentre=layer.recentre), len(gram)
    rng, values = stream(seed, Purpose.EXPERIMENT, depth), []
    for at in range(0, neurons, _ROWS):
        h = rng.standard_normal((min(_ROWS, neurons - at), n)) @ root.T
        fire(layer, h, recentred=True)
        m, total, squares = n - 1, h[:, :-1].sum(axis=1), (h[:, :-1] ** 2).sum(axis=1)
        products = (total**2 - squares) / (m * (m - 1))
        values.append(np.stack([squares / m, products, total * h[:, -1] / m, h[:, -1] ** 2], axis=1))
    covariance: Floats = np.cov(np.concatenate(values).T)
    return covariance


def derivative(step: Step, values: Floats, n: int) -> Floats:
    """The derivative (4 × 4) of a map of Gram matrices in the four averages, by central differences."""
    columns = []
    for at in range(4):
        change = np.zeros(4)
        change[at] = _CHANGE * max(abs(values[at]), abs(values[0]))
        ends = [averages(step(symmetric_gram(values + sign * change, n))) for sign in (1, -1)]
        columns.append((ends[0] - ends[1]) / (2 * change[at]))
    return np.array(columns).T


def settled(step: Step, start: Floats, *, rounds: int = 100) -> Floats:
    """The fixed Gram matrix, with n − 1 exchangeable points, that attracts a start under a map that forgets scale.

    Two layers a round, then Aitken's extrapolation as long as it leads no further than a tenth of the averages.

    Raises:
        InputError: no convergence within `rounds`.
    """
    n, here = len(start), averages(start)
    for _ in range(rounds):
        once = averages(step(symmetric_gram(here, n)))
        twice = averages(step(symmetric_gram(once, n)))
        first, second = once - here, twice - once
        if np.abs(second).max() <= _CONVERGED * np.abs(twice).max():
            return symmetric_gram(twice, n)
        ratio = float(first @ second / (first @ first))
        leap = ratio / (1 - ratio) if abs(ratio) < 1 else 0.0
        near = abs(leap) * np.abs(second).max() <= np.abs(twice).max() / 10
        here = twice + leap * second if near else twice
    raise InputError(f"no fixed point after {2 * rounds} layers: give a start nearer to it")


def noisy_orbit(layer: Layer, step: Step, start: Floats, layers: int, *, neurons: int, seed: int) -> NoisyOrbit:
    """The orbit of a Gram matrix with n − 1 exchangeable points under `step`, the mean-field map of the layer.

    Derivative and noise are renewed where the averages have changed by more than a thousandth since they were.
    """
    n, values = len(start), averages(start)
    means, covariances = [values], [np.zeros((4, 4))]
    slope = noise = np.zeros((4, 4))
    renewed = np.full(4, np.inf)
    for depth in range(layers):
        if not np.abs(values - renewed).max() <= _SAME * np.abs(values).max():
            slope, renewed = derivative(step, values, n), values
            noise = neuron_covariance(layer, symmetric_gram(values, n), neurons, seed=seed, depth=depth)
        values = averages(step(symmetric_gram(values, n)))
        means.append(values)
        covariances.append(slope @ covariances[-1] @ slope.T + noise)
    return NoisyOrbit(np.array(means), np.array(covariances))
