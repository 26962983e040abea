"""Multiples of projectors under linear layers with rescaling, against the full map and its dense Jacobian."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from bnproofs import Layer
from bnproofs.configurations import projector
from bnproofs.evolution import NotAGramError, dense_jacobian, mean_field_derivative, mean_field_map

LAYERS = [Layer.parse("rs+identity"), Layer.parse("rc+rs+identity")]
CASES = [(layer, n, k) for layer in LAYERS for n in range(3, 7) for k in range(1, n + 1 - layer.recentre)]
ROOM = {1: 1e-7}
"""At rank 1 the rounding of a matrix, an eigenvalue of 1e-16, comes out as its root."""

SLOPE_ROOM = {1: 1e-6, 3: 1e-6}
"""And so it does in the derivative at rank 3."""


def frame(layer, n, seed=0):
    """An orthonormal basis, in its columns, whose last vector is that of all ones if the layer recentres."""
    start = np.random.default_rng([n, seed]).standard_normal((n, n))
    if layer.recentre:
        start[:, 0] = 1
    return np.linalg.qr(start)[0][:, ::-1]


def matrix(layer, n, k):
    vectors = frame(layer, n)[:, :k]
    return float(projector.scale(n, k)) * half_sum(vectors @ vectors.T)


def half_sum(x):
    return (x + x.T) / 2


def symmetric(u, v):
    return np.outer(u, v) + np.outer(v, u)


def test_multiples_of_projectors_are_fixed_and_others_are_not():
    count = 0
    for layer, n, k in CASES:
        gram = matrix(layer, n, k)
        for factor in (1.0, 1 / 3, 1e5):
            assert np.max(np.abs(mean_field_map(layer, factor * gram) - gram)) < ROOM.get(k, 1e-12) * n
        vectors = frame(layer, n)[:, :k]
        if k > 1:
            other = gram + 0.2 * np.outer(vectors[:, 0], vectors[:, 0])
            other *= n / np.trace(other)
            assert np.max(np.abs(mean_field_map(layer, other) - other)) > 1e-3
        count += 1
    assert count == 32


def test_the_spectrum_is_that_of_the_dense_jacobian():
    """With the scale mode, of eigenvalue 0, and what recentring annihilates."""
    count = 0
    for layer, n, k in CASES:
        full = n - layer.recentre
        if n == 6 or (k < full and k < 3):
            continue
        listed = [float(value) for _, m, value in projector.spectrum(full, k) for _ in range(m)]
        wanted = sorted([*listed, *[0.0] * (n * (n + 1) // 2 - len(listed))])
        found = np.linalg.eigvals(dense_jacobian(layer, matrix(layer, n, k)))
        room = SLOPE_ROOM.get(k, 1e-7)
        assert np.max(np.abs(found.imag)) < room
        assert np.allclose(sorted(found.real), wanted, atol=room)
        assert not np.allclose(sorted(found.real), [1.01 * x for x in wanted], atol=1e-3)
        count += 1
    assert count == 10


@pytest.mark.parametrize(("layer", "n", "k"), CASES, ids=str)
def test_each_direction_has_its_eigenvalue(layer, n, k):
    full, gram, basis = n - layer.recentre, matrix(layer, n, k), frame(layer, n)
    inside, beside, room = basis[:, :k], basis[:, k:full], SLOPE_ROOM.get(k, 1e-11)
    cases = [(symmetric(inside[:, 0], inside[:, -1]), k / (k + 2))] if k > 1 else []
    if k < full:
        cases.append((symmetric(inside[:, 0], beside[:, 0]), 1.0))
    for direction, value in cases:
        assert np.max(np.abs(mean_field_derivative(layer, gram, direction) - value * direction)) < room
    if k < full and k >= 3:
        opened = symmetric(beside[:, 0], beside[:, 0])
        image = mean_field_derivative(layer, gram, opened)
        along = beside[:, 0] @ image @ beside[:, 0]
        assert abs(along - 2 * projector.raising_eigenvalue(k)) < room
    elif k < full:
        with pytest.raises(NotAGramError, match=f"rank {k}"):
            mean_field_derivative(layer, gram, symmetric(beside[:, 0], beside[:, 0]))
        assert k in projector.OPENING_LAWS


@pytest.mark.parametrize("dimension", [2, 3, 4, 10, 10**9])
def test_components_of_multiplicity_zero_are_left_out_and_the_rest_adds_up(dimension):
    for k in {k for k in (3, dimension // 2, dimension - 1) if 3 <= k < dimension} | {dimension}:
        rows = projector.spectrum(dimension, k)
        assert all(m > 0 for _, m, _ in rows)
        assert sum(m for _, m, _ in rows) == dimension * (dimension + 1) // 2 - 1
        assert all(isinstance(value, Fraction) for _, _, value in rows)
        assert (max(value for _, _, value in rows) > 1) == (k < dimension)


def test_the_gain_and_the_rate_add_up_to_one():
    assert all(projector.gain(k) + projector.traceless_eigenvalue(k) == 1 for k in (2, 3, 10, 10**9))
