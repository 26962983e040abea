"""Smooth nonlinearities in the simulators: PyTorch has the same functions, and neurons have the mean of the kernel."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from bnproofs.activations import activation_of
from bnproofs.layer import Layer
from numerics.activations import nonlinearity_of
from numerics.pytorch import build

NAMES = ["erf", "gelu", "sine(2/3)", "cosine(2)", "exponential(-1/4)"]


@pytest.mark.parametrize("name", NAMES)
def test_the_modules_of_pytorch_are_the_same_functions(name):
    h = 2 * np.random.default_rng(0).standard_normal((6, 4))
    wanted = h.copy()
    nonlinearity_of(Layer.parse(name)).apply(wanted)
    module = list(build(Layer.parse(name), (4, 4)))[-1]
    np.testing.assert_allclose(module(torch.from_numpy(h)).numpy(), wanted, rtol=0, atol=1e-15)


@pytest.mark.parametrize("name", NAMES)
def test_the_mean_over_neurons_is_the_dual_kernel(name):
    """Within five standard errors, and a kernel off by one percent is not."""
    layer, count = Layer.parse(name), 4_000_000
    x, y = np.random.default_rng(7).standard_normal((2, count))
    rows = np.array([1.2 * x, 0.9 * x + 0.5 * y])
    nonlinearity_of(layer).apply(rows)
    products = rows[0] * rows[1]
    kernel = activation_of(layer).dual_kernel(1.44, 1.08, 1.06)
    room = 5 * products.std() / np.sqrt(count)
    assert abs(products.mean() - kernel) < room
    assert abs(products.mean() - kernel * 1.01) > room
