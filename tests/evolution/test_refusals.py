"""What is no Gram matrix is refused, with the entry or the eigenvalue that shows it."""

from __future__ import annotations

import re

import numpy as np
import pytest
import sympy
from flint import arb
from mpmath import mpf

from bnproofs import Layer
from bnproofs.evolution import (
    NotAGramError,
    as_gram,
    mean_field_derivative,
    mean_field_map,
    require_positive_semidefinite,
)

RELU, RC_RELU = Layer.parse("relu"), Layer.parse("rc+relu")
INDEFINITE = [[1.0, 0.0, 0.0], [0.0, 2.0, 3.0], [0.0, 3.0, 2.0]]  # eigenvalues −1, 1, 5
NO_SINGLE_PAIR = [[1.0, -0.9, -0.9], [-0.9, 1.0, -0.9], [-0.9, -0.9, 1.0]]  # every pair is fine, together −0.8


@pytest.mark.parametrize("rows", [INDEFINITE, NO_SINGLE_PAIR], ids=["pair", "triple"])
@pytest.mark.parametrize("layer", [RELU, RC_RELU], ids=str)
@pytest.mark.parametrize("make", [float, mpf, arb])
def test_a_negative_eigenvalue_is_named(rows, layer, make):
    gram = np.array([[make(x) for x in row] for row in rows], dtype=float if make is float else object)
    least = np.linalg.eigvalsh(np.array(rows))[0]
    for function in (lambda: mean_field_map(layer, gram), lambda: mean_field_derivative(layer, gram, np.eye(3))):
        with pytest.raises(NotAGramError, match="not positive semidefinite: the eigenvalue") as refusal:
            function()
        (named,) = re.findall(r"eigenvalue (-[0-9.e+-]+) is", str(refusal.value))
        assert float(named) == pytest.approx(least, rel=1e-5)


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        ([[1.0, np.nan], [np.nan, 1.0]], r"entry \(0, 1\) is not finite"),
        ([[np.inf, 0.0], [0.0, 1.0]], r"entry \(0, 0\) is not finite"),
        ([[1.0, -np.inf], [-np.inf, 1.0]], r"entry \(0, 1\) is not finite"),
        ([[1.0, 0.5], [0.25, 1.0]], r"entry \(0, 1\) differs from its transpose: symmetrise"),
        ([[1.0, 0.5, 0.0], [0.5, 1.0, 0.0]], r"n×n, not of shape \(2, 3\)"),
        ([[1.0, 0.5], [0.5]], "rows of the matrix differ in length"),
        ([1.0, 2.0], r"n×n, not of shape \(2,\)"),
        (3.0, r"n×n, not of shape \(\)"),
        ([], r"n×n, not of shape \(0,\)"),
        (np.zeros((0, 0)), "n×n, not of shape"),
        (np.zeros((2, 2, 2)), r"n×n, not of shape \(2, 2, 2\)"),
        ([[-1.0, 0.0], [0.0, 1.0]], r"diagonal entry 0 is -1.0, a negative squared norm"),
        ([[mpf(1), mpf(0)], [mpf(0), mpf(-2)]], "diagonal entry 1 is -2.0"),
        ([[arb(1), arb(0)], [arb(0), arb(-2)]], "diagonal entry 1 is -2"),
    ],
)
@pytest.mark.parametrize("layer", [RELU, RC_RELU], ids=str)
def test_a_matrix_that_is_none_is_refused_by_name(matrix, message, layer):
    for validate in (True, False):
        with pytest.raises(NotAGramError, match=message):
            mean_field_map(layer, matrix, validate=validate)


@pytest.mark.parametrize("make", [mpf, arb])
@pytest.mark.parametrize("value", ["nan", "inf"])
@pytest.mark.parametrize("layer", [RELU, RC_RELU], ids=str)
def test_entries_of_other_kinds_that_are_not_finite_are_refused_too(make, value, layer):
    gram = [[make(1), make(value)], [make(value), make(1)]]
    with pytest.raises(NotAGramError):
        mean_field_map(layer, gram)


def test_a_correlation_beyond_one_is_found_without_the_eigenvalues_and_names_the_points():
    gram = np.eye(4) * 4
    gram[1, 3] = gram[3, 1] = -4.5
    for matrix in (gram, np.array([[mpf(x) for x in row] for row in gram.tolist()], dtype=object)):
        with pytest.raises(NotAGramError, match="points 1 and 3") as refusal:
            mean_field_map(RELU, matrix, validate=False)
        (named,) = re.findall(r"eigenvalue (-[0-9.e+-]+),", str(refusal.value))
        assert float(named) == pytest.approx(-0.5)


def test_a_negative_norm_after_recentring_is_found_without_the_eigenvalues():
    gram = np.array([[1.0, 4.0, 4.0], [4.0, 1.0, 4.0], [4.0, 4.0, 1.0]])  # centred: −3 (I − J/3)
    with pytest.raises(NotAGramError, match="point 0 has squared norm -2 after recentring"):
        mean_field_map(RC_RELU, gram, validate=False)


def test_singular_matrices_and_symbols_pass():
    require_positive_semidefinite(np.ones((3, 3)))
    require_positive_semidefinite(np.zeros((2, 2)))
    require_positive_semidefinite(np.array([[sympy.Symbol("a")]], dtype=object))
    assert as_gram([[1, 0], [0, 2]]).dtype == float


def test_the_caller_keeps_the_matrix_unchanged():
    gram = np.array([[2.0, 1.0], [1.0, 2.0]])
    before = gram.copy()
    mean_field_map(RC_RELU, gram)
    mean_field_derivative(RC_RELU, gram, np.eye(2))
    as_gram(gram)[0, 0] = 7.0
    assert np.array_equal(gram, before)


@pytest.mark.parametrize(
    "rows",
    [
        [[1.0, 0.0, 0.0], [0.0, 1e-20, 2e-20], [0.0, 2e-20, 1e-20]],
        [[0.0, 1e-10], [1e-10, 1.0]],
        [[0.0, 1e-300], [1e-300, 1.0]],
    ],
    ids=["small pair", "zero point", "zero point, tiny product"],
)
def test_a_violation_is_seen_next_to_much_larger_points(rows):
    """A correlation of 2, or a product with a point at zero, is no rounding, however small the points are."""
    with pytest.raises(NotAGramError, match="eigenvalue"):
        mean_field_map(RELU, np.array(rows))


def test_a_point_at_the_mean_with_a_product_is_refused():
    gram = np.array([[2.0, -1.0, 0.0], [-1.0, 2.0, 0.0], [0.0, 0.0, 2.0]])
    mean_field_map(RC_RELU, gram)
    centred = np.array([[0.0, 0.5, -0.5], [0.5, 1.0, -1.5], [-0.5, -1.5, 2.0]])
    with pytest.raises(NotAGramError, match="point 0 is zero"):
        mean_field_map(RC_RELU, centred, validate=False)
