"""Recentring + any other activation: theorems against the full map; certificates accepted, wrong claims refused."""

from __future__ import annotations

import json
from fractions import Fraction

import numpy as np
import pytest

from bnproofs.activations import activation_of
from bnproofs.certificate import certify
from bnproofs.certificate.canonical import digest, spelled
from bnproofs.checker import Outcome, check
from bnproofs.configurations import Configuration, ConfigurationError, two_places
from bnproofs.evolution import mean_field_derivative, mean_field_map
from bnproofs.layer import Layer
from bnproofs.spectrum import Stability
from bnproofs.theorems import configurations, prove
from bnproofs.theorems.shrinking import prove_no_variance

NAMES = ["step", "sign", "relu_power(2)", "monomial(2)", "monomial(3)", "hermite(2)", "erf", "sine(2)", "cosine(3)",
         "exponential(1/2)"]  # fmt: skip
RUNAWAY = ["gelu", "sine(1)", "sine(1/3)", "cosine(1)", "exponential(1)", "exponential(-2)",
           "hermite(3)", "hermite(5)", "hermite(11)"]  # fmt: skip
KINDS = ["two-cluster:1", "two-cluster:2", "uniform"]


def certificate(name, n, kind, bits=64):
    return certify(Layer.parse(f"rc+{name}"), n, Configuration.parse(kind), bits)


def middle(interval):
    low, high = interval
    return float((low + high) / 2)


