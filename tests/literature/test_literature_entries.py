"""The data file: sources complete, nothing evaluated, every way to compare registered and used."""

from __future__ import annotations

import inspect
import json
import re
from dataclasses import replace
from fractions import Fraction
from importlib.resources import files

import pytest

import derivations
from bnproofs.errors import InputError
from bnproofs.literature import (
    Constant,
    LiteratureError,
    batch_norm,
    compare,
    comparisons,
    entries_of,
    orthogonalisation,
    papers,
    papers_to_come,
    reader,
)
from bnproofs.literature.comparisons import COMPARISONS
from bnproofs.literature.reader import read

TEXT = files("bnproofs.literature").joinpath("entries.json").read_text(encoding="utf-8")


@pytest.fixture
def data():
    return json.loads(TEXT)


@pytest.mark.parametrize("entry", entries_of(), ids=lambda entry: entry.id)
def test_an_entry_is_complete(entry):
    assert entry.id.startswith(entry.paper.key)
    assert all((entry.where, entry.statement, entry.ours, entry.normalisation))
    assert entry.statement.endswith(".")
    assert entry.formula or entry.comparison == "nothing"
    assert bool(entry.reason) == (entry.comparison == "nothing")
    assert entry.factor > 0
    assert (entry.factor == 1) == entry.normalisation.startswith("none")
    assert entry.comparison in COMPARISONS
    for name in re.findall(r"derivations/(\w+)\.py", entry.ours):
        assert name in derivations.names()


@pytest.mark.parametrize("paper", [*papers(), *papers_to_come()], ids=lambda paper: paper.key)
def test_a_paper_is_complete(paper):
    surname = paper.authors[0].rpartition(" ")[2].lower()
    assert paper.key == f"{surname}{paper.year}"
    assert paper.title
    assert paper.venue
    assert paper.arxiv is None or re.fullmatch(r"\d{4}\.\d{5}", paper.arxiv)
    assert any(entry.paper == paper for entry in entries_of()) != bool(paper.awaits)


def test_every_way_to_compare_is_registered_and_used():
    made_here = {
        function
        for module in (batch_norm, comparisons, orthogonalisation)
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and inspect.signature(function).return_annotation == "Comparison"
        and list(inspect.signature(function).parameters) == ["entry"]
    } - {compare}
    assert made_here == set(COMPARISONS.values())
    assert {entry.comparison for entry in entries_of()} == set(COMPARISONS)
    assert len(COMPARISONS) == len(made_here) >= 7


@pytest.mark.parametrize("name", ["arc-cosine-order-ten", "", "__import__('os')", "_kernels", "compare"])
def test_an_unknown_way_to_compare_is_refused(name):
    entry = replace(entries_of()[0], comparison=name)
    with pytest.raises(LiteratureError, match="names no comparison"):
        compare(entry)


def test_the_nearest_way_to_compare_is_named():
    with pytest.raises(InputError, match="the nearest is 'collapse-rate'"):
        compare(replace(entries_of()[0], comparison="colapse-rate"))


def test_rational_numbers_are_exact(data):
    data["entries"][0]["published"]["prefactor"] = {"rational": "1/3", "power_of_pi": -2}
    _, entries = read(data)
    assert entries[0].published["prefactor"] == Constant(Fraction(1, 3), -2)
    assert all(isinstance(x, Fraction) for x in entries[0].at["pairs"][1][1])


@pytest.mark.parametrize(
    "damage",
    [
        lambda x: x["entries"][0].update(extra="1"),
        lambda x: x["entries"][0].pop("where"),
        lambda x: x["entries"][0].update(paper="nobody1900"),
        lambda x: x["entries"][1].update(id=x["entries"][0]["id"]),
        lambda x: x["entries"][0].update(factor="1 + 1"),
        lambda x: x["entries"][0]["published"]["prefactor"].update(rational="1/pi"),
        lambda x: x["entries"][0]["at"].update(pairs=[["__import__('os')"]]),
        lambda x: x["papers"].append(x["papers"][0]),
        lambda x: x["papers"][0].pop("title"),
        lambda x: x["papers"][0].update(note=""),
    ],
    ids=range(10),
)
def test_a_damaged_file_is_refused(damage, data):
    read(data)
    damage(data)
    with pytest.raises((KeyError, TypeError, ValueError)):
        read(data)


def test_entries_by_paper():
    assert {entry.paper.key for entry in entries_of("hayou2019")} == {"hayou2019"}
    assert entries_of() == tuple(entry for paper in papers() for entry in entries_of(paper.key))


@pytest.mark.parametrize(
    ("key", "nearest"), [("cho209", "cho2009"), ("Hayou2019", "hayou2019"), ("nachum", "nachum2024")]
)
def test_an_unknown_paper_is_refused_with_the_nearest(key, nearest):
    with pytest.raises(LiteratureError, match=f"the nearest is '{nearest}'"):
        entries_of(key)


def test_papers_on_layers_that_are_not_proved_here_say_so(data, monkeypatch):
    data["papers"].append({**data["papers"][0], "key": "cho2010", "awaits": "its layers are not proved here yet"})
    monkeypatch.setattr(reader, "_file", lambda: read(data))
    with pytest.raises(LiteratureError, match="cho2010 cannot be compared yet: its layers are not proved here yet"):
        entries_of("cho2010")
