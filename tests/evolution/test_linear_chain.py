"""Linear layers at finite width: the exponents of the simulated Gram chain, and of dense weights."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp

from bnproofs import Layer
from bnproofs.evolution.linear_chain import exponent_gap
from numerics.gram_chain import GramChain

WIDTH, REPLICAS, LAYERS = 12, 400, 12


def exponent(i, width=WIDTH):
    """The mean (ψ((d − i + 1)/2) + log(2/d))/2 of one layer's factor."""
    return float((mp.psi(0, mp.mpf(width - i + 1) / 2) + mp.log(mp.mpf(2) / width)) / 2)


def variance(i, width=WIDTH):
    """The variance ψ'((d − i + 1)/2)/4 of the same."""
    return float(mp.psi(1, mp.mpf(width - i + 1) / 2) / 4)


def log_factors(grams):
    """Half the logarithms of the squared distances of point i from the span of those before it."""
    return np.log(np.diagonal(np.linalg.cholesky(grams), axis1=1, axis2=2))


def chain(name, n):
    """What each layer adds to these logarithms, for all replicas and layers of the Gram chain."""
    layer = Layer.parse(name)
    simulator = GramChain(layer, WIDTH, seed=11)
    centring = np.eye(n) - layer.recentre / n
    grams, seen = np.array([centring] * REPLICAS), []
    rank = n - layer.recentre
    for depth in range(1, LAYERS + 1):
        after = simulator.advance(grams, tuple(range(REPLICAS)), depth)
        seen.append(log_factors(after[:, :rank, :rank]) - log_factors(grams[:, :rank, :rank]))
        grams = after
    return np.concatenate(seen)


def dense(n):
    """The same from dense weights."""
    rng, x, seen = np.random.default_rng(5), None, []
    x = np.eye(WIDTH)[:, :n] + np.zeros((REPLICAS, WIDTH, n))
    for _ in range(LAYERS):
        after = rng.standard_normal((REPLICAS, WIDTH, WIDTH)) / WIDTH**0.5 @ x
        grams = [np.swapaxes(y, 1, 2) @ y for y in (x, after)]
        seen.append(log_factors(grams[1]) - log_factors(grams[0]))
        x = after
    return np.concatenate(seen)


@pytest.mark.parametrize(("source", "n"), [("identity", 4), ("rc+identity", 5), ("dense", 4)])
def test_one_layer_adds_the_exponents_in_the_mean(source, n):
    found = dense(n) if source == "dense" else chain(source, n)
    count, rank = found.shape
    assert (count, rank) == (REPLICAS * LAYERS, 4)
    for i in range(1, rank + 1):
        error = (variance(i) / count) ** 0.5
        z = (found[:, i - 1].mean() - exponent(i)) / error
        assert abs(z) < 4.5
        assert abs(found[:, i - 1].var() / variance(i) - 1) < 0.15
        assert abs(exponent(i) - exponent(i + 1)) > 3 * error  # the neighbour's is rejected


def test_the_eigenvalues_part_like_the_exponents():
    n, layers = 3, 120
    simulator = GramChain(Layer.parse("identity"), WIDTH, seed=3)
    grams = np.array([np.eye(n)] * 60)
    for depth in range(1, layers + 1):
        grams = simulator.advance(grams, tuple(range(60)), depth)
        grams /= np.trace(grams, axis1=1, axis2=2)[:, None, None]
    values = np.linalg.eigvalsh(grams)
    rates = np.log(values[:, 1] / values[:, 2]) / layers
    gap = exponent(1) - exponent(2)
    assert abs(rates.mean() + 2 * gap) < 0.03
    assert np.all(values[:, 1] < values[:, 2])


@pytest.mark.parametrize("width", [5, 12, 100])
def test_the_gap_is_that_of_the_digamma_function_and_exponents_decrease(width):
    for i in range(1, width - 1):
        gap = exponent_gap(width, i)
        assert gap == Fraction(1, width - i - 1)
        assert abs(float(gap) - (exponent(i, width) - exponent(i + 2, width))) < 1e-13
        assert exponent(i, width) > exponent(i + 1, width)
        assert abs(1.01 * float(gap) - (exponent(i, width) - exponent(i + 2, width))) > 1e-5
    assert exponent(1, width) - exponent(2, width) < float(exponent_gap(width, 1)) / 2
