"""What a run may be, and its way to data and back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bnproofs.errors import InputError
from numerics.references import Reference
from numerics.specification import (
    METHODS,
    PRECISIONS,
    RunError,
    Specification,
    default_snapshots,
    require_sizes,
    versions_of,
)

ODD = Reference("odd-point", 1.0, 0.9, 0.2, 30.0, 0.5, attracts=True)
GOOD = Specification(
    layer="rc+relu",
    batch=3,
    width=10,
    depth=20,
    replicas=2,
    seed=0,
    method="chain",
    precision="double",
    input="gaussian",
    digest="00",
    references=(ODD,),
    snapshots=(0, 20),
    versions={"numpy": "1"},
)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"batch": 1}, "batch .* at least 2 points"),
        ({"batch": 2001}, "the number of points"),
        ({"width": 0}, "width"),
        ({"width": 10**7 + 1}, "width"),
        ({"width": 10.0}, "width"),
        ({"depth": 0}, "depth"),
        ({"depth": 10**6 + 1}, "depth"),
        ({"replicas": 0}, "replicas"),
        ({"replicas": True}, "replicas"),
        ({"replicas": 10**5 + 1}, "replicas"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**63}, "seed"),
        ({"seed": "7"}, "seed"),
        ({"method": "exact"}, "chain, dense, torch"),
        ({"precision": "half"}, "double, single"),
        ({"precision": "single", "method": "dense"}, "single precision"),
        ({"precision": "single", "method": "torch"}, "single precision"),
        ({"method": "dense", "width": 20_001}, "20000"),
        ({"replicas": 10**5, "depth": 10**4}, "fewer replicas or layers"),
        ({"snapshots": (0, 21)}, "from 0 to 20"),
        ({"snapshots": (-1,)}, "from 0 to 20"),
        ({"snapshots": (3, 3)}, "different depths"),
        ({"layer": "rc+gelu2"}, "no part of a layer"),
    ],
)
def test_what_cannot_be_run_is_refused_in_one_line(change, said):
    with pytest.raises(InputError, match=said) as caught:
        replace(GOOD, **change)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize(
    "change",
    [
        {"batch": 2},
        {"batch": 2000},
        {"width": 1},
        {"width": 10**7},
        {"depth": 10**6, "replicas": 1},
        {"seed": 2**63 - 1},
        {"method": "dense", "width": 20_000},
        {"precision": "single"},
        {"snapshots": ()},
        {"references": ()},
    ],
)
def test_limits_belong_to_what_can_be_run(change):
    replace(GOOD, **change)


def test_methods_and_precisions_are_all_accepted():
    assert {replace(GOOD, method=method).method for method in METHODS} == {"chain", "dense", "torch"}
    assert {replace(GOOD, precision=precision).precision for precision in PRECISIONS} == {"double", "single"}


def test_data_and_back_also_through_json():
    for specification in (GOOD, replace(GOOD, references=(), snapshots=(), versions={})):
        assert Specification.from_data(specification.as_data()) == specification
        assert Specification.from_data(json.loads(json.dumps(specification.as_data()))) == specification


@pytest.mark.parametrize(
    "break_it",
    [
        lambda data: None,
        lambda data: [],
        lambda data: {},
        lambda data: {**data, "more": 1},
        lambda data: {key: value for key, value in data.items() if key != "seed"},
        lambda data: {**data, "width": "10"},
        lambda data: {**data, "width": 0},
        lambda data: {**data, "references": [{}]},
        lambda data: {**data, "references": [{**data["references"][0], "more": 1}]},
        lambda data: {**data, "references": [None]},
        lambda data: {**data, "references": 3},
        lambda data: {**data, "snapshots": ["x"]},
        lambda data: {**data, "snapshots": None},
        lambda data: {**data, "snapshots": [99]},
        lambda data: {**data, "layer": "rc+"},
        lambda data: {**data, "layer": None},
        lambda data: {**data, "method": None},
        lambda data: {**data, "precision": [1]},
    ],
)
def test_data_that_denote_no_run_are_refused_in_one_line(break_it):
    with pytest.raises(RunError) as caught:
        Specification.from_data(break_it(GOOD.as_data()))
    assert "\n" not in str(caught.value)


def test_sizes_may_be_checked_alone():
    require_sizes(width=3)
    with pytest.raises(RunError, match="depth"):
        require_sizes(width=3, depth=0)


@pytest.mark.parametrize("depth", [1, 2, 3, 10, 400, 5000])
@pytest.mark.parametrize("n", [2, 50, 201, 2000])
def test_default_snapshots_are_increasing_and_have_both_ends(n, depth):
    found = default_snapshots(n, depth)
    assert found[0] == 0
    assert found[-1] == depth
    assert list(found) == sorted(set(found))
    replace(GOOD, batch=n, depth=depth, snapshots=found)
    if n > 200:
        assert len(found) == 2


def test_versions_are_those_of_the_programs():
    import numpy as np

    import bnproofs

    versions = versions_of("chain")
    assert versions["numpy"] == np.__version__
    assert versions["bnproofs"] == bnproofs.__version__
    assert "torch" not in versions
    assert set(versions) == {"bnproofs", "numpy", "python"}


def test_the_version_of_pytorch_counts_where_it_is_used(monkeypatch):
    monkeypatch.setattr("numerics.pytorch.torch_version", lambda: "9.9")
    assert versions_of("torch") == {**versions_of("chain"), "torch": "9.9"}
