"""What the figures draw of the family: against certificates, slopes in doubles, and the theorem for every batch."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bnproofs.certificate import certify
from bnproofs.configurations import Configuration
from bnproofs.errors import InputError
from bnproofs.every_batch.theorem import prove_every_batch
from bnproofs.figures.family import PLAIN, RESCALED, fixed_points, fold, next_tau
from bnproofs.layer import Layer
from bnproofs.spectrum import Stability


@pytest.mark.parametrize("n", [3, 6, 7, 10, 200])
def test_fixed_points_are_those_of_certificates(n):
    kinds = [point.kind for point in fixed_points(PLAIN, n)]
    assert kinds == (["ideal", "odd-point", "separating", "uniform"] if n >= 7 else ["ideal", "uniform"])
    for point in fixed_points(PLAIN, n):
        made = certify(PLAIN, n, Configuration.parse("two-cluster:1" if point.kind == "ideal" else point.kind), 96)
        assert point.attracts == (made.stability is Stability.STABLE)
        low, high = map(Fraction, made.statement("enclosure")["tau"])
        assert point.tau == pytest.approx(float((low + high) / 2), rel=1e-14)
        assert sum(multiplicity for _, multiplicity, _ in point.eigenvalues) == n * (n - 1) // 2 - 1
        assert point.attracts == all(abs(value) < 1 for _, _, value in point.eigenvalues)


@pytest.mark.parametrize("layer", [PLAIN, RESCALED])
def test_the_multiplier_is_the_slope_of_the_reduced_map(layer):
    step = next_tau(layer, 10)
    for point in fixed_points(layer, 10)[1:]:
        h = 1e-5 * point.tau
        assert point.along() == pytest.approx((step(point.tau + h) - step(point.tau - h)) / (2 * h), rel=1e-6)


def test_the_multiplier_of_the_ideal_is_the_slope_at_zero():
    tau = 1e-9
    assert fixed_points(PLAIN, 10)[0].along() == pytest.approx(next_tau(PLAIN, 10)(tau) / tau, rel=1e-4)


def test_the_saddle_node_is_the_proved_one():
    says = next(claim.statement for claim in prove_every_batch(64).claims if claim.id == "saddle-node")
    for value, interval in zip(fold(), (says["batch"], says["tau"]), strict=True):
        assert float(interval[0]) * (1 - 1e-15) <= value <= float(interval[1]) * (1 + 1e-15)


def test_other_layers_are_refused():
    with pytest.raises(InputError, match="no figure of a reduced map"):
        fixed_points(Layer.parse("relu"), 10)