def gram_of(statement, n, kind):
    """The recentred matrix K of a fixed point, from its definition."""
    s = middle(statement["variance"])
    if kind == "uniform":
        return s * n / (n - 1) * (np.eye(n) - 1 / n)
    k = int(kind[-1])
    z = np.r_[np.full(n - k, float(k)), np.full(k, float(k - n))]
    return s * np.outer(z, z)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_stated_holds_for_the_full_map(name):
    """The configuration is fixed, and DΦ has the stated eigenvalues on matrices of the stated components."""
    layer, count = Layer.parse(f"rc+{name}"), 0
    for n in (4, 5, 7):
        c = np.eye(n) - 1 / n
        for kind in KINDS:
            made = certificate(name, n, kind)
            if not made.decided or made.stability is Stability.DOES_NOT_EXIST:
                continue
            fixed = made.statement("fixed-point")
            gram = gram_of(fixed, n, kind)
            image = c @ mean_field_map(layer, gram) @ c
            assert image == pytest.approx(middle(fixed["growth"]) * gram, rel=1e-9, abs=1e-12)
            assert image != pytest.approx(1.01 * middle(fixed["growth"]) * gram, rel=1e-4)
            spectrum = made.statement("spectrum")
            if spectrum is None:
                assert made.stability is Stability.NOT_DIFFERENTIABLE
                continue
            growth = middle(fixed["growth"])
            values = []
            for i in range(n):
                for j in range(i + 1):
                    e = np.zeros((n, n))
                    e[i, j] = e[j, i] = 1
                    values.append((c @ mean_field_derivative(layer, gram, e) @ c)[np.tril_indices(n)] / growth)
            dense = np.linalg.eigvals(np.array(values).T).real
            listed = [middle(v) for part in spectrum["components"] for v in part["eigenvalues"] * part["multiplicity"]]
            assert middle(spectrum["spectral_radius"]) == pytest.approx(max(map(abs, listed)), rel=1e-9)
            if fixed["degree"] != "none":
                listed.append(float(fixed["degree"]))
            zeros = [0.0] * (n * (n + 1) // 2 - len(listed))
            assert len(zeros) == n
            assert sorted(dense) == pytest.approx(sorted([*listed, *zeros]), abs=1e-6)
            count += 1
    assert count >= 3


@pytest.mark.parametrize("name", NAMES)
def test_certificates_are_accepted_and_as_narrow_as_promised(name):
    count = 0
    for n in (3, 10, 10**6):
        for kind in (*KINDS, "odd-point"):
            made = certificate(name, n, kind, 96)
            if not made.decided:
                assert all(theorem.sentence for theorem in made.theorems)
                continue
            report = check(made.to_bytes())
            assert report.outcome is Outcome.ACCEPTED, (n, kind, report)
            for low, high in intervals([theorem.statement for theorem in made.theorems]):
                assert high - low <= max(abs(low), abs(high)) / 2**80
            count += 1
    assert count >= 4


def intervals(value):
    if isinstance(value, list | tuple) and len(value) == 2 and all(isinstance(x, Fraction) for x in value):
        yield value
    elif isinstance(value, dict | list | tuple):
        for item in value.values() if isinstance(value, dict) else value:
            yield from intervals(item)


def test_verdicts_by_activation():
    """The table: what attracts under which activation, at n = 10."""
    expected = {
        "step": ("not-differentiable", "stable", "does-not-exist"),
        "sign": ("not-differentiable", "stable", "does-not-exist"),
        "relu_power(2)": ("stable", "unstable", "stable"),
        "monomial(2)": ("stable", "unstable", "stable"),
        "monomial(3)": ("stable", "unstable", "stable"),
        "erf": ("unstable", "stable", "does-not-exist"),
        "gelu": ("does-not-exist",) * 3,
        "sine(2)": ("unstable", "stable", "does-not-exist"),
        "exponential(1/2)": ("unstable", "unstable", "does-not-exist"),
        "hermite(2)": ("unstable", "unstable", "does-not-exist"),
    }
    kinds = ("two-cluster:1", "uniform", "odd-point")
    found = {name: tuple(certificate(name, 10, kind).stability.value for kind in kinds) for name in expected}
    assert found == expected


@pytest.mark.parametrize(("name", "n"), [("monomial(3)", 3), ("monomial(2)", 4)])
def test_marginal_batches(name, n):
    made = certificate(name, n, "two-cluster:1")
    assert made.stability is Stability.MARGINAL
    assert check(made.to_bytes()).outcome is Outcome.ACCEPTED


@pytest.mark.parametrize("name", RUNAWAY)
def test_where_nothing_is_fixed_every_batch_shrinks_or_grows(name):
    layer = Layer.parse(f"rc+{name}")
    theorem = prove_no_variance(activation_of(layer))
    rate, shrinks = float(theorem.statement["rate"][0]), theorem.id == "shrinking"
    random, count = np.random.default_rng(5), 0
    for n in (3, 6):
        c = np.eye(n) - 1 / n
        for size in (0.01, 0.5, 4.0):
            x = random.normal(size=(n, n)) * np.sqrt(size)
            gram = x @ x.T / n
            before, after = np.trace(c @ gram @ c), np.trace(c @ mean_field_map(layer, gram) @ c)
            assert after < rate * before if shrinks else after > rate * before
            count += 1
    assert count == 6
    for kind in ("two-cluster:1", "uniform", "odd-point"):
        made = certificate(name, 8, kind)
        assert made.stability is Stability.DOES_NOT_EXIST
        report = check(made.to_bytes())
        assert report.outcome is Outcome.ACCEPTED
        assert report.believed == ()


def test_a_constant_takes_every_batch_to_zero_at_once():
    layer = Layer.parse("rc+exponential(0)")
    assert prove_no_variance(activation_of(layer)).statement["rate"] == [0, 0]
    gram = mean_field_map(layer, np.diag([1, 2, 3]))
    assert np.ptp(gram) == 0
    report = check(certificate("exponential(0)", 8, "uniform").to_bytes())
    assert (report.outcome, report.believed) == (Outcome.ACCEPTED, ())


@pytest.mark.parametrize(("n", "kind"), [(4, "two-cluster:2"), (10, "two-cluster:5")])
def test_hermite_polynomials_without_a_fixed_variance(n, kind):
    """An even activation takes two places of equally many points to one."""
    made = certificate("hermite(4)", n, kind)
    assert [theorem.id for theorem in made.theorems] == ["non-existence"]
    assert made.stability is Stability.DOES_NOT_EXIST
    assert check(made.to_bytes()).outcome is Outcome.ACCEPTED
    value = json.loads(made.to_bytes())
    for changes in ({"configuration": "two-cluster:1"}, {"layer": "rc+erf"}, {"configuration": "uniform"}):
        forged = {**value, **changes}
        forged["claims"][0]["statement"]["configuration"] = forged["configuration"]
        assert check(spelled({**forged, "digest": digest(forged)})).outcome is Outcome.REFUSED


def test_a_rate_is_stated_only_where_it_is_proved():
    for name in ("sine(1001/1000)", "cosine(2)", "exponential(999/1000)", "erf", "hermite(4)", "monomial(3)"):
        assert prove_no_variance(activation_of(Layer.parse(f"rc+{name}"))) is None


EXACT = [("relu_power(3)", 5, "two-cluster:2"), ("monomial(2)", 7, "two-cluster:1"), ("monomial(3)", 6, "uniform"),
         ("sign", 5, "two-cluster:1"), ("sine(1/2)", 5, "uniform"), ("monomial(4)", 9, "odd-point")]  # fmt: skip


@pytest.mark.parametrize(("name", "n", "kind"), EXACT)
def test_every_exact_number_that_is_moved_is_refused(name, n, kind, numbers):
    value = json.loads(certificate(name, n, kind).to_bytes())
    assert value["faith"] == {}
    count = 0
    for path in numbers(value["claims"]):
        assert check(altered(value, path)).outcome is Outcome.REFUSED, path
        count += 1
    assert count >= 2


BELIEVED = [
    ("erf", 5, "uniform"),
    ("relu_power(2)", 6, "uniform"),
    ("cosine(3)", 100, "odd-point"),
    ("sine(2)", 5, "two-cluster:2"),
]


@pytest.mark.parametrize(("name", "n", "kind"), BELIEVED)
def test_what_is_believed_must_fit_together(name, n, kind, numbers):
    value = json.loads(certificate(name, n, kind).to_bytes())
    assert set(value["faith"]) == {"fixed-point", "spectrum"}
    refused = {"multiplicity", "eigenvalues", "spectral_radius", "verdict"}
    count = 0
    for path in numbers(value["claims"]):
        if refused & set(map(str, path)):
            assert check(altered(value, path)).outcome is Outcome.REFUSED, path
            count += 1
    assert count >= 6
    for other in ("stable", "unstable", "marginal", "not-differentiable"):
        forged = json.loads(json.dumps(value))
        if forged["claims"][2]["statement"]["verdict"] != other:
            forged["claims"][2]["statement"]["verdict"] = other
            assert check(spelled({**forged, "digest": digest(forged)})).outcome is Outcome.REFUSED


def altered(value, path):
    forged = json.loads(json.dumps(value))
    place = forged["claims"]
    for key in path[:-1]:
        place = place[key]
    old = place[path[-1]]
    place[path[-1]] = old + 1 if isinstance(old, int) else str(Fraction(old) * Fraction(101, 100) + Fraction(1, 1000))
    return spelled({**forged, "digest": digest(forged)})


def test_the_configurations_that_there_is_something_to_prove_of():
    layer = Layer.parse("rc+erf")
    assert list(map(str, configurations(layer, 5))) == ["two-cluster:1", "uniform", "odd-point"]
    with pytest.raises(ConfigurationError, match="nothing is proved"):
        prove(layer, 5, Configuration.parse("separating"), 64)


def test_a_discontinuous_activation_repels_from_the_collapsed_batch_at_an_infinite_rate():
    """The squared distance D of two points of the cluster becomes n √D (A − B)/(π σ) to leading order."""
    layer, n = Layer.parse("rc+sign"), 5
    s = two_places.next_variance(activation_of(layer), n, 1, 1.0)
    assert s == pytest.approx(4 / n**2)
    z = np.array([1.0, 1, 1, 1, -4])
    for angle in (1e-3, 1e-4):
        x = np.sqrt(s) * np.stack([z, angle * np.array([1.0, -1, 0, 0, 0])], axis=1)
        image = mean_field_map(layer, x @ x.T)
        distance = image[0, 0] - 2 * image[0, 1] + image[1, 1]
        assert distance == pytest.approx(4 * (2 * angle) / np.pi, rel=1e-3)
