"""The odd point of any activation: for ReLU it is that of the odd-point family, found without its formulas."""

from __future__ import annotations

import numpy as np
import pytest

from bnproofs.configurations import Configuration
from bnproofs.evolution import mean_field_map
from bnproofs.fixed_points.odd_pair import (
    enclose_odd_pair,
    jacobian,
    next_pair,
    odd_gram,
    propose_odd_pairs,
    propose_repelling_pairs,
)
from bnproofs.layer import Layer
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems import prove
from bnproofs.theorems.general_odd import prove_odd_point
from bnproofs.theorems.precision import Precision

RELU = Layer.parse("rc+relu")


def test_the_map_of_two_numbers_is_the_full_map():
    for name in ("relu", "erf", "exponential(1/3)"):
        layer, n, d, o = Layer.parse(f"rc+{name}"), 5, 0.9, 0.35
        c = np.eye(n) - 1 / n
        full = c @ mean_field_map(layer, odd_gram(n, d, o).embed()) @ c
        image = next_pair(layer, n, d, o)
        assert image == pytest.approx((full[0, 0], full[0, 1]), rel=1e-12)
        assert full == pytest.approx(odd_gram(n, *image).embed(), abs=1e-12)
        step = 1e-6
        for column, (a, b) in enumerate(((step, 0), (0, step))):
            up, down = np.array(next_pair(layer, n, d + a, o + b)), np.array(next_pair(layer, n, d - a, o - b))
            assert [row[column] for row in jacobian(layer, n, d, o)] == pytest.approx(
                (up - down) / (2 * step), rel=1e-7
            )


@pytest.mark.parametrize("n", [7, 10, 60])
def test_relu_has_the_odd_point_of_its_own_theory(n):
    fixed, spectrum, stability = prove_odd_point(RELU, n, Precision.for_batch(n, 64), "ball-arithmetic")
    known = {theorem.id: theorem.statement for theorem in prove(RELU, n, Configuration.parse("odd-point"), 64)}
    for name in ("growth", "norm_ratio", "cos_cluster", "cos_odd"):
        (low, high), (least, most) = fixed.statement[name], known["enclosure"][name]
        assert max(low, least) <= min(high, most)
        assert high - low < high / 2**50
    assert len(spectrum.statement["components"]) == 3
    for part, other in zip(spectrum.statement["components"], known["spectrum"]["components"], strict=True):
        assert (part["component"], part["multiplicity"]) == (other["component"], other["multiplicity"])
        for (low, high), (least, most) in zip(part["eigenvalues"], other["eigenvalues"], strict=True):
            assert max(low, least) <= min(high, most)
    assert stability.statement == known["stability"]


@pytest.mark.parametrize("n", [3, 4, 5, 6])
def test_relu_has_none_in_small_batches(n):
    (only,) = prove_odd_point(RELU, n, Precision.for_batch(n, 64), "ball-arithmetic")
    assert only.verdict.value == "undecided"
    assert "no odd point was found" in only.advice


def test_next_to_a_fixed_point_there_is_no_other():
    (guess,) = propose_odd_pairs(RELU, 10, 1)
    with working_precision(160):
        assert enclose_odd_pair(RELU, 10, 1, guess, 80) is not None
        wrong = (guess[0], guess[1] * 0.5 - 0.1)
        found = enclose_odd_pair(RELU, 10, 1, wrong, 80)
        assert found is None or not abs(found[1] - wrong[1]) < 1e-3


@pytest.mark.parametrize(("name", "n"), [("hermite(4)", 4), ("hermite(6)", 4), ("cosine(5)", 4)])
def test_pairs_that_repel_are_fixed_and_left(name, n):
    layer = Layer.parse(f"rc+{name}")
    assert propose_odd_pairs(layer, n, None) == []
    ((d, o),) = propose_repelling_pairs(layer, n)
    assert next_pair(layer, n, d, o) == pytest.approx((d, o), rel=1e-7)
    assert max(abs(np.linalg.eigvals(np.array(jacobian(layer, n, d, o), dtype=float)))) > 1
    assert 0 < d - o < n * (d + (n - 2) * o)


@pytest.mark.parametrize(("name", "n"), [("hermite(4)", 3), ("hermite(4)", 9), ("erf", 10)])
def test_where_there_is_none_none_that_repels_is_proposed(name, n):
    assert propose_repelling_pairs(Layer.parse(f"rc+{name}"), n) == []
