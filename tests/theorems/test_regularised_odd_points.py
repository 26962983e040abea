"""The points with ε > 0: theorems against the full map, and what the checker accepts and refuses of them."""

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
from bnproofs.checker.layers import regularised_odd as half
from bnproofs.checker.reader import Certificate, Claim
from bnproofs.configurations import Configuration, ConfigurationError, odd_family
from bnproofs.evolution import dense_jacobian, mean_field_map, recentre
from bnproofs.theorems import LimitError, Verdict
from bnproofs.theorems import regularised_odd as theory

BITS = 40
EXISTING = [
    ("rc+rs(eps=3/10)+relu", 10, "odd-point"),
    ("rc+rs(eps=3/10)+relu", 10, "separating"),
    ("rc+rs(eps=1/10)+relu", 10, "uniform"),
    ("rc+rs(eps=1/100000)+relu", 3, "uniform"),
    ("rc+rs(eps=1/2)+relu", 7, "uniform"),
]


@cache
def proved(name, n, kind):
    return theory.prove(Layer.parse(name), n, Configuration(kind), BITS)


def claims_of(name, n, kind):
    found = proved(name, n, kind)
    return plain([{"id": x.id, "statement": x.statement, "witness": x.witness} for x in found])


def faith_of(name, n, kind):
    return {x.id: x.faith for x in proved(name, n, kind) if x.faith}


def accepted(name, n, kind, claims, faith):
    entries = tuple(Claim(x["id"], x["statement"], x["witness"]) for x in claims)
    docket = Docket(entries, faith)
    half.verify(Certificate(n, kind, 1, BITS, entries, layer_name(name), faith), docket)
    docket.close()
    return docket


def middle(pair):
    return float(sum(pair) / 2)


def test_the_theory_covers_layers_with_epsilon():
    for name, covered in (("rc+rs(eps=1/9)+relu", True), ("rc+rs+relu", False), ("rs(eps=1/9)+relu", False)):
        assert theory.covers(Layer.parse(name)) == half.covers(layer_name(name)) == covered
    assert [x.kind for x in theory.configurations(Layer.parse("rc+rs(eps=1/9)+relu"), 9)] == [
        "odd-point",
        "separating",
        "uniform",
    ]
    with pytest.raises(ConfigurationError, match="write one of"):
        theory.prove(Layer.parse("rc+rs(eps=1/9)+relu"), 9, Configuration("two-cluster", 1), BITS)
    with pytest.raises(LimitError, match="at most"):
        theory.prove(Layer.parse("rc+rs(eps=1/9)+relu"), 10**6, Configuration("odd-point"), BITS)


@pytest.mark.parametrize(("name", "n", "kind"), EXISTING)
def test_what_is_proved_is_accepted(name, n, kind):
    assert {x.verdict for x in proved(name, n, kind)} == {Verdict.PROVED}
    assert all(x.sentence for x in proved(name, n, kind))
    faith = faith_of(name, n, kind)
    docket = accepted(name, n, kind, claims_of(name, n, kind), faith)
    assert set(docket.believed) == set(faith)
    if "1/2" in name:
        assert docket.accepted == ("non-existence",)
    else:
        assert docket.accepted[-2:] == ("spectrum", "stability")
        assert faith["fixed-point"] == ("ball-arithmetic" if kind == "uniform" else "ball-quadrature")


@pytest.mark.parametrize("kind", ["odd-point", "separating"])
def test_odd_and_separating_points_are_those_of_the_full_map(kind):
    name, n = "rc+rs(eps=3/10)+relu", 10
    layer = Layer.parse(name)
    found = {x.id: x.statement for x in proved(name, n, kind)}
    says = {name: middle(pair) for name, pair in found["enclosure"].items()}
    first, second = (middle(found["fixed-point"]["recentred"][name]) for name in ("cluster", "odd"))
    assert abs(says["tau"] - n * (n - 2) * first / second) < 1e-9 * says["tau"]
    k = odd_family.recentred_gram(n, says["tau"] ** 0.5, 1.0).embed()
    k *= first / (k[0, 0] - k[0, 1])
    image = mean_field_map(layer, k)
    assert np.max(np.abs(recentre(image) - k)) < 1e-10
    assert abs(image[0, 1] / image[0, 0] - says["cos_cluster"]) < 1e-9
    assert abs(image[0, -1] / np.sqrt(image[0, 0] * image[-1, -1]) - says["cos_odd"]) < 1e-9
    assert abs(np.sqrt(image[-1, -1] / image[0, 0]) - says["norm_ratio"]) < 1e-9
    values = np.linalg.eigvals(dense_jacobian(layer, k))
    wanted = [
        middle(pair)
        for part in found["spectrum"]["components"]
        for pair in part["eigenvalues"]
        for _ in range(part["multiplicity"])
    ]
    assert len(wanted) == n * (n - 1) // 2
    assert np.allclose(sorted(values.real), sorted(wanted + [0.0] * n), atol=1e-8)
    assert found["stability"]["verdict"] == ("stable" if kind == "odd-point" else "unstable")


def test_where_no_point_is_found_nothing_is_claimed():
    found = proved("rc+rs(eps=1/100000)+relu", 10, "odd-point")
    assert {x.verdict for x in found} == {Verdict.UNDECIDED}
    assert all("nothing is proved" in x.advice for x in found)


@pytest.mark.parametrize(("name", "n", "kind"), EXISTING[:4])
def test_every_number_that_is_moved_is_refused(name, n, kind, numbers):
    claims, faith, count = claims_of(name, n, kind), faith_of(name, n, kind), 0
    for path in numbers(claims):
        for share in (Fraction(1, 100), Fraction(-1, 100)):
            changed = copy.deepcopy(claims)
            holder = changed
            for step in path[:-1]:
                holder = holder[step]
            old = holder[path[-1]]
            holder[path[-1]] = old + 1 if isinstance(old, int) else str(Fraction(old) * (1 + share))
            with pytest.raises((ClaimRefused, half.Refusal)):
                accepted(name, n, kind, changed, faith)
            count += 1
    assert count > 20


@pytest.mark.parametrize("at", [("exponent",), ("gram", "diagonal"), ("gram", "product")])
def test_an_interval_of_the_uniform_point_that_is_shifted_as_a_whole_is_refused(at):
    name, n, kind = EXISTING[2]
    changed = copy.deepcopy(claims_of(name, n, kind))
    pair = changed[0]["statement"]
    for step in at:
        pair = pair[step]
    pair[:] = [str(Fraction(end) * Fraction(1001, 1000)) for end in pair]
    with pytest.raises(ClaimRefused):
        accepted(name, n, kind, changed, faith_of(name, n, kind))


def test_a_scale_that_is_fixed_is_not_said_to_vanish():
    absent = [{"id": "non-existence", "statement": {"configuration": "uniform"}, "witness": {}}]
    with pytest.raises(ClaimRefused, match="not proved"):
        accepted("rc+rs(eps=1/10)+relu", 10, "uniform", absent, {})
