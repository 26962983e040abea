"""The full-matrix ReLU map at n = 512 in doubles, against the textbook formula with its arccosine."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bnproofs.evolution import mean_field_map
from bnproofs.layer import Layer


@pytest.fixture(scope="module")
def gram() -> Any:
    points = np.random.default_rng(np.random.SeedSequence(512)).standard_normal((512, 512))
    product = points.T @ points / 512
    return (product + product.T) / 2


@pytest.mark.benchmark(group="ReLU map, n = 512")
def test_full_relative_precision(benchmark: Any, gram: Any) -> None:
    assert benchmark(lambda: mean_field_map(Layer.parse("relu"), gram, validate=False)).shape == (512, 512)


@pytest.mark.benchmark(group="ReLU map, n = 512")
def test_with_recentring(benchmark: Any, gram: Any) -> None:
    assert benchmark(lambda: mean_field_map(Layer.parse("rc+relu"), gram, validate=False)).shape == (512, 512)


@pytest.mark.benchmark(group="ReLU map, n = 512")
def test_with_validation(benchmark: Any, gram: Any) -> None:
    assert benchmark(lambda: mean_field_map(Layer.parse("relu"), gram)).shape == (512, 512)


@pytest.mark.benchmark(group="ReLU map, n = 512")
def test_textbook_formula(benchmark: Any, gram: Any) -> None:
    """Half the digits are lost near correlations ±1, and NaN lies beyond."""

    def work() -> Any:
        norms = np.sqrt(np.diagonal(gram))
        scale = np.outer(norms, norms)
        angle = np.arccos(np.clip(gram / scale, -1, 1))
        return scale * (np.sin(angle) + (np.pi - angle) * np.cos(angle)) / (2 * np.pi)

    assert benchmark(work).shape == (512, 512)
