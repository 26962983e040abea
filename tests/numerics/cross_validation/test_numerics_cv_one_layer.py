"""The experiment on one layer: each entry of Φ, and all at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from numerics.cross_validation import one_layer
from numerics.cross_validation.one_layer import starts
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.verdict import Agreement


@pytest.mark.parametrize("n", [5, 10])
def test_the_library_agrees(n, laboratory):
    """A false alarm has probability 0.001 at each n, at a seed that was not chosen."""
    rows = laboratory.judge(one_layer, n)(laboratory.theory(n))
    assert len(rows) == 6
    assert laboratory.least(rows) > 0.001


@pytest.mark.parametrize("n", [5, 10])
@pytest.mark.parametrize("flaw", [Flaw.KERNEL, Flaw.RECENTRING])
def test_wrong_theories_are_rejected_at_every_start(flaw, n, laboratory):
    rows = laboratory.judge(one_layer, n)(laboratory.wrong(n, flaw))
    for entry, together in zip(rows[::2], rows[1::2], strict=True):
        assert min(entry.p_value, together.p_value) < 1e-6


def test_it_looks_for_a_wrong_kernel_a_mean_not_subtracted_and_a_wrong_variance():
    assert set(one_layer.EXPERIMENT.flaws) == {Flaw.KERNEL, Flaw.RECENTRING, Flaw.UNBIASED}


@pytest.mark.parametrize("n", [5, 10])
def test_one_wrong_entry_is_found_and_named(n, laboratory):
    right = laboratory.theory(n)

    def off(gram):
        result = right.mean_field_map(gram).copy()
        result[1, 3] *= 1.1
        return result

    rows = laboratory.judge(one_layer, n)(replace(right, mean_field_map=off))
    for row in rows[::2]:
        assert "entry (2, 4), the worst of" in row.quantity
        assert row.p_value < 1e-6


@pytest.mark.parametrize("n", [3, 10, 50])
def test_starts_are_gram_matrices_of_points_of_different_norms(n):
    grams = starts(n, 7)
    assert len(grams) == 3
    for name, gram in grams.items():
        np.testing.assert_array_equal(gram, gram.T)
        values = np.linalg.eigvalsh(gram)
        assert values.min() > -1e-12 * values.max()
        assert np.ptp(np.diag(gram)) > 0.1
        if "plane" in name:
            assert np.linalg.matrix_rank(gram) == 2
        else:
            assert values.min() > 1e-3


def test_without_a_map_nothing_is_compared(laboratory):
    rows = laboratory.judge(one_layer, 4, "rc+rs+erf")(laboratory.theory(4, "rc+rs+erf"))
    assert {row.agreement(0.01) for row in rows} == {Agreement.NOT_COMPARED}
