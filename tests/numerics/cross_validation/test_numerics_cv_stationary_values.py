"""The observables of stationary averages, by their definitions."""

from __future__ import annotations

import math

import numpy as np
import pytest

from numerics.cross_validation.stationary_values import NAMES, at_fixed_ray, stationary_values
from numerics.references import Reference


@pytest.mark.parametrize("n", [3, 5, 9])
def test_values_are_the_definitions_with_the_last_point_odd(n, rng):
    before, ahead = (x @ x.transpose(0, 2, 1) for x in rng.normal(size=(2, 4, n, n)))
    values = stationary_values(before, ahead)
    assert values.shape == (4, len(NAMES))
    for gram, after, row in zip(before, ahead, values, strict=True):

        def cosine(i, j, of=after):
            return of[i, j] / math.sqrt(of[i, i] * of[j, j])

        cluster = range(n - 1)
        wanted = {
            "cos_cluster": np.mean([cosine(i, j) for i in cluster for j in cluster if i < j]),
            "cos_odd": np.mean([cosine(i, n - 1) for i in cluster]),
            "norm_ratio": math.sqrt(after[-1, -1] / np.mean([after[i, i] for i in cluster])),
            "log_growth": math.log(np.trace(after) / np.trace(gram)),
        }
        np.testing.assert_allclose(row, [wanted[name] for name in NAMES], rtol=1e-12, atol=1e-12)


def test_nothing_is_chosen_by_looking_at_the_data(rng):
    """The first point may be the oddest: the last one counts all the same."""
    reference = Reference("odd-point", 1.0, 0.9, 0.1, 30.0, 0.5)
    first, last = reference.gram(6, 0), reference.gram(6, -1)
    by_name = at_fixed_ray(last, 0.5 * last)
    assert by_name == pytest.approx(
        {name: getattr(reference, name) for name in NAMES[:3]} | {"log_growth": math.log(0.5)}
    )
    assert at_fixed_ray(first, first)["cos_cluster"] != pytest.approx(reference.cos_cluster, abs=0.05)
