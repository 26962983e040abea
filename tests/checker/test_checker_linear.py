"""Certificates of linear layers: accepted as they are, and refused with any number, name or claim changed."""

from __future__ import annotations

import copy
import json

import pytest

from bnproofs import Layer
from bnproofs.certificate import certify
from bnproofs.checker import Outcome, check
from bnproofs.checker.fields import Refusal
from bnproofs.checker.layers import linear
from bnproofs.configurations import Configuration

NAMES = ["identity", "rc+identity", "rs+identity", "rc+rs+identity"]
SAMPLES = [(name, 6, c) for name in NAMES for c in ("uniform", "projector:1", "projector:2", "projector:4")]


def certificate(name, n, configuration):
    return certify(Layer.parse(name), n, Configuration.parse(configuration), 64).to_bytes()


def leaves(value, path=()):
    """The paths of all numbers and words of a statement."""
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(item, (*path, key))
    else:
        yield path


def changes(value):
    """What is put in the place of a leaf: neighbours of a number, other words."""
    if isinstance(value, int):
        return [value + 1, value - 1, str(value)]
    others = ["stable", "unstable", "marginal", "not-differentiable", "square-root", "logarithm", "traceless"]
    numerator, _, denominator = value.partition("/")
    if numerator.lstrip("-").isdigit():
        top, bottom = int(numerator), int(denominator or 1)
        near = [(top * 10**30 + sign, bottom * 10**30) for sign in (1, -1)]
        return [f"{a}/{b}" for a, b in near] + [f"{top + bottom}/{bottom}" if denominator else str(top + 1)]
    return [word for word in others if word != value]


def test_they_are_accepted():
    count = 0
    for name in NAMES:
        for n in (3, 4, 5, 60, 10**9):
            full = n - name.startswith("rc")
            ranks = {k for k in (1, 2, 3, full // 2, full - 1, full) if 1 <= k <= full}
            for configuration in ["uniform", *(f"projector:{k}" for k in sorted(ranks))]:
                report = check(certificate(name, n, configuration))
                assert report.outcome is Outcome.ACCEPTED, report
                assert not report.believed
                count += 1
    assert count > 90


@pytest.mark.parametrize(("name", "n", "configuration"), SAMPLES)
def test_everything_stated_is_derived_anew(name, n, configuration, sealed):
    value = json.loads(certificate(name, n, configuration))
    assert check(sealed(value)).outcome is Outcome.ACCEPTED
    count = 0
    for at, claim in enumerate(value["claims"]):
        for path in leaves(claim["statement"]):
            holder = claim["statement"]
            for step in path:
                holder = holder[step]
            for changed in changes(holder):
                damaged = copy.deepcopy(value)
                place = damaged["claims"][at]["statement"]
                for step in path[:-1]:
                    place = place[step]
                place[path[-1]] = changed
                report = check(sealed(damaged))
                assert (report.outcome, report.claim) == (Outcome.REFUSED, claim["id"]), (path, changed)
                count += 1
    assert count >= 15


@pytest.mark.parametrize(("name", "n", "configuration"), SAMPLES)
def test_claims_and_header_cannot_be_exchanged(name, n, configuration, sealed):
    value = json.loads(certificate(name, n, configuration))
    claims = value["claims"]
    damaged = [{**value, "claims": claims[:at] + claims[at + 1 :]} for at in range(len(claims))]
    damaged += [{**value, "claims": [*claims, claims[at]]} for at in range(len(claims))]
    damaged += [{**value, "claims": claims[::-1]}, {**value, "batch": n + 1}]
    others = [other for other in NAMES if json.loads(certificate(other, n, configuration))["claims"] != claims]
    assert len(NAMES) - len(others) <= 2  # at rank 1 and 2 the same is true with and without recentring
    damaged += [{**value, "layer": other} for other in (*others, "rs(eps=1/10)+identity", "rc+relu")]
    damaged += [{**value, "configuration": f"projector:{k}"} for k in (3, 7)]
    damaged += [{**value, "faith": {claim["id"]: "ball-quadrature"}} for claim in claims]
    damaged += [{**value, "claims": [{**claims[0], "witness": {"why": "so"}}, *claims[1:]]}]
    for other in damaged:
        assert check(sealed(other)).outcome is Outcome.REFUSED, other
    assert len(damaged) >= 16


def test_a_spectrum_that_is_not_complete_is_refused():
    with pytest.raises(Refusal, match="add up"):
        linear.spectrum_statement(5, linear.spectrum(5, 3)[:-1])
