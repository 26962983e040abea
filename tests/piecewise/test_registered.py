"""A user's activation under a short name: kernels, the full map, certificates, the checker, and simulation."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from bnproofs.activations import ACTIVATIONS, activation_of
from bnproofs.activations.registry import register
from bnproofs.certificate import certify
from bnproofs.checker import Outcome, check
from bnproofs.configurations import Configuration
from bnproofs.errors import InputError
from bnproofs.evolution import mean_field_derivative, mean_field_map
from bnproofs.layer import Layer
from bnproofs.spectrum import Stability
from numerics.activations import nonlinearity_of
from numerics.inputs import gaussian
from numerics.run import Run
from numerics.simulate import simulate
from numerics.specification import Specification

NAMES = ("twice_tanh", "signed_square", "jump", "rectifier", "my_sine")
MODULE = "activations_of_a_user"


@pytest.fixture(autouse=True)
def registered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The toys in a temporary module, under their short names, for one test."""
    shutil.copy(Path(__file__).with_name("toys.py"), tmp_path / f"{MODULE}.py")
    monkeypatch.syspath_prepend(tmp_path)
    for name in NAMES:
        register(name, MODULE, name)
    register("stretched", MODULE, "stretched", ("factor",))
    yield
    for name in (*NAMES, "stretched"):
        del ACTIVATIONS[name]
    sys.modules.pop(MODULE, None)


def certificate(name, n, kind, bits=32):
    return certify(Layer.parse(f"rc+{name}"), n, Configuration.parse(kind), bits)


def test_names():
    layer = Layer.parse("rc+stretched(3/2)")
    assert str(layer) == "rc+stretched(3/2)"
    assert layer.definition == (MODULE, "stretched")
    assert activation_of(layer).breakpoints == (Fraction(-2, 3), Fraction(2, 3))
    register("jump", MODULE, "jump")
    for name, words in (("relu", "already"), ("jump", "already"), ("Mine", "letters a-z"), ("rs", "letters a-z")):
        with pytest.raises(InputError, match=words):
            register(name, "somewhere", "else")


def test_the_full_map_has_the_values_of_simulated_neurons():
    """One layer of many neurons: the mean of φφᵀ, entry by entry, within six standard errors."""
    random = np.random.default_rng(11)
    x = random.normal(size=(4, 4))
    gram = x @ x.T / 4
    c = np.eye(4) - 1 / 4
    root = np.linalg.cholesky(gram)
    for name in (*NAMES, "stretched(2)"):
        layer = Layer.parse(f"rc+{name}")
        h = (random.normal(size=(200_000, 4)) @ root.T) @ c
        nonlinearity_of(layer).apply(h)
        products = h[:, :, None] * h[:, None, :]
        error = products.std(axis=0) / np.sqrt(len(h))
        assert np.all(np.abs(products.mean(axis=0) - mean_field_map(layer, gram)) < 6 * error)
        assert not np.all(np.abs(products.mean(axis=0) - 1.05 * mean_field_map(layer, gram)) < 6 * error)


@pytest.mark.parametrize(
    ("name", "kind", "verdict"),
    [
        ("twice_tanh", "uniform", Stability.STABLE),
        ("twice_tanh", "two-cluster:1", Stability.UNSTABLE),
        ("signed_square", "two-cluster:1", Stability.STABLE),
        ("signed_square", "odd-point", Stability.STABLE),
        ("signed_square", "uniform", Stability.UNSTABLE),
        ("jump", "two-cluster:1", Stability.NOT_DIFFERENTIABLE),
        ("stretched(2)", "uniform", Stability.STABLE),
    ],
)
def test_certificates(name, kind, verdict):
    made = certificate(name, 8, kind)
    assert made.decided, [theorem.advice for theorem in made.theorems]
    assert made.stability is verdict
    report = check(made.to_bytes())
    assert report.outcome is Outcome.ACCEPTED, report
    assert "fixed-point" in report.believed
    assert {theorem.faith for theorem in made.theorems} <= {"", "ball-quadrature"}


def test_the_certificate_of_a_known_activation_written_anew():
    """ReLU as a user writes it has the uniform point of ReLU."""
    mine = certificate("rectifier", 9, "uniform").statement("spectrum")
    known = certify(Layer.parse("rc+relu"), 9, Configuration.parse("uniform"), 32).statement("spectrum")
    pairs = list(zip(mine["components"], known["components"], strict=True))
    assert len(pairs) == 2
    for part, other in pairs:
        assert (part["component"], part["multiplicity"]) == (other["component"], other["multiplicity"])
        ((low, high),), ((least, most),) = part["eigenvalues"], other["eigenvalues"]
        assert max(low, least) <= min(high, most)


def test_the_derivative_of_the_full_map_is_that_of_differences():
    x = np.random.default_rng(8).normal(size=(4, 4))
    gram, step = x @ x.T / 4, 1e-5
    direction = np.add.outer(np.arange(4.0), np.arange(4.0)) + np.eye(4)
    for name in NAMES:
        layer = Layer.parse(f"rc+{name}")
        exact = mean_field_derivative(layer, gram, direction)
        up, down = (mean_field_map(layer, gram + sign * step * direction) for sign in (1, -1))
        assert exact == pytest.approx((up - down) / (2 * step), rel=1e-5, abs=1e-6)


def test_the_kernel_in_the_full_map_is_that_of_the_closed_form():
    x = np.random.default_rng(3).normal(size=(5, 5))
    gram = x @ x.T / 5
    mine = mean_field_map(Layer.parse("rc+my_sine"), gram)
    assert mine == pytest.approx(mean_field_map(Layer.parse("rc+sine(1)"), gram), rel=1e-11, abs=1e-13)


@pytest.mark.parametrize("method", ["chain", "dense"])
def test_a_simulated_network_stays_at_the_certified_batch(method):
    """Wide layers, from points in general position: the Gram matrix of trace n comes to the certified cosine."""
    statement = certificate("stretched(2)", 6, "uniform").statement("fixed-point")
    cosine = float(sum(statement["cosine"]) / 2)
    batch = gaussian(6, 12, 3)
    width, depth = (20_000, 30) if method == "chain" else (600, 20)
    specification = Specification(
        "rc+stretched(2)", 6, width, depth, 1, 4, method, "double", batch.name, batch.digest, (), (depth,), {}
    )
    run = simulate(Run.empty(specification), batch)
    (gram,) = run.grams
    norms = np.sqrt(np.diag(gram))
    cosines = (gram / np.outer(norms, norms))[np.triu_indices(6, 1)]
    assert len(cosines) == 15
    assert abs(cosines.mean() - cosine) < 6 / np.sqrt(width)
    assert abs(cosines.mean() + cosine) > 6 / np.sqrt(width)
