"""Rescaling + ReLU without recentring: the exchangeable fixed point against the full map, and before the checker."""

from __future__ import annotations

import copy
from fractions import Fraction
from functools import cache

import numpy as np
import pytest

from bnproofs import Layer
from bnproofs.certificate.canonical import plain
from bnproofs.checker.docket import ClaimRefused, Docket
from bnproofs.checker.layer import layer_name
from bnproofs.checker.layers import rescaled_correlated as half
from bnproofs.checker.reader import Certificate, Claim
from bnproofs.configurations import Configuration, ConfigurationError
from bnproofs.evolution import dense_jacobian, mean_field_map
from bnproofs.fixed_points.correlated import enclose_correlation, next_correlation
from bnproofs.fixed_points.enclosure import EnclosureFailedError
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems import Verdict
from bnproofs.theorems import rescaled_correlated as theory

BITS = 40


@cache
def proved(n):
    return theory.prove(theory.LAYER, n, Configuration("uniform"), BITS)


def accepted(n, claims, faith):
    entries = tuple(Claim(x["id"], x["statement"], x["witness"]) for x in claims)
    docket = Docket(entries, faith)
    half.verify(Certificate(n, "uniform", 1, BITS, entries, layer_name("rs+relu"), faith), docket)
    docket.close()
    return docket


def middle(pair):
    return float(sum(pair) / 2)


@pytest.mark.parametrize("n", [3, 4, 7])
def test_the_point_and_its_spectrum_are_those_of_the_full_map(n):
    found = {x.id: x for x in proved(n)}
    assert all(x.sentence for x in found.values())
    assert {x.verdict for x in found.values()} == {Verdict.PROVED}
    product = middle(found["fixed-point"].statement["gram"]["product"])
    gram = np.full((n, n), product) + (0.5 - product) * np.eye(n)
    assert np.max(np.abs(mean_field_map(theory.LAYER, gram) - gram)) < 1e-11
    values = np.linalg.eigvals(dense_jacobian(theory.LAYER, gram)).real
    wanted = [0.0] + [
        middle(pair)
        for part in found["spectrum"].statement["components"]
        for pair in part["eigenvalues"]
        for _ in range(part["multiplicity"])
    ]
    assert len(wanted) == n * (n + 1) // 2
    assert np.allclose(sorted(values), sorted(wanted), atol=1e-9)
    assert found["stability"].statement == {"verdict": "stable"}


@pytest.mark.parametrize("n", [3, 1000, 10**6])
def test_the_checker_accepts_it_on_stated_faith(n):
    claims = plain([{"id": x.id, "statement": x.statement, "witness": x.witness} for x in proved(n)])
    faith = {x.id: x.faith for x in proved(n) if x.faith}
    docket = accepted(n, claims, faith)
    assert docket.believed == ("fixed-point", "spectrum")
    assert docket.accepted == ("fixed-point", "spectrum", "stability")
    changed = copy.deepcopy(claims)
    changed[2]["statement"]["verdict"] = "unstable"
    with pytest.raises(ClaimRefused):
        accepted(n, changed, faith)
    changed = copy.deepcopy(claims)
    changed[0]["statement"]["gram"]["diagonal"] = "1/3"
    with pytest.raises(ClaimRefused):
        accepted(n, changed, faith)
    changed = copy.deepcopy(claims)
    changed[1]["statement"]["components"][0]["multiplicity"] = 2
    with pytest.raises(ClaimRefused):
        accepted(n, changed, faith)


def test_orbits_of_the_correlation_tend_to_it():
    for n in (3, 50):
        low, high = enclose_correlation(theory.LAYER, n, 40)
        assert high - low == Fraction(2, 2**40)
        for start in (0.0, 0.2, 0.9, 1 - 1e-9):
            correlation = start
            for _ in range(80):
                correlation = next_correlation(theory.LAYER, n, correlation)
            assert abs(correlation - float(low)) < 1e-10


def test_only_that_layer_and_configuration_are_covered():
    assert theory.covers(Layer.parse("rs+relu"))
    assert not theory.covers(Layer.parse("rc+rs+relu"))
    assert theory.configurations(theory.LAYER, 9) == (Configuration("uniform"),)
    with pytest.raises(ConfigurationError, match="write uniform"):
        theory.prove(theory.LAYER, 9, Configuration("odd-point"), BITS)


def test_what_cannot_be_proved_is_undecided(monkeypatch):
    def failing(layer, n, bits):
        raise EnclosureFailedError("no")

    monkeypatch.setattr(theory, "enclose_correlation", failing)
    assert {x.verdict for x in theory.prove(theory.LAYER, 5, Configuration("uniform"), BITS)} == {Verdict.UNDECIDED}


def test_the_precision_is_left_as_it_was():
    with working_precision(77) as bits:
        enclose_correlation(theory.LAYER, 5, 40)
        assert bits == 77
