"""What the map of layers that rescale does not take is refused, with what works."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb
from mpmath import mpf

from bnproofs import Layer
from bnproofs.activations import ACTIVATIONS
from bnproofs.errors import InputError
from bnproofs.evolution import NotAGramError, UnsupportedLayerError, mean_field_derivative, mean_field_map

RC_RS_RELU = Layer.parse("rc+rs+relu")


@pytest.mark.parametrize(
    "name", ["rc+rs+relu", "rs+identity", "rs+leaky_relu(1/10)", "rs+sign", "rc+rs+monomial(2)", "rs+erf"]
)
@pytest.mark.parametrize("gram", [np.zeros((3, 3)), [[Fraction(0)] * 3] * 3])
def test_a_batch_at_zero_has_no_direction(name, gram):
    with pytest.raises(NotAGramError, match=r"all points are zero.*ε > 0"):
        mean_field_map(Layer.parse(name), gram)
    assert not np.any(mean_field_map(Layer.parse(name.replace("rs", "rs(eps=1)")), np.zeros((3, 3))))


def test_equal_points_are_zero_after_recentring():
    with pytest.raises(NotAGramError, match="all points are zero"):
        mean_field_map(RC_RS_RELU, np.full((4, 4), 7.0))
    assert mean_field_map(Layer.parse("rs+relu"), np.full((4, 4), 7.0)) == pytest.approx(np.full((4, 4), 0.5))
    with pytest.raises(NotAGramError, match="point 0 is zero"):
        mean_field_derivative(RC_RS_RELU, np.full((4, 4), 7.0), np.eye(4))


def test_numbers_of_other_kinds_are_refused_by_what_works():
    gram = [[mpf(2), mpf(1)], [mpf(1), mpf(2)]]
    with pytest.raises(UnsupportedLayerError, match=r"^rc\+rs\+relu: .*doubles, Fractions or balls"):
        mean_field_map(RC_RS_RELU, gram)
    with pytest.raises(UnsupportedLayerError, match=r"derivative .* takes doubles"):
        mean_field_derivative(RC_RS_RELU, [[Fraction(2), Fraction(0)], [Fraction(0), Fraction(2)]], np.eye(2))


def test_every_activation_is_taken():
    count = 0
    for name, entry in ACTIVATIONS.items():
        layer = Layer(True, True, name, (Fraction(2),) * len(entry.parameters))
        image = mean_field_map(layer, np.eye(3))
        assert np.all(np.isfinite(image))
        for function in (mean_field_map, lambda *a: mean_field_derivative(*a, np.eye(3))):
            assert np.all(np.isfinite(function(layer, np.eye(3))))
        balls = mean_field_map(layer, [[Fraction(int(i == j)) for j in range(3)] for i in range(3)])
        assert max(abs(float(x.mid()) - y) for x, y in zip(balls.flat, image.flat, strict=True)) < 1e-12
        count += 1
    assert count >= 14


def test_what_is_too_large_or_too_fast_is_refused():
    with pytest.raises(InputError, match="too large on the circle of radius √3 to be enclosed: give doubles"):
        mean_field_map(Layer.parse("rs+exponential(1000)"), np.vectorize(Fraction, otypes=[object])(np.eye(3)))
    with pytest.raises(InputError, match=r"Fourier coefficients|does not settle"):
        mean_field_map(Layer.parse("rs+sine(100000)"), np.eye(3))
    with pytest.raises(UnsupportedLayerError, match="doubles, Fractions or balls"):
        mean_field_map(Layer.parse("rs+erf"), [[mpf(2), mpf(1)], [mpf(1), mpf(2)]])
    with pytest.raises(UnsupportedLayerError, match="takes doubles"):
        mean_field_derivative(
            Layer.parse("rs+erf"), [[Fraction(2), Fraction(0)], [Fraction(0), Fraction(2)]], np.eye(2)
        )
    with pytest.raises(ValueError, match="too wide"):
        mean_field_map(Layer.parse("rs(eps=1)+erf"), [[arb(0, 1e-3)] * 2] * 2, validate=False)


@pytest.mark.parametrize("validate", [True, False])
@pytest.mark.parametrize("name", ["rs+relu", "rc+rs+relu"])
def test_a_negative_eigenvalue_is_refused(name, validate):
    gram = np.array([[1.0, -0.9, -0.9], [-0.9, 1.0, -0.9], [-0.9, -0.9, 1.0]])
    if name == "rc+rs+relu":
        gram = np.array([[1.0, 4.0, 4.0], [4.0, 1.0, 4.0], [4.0, 4.0, 1.0]])
    with pytest.raises(NotAGramError, match="not positive semidefinite"):
        mean_field_map(Layer.parse(name), gram, validate=validate)


@pytest.mark.parametrize("direction", [np.eye(2), np.ones(3), np.triu(np.ones((3, 3))), np.full((3, 3), np.nan)])
def test_a_direction_that_is_none_is_refused(direction):
    with pytest.raises(NotAGramError):
        mean_field_derivative(RC_RS_RELU, np.diag([1.0, 2.0, 3.0]), direction)


def test_the_caller_keeps_the_matrix_unchanged():
    gram, e = np.array([[2.0, 1.0], [1.0, 2.0]]), np.eye(2)
    before = gram.copy()
    mean_field_map(RC_RS_RELU, gram)
    mean_field_derivative(RC_RS_RELU, gram, e)
    assert np.array_equal(gram, before)
    assert np.array_equal(e, np.eye(2))
