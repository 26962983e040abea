"""What the map of layers that rescale does not take is refused, with what works."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest
from mpmath import mpf

from bnproofs import Layer
from bnproofs.activations import ACTIVATIONS
from bnproofs.evolution import NotAGramError, UnsupportedLayerError, mean_field_derivative, mean_field_map

RC_RS_RELU = Layer.parse("rc+rs+relu")


@pytest.mark.parametrize("name", ["rc+rs+relu", "rs+identity", "rs+leaky_relu(1/10)", "rs+sign", "rc+rs+monomial(2)"])
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


def test_an_activation_without_a_degree_is_refused_by_what_works():
    from bnproofs.activations import activation_of

    refused = taken = 0
    for name, entry in ACTIVATIONS.items():
        layer = Layer(True, True, name, (Fraction(2),) * len(entry.parameters))
        if activation_of(layer).degree is not None:
            assert np.all(np.isfinite(mean_field_map(layer, np.eye(3))))
            taken += 1
            continue
        for function in (mean_field_map, lambda *a: mean_field_derivative(*a, np.eye(3))):
            with pytest.raises(UnsupportedLayerError, match=f"^{re.escape(str(layer))}: .*homogeneous .*relu_power"):
                function(layer, np.eye(3))
            refused += 1
    assert taken >= 8
    assert refused >= 10


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
