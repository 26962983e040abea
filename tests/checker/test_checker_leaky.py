"""Certificates of recentring + leaky ReLU: accepted, and refused with any number, name or claim changed."""

from __future__ import annotations

import copy
import json
from fractions import Fraction

import pytest

from bnproofs import Layer
from bnproofs.certificate import certify
from bnproofs.checker import Outcome, check
from bnproofs.checker.layer import layer_name
from bnproofs.checker.layers import leaky, leaky_numbers
from bnproofs.configurations import Configuration, leaky_slope

NAMES = ["rc+leaky_relu(1/10)", "rc+leaky_relu(-3/10)", "rc+abs"]
SAMPLES = [
    ("rc+leaky_relu(1/10)", 9, "odd-point"),
    ("rc+abs", 9, "separating"),
    ("rc+leaky_relu(-3/10)", 9, "uniform"),
    *((name, 9, "two-cluster:2") for name in NAMES),
    ("rc+leaky_relu(5)", 5, "odd-point"),
    ("rc+leaky_relu(1)", 6, "two-cluster:3"),
]
WORDS = ["stable", "unstable", "marginal", "odd-point", "separating", "uniform", "ideal", "infinity", "standard"]


def certificate(name, n, configuration, bits=64):
    return certify(Layer.parse(name), n, Configuration.parse(configuration), bits).to_bytes()


def is_number(value):
    return isinstance(value, str) and value.replace("/", "").lstrip("-").isdigit()


