"""Brute force at fifty digits: orbits of the full map from random batches end at a configuration with a certificate."""

from __future__ import annotations

import numpy as np
import pytest
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.evolution import mean_field_map

RC_RELU = Layer.parse("rc+relu")
DIGITS = 18


def start(rng, n, spread):
    """A random batch, or one with a cluster of that spread and a point elsewhere."""
    x = rng.standard_normal((n, n))
    if spread:
        x[:-1] = 3 * x[0] + spread * x[:-1]
        x = x[rng.permutation(n)]
    rational = (x * 2**20).astype(np.int64).astype(object)
    return np.array([[mpf(int(v)) for v in row] for row in rational @ rational.T], dtype=object)


def settled(gram, most=4000):
    """The orbit's end, scaled to a largest entry of one, and the number of layers it took."""
    for layer in range(most):
        image = mean_field_map(RC_RELU, gram, validate=False)
        image = image / max(image.flat)
        if layer % 10 == 9 and max(abs(x) for x in (image - gram).flat) < mpf(10) ** -(DIGITS + 6):
            return image, layer
        gram = image
    raise AssertionError("the orbit did not settle")


def sorted_to_the_end(gram):
    """The same Gram matrix with the odd point last: the point that correlates least with the others."""
    n = len(gram)
    closeness = [sum(gram[i, j] / mp.sqrt(gram[i, i] * gram[j, j]) for j in range(n) if j != i) for i in range(n)]
    order = sorted(range(n), key=lambda i: -closeness[i])
    return gram[np.ix_(order, order)]


def distance(gram, statement):
    """How far the entries of a sorted Gram matrix are from the certified configuration."""
    middle = {name: mpf((a + b).numerator) / (a + b).denominator / 2 for name, (a, b) in statement.items()}
    n = len(gram)
    norms = [mpf(1)] * (n - 1) + [middle["norm_ratio"]]
    worst = mpf(0)
    for i in range(n):
        for j in range(n):
            cosine = 1 if i == j else middle["cos_odd"] if n - 1 in (i, j) else middle["cos_cluster"]
            worst = max(worst, abs(gram[i, j] / gram[0, 0] - norms[i] * norms[j] * cosine))
    return worst


@pytest.mark.parametrize(
    ("n", "spreads", "ends"),
    [
        (4, [0, 0.3], {"uniform"}),
        (5, [0, 0.3], {"uniform"}),
        (8, [0, 0.3, 0.2], {"uniform", "odd-point"}),
        (9, [0.2], {"odd-point"}),
    ],
)
def test_orbits_of_the_full_map_end_at_a_certified_configuration(n, spreads, ends, theorems):
    rng, reached = np.random.default_rng(n), set()
    with mp.workdps(50):
        for spread in spreads:
            gram, _ = settled(start(rng, n, spread))
            gram = sorted_to_the_end(gram)
            found = {
                kind: distance(gram, theorems(n, kind, 128)["enclosure"].statement)
                for kind in ("uniform", "odd-point")
                if kind == "uniform" or n >= 7
            }
            kind = min(found, key=found.get)
            assert found[kind] < mpf(10) ** -DIGITS, (n, spread, found)
            reached.add(kind)
    assert reached == ends


def test_the_growth_of_a_layer_there_is_the_certified_one(theorems):
    n = 8
    with mp.workdps(50):
        gram, _ = settled(start(np.random.default_rng(1), n, 0.2))
        growth = mean_field_map(RC_RELU, gram, validate=False)[0, 0] / gram[0, 0]
        candidates = [theorems(n, kind, 128)["enclosure"].statement["growth"] for kind in ("odd-point", "uniform")]
        middles = [mpf((a + b).numerator) / (a + b).denominator / 2 for a, b in candidates]
        assert min(abs(growth - middle) for middle in middles) < mpf(10) ** -DIGITS
