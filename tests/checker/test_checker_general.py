"""The checker on recentring + other activations: what it derives itself, and what it does not believe."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from bnproofs.certificate import certify
from bnproofs.certificate.canonical import digest, spelled
from bnproofs.checker import Outcome, check
from bnproofs.checker.fields import Refusal
from bnproofs.checker.layer import layer_name
from bnproofs.checker.layers.general import covers, rate_of
from bnproofs.checker.layers.general_exact import Homogeneous, collapsed_ray, exchangeable_ray, homogeneous
from bnproofs.configurations import Configuration
from bnproofs.configurations.homogeneous_two_places import HomogeneousTwoPlaces
from bnproofs.layer import Layer


def value_of(name, n, kind):
    return json.loads(certify(Layer.parse(f"rc+{name}"), n, Configuration.parse(kind), 64).to_bytes())


def outcome(value, **changes):
    forged = {**json.loads(json.dumps(value)), **changes}
    return check(spelled({**forged, "digest": digest(forged)})).outcome


def test_which_layers():
    assert all(covers(layer_name(name)) for name in ("rc+erf", "rc+relu_power(2)", "rc+somebodys"))
    assert not any(covers(layer_name(name)) for name in ("rc+relu", "rc+abs", "erf", "rc+rs+erf", "rc+identity"))


def test_the_rational_rays_are_those_of_the_library():
    count = 0
    for degree in range(1, 7):
        for right, left in ((1, 0), (1, 1), (1, -1), (2, -1)):
            for n, k in ((3, 1), (8, 3), (10**6, 1)):
                ray = collapsed_ray(Homogeneous(degree, right, left), n, k)
                known = HomogeneousTwoPlaces(degree, right, left, n, k)
                assert (ray.growth, ray.cosine) == (known.growth, known.cosine)
                listed = {name: value for name, _, value in ray.components}
                assert listed["transverse(n-k)"] == known.transverse
                assert listed["standard(n-k)"] == known.standard
                assert sum(part[1] for part in ray.components) == n * (n - 1) // 2 - 1
                count += 1
    assert count == 72


def test_the_exchangeable_ray_by_hand():
    """x² with three points: v = 1 + 2ρ² at ρ = −1/2, v(1) = 3, so the growth is (2/3)(3 − 3/2) = 1 and v' = −2."""
    ray = exchangeable_ray(2, 3)
    assert (ray.growth, ray.cosine) == (1, Fraction(1, 2))
    assert ray.components == (("standard", 2, Fraction(2 * 1 - 2, 2)),)
    assert ray.verdict() == "stable"


@pytest.mark.parametrize(
    "name", ["rc+relu_power(1)", "rc+relu_power(13)", "rc+monomial(5/2)", "rc+relu_power", "rc+step(1)"]
)
def test_parameters_that_the_activation_does_not_take(name):
    with pytest.raises(Refusal):
        homogeneous(layer_name(name))


@pytest.mark.parametrize(
    ("name", "claim"),
    [
        ("rc+sine(3/2)", "shrinking"),
        ("rc+sine(1/2)", "growing"),
        ("rc+exponential(1/2)", "growing"),
        ("rc+exponential(2)", "shrinking"),
        ("rc+erf", "shrinking"),
        ("rc+somebodys", "shrinking"),
        ("rc+gelu(1)", "shrinking"),
        ("rc+sine", "shrinking"),
        ("rc+hermite(3)", "shrinking"),
        ("rc+hermite(4)", "growing"),
        ("rc+hermite(13)", "growing"),
        ("rc+hermite(7/2)", "growing"),
        ("rc+hermite(3,5)", "growing"),
        ("rc+monomial(3)", "growing"),
    ],
)
def test_no_rate_where_none_is_proved(name, claim):
    with pytest.raises(Refusal, match="not proved of this activation"):
        rate_of(layer_name(name), claim)


def test_exact_claims_are_not_taken_on_faith_nor_believed_ones_without():
    exact, believed = value_of("monomial(3)", 6, "two-cluster:1"), value_of("erf", 6, "uniform")
    assert outcome(exact) is outcome(believed) is Outcome.ACCEPTED
    assert outcome(exact, faith={"spectrum": "ball-arithmetic"}) is Outcome.REFUSED
    assert outcome(believed, faith={}) is Outcome.REFUSED
    assert outcome(believed, faith={**believed["faith"], "stability": "ball-arithmetic"}) is Outcome.REFUSED


@pytest.mark.parametrize(
    ("name", "n", "kind", "changes"),
    [
        ("erf", 6, "uniform", {"layer": "rc+relu_power(2)"}),
        ("erf", 6, "uniform", {"batch": 7}),
        ("erf", 6, "uniform", {"configuration": "two-cluster:1"}),
        ("relu_power(2)", 6, "uniform", {"layer": "rc+relu_power(3)"}),
        ("monomial(3)", 6, "two-cluster:1", {"layer": "rc+relu_power(3)"}),
        ("monomial(3)", 6, "two-cluster:1", {"batch": 5}),
        ("sine(1/2)", 6, "uniform", {"layer": "rc+sine(3/2)"}),
        ("sine(1/2)", 6, "uniform", {"configuration": "odd-point"}),
        ("sign", 6, "two-cluster:1", {"layer": "rc+monomial(3)"}),
    ],
)
def test_a_certificate_of_something_else_is_refused(name, n, kind, changes):
    value = value_of(name, n, kind)
    assert outcome(value) is Outcome.ACCEPTED
    assert outcome(value, **changes) is Outcome.REFUSED