def changed_versions(value):
    """Versions of a statement, or of a part of it, with one number or word moved, and one left out."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield {name: part for name, part in value.items() if name != key}
            for other in changed_versions(item):
                yield {**value, key: other}
    elif isinstance(value, list) and len(value) == 2 and all(map(is_number, value)):
        low, high = map(Fraction, value)
        step = (high - low) or Fraction(1, 10**30)
        size = max(abs(low), abs(high), Fraction(1))
        for ends in ((low + 2 * step, high + 2 * step), (low - 2 * step, high - 2 * step), (low - size, high + size)):
            yield [str(end) for end in ends]
        yield [str(high), str(low - step)]
    elif isinstance(value, list):
        yield value[:-1]
        for at, item in enumerate(value):
            for other in changed_versions(item):
                yield [*value[:at], other, *value[at + 1 :]]
    elif isinstance(value, int):
        yield from (value + 1, value - 1, str(value))
    elif is_number(value):
        yield from (str(Fraction(value) + Fraction(1, 10**30)), str(-Fraction(value) - 1))
    else:
        yield from (word for word in WORDS if word != value)


def test_they_are_accepted():
    count = 0
    for name in [
        *NAMES,
        "rc+leaky_relu(0)",
        "rc+leaky_relu(1/999999999999999999)",
        "rc+leaky_relu(999999999999999999)",
    ]:
        for n in (3, 6, 7, 60, 10**9):
            for kind in ("odd-point", "separating", "uniform", "two-cluster:1", "two-cluster:2"):
                report = check(certificate(name, n, kind))
                assert report.outcome is Outcome.ACCEPTED, report
                assert not report.believed
                count += 1
    assert count == 150


@pytest.mark.parametrize("bits", [32, 300])
def test_other_precisions_are_accepted(bits):
    for name in NAMES:
        for kind in ("odd-point", "separating", "uniform"):
            assert check(certificate(name, 8, kind, bits)).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize(("name", "n", "configuration"), SAMPLES)
def test_everything_stated_is_derived_anew(name, n, configuration, sealed):
    value = json.loads(certificate(name, n, configuration))
    assert check(sealed(value)).outcome is Outcome.ACCEPTED
    count = 0
    for at, claim in enumerate(value["claims"]):
        for other in changed_versions(claim["statement"]):
            damaged = copy.deepcopy(value)
            damaged["claims"][at]["statement"] = other
            report = check(sealed(damaged))
            assert (report.outcome, report.claim) == (Outcome.REFUSED, claim["id"]), (claim["id"], other)
            count += 1
    assert count >= 30


@pytest.mark.parametrize(("name", "n", "configuration"), SAMPLES)
def test_no_claim_is_missing_doubled_or_exchanged(name, n, configuration, sealed):
    value = json.loads(certificate(name, n, configuration))
    claims = value["claims"]
    for at in range(len(claims)):
        for other in (claims[:at] + claims[at + 1 :], [*claims[: at + 1], *claims[at:]], [claims[at], *claims]):
            if other != claims:
                assert check(sealed({**value, "claims": other})).outcome is Outcome.REFUSED


def test_a_certificate_does_not_serve_another_slope(sealed):
    for kind in ("odd-point", "uniform", "two-cluster:2"):
        value = json.loads(certificate("rc+leaky_relu(1/10)", 9, kind))
        for other in ("rc+leaky_relu(1/11)", "rc+leaky_relu(-1/10)", "rc+abs", "leaky_relu(1/10)"):
            assert check(sealed({**value, "layer": other})).outcome is Outcome.REFUSED


def test_orbits_are_not_claimed_for_negative_slopes(sealed):
    value, other = (json.loads(certificate(name, 9, "odd-point")) for name in ("rc+leaky_relu(1/10)", "rc+abs"))
    flow = next(claim for claim in value["claims"] if claim["id"] == "reduced-dynamics")
    report = check(sealed({**other, "claims": [*other["claims"][:4], flow, *other["claims"][4:]]}))
    assert (report.outcome, report.claim) == (Outcome.REFUSED, "enclosure")


def test_slope_one_knows_no_point_of_the_family(sealed):
    value = json.loads(certificate("rc+leaky_relu(1)", 6, "two-cluster:1"))
    assert check(sealed({**value, "configuration": "uniform"})).outcome is Outcome.REFUSED


def test_two_equal_clusters_under_the_absolute_value_are_refused(sealed):
    value = json.loads(certificate("rc+abs", 7, "two-cluster:3"))
    report = check(sealed({**value, "batch": 6}))
    assert (report.outcome, report.claim) == (Outcome.REFUSED, "two-cluster-ray")
    assert "no ray" in report.reason


@pytest.mark.parametrize("function", ["growth", "cosine"])
def test_a_formula_off_by_one_percent_refuses_good_certificates(function, monkeypatch):
    data = certificate("rc+leaky_relu(1/10)", 9, "odd-point")
    right = getattr(leaky_numbers, function)
    monkeypatch.setattr(leaky_numbers, function, lambda *arguments: right(*arguments).times(101).over(100))
    assert check(data).outcome is Outcome.REFUSED


@pytest.mark.parametrize("function", ["ray_growth", "ray_eigenvalue"])
def test_an_exact_formula_off_by_one_percent_refuses_good_certificates(function, monkeypatch):
    data = certificate("rc+leaky_relu(1/10)", 9, "two-cluster:2")
    right = getattr(leaky, function)
    monkeypatch.setattr(leaky, function, lambda *arguments: right(*arguments) * Fraction(101, 100))
    assert check(data).outcome is Outcome.REFUSED


@pytest.mark.parametrize("function", ["growth", "cosine", "eigenvalue", "across"])
def test_a_prover_off_by_one_percent_is_refused(function, monkeypatch):
    right = getattr(leaky_slope, function)
    monkeypatch.setattr(leaky_slope, function, lambda *arguments: right(*arguments) * 101 / 100)
    found = [check(certificate("rc+leaky_relu(1/10)", 9, kind)) for kind in ("odd-point", "two-cluster:2")]
    assert any(report.outcome is Outcome.REFUSED for report in found)


def test_which_layers_are_covered():
    assert all(leaky.covers(layer_name(name)) for name in NAMES)
    for name in ("rc+relu", "abs", "rc+rs+abs", "rc+abs(1)", "rc+leaky_relu", "rc+leaky_relu(1,2)", "rc+identity"):
        assert not leaky.covers(layer_name(name))
