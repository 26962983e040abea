"""The experiment on networks with weights: NumPy's and PyTorch's have the law of the chain."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.cross_validation import networks
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.verdict import Agreement


@pytest.mark.parametrize(("n", "layer"), [(10, "rc+relu"), (5, "rc+relu"), (10, "rc+rs+relu")])
def test_the_chain_agrees_with_both_kinds_at_both_widths(n, layer, laboratory):
    """A false alarm has probability at most 0.001 each time, at a seed that was not chosen."""
    rows = laboratory.judge(networks, n, layer)(laboratory.theory(n, layer))
    kinds = [row.quantity.partition(":")[0] for row in rows]
    names, widths = zip(*(kind.split(" against the chain, width ") for kind in kinds), strict=True)
    assert names == ("NumPy", "NumPy", "PyTorch", "PyTorch")
    assert widths[:2] == widths[2:]
    assert 2 <= int(widths[0]) < n < int(widths[1])
    assert laboratory.least(rows) > 0.001


@pytest.mark.parametrize(
    ("n", "layer", "flaw"),
    [
        (10, "rc+relu", Flaw.RECENTRING),
        (5, "rc+relu", Flaw.RECENTRING),
        (10, "rc+rs+relu", Flaw.RECENTRING),
        (10, "rc+rs+relu", Flaw.UNBIASED),
    ],
)
def test_wrong_theories_are_rejected_by_each_network(n, layer, flaw, laboratory):
    for row in laboratory.judge(networks, n, layer)(laboratory.wrong(n, flaw, layer)):
        assert row.p_value < 1e-3


@pytest.mark.parametrize("n", [5, 10])
def test_a_wrong_variance_of_the_weights_is_seen_by_more_networks(n, laboratory, without_torch):
    """With 1400 networks of three layers, whose scale is off by 6 %."""
    judge = networks.EXPERIMENT.run(laboratory.theory(n), networks.Plan(n, 40.0), laboratory.seed)
    right, wrong = judge(laboratory.theory(n)), judge(laboratory.wrong(n, Flaw.WEIGHTS))
    assert laboratory.least(right) > 0.001
    assert laboratory.least(wrong) < 1e-4
    assert any("log scale" in row.quantity for row in wrong)


def test_it_looks_for_all_that_a_network_can_show():
    assert set(networks.EXPERIMENT.flaws) == {Flaw.RECENTRING, Flaw.UNBIASED, Flaw.WEIGHTS}


def test_without_pytorch_its_rows_are_not_compared_and_say_what_to_install(laboratory, without_torch):
    rows = networks.EXPERIMENT.run(laboratory.theory(5), networks.Plan(5, 0.5), 1)(laboratory.theory(5))
    verdicts = [row.agreement(0.01) for row in rows]
    assert verdicts[2:] == [Agreement.NOT_COMPARED] * 2
    assert all("bnproofs[torch]" in row.remark for row in rows[2:])
    assert all(row.p_value is not None for row in rows[:2])


def test_networks_that_go_silent_are_counted_and_not_dropped(rng):
    """Their scale is zero: they stand far below all others, so that silent networks are seen too."""
    points = rng.normal(size=(3, 4, 4))
    grams = points @ points.transpose(0, 2, 1)
    grams[1] = 0
    values = networks._observed(grams)
    assert values.shape == (3, len(networks.OBSERVABLES))
    assert np.isfinite(values).all()
    assert values[1, networks.OBSERVABLES.index("log_scale")] < values[[0, 2]].min() - 100
