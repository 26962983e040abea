"""The experiment on stationary averages: finite networks at the attractor, carried to infinite width."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from numerics.cross_validation import stationary
from numerics.cross_validation.stationary_values import NAMES
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.verdict import Agreement


@pytest.mark.parametrize(("n", "configuration"), [(10, "odd-point"), (5, "uniform")])
def test_the_certified_enclosures_agree(n, configuration, laboratory):
    """A false alarm has probability about 0.001 at each n, at a seed that was not chosen."""
    rows = laboratory.judge(stationary, n)(laboratory.theory(n))
    wanted = [f"{configuration}: {name.replace('_', ' ')}, at width → ∞" for name in NAMES]
    assert [row.quantity for row in rows] == wanted
    assert laboratory.least(rows) > 0.001
    for row in rows:
        assert row.lower <= row.upper < row.lower + 1e-12


@pytest.mark.parametrize("n", [5, 10])
@pytest.mark.parametrize("flaw", stationary.EXPERIMENT.flaws)
def test_wrong_theories_are_rejected(flaw, n, laboratory):
    rows = laboratory.judge(stationary, n)(laboratory.wrong(n, flaw))
    assert laboratory.least(rows) < 1e-4


def test_it_looks_for_a_wrong_kernel_and_for_a_mean_not_subtracted():
    assert set(stationary.EXPERIMENT.flaws) == {Flaw.KERNEL, Flaw.RECENTRING}


@pytest.mark.parametrize("name", NAMES)
def test_each_enclosure_moved_aside_is_seen_in_its_own_row(name, laboratory):
    right = laboratory.theory(10)
    (at,) = [at for at, other in enumerate(NAMES) if other == name]
    before = laboratory.judge(stationary, 10)(right)
    low, high = right.attractor.enclosures[name]
    shift = 12 * before[at].standard_error
    moved = {**right.attractor.enclosures, name: (low + shift, high + shift)}
    rows = laboratory.judge(stationary, 10)(replace(right, attractor=replace(right.attractor, enclosures=moved)))
    assert rows[at].p_value < 1e-4
    assert [row for row in rows if row is not rows[at]] == [row for row in before if row is not before[at]]


def test_the_error_is_small_enough_to_mean_something(laboratory):
    errors = {row.quantity: row.standard_error for row in laboratory.judge(stationary, 10)(laboratory.theory(10))}
    assert max(errors.values()) < 0.2
    assert min(errors.values()) < 0.003


def test_a_value_that_the_theory_does_not_have_is_not_compared(laboratory):
    right = laboratory.theory(5)
    kept = {name: value for name, value in right.attractor.enclosures.items() if name != "norm_ratio"}
    rows = laboratory.judge(stationary, 5)(replace(right, attractor=replace(right.attractor, enclosures=kept)))
    assert [row.p_value is None for row in rows] == [name == "norm_ratio" for name in NAMES]


@pytest.mark.parametrize("layer", ["relu", "rc+rs(eps=1/10)+relu", "rc+erf"])
def test_without_an_attractor_nothing_is_compared(layer, laboratory):
    (row,) = laboratory.judge(stationary, 5, layer)(laboratory.theory(5, layer))
    assert row.agreement(0.01) is Agreement.NOT_COMPARED
    assert layer in row.remark


def test_widths_grow_with_the_batch_and_double():
    for n in (3, 50, 200):
        widths = stationary.widths(n)
        assert widths[0] >= max(1000, 10 * n)
        assert all(b == 2 * a for a, b in pairwise(widths))
