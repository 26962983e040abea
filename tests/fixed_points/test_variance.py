"""Fixed variances by Newton's method on balls: what is found is enclosed, and what is no fixed point is not."""

from __future__ import annotations

import pytest
from flint import arb

from bnproofs.fixed_points.variance import enclose_variance
from bnproofs.fixed_points.variance_guess import propose_variances
from bnproofs.numbers.precision import working_precision


def test_a_simple_fixed_point_is_enclosed_narrowly():
    with working_precision(300):
        # s ↦ 2/s² + s/2 has the fixed point ∛4
        ball = enclose_variance(lambda s: 2 / (s * s) + s / 2, lambda s: -4 / s**3 + arb(1) / 2, 1.5, 200)
        assert ball is not None
        assert ball.overlaps(arb(4).root(3))
        assert ball.rad() < arb(2) ** -195


@pytest.mark.parametrize(
    ("function", "slope"),
    [
        (lambda s: s + 1, lambda s: arb(1)),
        (lambda s: s + (s - 2) ** 2, lambda s: 1 + 2 * (s - 2)),
        (lambda s: s + (s - 2) ** 2 + arb(10) ** -30, lambda s: 1 + 2 * (s - 2)),
        (lambda s: s / 2, lambda s: arb(1) / 2),
    ],
    ids=["none", "double", "nearly", "zero"],
)
def test_no_ball_where_no_simple_positive_fixed_point_is(function, slope):
    with working_precision(200):
        assert enclose_variance(function, slope, 2.0001, 120) is None


def test_a_wrong_derivative_proves_nothing_false():
    """With a slope that does not enclose the derivative a ball may come out; with the true one it holds the root."""
    with working_precision(200):
        root = arb(2).sqrt()
        ball = enclose_variance(lambda s: s - (s * s - 2) / 5, lambda s: 1 - 2 * s / 5, 1.4, 120)
        assert ball is not None
        assert ball.overlaps(root)
        assert not ball.overlaps(root * arb(101) / 100)


def test_every_crossing_between_octaves_is_proposed():
    found = propose_variances(lambda s: s + (s - 0.01) * (s - 3.0) * (s - 700.0), float, 1.0)
    assert found == pytest.approx([0.01, 3.0, 700.0], rel=1e-5)
    assert propose_variances(lambda s: s / 2, float, 1.0) == []


def test_where_there_is_no_value_no_sign_is_seen():
    def nowhere(s):
        raise ValueError("no value")

    assert propose_variances(nowhere, float, 1.0) == []
