"""Published statements on linear layers with rescaling: the bounds against orbits of the full map."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from bnproofs import Layer
from bnproofs.evolution import mean_field_map
from bnproofs.literature import Constant, Verdict, compare, entries_of
from bnproofs.literature.orthogonalisation import as_bound

ENTRIES = {entry.id: entry for entry in entries_of("daneshmand2021")}
LAYER = Layer.parse("rs+identity")


def changed(id, **rationals):
    entry = ENTRIES[f"daneshmand2021-{id}"]
    return replace(entry, published={**entry.published, **{k: Constant(Fraction(v)) for k, v in rationals.items()}})


def gaps(values):
    """The published V and V̂ of a matrix HᵀH of trace 1 with these eigenvalues."""
    values = np.array(values) / np.sum(values)
    return np.linalg.norm(values - 1 / len(values)), 1 / len(values) - values.min()


@pytest.mark.parametrize("layers", [200])
def test_the_first_theorem_read_literally_is_false_for_forty_points(layers):
    """With α the least singular value along the orbit, V exceeds 2(1 − 2α/3)^l; with α² it never does."""
    n = 40
    values = np.ones(n)
    values[0], values[-1] = 1.05, 0.95
    alpha = np.sqrt(values.min() / n)
    literal, squared = [], []
    for depth in range(layers):
        gap, _ = gaps(values)
        assert np.sqrt(values.min() / values.sum()) >= alpha * (1 - 1e-12)
        literal.append(gap <= 2 * (1 - 2 * alpha / 3) ** depth)
        squared.append(gap <= 2 * (1 - 2 * alpha**2 / 3) ** depth)
        values = np.diagonal(mean_field_map(LAYER, np.diag(values)))
    assert all(squared)
    assert literal[0]
    assert not literal[-1]


@given(values=st.lists(st.floats(1e-3, 1.0), min_size=2, max_size=9))
def test_the_gap_of_the_least_eigenvalue_bounds_the_other_one(values):
    n = len(values)
    all_of_them, least = gaps(values)
    assert all_of_them <= np.sqrt(n * (n - 1)) * least * (1 + 1e-9) + 1e-15


@pytest.mark.parametrize("n", [2, 3, 10])
def test_that_bound_is_attained(n):
    all_of_them, least = gaps([1.0, *[0.5] * (n - 1)])
    assert abs(all_of_them / least / np.sqrt(n * (n - 1)) - 1) < 1e-12


@pytest.mark.parametrize(
    ("id", "published", "verdict"),
    [
        ("local-rate", {"coefficient": "2"}, Verdict.DISAGREES),
        ("local-rate", {"coefficient": "1"}, Verdict.NOT_SHARP),
        ("local-rate", {"power": "2"}, Verdict.NOT_SHARP),
        ("rate-by-singular-value", {"power": "1"}, Verdict.NOT_SHARP),
        ("gap", {"coefficient": "1"}, Verdict.NOT_SHARP),
        ("gap", {"coefficient": "99/100"}, Verdict.DISAGREES),
        ("constant-of-the-proof", {"coefficient": "148/100"}, Verdict.DISAGREES),
        ("constant", {"coefficient": "1"}, Verdict.DISAGREES),
    ],
)
def test_other_numbers_get_their_verdicts(id, published, verdict):
    assert compare(changed(id, **published)).verdict is verdict


@pytest.mark.parametrize(
    ("pairs", "verdict"),
    [
        ([(arb(2), arb(1))], Verdict.NOT_SHARP),
        ([(arb(2), arb(1)), (arb(1), arb(2))], Verdict.DISAGREES),
        ([(arb(2), arb(1)), (arb(1), arb(1))], Verdict.NOT_COMPARED),
        ([(arb(2, 3), arb(1))], Verdict.NOT_COMPARED),
        ([(arb("nan"), arb(1))], Verdict.NOT_COMPARED),
        ([], Verdict.NOT_COMPARED),
    ],
    ids=str,
)
def test_verdicts_on_bounds(pairs, verdict):
    found, reason = as_bound(pairs, "the best one")
    assert found is verdict
    assert reason
