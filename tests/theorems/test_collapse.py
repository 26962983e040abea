"""ReLU, leaky ReLU and absolute value without normalisation: what is stated, and that it is of the size it can be."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp

from bnproofs import Layer
from bnproofs.configurations import Configuration, ConfigurationError
from bnproofs.evolution import dense_jacobian, mean_field_map
from bnproofs.theorems import Verdict
from bnproofs.theorems.collapse import configurations, covers, prove
from bnproofs.theorems.limits import MOST_BATCH

NAMES = {"relu": Fraction(0), "abs": Fraction(-1), "leaky_relu(1/10)": Fraction(1, 10), "leaky_relu(-3)": Fraction(-3)}
CLAIMS = ["fixed-point", "spectrum", "stability", "collapse", "rank-growth"]
COLLAPSED = Configuration("collapsed")


def theorems(name, n, bits=128):
    return {theorem.id: theorem for theorem in prove(Layer.parse(name), n, COLLAPSED, bits)}


@pytest.mark.parametrize("name", NAMES)
def test_every_batch_is_decided_and_the_claims_stand_in_order(name):
    layer = Layer.parse(name)
    assert covers(layer)
    assert configurations(layer, 5) == (COLLAPSED,)
    for n in (3, 4, 50, MOST_BATCH):
        found = theorems(name, n, 64)
        assert list(found) == CLAIMS
        assert all(theorem.verdict is Verdict.PROVED and not theorem.faith for theorem in found.values())
        assert found["stability"].statement == {"verdict": "marginal"}
        rows = found["spectrum"].statement["components"]
        assert sum(row["multiplicity"] * len(row["eigenvalues"]) for row in rows) == n * (n + 1) // 2 - 1


@pytest.mark.parametrize("name", NAMES)
def test_the_spectrum_is_that_of_the_dense_jacobian(name):
    layer, found = Layer.parse(name), theorems(name, 4)
    growth = found["fixed-point"].statement["growth"]
    assert growth[0] == growth[1]
    ones = np.ones((4, 4))
    assert np.allclose(mean_field_map(layer, ones), float(growth[0]) * ones, rtol=1e-14)
    values = np.linalg.eigvals(dense_jacobian(layer, ones)) / float(growth[0])
    stated = [v for row in found["spectrum"].statement["components"] for v in row["eigenvalues"] * row["multiplicity"]]
    assert len(stated) + 1 == len(values)
    assert np.allclose(values, 1.0, atol=1e-13)
    assert {tuple(value) for value in stated} == {(1, 1)}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("bits", [32, 128, 600])
def test_the_rate_is_enclosed_to_the_promised_bits(name, bits, number):
    says, a = theorems(name, 3, bits)["collapse"].statement, NAMES[name]
    eta = (1 - a) ** 2 / (1 + a * a)
    assert says["contraction"] == eta
    assert says["from_layer"] == (0 if a >= 0 else 1)
    with mp.workdps(bits // 3 + 30):
        exact = mp.mpf(eta.numerator) / eta.denominator
        for key, value in (("step", exact * mp.sqrt(2) / (3 * mp.pi)), ("rate", 9 * mp.pi**2 / (2 * exact**2))):
            low, high = says[key]
            assert low <= number.exactly(value) <= high
            assert high - low <= number.exactly(value) / 2 ** (bits - 4)


@pytest.mark.parametrize("name", NAMES)
def test_random_points_within_a_largest_cosine_have_the_stated_least_eigenvalue(name):
    says = theorems(name, 6)["rank-growth"].statement
    assert says["opposite"] == ("none" if name == "abs" else "independent")
    rng, count = np.random.default_rng(0), 0
    for bound in says["bounds"]:
        low, high = bound["least_eigenvalue"]
        assert 0 < low < high < low * (1 + Fraction(1, 2**100))
        for _ in range(200):
            x = rng.standard_normal((6, 4))
            x /= np.linalg.norm(x, axis=1, keepdims=True)
            gram = x @ x.T
            np.fill_diagonal(gram, 1.0)
            if np.max(np.abs(gram - np.eye(6))) < float(bound["cosine"]):
                image = mean_field_map(Layer.parse(name), (gram + gram.T) / 2)
                assert np.linalg.eigvalsh(image)[0] >= float(low)
                count += 1
    assert count > 100


def test_slope_one_is_the_identity():
    found = theorems("leaky_relu(1)", 5)
    assert list(found) == CLAIMS[:3]
    assert found["fixed-point"].statement["growth"] == [1, 1]


def test_other_configurations_are_refused():
    for text in ("uniform", "two-cluster:1", "projector:2"):
        with pytest.raises(ConfigurationError, match="write 'collapsed'"):
            prove(Layer.parse("relu"), 5, Configuration.parse(text), 64)


def test_other_layers_are_not_covered():
    for name in ("rc+relu", "rs+relu", "identity", "erf", "relu_power(2)"):
        assert not covers(Layer.parse(name))
