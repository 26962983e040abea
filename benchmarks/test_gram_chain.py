"""A layer of the Gram chain against one with real weights, and against the least that the chain could cost.

Every layer starts from the same Gram matrix of 50 points, rc+relu.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bnproofs.layer import Layer
from numerics.dense import DenseNetwork
from numerics.gram_chain import GramChain
from numerics.inputs import gaussian
from numerics.pytorch import TorchNetwork

N = 50
LAYER = Layer.parse("rc+relu")


def layer_of_the_chain(width: int, precision: str = "double") -> Any:
    chain, gram = GramChain(LAYER, width, 1, precision), gaussian(N, 200, 1).gram[None]
    return lambda: chain.advance(gram, (0,), 1)


@pytest.mark.parametrize("width", [1000, 4000])
@pytest.mark.parametrize("kind", ["Gram chain", "weights, NumPy", "weights, PyTorch"])
def test_one_layer(benchmark: Any, width: int, kind: str) -> None:
    benchmark.group = f"one layer, n = {N}, width {width}"
    if kind == "Gram chain":
        result = benchmark.pedantic(layer_of_the_chain(width), rounds=100, warmup_rounds=5)
    else:
        points = gaussian(N, width, 1).points
        network = (DenseNetwork if kind == "weights, NumPy" else TorchNetwork)(LAYER, width, 1)
        result = benchmark.pedantic(network.advance, (points, 0, 1), rounds=10, warmup_rounds=1)
    assert result.shape[-1] == N


@pytest.mark.benchmark(group=f"one layer of the chain, n = {N}, width 10⁶")
@pytest.mark.parametrize("precision", ["double", "single"])
def test_a_million_neurons(benchmark: Any, precision: str) -> None:
    benchmark.pedantic(layer_of_the_chain(10**6, precision), rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group=f"one layer of the chain, n = {N}, width 10⁶")
def test_its_normals_and_two_matrix_products(benchmark: Any) -> None:
    """What a layer cannot do without: d·n normals, and two products of d×n with n×n."""
    factor = np.random.default_rng(1).standard_normal((N, N))

    def work() -> Any:
        normals = np.random.default_rng(2).standard_normal((10**6, N))
        rows = normals @ factor
        return rows.T @ normals

    assert benchmark.pedantic(work, rounds=5, warmup_rounds=1).shape == (N, N)
