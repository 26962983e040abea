"""All experiments together: one verdict, Holm's over all p-values, and trials of wrong theories."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from numerics import gram_chain
from numerics.cross_validation import family
from numerics.cross_validation.comparison import Comparison
from numerics.cross_validation.family import EXPERIMENTS, cross_validate
from numerics.cross_validation.plan import Plan
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.holm import holm
from numerics.statistics.verdict import Agreement, Power

LEAST = Plan(5, 0.0)
"""The least sizes that any budget gives."""


@pytest.fixture(scope="module")
def result(laboratory):
    return cross_validate(laboratory.theory(5), laboratory.uncentred(5), LEAST, seed=1)


def test_nothing_disagrees_and_every_experiment_has_a_say(result):
    """A false alarm has probability 0.01, at a seed that was not chosen."""
    assert result.disagreements == ()
    assert {row.experiment for row in result.comparisons} == {experiment.name for experiment in EXPERIMENTS}
    data = result.as_data()
    assert data["verdict"] == "agrees"
    assert json.loads(json.dumps(data, allow_nan=False)) == data


def test_holm_is_over_all_p_values_of_all_experiments(result):
    made = [row for row in result.comparisons if row.p_value is not None]
    assert len({row.experiment for row in made}) == 4
    assert [row.adjusted for row in made] == holm([row.p_value for row in made]).tolist()
    assert all(row.adjusted is None for row in result.comparisons if row.p_value is None)


def test_each_flaw_of_each_experiment_is_tried_and_exact_ones_are_caught(result):
    tried = {(trial.experiment, trial.flaw) for trial in result.trials}
    flaws = {(experiment.name, flaw) for experiment in EXPERIMENTS for flaw in experiment.flaws}
    assert tried == {(name, flaw) for name, flaw in flaws if flaw is not Flaw.UNBIASED}  # rc+relu has no variance
    exact = {"kernels", "mean-field orbit", "decay of perturbations", "one layer"}
    for trial in result.trials:
        if trial.experiment in exact or trial.flaw is Flaw.RECENTRING:
            assert trial.power.value == "caught", trial
        assert trial.evidence


def test_every_flaw_of_the_list_is_somebodys_to_notice():
    assert {flaw for experiment in EXPERIMENTS for flaw in experiment.flaws} == set(Flaw)


def only(monkeypatch, *names):
    monkeypatch.setattr(family, "EXPERIMENTS", tuple(x for x in EXPERIMENTS if x.name in names))


def numbers(laboratory, seed):
    return json.dumps(cross_validate(laboratory.theory(5), None, LEAST, seed=seed).as_data()["comparisons"])


def test_the_same_seed_gives_the_same_numbers_on_another_machine_and_another_seed_others(laboratory, monkeypatch):
    """Another machine: another number of cores, and a clock that jumps."""
    only(monkeypatch, "one layer", "many layers", "stationary averages")
    wanted = numbers(laboratory, 1)
    monkeypatch.setattr(gram_chain, "cores", lambda: 7)
    monkeypatch.setattr("time.monotonic", iter(range(0, 10**9, 3600)).__next__)
    assert numbers(laboratory, 1) == wanted
    assert numbers(laboratory, 2) != wanted


@pytest.mark.parametrize("exact", [True, False])
def test_one_comparison_that_disagrees_makes_the_whole_disagree(exact, laboratory, monkeypatch):
    only(monkeypatch, "kernels", "mean-field orbit", "one layer")
    right, wrong = laboratory.theory(5), laboratory.wrong(5, Flaw.KERNEL)
    theory = (
        replace(right, dual_kernel=wrong.dual_kernel) if exact else replace(right, mean_field_map=wrong.mean_field_map)
    )
    result = cross_validate(theory, None, LEAST, seed=1)
    assert {row.experiment for row in result.disagreements} == {"kernels" if exact else "one layer"}
    assert 0 < len(result.disagreements) < len(result.comparisons)
    assert result.as_data()["verdict"] == "disagrees"


def test_the_level_is_that_of_the_whole(laboratory, monkeypatch):
    """At the level 0.9999 almost any p-value is a disagreement, at 1e-12 none."""
    only(monkeypatch, "one layer")
    strict = cross_validate(laboratory.theory(5), None, LEAST, seed=1, level=0.9999)
    lenient = cross_validate(laboratory.theory(5), None, LEAST, seed=1, level=1e-12)
    assert strict.disagreements
    assert not lenient.disagreements
    assert [row.p_value for row in strict.comparisons] == [row.p_value for row in lenient.comparisons]


def test_what_has_no_theory_is_not_compared_and_not_tried(laboratory):
    theory, other = laboratory.theory(5, "rc+rs+erf"), laboratory.uncentred(5, "rc+rs+erf")
    result = cross_validate(theory, other, LEAST, seed=1)
    said = {row.experiment: row.agreement(0.01).value for row in result.comparisons}
    assert said == {experiment.name: "not compared" for experiment in EXPERIMENTS} | {"networks": "agrees"}
    assert {(trial.experiment, trial.flaw) for trial in result.trials} == {("networks", Flaw.RECENTRING)}
    assert {trial.power.value for trial in result.trials} == {"caught"}
    assert result.as_data()["verdict"] == "agrees"


def test_progress_names_each_experiment_when_it_begins(laboratory, monkeypatch):
    only(monkeypatch, "kernels", "mean-field orbit")
    told = []
    cross_validate(laboratory.theory(4), None, Plan(4, 0.0), seed=0, on_experiment=told.append)
    assert told == ["kernels", "mean-field orbit", "wrong theories"]


def test_a_wrong_theory_that_gives_no_number_is_caught():
    """As a right one that does disagrees."""
    row = Comparison("kernels", "error", deviation=float("nan"), bound=1e-20)
    assert row.agreement(0.01) is Agreement.DISAGREES
    assert family._tried("kernels", Flaw.KERNEL, (row,), 10, 0.01).power is Power.CAUGHT
    near = Comparison("kernels", "error", deviation=1e-21, bound=1e-20)
    assert family._tried("kernels", Flaw.KERNEL, (near,), 10, 0.01).power is Power.MISSED
