"""Certificates of the collapsed configuration: accepted, and refused with any number, name or claim changed."""

from __future__ import annotations

import copy
import json
from fractions import Fraction

import pytest

from bnproofs import Layer
from bnproofs.certificate import certify
from bnproofs.checker import Outcome, check
from bnproofs.checker.layer import layer_name
from bnproofs.checker.layers import collapse
from bnproofs.configurations import Configuration, collapsed, rank_growth

NAMES = ["relu", "abs", "leaky_relu(1/10)", "leaky_relu(-3)", "leaky_relu(1)"]
WORDS = ["stable", "unstable", "marginal", "none", "independent", "trivial", "standard", "(n-2,2)"]


def certificate(name, n, bits=64):
    return certify(Layer.parse(name), n, Configuration("collapsed"), bits).to_bytes()


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
        size = max(abs(low), abs(high))
        for ends in ((low + 2 * step, high + 2 * step), (low - 2 * step, high - 2 * step), (low - size, high + size)):
            yield [str(end) for end in ends]
        yield [str(high), str(low - step)]
    elif isinstance(value, list):
        if not (value and isinstance(value[0], dict) and "cosine" in value[0]):
            yield value[:-1]
        for at, item in enumerate(value):
            for other in changed_versions(item):
                yield [*value[:at], other, *value[at + 1 :]]
    elif isinstance(value, int):
        yield from (value + 1, value - 1, str(value))
    elif is_number(value):
        yield from (str(Fraction(value) + Fraction(1, 10**8)), str(-Fraction(value) - 1), "0", "1", "2")
    else:
        yield from (word for word in WORDS if word != value)


def test_they_are_accepted():
    count = 0
    for name in [*NAMES, "leaky_relu(999999999999999999/999999999999999998)"]:
        for n in (3, 4, 60, 10**9):
            for bits in (32, 128):
                report = check(certificate(name, n, bits))
                assert report.outcome is Outcome.ACCEPTED, report
                assert not report.believed
                count += 1
    assert count == 48


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("n", [3, 9])
def test_everything_stated_is_derived_anew(name, n, sealed):
    value = json.loads(certificate(name, n))
    assert check(sealed(value)).outcome is Outcome.ACCEPTED
    count = 0
    for at, claim in enumerate(value["claims"]):
        for other in changed_versions(claim["statement"]):
            if other == claim["statement"]:
                continue
            damaged = copy.deepcopy(value)
            damaged["claims"][at]["statement"] = other
            report = check(sealed(damaged))
            assert (report.outcome, report.claim) == (Outcome.REFUSED, claim["id"]), (claim["id"], other)
            count += 1
    assert count >= 20


@pytest.mark.parametrize("name", NAMES)
def test_no_claim_is_missing_doubled_or_exchanged(name, sealed):
    value = json.loads(certificate(name, 5))
    claims = value["claims"]
    for at in range(len(claims)):
        for other in (claims[:at] + claims[at + 1 :], [*claims[: at + 1], *claims[at:]], [claims[-1], *claims[:-1]]):
            assert check(sealed({**value, "claims": other})).outcome is Outcome.REFUSED


def test_a_certificate_does_not_serve_another_slope_or_batch(sealed):
    value = json.loads(certificate("leaky_relu(1/10)", 9))
    for other in ("relu", "abs", "leaky_relu(1/11)", "leaky_relu(1)", "rc+leaky_relu(1/10)"):
        assert check(sealed({**value, "layer": other})).outcome is Outcome.REFUSED
    assert check(sealed({**value, "batch": 8})).outcome is Outcome.REFUSED


def test_other_largest_cosines_may_be_asked_for(sealed):
    value = json.loads(certificate("relu", 9))
    bounds = value["claims"][-1]["statement"]["bounds"]
    for other in (bounds[:1], bounds[::-1], [*bounds, *bounds]):
        value["claims"][-1]["statement"]["bounds"] = other
        assert check(sealed(value)).outcome is Outcome.ACCEPTED
    for other in ([], bounds * 3):
        value["claims"][-1]["statement"]["bounds"] = other
        assert check(sealed(value)).outcome is Outcome.REFUSED


@pytest.mark.parametrize("cosine", ["0", "1", "-1/2", "3/2", "999999/1000000", "1/10000000000"])
def test_cosines_out_of_range_are_refused(cosine, sealed):
    value = json.loads(certificate("relu", 10**9))
    value["claims"][-1]["statement"]["bounds"][0]["cosine"] = cosine
    assert check(sealed(value)).claim == "rank-growth"


@pytest.mark.parametrize("function", ["power_series", "scaled"])
def test_a_formula_off_by_one_percent_refuses_good_certificates(function, monkeypatch):
    data = certificate("relu", 9)
    right = getattr(collapse, function)
    monkeypatch.setattr(collapse, function, lambda *arguments: right(*arguments).times(101).over(100))
    assert check(data).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("module", "function"),
    [(collapsed, "step"), (collapsed, "rate"), (collapsed, "excess"), (collapsed, "growth"), (rank_growth, "bound")],
)
def test_a_prover_off_by_one_percent_is_refused(module, function, monkeypatch):
    right = getattr(module, function)
    monkeypatch.setattr(module, function, lambda *arguments: right(*arguments) * 101 / 100)
    assert check(certificate("relu", 9)).outcome is Outcome.REFUSED


def test_which_layers_are_covered():
    assert all(collapse.covers(layer_name(name)) for name in NAMES)
    for name in ("rc+relu", "rs+abs", "relu(1)", "leaky_relu", "leaky_relu(1,2)", "identity", "erf"):
        assert not collapse.covers(layer_name(name))
