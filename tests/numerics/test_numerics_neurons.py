"""One neuron over the batch, against the definition written out row by row in plain Python."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.layer import Layer
from numerics.neurons import fire, keeps_scale, recentre_rows, rescale_rows

NAMES = [
    f"{rc}{rs}{phi}"
    for rc in ("", "rc+")
    for rs in ("", "rs+", "rs(eps=1/10)+")
    for phi in ("identity", "relu", "leaky_relu(1/10)")
]
PHI = {"identity": lambda x: x, "relu": lambda x: max(x, 0.0), "leaky_relu": lambda x: x if x > 0 else x / 10}


def recentred(row):
    mean = math.fsum(row) / len(row)
    return [x - mean for x in row]


def rescaled(row, epsilon, divisor):
    scale = math.sqrt(math.fsum(x * x for x in row) / divisor + epsilon)
    return [x / scale for x in row] if scale else row


def by_definition(layer, row, order="rc rs phi", unbiased=0):
    """φ(RS(RC(h))) of one row; `order` and `unbiased` make wrong variants."""
    for part in order.split():
        if part == "rc" and layer.recentre:
            row = recentred(row)
        if part == "rs" and layer.rescale:
            row = rescaled(row, float(layer.epsilon), len(row) - unbiased)
        if part == "phi":
            row = [PHI[layer.activation](x) for x in row]
    return row


def rows(n, count=40):
    rng = np.random.default_rng(n)
    return rng.standard_normal((count, n)) * rng.uniform(0.1, 5, (count, 1)) + rng.standard_normal((count, 1))


def fired(layer, h, **options):
    result = h.copy()
    fire(layer, result, **options)
    return result


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("n", [2, 3, 5, 50])
def test_rows_are_recentred_then_rescaled_then_bent(name, n):
    layer, h = Layer.parse(name), rows(n)
    wanted = np.array([by_definition(layer, row) for row in h.tolist()])
    np.testing.assert_allclose(fired(layer, h), wanted, rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("rc+rs+relu", {"order": "rs rc phi"}),
        ("rc+relu", {"order": "phi rc"}),
        ("rs+relu", {"order": "phi rs"}),
        ("rc+rs+identity", {"unbiased": 1}),
        ("rs(eps=1/10)+relu", {"unbiased": 1}),
        ("rc+rs(eps=1/10)+leaky_relu(1/10)", {"order": "rc phi rs"}),
    ],
)
@pytest.mark.parametrize("n", [3, 50])
def test_another_order_and_the_unbiased_variance_would_be_noticed(name, wrong, n):
    layer, h = Layer.parse(name), rows(n)
    other = np.array([by_definition(layer, row, **wrong) for row in h.tolist()])
    assert np.abs(fired(layer, h) - other).max() > 1e-3


def test_epsilon_is_added_to_the_variance_and_not_to_the_deviation():
    h = np.array([[3.0, -4.0]])
    rescale_rows(h, 3.5)
    np.testing.assert_allclose(h, [[3 / 4, -4 / 4]], rtol=1e-15)


@pytest.mark.parametrize("name", NAMES)
def test_rows_of_zeros_and_constant_rows_stay_finite(name):
    layer = Layer.parse(name)
    h = fired(layer, np.array([[0.0, 0.0, 0.0], [2.0, 2.0, 2.0], [1.0, -2.0, 1.0]]))
    assert np.isfinite(h).all()
    assert not h[0].any()
    assert h[1].any() != layer.recentre
    assert h[2].any()


@given(
    values=st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=8),
    epsilon=st.sampled_from([0.0, 1e-5, 0.1]),
)
def test_rescaled_rows_have_the_promised_length(values, epsilon):
    h = np.array([values])
    n, square = len(values), float(np.sum(h**2))
    rescale_rows(h, epsilon)
    wanted = n * square / (square + n * epsilon) if square else 0.0
    assert float(np.sum(h**2)) == pytest.approx(wanted, rel=1e-12)


@given(values=st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=8))
def test_recentred_rows_sum_to_nothing_and_keep_their_differences(values):
    h = np.array([values])
    recentre_rows(h)
    assert abs(h.sum()) <= 1e-12 * (1 + np.abs(values).sum())
    np.testing.assert_allclose(np.diff(h[0]), np.diff(values), atol=1e-12 * 1e3)


def test_rows_that_are_recentred_already_are_not_recentred_again():
    layer, h = Layer.parse("rc+relu"), np.array([[1.0, 2.0, 6.0]])
    np.testing.assert_array_equal(fired(layer, h, recentred=True), h)
    assert fired(layer, h)[0].tolist() == [0.0, 0.0, 3.0]


def test_single_precision_stays_single():
    for name in NAMES:
        h = rows(5).astype(np.float32)
        fire(Layer.parse(name), h)
        assert h.dtype == np.float32
        np.testing.assert_allclose(h, fired(Layer.parse(name), rows(5)), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("name", NAMES)
def test_scale_is_said_to_be_kept_exactly_where_it_is(name):
    layer, h = Layer.parse(name), rows(5)
    assert keeps_scale(layer) == np.array_equal(fired(layer, 4 * h), 4 * fired(layer, h))
