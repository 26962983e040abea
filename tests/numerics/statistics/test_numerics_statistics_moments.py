"""Means and covariances from batches against those of everything at once."""

from __future__ import annotations

from functools import reduce
from operator import add

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.errors import InputError
from numerics.statistics.moments import Moments

X = np.random.default_rng(1).standard_normal((40, 3)) * [1, 1e-3, 50] + [1e6, 0, -4]


@given(cuts=st.sets(st.integers(1, 39)))
def test_any_division_into_batches_gives_the_same(cuts):
    merged = reduce(add, (Moments.of(part) for part in np.split(X, sorted(cuts))))
    assert merged.count == 40
    assert merged.mean == pytest.approx(X.mean(axis=0), rel=1e-13)
    scale = np.outer(X.std(axis=0), X.std(axis=0))
    assert np.all(np.abs(merged.covariance - np.cov(X.T)) <= 1e-8 * scale)
    assert merged.standard_error == pytest.approx(X.std(axis=0, ddof=1) / np.sqrt(40), rel=1e-8)


def test_a_large_mean_leaves_the_covariance_alone():
    rows = np.array([[1e9 + k, 1e9 - k] for k in (1.0, 2.0, 3.0, 6.0)])
    merged = Moments.of(rows[:1]) + Moments.of(rows[1:])
    assert merged.covariance == pytest.approx(np.array([[14, -14], [-14, 14]]) / 3, rel=1e-6)
    naive = (rows.T @ rows - 4 * np.outer(rows.mean(axis=0), rows.mean(axis=0))) / 3
    assert abs(naive[0, 0] * 3 / 14 - 1) > 0.5


def test_nonsense_is_refused():
    for bad in (np.zeros(3), np.zeros((0, 3)), np.full((2, 2), np.nan)):
        with pytest.raises(InputError):
            Moments.of(bad)
    with pytest.raises(InputError, match="spread"):
        _ = Moments.of(np.zeros((1, 3))).covariance
    with pytest.raises(InputError, match="length"):
        _ = Moments.of(np.zeros((2, 3))) + Moments.of(np.zeros((2, 2)))
