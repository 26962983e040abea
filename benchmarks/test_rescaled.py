"""The map of rc+rs+relu against a Gauss–Laguerre quadrature with 10 + 10 nodes, time and error side by side.

The quadrature is what a notebook does: ten Gauss–Legendre nodes up to 1/λ_max, ten Gauss–Laguerre nodes beyond, one
eigendecomposition, arccosines of correlations, node after node. Both run on one core.

Errors are relative, the largest of a few entries (entry) and that of
their Frobenius norm (norm), against 34 digits in mpmath; they stand in the columns of `--benchmark-json` and are
printed with `-s`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
from mpmath import mp
from threadpoolctl import threadpool_limits

from bnproofs.evolution import mean_field_map
from bnproofs.layer import Layer

LAYER = Layer.parse("rc+rs+relu")
SIZES = (4, 8, 16, 32, 64)
INPUTS = ("random", "cluster and outlier")


@cache
def gram_of(kind: str, n: int) -> Any:
    if kind == "random":
        points = np.random.default_rng(np.random.SeedSequence(n)).standard_normal((n, n))
        return points @ points.T + (points @ points.T).T
    gram = np.full((n, n), 1 - 1e-6)
    np.fill_diagonal(gram, 1.0)
    gram[-1] = gram[:, -1] = 0.0
    gram[-1, -1] = 1.0
    return gram


def gauss_laguerre(gram: Any) -> Any:
    """The map by the notebook's quadrature."""
    n = len(gram)
    centred = gram - gram.mean(axis=0)
    centred -= centred.mean(axis=1, keepdims=True)
    values, vectors = np.linalg.eigh(centred)
    values = np.maximum(values, 0)
    scale = 1 / values[-1]
    legendre, laguerre = np.polynomial.legendre.leggauss(10), np.polynomial.laguerre.laggauss(10)
    nodes = scale * np.concatenate([(legendre[0] + 1) / 2, 1 + laguerre[0]])
    weights = scale * np.concatenate([legendre[1] / 2, laguerre[1] * np.exp(laguerre[0])])
    result = np.zeros((n, n))
    for s, weight in zip(nodes, weights, strict=True):
        damping = 1 / (1 + 2 * s * values)
        k = (vectors * (values * damping)) @ vectors.T
        norms = np.sqrt(np.diagonal(k))
        sizes = np.outer(norms, norms)
        angles = np.arccos(np.clip(k / sizes, -1, 1))
        kernel = sizes * (np.sin(angles) + (np.pi - angles) * np.cos(angles)) / (2 * np.pi)
        result += weight * np.sqrt(damping.prod()) * kernel
    return n * result


@cache
def reference(kind: str, n: int) -> dict[tuple[int, int], Any]:
    """Some entries to 34 digits: eigenvalues and a trapezoidal sum of step 0.12 in ln s, in mpmath."""
    places = {(0, 0), (0, 1), (0, n - 1), (n - 1, n - 1), (1, n // 2), (n // 3, n - 2)}
    with mp.workdps(46):
        centre = mp.eye(n) - mp.ones(n) / n
        values, vectors = mp.eigsy(centre * mp.matrix(gram_of(kind, n).tolist()) * centre)
        values = [x if x > mp.mpf(10) ** -40 * max(values) else mp.zero for x in values]
        pairs = {pair for i, j in places for pair in ((i, i), (i, j), (j, j))}
        products = {(i, j): [vectors[i, k] * vectors[j, k] for k in range(n)] for i, j in pairs}
        step, total = mp.mpf("0.12"), dict.fromkeys(places, mp.zero)
        start, root, node = -mp.log(sum(values)) - 80, mp.one, 0
        while root > mp.mpf(10) ** -36:
            s = mp.exp(start + step * node)
            root, node = 1 / mp.sqrt(mp.fprod(1 + 2 * s * x for x in values)), node + 1
            damped = [x / (1 + 2 * s * x) for x in values]
            k = {pair: mp.fdot(weights, damped) for pair, weights in products.items()}
            for i, j in places:
                square = k[i, i] * k[j, j] - k[i, j] ** 2
                sine = mp.sqrt(square) if i != j and square > 0 else mp.zero
                kernel = (sine + (mp.pi - mp.atan2(sine, k[i, j])) * k[i, j]) / (2 * mp.pi)
                total[i, j] += n * step * s * root * kernel
        return total


def errors(function: Callable[[Any], Any], kind: str, n: int) -> tuple[float, float]:
    """The relative errors, of the worst entry and of the norm."""
    image, wanted = function(gram_of(kind, n)), reference(kind, n)
    with mp.workdps(46):
        off = {place: abs(mp.mpf(float(image[place])) - value) for place, value in wanted.items()}
        entry = max(off[place] / value for place, value in wanted.items())
        return float(entry), float(mp.norm(list(off.values())) / mp.norm(list(wanted.values())))


@pytest.mark.parametrize("method", ["10 + 10 nodes", "this package"])
@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("kind", INPUTS)
def test_rescaled_map(benchmark: Any, kind: str, n: int, method: str) -> None:
    function = gauss_laguerre if method == "10 + 10 nodes" else lambda gram: mean_field_map(LAYER, gram)
    benchmark.group = f"rc+rs+relu, {kind}, n = {n}"
    gram = gram_of(kind, n)
    with threadpool_limits(1):
        benchmark.pedantic(function, (gram,), rounds=50, warmup_rounds=5)
    entry, norm = errors(function, kind, n)
    benchmark.extra_info.update({"error of an entry": entry, "error of the norm": norm})
    median, least = 1000 * benchmark.stats.stats.median, 1000 * benchmark.stats.stats.min
    print(f"\n{kind}, n = {n}, {method}: {median:.2f} ms (least {least:.2f}), entry {entry:.1e}, norm {norm:.1e}")
    assert method == "10 + 10 nodes" or entry < 1e-12
