"""The experiment on many layers: the distance from the mean-field orbit falls like 1/√width."""

from __future__ import annotations

from dataclasses import replace

import pytest

from numerics.cross_validation import many_widths
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.verdict import Agreement


@pytest.mark.parametrize("n", [5, 10])
def test_the_library_agrees(n, laboratory):
    """A false alarm has probability 0.001 at each n, at a seed that was not chosen."""
    rows = laboratory.judge(many_widths, n)(laboratory.theory(n))
    assert len(rows) == 3
    assert laboratory.least(rows) > 0.001
    exponent = rows[0]
    assert abs(exponent.estimate + 0.5) < 0.2
    assert 0 < exponent.standard_error < 0.1


@pytest.mark.parametrize("n", [5, 10])
def test_a_mean_not_subtracted_is_seen(n, laboratory):
    rows = laboratory.judge(many_widths, n)(laboratory.wrong(n, Flaw.RECENTRING))
    exponent, plateau, limit = rows
    assert min(exponent.p_value, plateau.p_value) < 1e-6
    assert limit.p_value < 1e-6
    assert exponent.estimate > -0.3


@pytest.mark.parametrize("n", [5, 10])
def test_a_kernel_off_by_one_per_cent_is_seen(n, laboratory):
    """At a fixed seed; with a dozen replicas the wrong theory shows in the mean at the largest width."""
    rows = laboratory.judge(many_widths, n)(laboratory.wrong(n, Flaw.KERNEL))
    assert laboratory.least(rows) < 0.001
    assert laboratory.least(rows) < 0.1 * laboratory.least(laboratory.judge(many_widths, n)(laboratory.theory(n)))


def test_it_looks_for_both_flaws():
    assert set(many_widths.EXPERIMENT.flaws) == {Flaw.KERNEL, Flaw.RECENTRING}


def test_a_map_that_errs_where_width_is_small_is_not_blamed_on_the_width(laboratory):
    """A map off by 10 % leaves a plateau: the distance stops falling."""
    right = laboratory.theory(5)
    off = replace(right, mean_field_map=lambda gram: 1.1 * right.mean_field_map(gram))
    exponent, plateau, limit = laboratory.judge(many_widths, 5)(off)
    assert exponent.estimate > -0.35
    assert min(exponent.p_value, plateau.p_value) < 1e-6
    assert limit.p_value < 1e-6


def test_without_a_map_nothing_is_compared(laboratory):
    theory = laboratory.theory(5, "rc+rs+erf")
    (row,) = laboratory.judge(many_widths, 5, "rc+rs+erf")(theory)
    assert row.agreement(0.01) is Agreement.NOT_COMPARED
