"""The page of a run, and its plain object: the numbers of the file, beside the certified ones."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from bnproofs.commands.references import references_of
from bnproofs.commands.run_page import as_object, page
from bnproofs.layer import Layer
from numerics.inputs import gaussian
from numerics.run import Run
from numerics.simulate import simulate
from numerics.specification import Specification

BATCH = gaussian(10, 10, 0)


def specification(layer="rc+relu", depth=60, **changes):
    base = Specification(
        layer, 10, 4000, depth, 3, 5, "chain", "double", "gaussian", BATCH.digest,
        references_of(Layer.parse(layer), 10), (0,), {"numpy": "2"},
    )  # fmt: skip
    return replace(base, **changes)


def stopped(after):
    calls = []
    return lambda: bool(calls.append(1)) or len(calls) > after


@pytest.fixture(scope="module")
def run():
    return simulate(Run.empty(specification()), BATCH)


@pytest.fixture(scope="module")
def others():
    """Runs of which less is known, or nothing."""
    start = specification(width=1)
    return {
        "nothing": Run.empty(specification()),
        "the input": simulate(Run.empty(specification()), BATCH, stop=stopped(0)),
        "one layer": simulate(Run.empty(specification()), BATCH, stop=stopped(1)),
        "one replica of three": simulate(Run.empty(specification()), BATCH, group=1, stop=stopped(70)),
        "silent": simulate(Run.empty(start), BATCH),
        "no theorem": simulate(Run.empty(specification("rs+erf")), BATCH),
    }


OTHERS = ["nothing", "the input", "one layer", "one replica of three", "silent", "no theorem"]


def test_levels_are_means_over_the_last_half(run):
    said = as_object(run)
    assert (said["layer"], said["batch"], said["width"], said["complete"]) == ("rc+relu", 10, 4000, True)
    assert said["layers_done"] == [60, 60, 60]
    assert said["from_layer"] == 30
    assert [level["observable"] for level in said["levels"]] == ["cos_cluster", "cos_odd", "norm_ratio", "log_growth"]
    for level in said["levels"]:
        values = run.series(level["observable"])[:, 30:]
        assert level["mean"] == pytest.approx(values.mean())
        assert level["spread"] == pytest.approx(values.std())
        assert level["standard_error"] == pytest.approx(values.mean(axis=1).std(ddof=1) / np.sqrt(3))
    assert said["odd_points"] == run.series("odd_point")[:, -1].tolist()


def test_certified_values_are_those_of_the_nearest_configuration_that_attracts(run):
    said = as_object(run)
    attracting = {x.name: x for x in run.specification.references if x.attracts}
    nearest = attracting[said["nearest"]]
    values = {level["observable"]: level["certified"] for level in said["levels"]}
    assert values == {
        "cos_cluster": nearest.cos_cluster,
        "cos_odd": nearest.cos_odd,
        "norm_ratio": nearest.norm_ratio,
        "log_growth": pytest.approx(np.log(nearest.growth)),
    }
    distances = {x.name: run.series(f"distance_{x.name}")[:, -1] for x in attracting.values()}
    votes = [min(distances, key=lambda name: distances[name][at]) for at in range(3)]
    assert votes.count(said["nearest"]) == max(votes.count(name) for name in distances)


def test_escape_layers_are_the_first_at_which_the_odd_point_is_nearest(run):
    odd, uniform = run.series("distance_odd-point"), run.series("distance_uniform")
    wanted = [next((at for at in range(61) if odd[k, at] < uniform[k, at]), None) for k in range(3)]
    assert as_object(run)["escape_layers"] == wanted


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_not_known_is_null(name, others):
    said = as_object(others[name])
    assert json.loads(json.dumps(said, allow_nan=False)) == said
    assert said["complete"] == (name in ("silent", "no theorem"))
    if name == "no theorem":
        assert (said["nearest"], said["escape_layers"]) == (None, None)
        assert {level["certified"] for level in said["levels"]} == {None}
    if name == "nothing":
        assert (said["levels"], said["odd_points"], said["nearest"]) == ([], [None] * 3, None)
    if name == "one replica of three":
        assert said["layers_done"] == [60, 10, -1]
        assert said["escape_layers"][2] is None


@pytest.mark.parametrize("name", ["run", *OTHERS])
def test_the_page_can_be_printed_of_any_run(name, run, others, printed):
    shown = run if name == "run" else others[name]
    text = printed(page(shown))
    done = sum(shown.layers_done == 60)
    first = text.splitlines()[0]
    assert first.startswith(f"{shown.specification.layer}, 10 points, width {shown.specification.width}: {done} of 3")
    assert "nan" not in text
    assert "nearest certified configuration" in text
    assert ("reached the odd point" in text) == (done > 0 and name != "no theorem")


def test_the_page_has_the_numbers_of_the_object(run, printed):
    text = printed(page(run))
    for level in as_object(run)["levels"]:
        assert f"{level['mean']:.6g}" in text
        assert f"{level['certified']:.6g}" in text
    moving = [level for level in as_object(run)["levels"] if not level["settled"]]
    assert ("not settled yet" in text) == bool(moving)
