"""What a run says in a few numbers, from series made by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from numerics.references import Reference
from numerics.run import Run
from numerics.specification import Specification
from numerics.summary import QUANTITIES, Level, certified_value, escapes, levels, prevailing

ODD = Reference("odd-point", 4.0, 2.0, 1.0, 36.0, 0.5, attracts=True)
UNIFORM = Reference("uniform", 1.0, 0.3, 0.3, 1.0, 0.25, attracts=True)
IDEAL = Reference("ideal", 1.0, 1.0, 0.0, 9.0, 0.5, attracts=False)


def made(references=(ODD, UNIFORM), replicas=2, depth=3, **series):
    """A run, done to its end, with the given series (replicas, depth + 1); the others are zero."""
    run = Run.empty(Specification("rc+relu", 4, 6, depth, replicas, 1, "chain", "double", "x", "0", references, (), {}))
    run.observables[:] = 0.0
    run.layers_done[:] = depth
    for name, values in series.items():
        run.series(name.replace("odd_point", "odd-point") if "distance" in name else name)[:] = values
    return run


def test_certified_values_are_those_of_the_reference():
    assert certified_value(ODD, "cos_cluster") == pytest.approx(1 / 2)
    assert certified_value(ODD, "cos_odd") == pytest.approx(1 / 12)
    assert certified_value(ODD, "norm_ratio") == pytest.approx(3)
    assert certified_value(ODD, "log_growth") == pytest.approx(math.log(1 / 2))


def test_most_replicas_decide_by_their_last_layer():
    run = made(replicas=3, distance_odd_point=[[9, 9, 9, 0.1]] * 2 + [[0, 0, 0, 9]], distance_uniform=1.0)
    assert prevailing(run) == ODD
    run = made(replicas=3, distance_odd_point=[[0, 0, 0, 9]] * 2 + [[9, 9, 9, 0.1]], distance_uniform=1.0)
    assert prevailing(run) == UNIFORM


def test_replicas_under_way_count_where_they_are_and_those_not_begun_do_not():
    run = made(replicas=3, distance_odd_point=[[9, 0.1, np.nan, np.nan]] * 3, distance_uniform=1.0)
    run.layers_done[:] = [1, 0, -1]
    run.observables[2] = np.nan
    assert prevailing(run) in (ODD, UNIFORM)
    run.layers_done[:] = [1, 1, -1]
    assert prevailing(run) == ODD
    run.layers_done[:] = [-1, -1, -1]
    assert prevailing(run) is None


def test_nothing_prevails_without_references_or_distances():
    assert prevailing(made(references=())) is None
    assert prevailing(made(distance_odd_point=np.nan, distance_uniform=np.nan)) is None


def test_a_replica_that_is_nowhere_does_not_decide():
    run = made(replicas=3, distance_odd_point=[[np.nan] * 4] * 2 + [[9, 9, 9, 0.1]], distance_uniform=1.0)
    assert prevailing(run) == ODD


def test_levels_are_means_spreads_and_errors_over_the_last_layers():
    values = np.array([[99, 1.0, 2.0, 3.0], [99, 3.0, 4.0, 8.0]])
    run = made(distance_odd_point=0.1, distance_uniform=1.0, norm_ratio=values)
    level = {level.name: level for level in levels(run, 1)}["norm_ratio"]
    late = values[:, 1:]
    assert level.mean == pytest.approx(3.5)
    assert level.spread == pytest.approx(math.sqrt(((late - 3.5) ** 2).mean()))
    assert level.standard_error == pytest.approx(abs(2 - 5) / 2)  # of two replicas' means 2 and 5
    assert level.certified == pytest.approx(3)
    assert level.drift == pytest.approx((2 + 3 + 4 + 8) / 4 - (1 + 3) / 2)
    assert {level.name for level in levels(run, 1)} == set(QUANTITIES)


def test_replicas_that_did_not_get_there_do_not_count():
    values = np.array([[1.0, 1.0, 1.0, 1.0], [5.0, 5.0, np.nan, np.nan]])
    run = made(distance_odd_point=0.1, distance_uniform=1.0, norm_ratio=values)
    run.layers_done[:] = [3, 1]
    level = {level.name: level for level in levels(run, 2)}["norm_ratio"]
    assert level.mean == 1
    assert math.isnan(level.standard_error)
    run.layers_done[:] = [1, 1]
    assert levels(run, 2) == ()


@pytest.mark.parametrize(("drift", "settled"), [(0.5, True), (-0.5, True), (0.51, False), (math.nan, False)])
def test_a_level_is_settled_if_its_halves_agree_within_half_an_error_bar(drift, settled):
    assert Level("x", 3.0, 1.0, 0.1, 2.0, drift).settled is settled


def test_the_drift_is_that_of_the_second_half():
    run = made(references=(), norm_ratio=[9.0, 1.0, 2.0, 5.0])
    level = {level.name: level for level in levels(run, 0)}["norm_ratio"]
    assert level.drift == pytest.approx(3.5 - 5.0)


def test_nothing_is_certified_without_references():
    run = made(references=(), norm_ratio=1.0)
    for level in levels(run, 1):
        assert math.isnan(level.certified)


def test_series_that_are_nowhere_known_are_left_out():
    run = made(distance_odd_point=0.1, distance_uniform=1.0, cos_cluster=np.nan)
    assert [level.name for level in levels(run, 1)] == [name for name in QUANTITIES if name != "cos_cluster"]


def test_a_replica_without_a_single_value_spoils_neither_the_mean_nor_the_run():
    """One extinct network among others: its cosines are unknown throughout."""
    run = made(distance_odd_point=0.1, distance_uniform=1.0, norm_ratio=[[np.nan] * 4, [2.0] * 4])
    level = {level.name: level for level in levels(run, 1)}["norm_ratio"]
    assert level.mean == 2


def test_extinct_networks_whose_scale_is_minus_infinity_do_not_crash():
    run = made(distance_odd_point=0.1, distance_uniform=1.0, log_growth=[[0, -1, -np.inf, np.nan], [0, -1, -1, -1]])
    assert {level.name for level in levels(run, 1)} == set(QUANTITIES)


def test_escapes_are_first_passages_to_an_attractor():
    run = made(
        references=(IDEAL, ODD, UNIFORM),
        distance_odd_point=[[9, 9, 0.1, 9], [9, 9, 9, 9]],
        distance_uniform=1.0,
        distance_ideal=0.0,
    )
    assert escapes(run).tolist() == [2, -1]
    assert escapes(run, "uniform").tolist() == [0, 0]
    assert escapes(run, "ideal") is None
    assert escapes(run, "nowhere") is None
    assert escapes(made(references=())) is None


def test_what_repels_does_not_prevail_where_something_attracts():
    """The ideal configuration lies next to the odd point, and is often the nearer one by chance."""
    run = made(references=(IDEAL, ODD), distance_ideal=0.1, distance_odd_point=0.2)
    assert prevailing(run) == ODD
