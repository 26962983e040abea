"""The checker on odd points that do not exist: of which activations, and in which words."""

from __future__ import annotations

import json

import pytest

from bnproofs.certificate import certify
from bnproofs.certificate.canonical import digest, spelled
from bnproofs.checker import Outcome, check
from bnproofs.checker.fields import Refusal
from bnproofs.checker.layer import layer_name
from bnproofs.checker.layers.general_odd import excluded
from bnproofs.configurations import Configuration
from bnproofs.layer import Layer


def value_of(name, n, kind="odd-point"):
    return json.loads(certify(Layer.parse(f"rc+{name}"), n, Configuration.parse(kind), 64).to_bytes())


def outcome(value, **changes):
    forged = {**json.loads(json.dumps(value)), **changes}
    return check(spelled({**forged, "digest": digest(forged)})).outcome


KNOWN = ("step", "sign", "erf", "sine(-2)", "sine(101/100)", "exponential(-1/2)", "hermite(2)")
EVEN = tuple(f"hermite({order})" for order in (4, 6, 8, 10, 12))
OTHERS = (
    "sine(1)",
    "sine(1/2)",
    "cosine(3)",
    "exponential(1)",
    "hermite(3)",
    "hermite(14)",
    "hermite(9/2)",
    "gelu",
    "somebodys",
    "relu_power(2)",
)


def test_of_which_activations_it_is_known():
    for n in (3, 4, 5, 100):
        assert all(excluded(layer_name(f"rc+{name}"), n) for name in KNOWN)
        assert not any(excluded(layer_name(f"rc+{name}"), n) for name in OTHERS)
        assert all(excluded(layer_name(f"rc+{name}"), n) is (n != 4) for name in EVEN)
    for order, last in ((2, 4), (3, 3), (4, 2)):
        known = [n for n in range(3, 20) if excluded(layer_name(f"rc+monomial({order})"), n)]
        assert known == list(range(3, last + 1))


@pytest.mark.parametrize("name", ["step(1)", "sign(2)", "erf(1)", "sine", "sine(2,3)"])
def test_parameters_that_the_activation_does_not_take(name):
    with pytest.raises(Refusal, match="parameters"):
        excluded(layer_name(f"rc+{name}"), 5)


@pytest.mark.parametrize(
    ("name", "n", "changes"),
    [
        ("sign", 5, {"batch": 6}),
        ("sign", 5, {"layer": "rc+erf"}),
        ("sign", 5, {"layer": "rc+monomial(3)"}),
        ("sign", 5, {"layer": "rs+sign"}),
        ("sign", 5, {"configuration": "uniform"}),
        ("sign", 5, {"faith": {"fixed-points": "ball-arithmetic"}}),
        ("erf", 5, {"layer": "rc+sign"}),
        ("erf", 5, {"layer": "rc+cosine(3)"}),
        ("erf", 5, {"layer": "rc+hermite(3)"}),
        ("erf", 5, {"layer": "rc+sine(1)"}),
        ("erf", 5, {"layer": "rc+somebodys"}),
        ("sine(2)", 3, {"batch": 4}),
        ("sine(2)", 3, {"layer": "rc+sine(1)"}),
        ("sine(2)", 3, {"layer": "rc+erf"}),
        ("sine(2)", 4, {"batch": 3}),
        ("exponential(1/2)", 5, {"layer": "rc+exponential(1)"}),
        ("exponential(1/2)", 5, {"layer": "rc+cosine(3/2)"}),
        ("exponential(1/2)", 5, {"configuration": "uniform"}),
        ("hermite(2)", 5, {"layer": "rc+hermite(3)"}),
        ("hermite(4)", 5, {"layer": "rc+hermite(3)"}),
        ("hermite(4)", 5, {"layer": "rc+hermite(14)"}),
        ("hermite(4)", 5, {"layer": "rc+monomial(4)"}),
        ("hermite(4)", 5, {"batch": 4}),
        ("hermite(4)", 5, {"configuration": "uniform"}),
        ("hermite(12)", 3, {"batch": 4}),
        ("monomial(2)", 4, {"batch": 5}),
        ("monomial(3)", 3, {"batch": 4}),
    ],
)
def test_a_certificate_of_something_else_is_refused(name, n, changes):
    value = value_of(name, n)
    assert outcome(value) is Outcome.ACCEPTED
    assert outcome(value, **changes) is Outcome.REFUSED


@pytest.mark.parametrize("name", ["step", "erf", "sine(2)"])
def test_no_claim_is_missing_exchanged_or_repeated(name):
    value = value_of(name, 5)
    claims, count = value["claims"], 0
    for i in range(len(claims)):
        assert outcome(value, claims=claims[:i] + claims[i + 1 :]) is Outcome.REFUSED
        assert outcome(value, claims=[*claims, claims[i]]) is Outcome.REFUSED
        count += 1
    assert outcome(value, claims=claims[::-1]) is Outcome.REFUSED
    assert count == len(claims) >= 2


def test_flows_and_kinds_are_read():
    value = value_of("sign", 5)
    for path, other in (
        ((0, "statement", "points", 0, "kind"), "odd-point"),
        ((1, "statement", "flows", 0, "limit"), "ideal"),
        ((1, "statement", "flows", 1, "to"), "uniform"),
        ((2, "statement", "configuration"), "separating"),
        ((0, "witness"), {"roots": []}),
    ):
        forged = json.loads(json.dumps(value))
        place = forged["claims"]
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = other
        assert outcome(forged) is Outcome.REFUSED, path


def test_an_odd_point_that_is_said_to_exist_is_not_believed():
    believed = value_of("cosine(3)", 100)
    assert outcome(believed) is Outcome.ACCEPTED
    for layer in ("rc+sine(3)", "rc+erf"):
        assert outcome(believed, layer=layer) is Outcome.REFUSED
