"""Every kind of layer: the library agrees, and a formula that is off by one per cent is rejected."""

from __future__ import annotations

import numpy as np
import pytest

from numerics.cross_validation import kernels, many_widths, networks, one_layer, orbits
from numerics.cross_validation.tails import neurons_needed, third_moment
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.verdict import Agreement

N = 6
RESCALING = ["rs+relu", "rs+identity", "rc+rs+relu", "rc+rs+identity", "rc+rs(eps=1/100000)+relu"]
SMOOTH = ["rc+erf", "gelu", "rc+sine(1)", "exponential(1/4)"]
GROWING = ["rc+relu_power(2)", "monomial(3)", "rc+hermite(2)"]
OTHERS = ["relu", "rc+identity", "rc+sign", "rc+rs+leaky_relu(1/10)"]
EXACT = Agreement.AGREES, Agreement.DISAGREES


@pytest.mark.parametrize("layer", [*RESCALING, *SMOOTH, *GROWING, *OTHERS])
def test_one_layer_agrees_and_one_per_cent_is_seen(layer, laboratory):
    """A false alarm has probability 0.0001 for each layer, at a seed that was not chosen."""
    judge = laboratory.judge(one_layer, N, layer)
    rows = judge(laboratory.theory(N, layer))
    made = [row for row in rows if row.p_value is not None]
    assert len(made) >= 4
    assert laboratory.least(rows) > 0.0001
    assert laboratory.least(judge(laboratory.wrong(N, Flaw.KERNEL, layer))) < 1e-6


@pytest.mark.parametrize("layer", ["rc+rs+relu", "rs+identity", "rc+rs+leaky_relu(1/10)"])
def test_a_variance_with_n_minus_one_is_seen_in_one_layer(layer, laboratory):
    rows = laboratory.judge(one_layer, N, layer)(laboratory.wrong(N, Flaw.UNBIASED, layer))
    assert laboratory.least(rows) < 1e-6


@pytest.mark.parametrize("layer", [*RESCALING, *SMOOTH])
def test_quadrature_of_the_definition_agrees_and_one_per_cent_is_seen(layer, laboratory):
    judge = laboratory.judge(kernels, N, layer)
    (right,), (wrong,) = judge(laboratory.theory(N, layer)), judge(laboratory.wrong(N, Flaw.KERNEL, layer))
    assert (right.agreement(0.01), wrong.agreement(0.01)) == EXACT
    assert right.bound <= 1e-12
    assert wrong.deviation > 1e-3


@pytest.mark.parametrize("layer", [*SMOOTH, *GROWING])
def test_the_reduced_map_agrees_layer_by_layer_and_one_per_cent_is_seen(layer, laboratory):
    judge = laboratory.judge(orbits, N, layer)
    (right,), (wrong,) = judge(laboratory.theory(N, layer)), judge(laboratory.wrong(N, Flaw.KERNEL, layer))
    assert (right.agreement(0.01), wrong.agreement(0.01)) == EXACT
    assert wrong.deviation > 1e-4


@pytest.mark.parametrize("layer", ["rc+rs+relu", "rc+erf", "rc+relu_power(2)"])
def test_deviations_fall_like_one_over_the_root_of_the_width(layer, laboratory):
    """A false alarm has probability 0.001 for each layer, at a seed that was not chosen."""
    judge = laboratory.judge(many_widths, N, layer)
    rows = judge(laboratory.theory(N, layer))
    assert len(rows) == 3
    assert laboratory.least(rows) > 0.001
    assert laboratory.least(judge(laboratory.wrong(N, Flaw.RECENTRING, layer))) < 1e-6


@pytest.mark.parametrize("layer", ["rc+rs(eps=1/100000)+relu", "rc+relu_power(12)", "monomial(12)", "rc+erf"])
def test_networks_with_weights_have_the_law_of_the_chain(layer, laboratory):
    """Also where a few layers would leave the doubles; a false alarm has probability 0.001 for each layer."""
    rows = laboratory.judge(networks, N, layer)(laboratory.theory(N, layer))
    assert all(row.p_value is not None for row in rows)
    assert laboratory.least(rows) > 0.001


def test_means_that_a_few_neurons_make_are_not_compared(laboratory):
    for module in (one_layer, many_widths):
        rows = laboratory.judge(module, N, "monomial(12)")(laboratory.theory(N, "monomial(12)"))
        assert {row.agreement(0.01) for row in rows} == {Agreement.NOT_COMPARED}
        assert all("neurons" in row.remark for row in rows)


def test_integrals_that_are_out_of_reach_are_not_compared(laboratory):
    for module in (kernels, orbits):
        (row,) = laboratory.judge(module, N, "exponential(5)")(laboratory.theory(N, "exponential(5)"))
        assert row.agreement(0.01) is Agreement.NOT_COMPARED
        assert "too large" in row.remark


@pytest.mark.parametrize(
    ("name", "moment"),
    [("rs+monomial(9)", 0.0), ("sign", 0.0), ("step", 1.0), ("monomial(2)", None), ("exponential(40)", np.inf)],
)
def test_the_third_moment_of_a_squared_neuron(name, moment, laboratory):
    """By hand: bounded, ±1, a fair coin; and that of u⁴ from a sample of ten million, to a tenth."""
    layer = laboratory.theory(N, name).layer
    if moment is None:
        fourth = np.random.default_rng(0).standard_normal(10**7) ** 4
        moment = (np.abs(fourth - 3) ** 3).mean() / fourth.std() ** 3
        assert third_moment(layer, 1.0) == pytest.approx(moment, rel=0.1)
        assert third_moment(layer, 7.0) == pytest.approx(third_moment(layer, 1.0), rel=1e-6)
        return
    assert third_moment(layer, 100.0) == pytest.approx(moment, abs=1e-2)


def test_as_many_neurons_are_needed_as_the_point_that_varies_most_needs(laboratory):
    layer = laboratory.theory(N, "exponential(1/4)").layer
    gram = np.diag([1.0, 1.0, 4.0])
    assert neurons_needed(layer, gram) == pytest.approx(third_moment(layer, 4.0) ** 2, rel=1e-9)
    assert third_moment(layer, 4.0) > 2 * third_moment(layer, 1.0)
