"""Certificates of every layer: the checker proves them, or says what it takes on faith, and refuses what is altered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import bnproofs.certificate as package
from bnproofs.certificate import certify
from bnproofs.certificate.canonical import digest, spelled
from bnproofs.checker import Outcome, check
from bnproofs.checker.reader import FAITHS as KNOWN
from bnproofs.configurations import Configuration
from bnproofs.decomposition import Activations, layers
from bnproofs.layer import Layer
from bnproofs.theorems import configurations, has_theorems
from bnproofs.theorems.theorem import FAITHS

NAMES = [str(layer) for layer in layers(Activations.ALL) if has_theorems(layer) and str(layer) != "rc+relu"]
BATCHES = (3, 4, 7, 10)
SCHEMA = json.loads((Path(package.__path__[0]) / "schema-v2.json").read_text("ascii"))


def certificates(name: str, n: int) -> Iterator[tuple[str, bytes]]:
    """The configurations of a layer with their certificates, where everything is decided."""
    layer = Layer.parse(name)
    for configuration in configurations(layer, n):
        certificate = certify(layer, n, configuration, 64)
        if certificate.decided:
            yield str(configuration), certificate.to_bytes()
        else:
            assert all(theorem.sentence for theorem in certificate.theorems)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_certified_is_accepted_and_fits_the_schema(name):
    count = 0
    for n in BATCHES:
        for configuration, data in certificates(name, n):
            report = check(data)
            assert report.outcome is Outcome.ACCEPTED, (n, configuration, report)
            value = json.loads(data, parse_float=pytest.fail)
            jsonschema.validate(value, SCHEMA)
            assert report.believed == tuple(x["id"] for x in value["claims"] if x["id"] in value["faith"])
            assert set(value["faith"]) == set(report.believed)
            count += 1
    assert count


def altered(value: Any, path: tuple[Any, ...]) -> bytes:
    """The file with another number at a place, by 1 or by a thousandth, its digest made anew."""
    forged = json.loads(json.dumps(value))
    place = forged
    for key in path[:-1]:
        place = place[key]
    old = place[path[-1]]
    place[path[-1]] = old + 1 if isinstance(old, int) else str(Fraction(old) * Fraction(1001, 1000) + Fraction(1, 977))
    return spelled({**forged, "digest": digest(forged)})


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_claim_that_is_proved_is_checked(name, numbers):
    """And every member of its statement is wanted."""
    count = 0
    for n in (4, 7):
        for configuration, data in certificates(name, n):
            value = json.loads(data)
            for index, claim in enumerate(value["claims"]):
                if claim["id"] in value["faith"]:
                    continue
                for key in claim["statement"]:
                    forged = json.loads(data)
                    del forged["claims"][index]["statement"][key]
                    report = check(spelled({**forged, "digest": digest(forged)}))
                    assert report.outcome is Outcome.REFUSED, (n, configuration, claim["id"], key)
                    count += 1
                for path in numbers(claim["statement"]):
                    report = check(altered(value, ("claims", index, "statement", *path)))
                    assert report.outcome is Outcome.REFUSED, (n, configuration, claim["id"], path)
                    count += 1
    assert count


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_taken_on_faith_that_is_not_said_to_be(name):
    """Nor for another reason."""
    count = 0
    for configuration, data in certificates(name, 7):
        value = json.loads(data)
        for claim in value["claims"]:
            other = dict(value["faith"])
            if other.pop(claim["id"], None) is None:
                other[claim["id"]] = "ball-arithmetic"
            forged = {**value, "faith": other}
            report = check(spelled({**forged, "digest": digest(forged)}))
            assert report.outcome is Outcome.REFUSED, (configuration, claim["id"])
            count += 1
        for id, reason in value["faith"].items():
            others = [other for other in KNOWN if other != reason]
            forged = {**value, "faith": {**value["faith"], id: others[0]}}
            report = check(spelled({**forged, "digest": digest(forged)}))
            assert report.outcome is Outcome.REFUSED, (configuration, id)
    assert count


def test_a_configuration_that_a_layer_has_no_theorems_on_is_refused_by_the_checker():
    name = NAMES[0]
    _, data = next(certificates(name, 7))
    known = {str(configuration).partition(":")[0] for configuration in configurations(Layer.parse(name), 7)}
    for kind in ("odd-point", "separating", "uniform", "collapsed", "projector:2"):
        assert str(Configuration.parse(kind)) == kind
        if kind.partition(":")[0] in known:
            continue
        forged = {**json.loads(data), "configuration": kind}
        report = check(spelled({**forged, "digest": digest(forged)}))
        assert report.outcome is Outcome.REFUSED
        assert "no theorems about this configuration" in report.reason


def test_both_sides_know_the_same_kinds_of_faith():
    assert FAITHS == KNOWN
    for name in NAMES:
        for _, data in certificates(name, 7):
            assert set(json.loads(data)["faith"].values()) <= set(FAITHS)
