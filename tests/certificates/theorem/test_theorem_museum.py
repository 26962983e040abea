"""The theorem for every batch size: honest certificates are accepted, attacks refused by the rules made for them."""

from __future__ import annotations

import importlib.util
import json
import sys
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest

from bnproofs.certificate.theorem import theorem_bytes
from bnproofs.checker import Outcome, check, check_file
from bnproofs.every_batch.theorem import prove_every_batch

HERE = Path(__file__).parent
SCHEMA = HERE.parents[2] / "bnproofs" / "certificate" / "theorem-v1.json"
ACCEPT = sorted((HERE / "accept").glob("*.json"))
REFUSED_BY = json.loads((HERE / "refused_by.json").read_text(encoding="utf-8"))

_spec = importlib.util.spec_from_file_location("make_theorem_museum", HERE / "make_theorem_museum.py")
museum = importlib.util.module_from_spec(_spec)
sys.modules["make_theorem_museum"] = museum
_spec.loader.exec_module(museum)


@pytest.mark.parametrize("path", ACCEPT, ids=lambda path: path.stem)
def test_honest_certificate_is_accepted_and_fits_the_schema(path):
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_bytes())).validate(json.loads(path.read_bytes()))
    report = check_file(path)
    assert report.outcome is Outcome.ACCEPTED
    assert report.every_batch
    assert len(report.accepted_claims) == 8


def test_museum_is_complete():
    stored = {path.name: path.read_bytes() for path in (HERE / "refuse").glob("*.json")}
    assert stored == museum.refused(), "run make_theorem_museum.py: refuse is not what it makes"
    assert set(REFUSED_BY) == set(stored)
    assert len(stored) >= 50


def test_honest_certificate_is_made_by_bisection():
    """Any program that cuts intervals finds it: the one beside it knows only the checker's functions."""
    assert museum.sealed(museum.plain.certificate()) == (HERE / "accept" / "every-batch.json").read_bytes()


@pytest.mark.parametrize("bits", [32, 128, 1024])
def test_the_checker_accepts_what_the_prover_writes(bits):
    """Two programs, written apart, agree: balls with their own formulas, and the checker's integers with its own."""
    data = theorem_bytes(prove_every_batch(bits))
    assert json.loads(data)["bits"] == bits
    assert check(data).outcome is Outcome.ACCEPTED


def test_the_prover_and_the_bisection_enclose_the_same_saddle_node():
    written = json.loads(theorem_bytes(prove_every_batch(128)))["claims"]
    stored = json.loads((HERE / "accept" / "every-batch.json").read_bytes())["claims"]
    assert [claim["statement"] for claim in written[:-1]] == [claim["statement"] for claim in stored[:-1]]
    for name in ("batch", "tau"):
        ends = [[Fraction(end) for end in claims[-1]["statement"][name]] for claims in (written, stored)]
        assert max(low for low, _ in ends) < min(high for _, high in ends)


@pytest.mark.parametrize("name", sorted(REFUSED_BY))
def test_attack_is_refused_by_its_rule(name):
    report = check_file(HERE / "refuse" / name)
    rule = REFUSED_BY[name]
    assert report.outcome is Outcome.REFUSED
    assert (report.claim, report.reason) == (rule["claim"], rule["rule"])
