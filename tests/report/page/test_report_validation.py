"""Cross-validations read from files that anybody may have written."""

from __future__ import annotations

import copy
import json

import pytest

from bnproofs.commands.comparison_page import _cells
from bnproofs.errors import InputError
from bnproofs.report.validation import MOST_BYTES, cells, read_validation
from numerics.cross_validation.comparison import Comparison, adjust
from numerics.cross_validation.family import CrossValidation, Trial
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.verdict import Power


def made(*, off=0.1, missed=False):
    """What the command prints of one statistical, one exact and one missing comparison."""
    rows = adjust(
        (
            Comparison("one layer", "an entry", 1.0, 1.5, estimate=1.25, standard_error=0.1, z=-0.3, p_value=off),
            Comparison("kernels", "a kernel", deviation=1e-40, bound=1e-25, remark="30 digits"),
            Comparison("decay", "", remark="nothing attracts"),
        )
    )
    trials = (Trial("kernels", next(iter(Flaw)), Power.MISSED if missed else Power.CAUGHT, "p < 1e-300"),)
    data = CrossValidation(0.01, {"one layer": 1, "kernels": 2, "decay": 3}, rows, trials).as_data()
    header = {"layer": "rc+relu", "batch": 10, "budget_seconds": 5.0, "seed": 0, "certificate": "some.json"}
    return {**header, **data}


def read(value):
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_validation(data, "cv.json", "rc+relu", 10)


def test_what_the_command_prints_is_read():
    found = read(made())
    assert found.agrees
    assert found.verdict == "nothing disagrees in 2 comparisons"
    assert found.source == "cv.json"
    assert [row["verdict"] for row in found.comparisons] == ["agrees", "agrees", "not compared"]
    assert "0.01" in found.about


def test_a_disagreement_and_a_missed_theory_are_said():
    found = read(made(off=1e-9, missed=True))
    assert not found.agrees
    assert found.verdict.startswith("1 of 2 comparisons disagree")
    assert "1 of 1 wrong theories were missed" in found.verdict


def test_the_cells_are_those_of_the_terminal():
    for row in made()["comparisons"]:
        shown = [str(cell) for cell in _cells(row)]
        assert list(cells(row))[1:] == shown[1:]


def places(value, path=()):
    """The paths of all that is in an object."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield (*path, name)
            yield from places(item, (*path, name))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield (*path, at)
            yield from places(item, (*path, at))


def put(value, path, item):
    changed = copy.deepcopy(value)
    inner = changed
    for name in path[:-1]:
        inner = inner[name]
    inner[path[-1]] = item
    return changed


@pytest.mark.parametrize("item", [{"a": [1]}, [[]], True, "x" * 501, "a\u202eb", "a\nb", 10**400, -1], ids=repr)
def test_nothing_of_another_kind_is_read(item):
    count = 0
    for path in places(made()):
        if item == -1 and path[-1] not in ("batch", "seed", "level"):
            continue
        with pytest.raises(InputError, match=r"cv\.json is"):
            read(put(made(), path, item))
        count += 1
    assert count >= 3


def test_every_field_is_needed_and_no_other_is_read():
    for path in places(made()):
        changed = copy.deepcopy(made())
        inner = changed
        for name in path[:-1]:
            inner = inner[name]
        if not isinstance(inner, dict) or (path[0] == "seeds" and len(path) > 1):
            continue
        del inner[path[-1]]
        with pytest.raises(InputError):
            read(changed)
    with pytest.raises(InputError, match="fields"):
        read({**made(), "more": 1})


@pytest.mark.parametrize(
    ("path", "item"),
    [
        (("verdict",), "disagrees"),
        (("comparisons", 0, "verdict"), "disagrees"),
        (("comparisons", 0, "verdict"), "<b>agrees</b>"),
        (("comparisons", 0, "adjusted_p_value"), 1e-9),
        (("comparisons", 1, "deviation"), 1.0),
        (("comparisons", 1, "deviation"), None),
        (("comparisons", 2, "verdict"), "agrees"),
        (("wrong_theories", 0, "power"), "not caught"),
        (("level",), 1.0),
        (("level",), 0.5),
    ],
)
def test_verdicts_must_follow_from_the_numbers(path, item):
    with pytest.raises(InputError, match="do not follow"):
        read(put(made(), path, item))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"null",
        b"[]",
        b"{}",
        b"\xff",
        b"{" * 100_000,
        b'{"a": NaN}',
        json.dumps(made()).encode()[:-1],
        json.dumps(made()).replace("5.0", "Infinity", 1).encode(),
        json.dumps(made()).encode()[:-1] + b', "seed": 0}',
        b" " * (MOST_BYTES + 1),
    ],
    ids=lambda data: repr(data[:20]),
)
def test_noise_is_one_clear_line(data):
    with pytest.raises(InputError, match=r"cv\.json is no cross-validation: .*; make one with") as caught:
        read(data)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("layer", "batch"), [("rc+relu", 11), ("rc+rs+relu", 10)])
def test_that_of_another_layer_or_batch_is_refused(layer, batch):
    with pytest.raises(InputError, match=f"about rc\\+relu with 10 points, not {layer.replace('+', '.')} with {batch}"):
        read_validation(json.dumps(made()).encode(), "cv.json", layer, batch)
