"""Certificates of other layers: the honest ones are accepted, attacks refused by the rules they were made for."""

import importlib.util
import json
import sys
from pathlib import Path

import jsonschema
import pytest

from bnproofs.checker import Outcome, check, check_file
from bnproofs.checker.layer import layer_name
from bnproofs.checker.layers import FAMILIES

HERE = Path(__file__).parent
SCHEMA = HERE.parents[2] / "bnproofs" / "certificate" / "schema-v2.json"
ACCEPT = sorted((HERE / "accept").glob("*.json"))
REFUSED_BY = json.loads((HERE / "refused_by.json").read_text(encoding="utf-8"))

_spec = importlib.util.spec_from_file_location("make_layer_museum", HERE / "make_layer_museum.py")
museum = importlib.util.module_from_spec(_spec)
sys.modules["make_layer_museum"] = museum
_spec.loader.exec_module(museum)


@pytest.mark.parametrize("path", ACCEPT, ids=lambda path: path.stem)
def test_honest_certificate_is_accepted_and_fits_the_schema(path):
    value = json.loads(path.read_bytes())
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(value)
    report = check_file(path)
    assert report.outcome is Outcome.ACCEPTED
    assert set(report.believed) == set(value["faith"])
    assert (value["layer"], value["batch"], value["configuration"]) == museum.HONEST[path.stem]


@pytest.mark.parametrize("path", ACCEPT, ids=lambda path: path.stem)
def test_honest_certificate_is_what_certify_writes_today(path):
    """To the last bit where the checker proves it; what rests on quadrature may differ below the promised bits."""
    stored, written = json.loads(path.read_bytes()), json.loads(museum.honest(path.stem))
    for value in (stored, written):
        del value["provenance"], value["digest"]
        value["claims"] = [claim for claim in value["claims"] if claim["id"] not in value["faith"]]
    assert written == stored, "run make_layer_museum.py --honest"


def test_museum_is_complete():
    stored = {path.name: path.read_bytes() for path in (HERE / "refuse").glob("*.json")}
    assert stored == museum.refused(), "run make_layer_museum.py: refuse is not what it makes"
    assert set(REFUSED_BY) == set(stored)
    assert len(stored) >= 40
    assert {path.stem for path in ACCEPT} == set(museum.HONEST)
    assert {origin for origin, _ in museum.ATTACKS.values()} == set(museum.HONEST)


def test_every_family_of_layers_has_its_place():
    """Each half of the checker for a family is the one that is asked about an honest certificate."""
    asked = set()
    for layer, _, configuration in museum.HONEST.values():
        kind, name = configuration.partition(":")[0], layer_name(layer)
        asked.add(next(family for family in FAMILIES if kind in family.kinds and family.covers(name)))
    assert asked == set(FAMILIES)


@pytest.mark.parametrize("name", sorted(REFUSED_BY))
def test_attack_is_refused_by_its_rule(name):
    report = check_file(HERE / "refuse" / name)
    rule = REFUSED_BY[name]
    assert report.outcome is Outcome.REFUSED
    assert (report.claim, report.reason) == (rule["claim"], rule["rule"])


@pytest.mark.parametrize("path", ACCEPT, ids=lambda path: path.stem)
def test_every_byte_matters_to_the_digest(path):
    honest = path.read_bytes()
    for at in range(0, len(honest), 1 + len(honest) // 400):
        assert check(honest[:at] + bytes([honest[at] ^ 1]) + honest[at + 1 :]).outcome is not Outcome.ACCEPTED
