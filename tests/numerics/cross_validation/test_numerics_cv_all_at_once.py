"""All entries at once: what many entries share is seen, where no single entry is far off."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.cross_validation.all_at_once import all_at_once, directions
from numerics.statistics.moments import Moments
from numerics.statistics.z_scores import family


@pytest.mark.parametrize("n", [2, 3, 5, 10, 40])
@pytest.mark.parametrize("samples", [12, 60, 200])
def test_directions_are_entries_or_sums_over_groups_and_few_enough_to_judge(n, samples, rng):
    matrix = directions(n, samples)
    rows, columns = np.triu_indices(n)
    gram = rng.normal(size=(n, n))
    gram = gram + gram.T
    values = matrix @ gram[rows, columns]
    assert len(matrix) <= samples // 2
    assert np.linalg.matrix_rank(matrix) <= max(samples // 3, 2)
    if len(matrix) == len(rows) <= samples // 3:
        np.testing.assert_array_equal(values, gram[rows, columns])
        return
    groups = len(matrix) // 2
    assert groups == max(1, min(n, samples // 6))
    members = [[i for i in range(n) if i * groups // n == g] for g in range(groups)]
    assert all(members)
    off = gram - np.diag(np.diag(gram))
    np.testing.assert_allclose(values[:groups], [off[part].sum() for part in members], rtol=0, atol=1e-12)
    np.testing.assert_allclose(values[groups:], [np.diag(gram)[part].sum() for part in members], rtol=0, atol=1e-12)


def sample(rng, n, samples, shift=0.0):
    rows, _ = np.triu_indices(n)
    return Moments.of(1 + shift + rng.normal(size=(samples, len(rows))))


@pytest.mark.parametrize(("n", "samples"), [(4, 200), (12, 40)])
def test_a_shift_that_all_entries_share_is_seen_and_none_is_not(n, samples, rng):
    """Power, and size at one seed: p > 0.001 has a false-alarm rate of 0.001."""
    expected = np.ones(n * (n + 1) // 2)
    assert all_at_once("e", "Φ", sample(rng, n, samples), expected, n).p_value > 0.001
    shifted = sample(rng, n, samples, shift=2.5 / np.sqrt(samples))
    assert all_at_once("e", "Φ", shifted, expected, n).p_value < 1e-6
    if n == 12:  # no single entry shows it
        assert family(shifted.mean, shifted.standard_error, expected, degrees=samples - 1).p_value > 1e-4


def test_the_p_value_is_uniform(rng):
    """The least of 200 uniform p-values is below 1e-5 with probability 0.002; the mean is off by 0.1 with 1e-6."""
    p_values = [all_at_once("e", "Φ", sample(rng, 8, 30), np.ones(36), 8).p_value for _ in range(200)]
    assert min(p_values) > 1e-5
    assert abs(np.mean(p_values) - 0.5) < 0.1


def test_the_comparison_says_what_was_compared(rng):
    few = all_at_once("one", "Φ", sample(rng, 3, 60), np.ones(6), 3)
    many = all_at_once("one", "Φ", sample(rng, 9, 12), np.ones(45), 9)
    assert (few.experiment, few.quantity) == ("one", "Φ: all entries at once")
    assert many.quantity == "Φ: 4 sums of entries at once"
    assert "in 4 directions" in many.remark
