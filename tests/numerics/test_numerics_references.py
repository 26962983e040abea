"""Distances from configurations, against all places of the odd point tried one by one."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerics.references import Reference, distances

ODD = Reference("odd-point", 1.0, 0.9, 0.2, 30.0, 0.5, attracts=True)
UNIFORM = Reference("uniform", 1.0, 0.3, 0.3, 1.0, 0.3, attracts=True)
NEGATIVE = Reference("negative", 2.0, 1.5, -0.7, 0.5, 0.3)
SMALL_ODD = Reference("small", 1.0, 0.1, 0.05, 0.01, 0.3, attracts=False)
ALL = [ODD, UNIFORM, NEGATIVE, SMALL_ODD]


def placed(reference, n, odd):
    """The Gram matrix entry by entry."""
    full = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            if i == j:
                full[i, j] = reference.odd_norm if i == odd else reference.cluster_norm
            else:
                full[i, j] = reference.cross_product if odd in (i, j) else reference.cluster_product
    return full


def brute(gram, reference):
    """The least distance over all n places of the odd point."""
    n, unit = len(gram), gram / np.sqrt((gram**2).sum())
    found = []
    for odd in range(n):
        other = placed(reference, n, odd)
        found.append(np.sqrt(((unit - other / np.sqrt((other**2).sum())) ** 2).sum()))
    return min(found)


def grams(n, count, seed):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((count, n, n)) + rng.uniform(-2, 2, (count, n, 1))
    return np.swapaxes(x, 1, 2) @ x * 10.0 ** rng.uniform(-3, 3, (count, 1, 1))


@pytest.mark.parametrize("reference", ALL, ids=lambda reference: reference.name)
@pytest.mark.parametrize("n", [2, 3, 4, 7, 12])
def test_the_distance_is_the_least_over_all_places(reference, n):
    stack = np.concatenate([grams(n, 20, n), [placed(reference, n, at) + 0.05 * np.eye(n) for at in range(n)]])
    wanted = [brute(gram, reference) for gram in stack]
    np.testing.assert_allclose(distances(stack, reference), wanted, rtol=1e-12, atol=1e-13)


def test_a_fixed_place_would_be_noticed():
    stack = grams(5, 20, 0)
    fixed = [np.linalg.norm(gram / np.linalg.norm(gram) - ODD.gram(5, 0)) for gram in stack]
    assert np.max(fixed - distances(stack, ODD)) > 0.1


@pytest.mark.parametrize("reference", ALL, ids=lambda reference: reference.name)
@pytest.mark.parametrize("scale", [1.0, 1e-100, 1e100])
def test_the_configuration_itself_is_at_no_distance_whichever_point_is_odd(reference, scale):
    stack = scale * np.array([placed(reference, 6, odd) for odd in range(6)])
    assert distances(stack, reference).max() < 1e-15
    for other in ALL:
        if other != reference:
            assert distances(stack, other).min() > 0.05


@given(
    n=st.integers(2, 7),
    seed=st.integers(0, 10**6),
    exponent=st.integers(-100, 100),
    reference=st.sampled_from(ALL),
)
def test_neither_the_order_of_the_points_nor_the_scale_changes_the_distance(n, seed, exponent, reference):
    gram = grams(n, 1, seed)
    order = np.random.default_rng(seed).permutation(n)
    wanted = distances(gram, reference)
    np.testing.assert_allclose(distances(gram[:, order][:, :, order], reference), wanted, rtol=1e-12)
    np.testing.assert_array_equal(distances(np.ldexp(gram, 2 * exponent), reference), wanted)


def test_a_zero_matrix_is_at_no_known_distance_and_does_not_disturb_the_others():
    stack = np.stack([np.zeros((3, 3)), np.eye(3)])
    found = distances(stack, ODD)
    assert np.isnan(found[0])
    assert found[1] == pytest.approx(brute(np.eye(3), ODD), rel=1e-14)


@pytest.mark.parametrize("reference", ALL, ids=lambda reference: reference.name)
def test_the_matrix_of_a_reference_has_its_entries(reference):
    for odd in (0, 2, 4, -1):
        full = reference.gram(5, odd)
        assert np.linalg.norm(full) == pytest.approx(1, rel=1e-15)
        wanted = placed(reference, 5, odd % 5)
        np.testing.assert_allclose(full / full[1, 1], wanted / wanted[1, 1], rtol=1e-14)


@pytest.mark.parametrize("reference", ALL, ids=lambda reference: reference.name)
def test_cosines_and_ratio_are_those_of_the_matrix(reference):
    full = placed(reference, 4, 3)
    assert reference.cos_cluster == pytest.approx(full[0, 1] / full[0, 0], rel=1e-15)
    assert reference.cos_odd == pytest.approx(full[0, 3] / np.sqrt(full[0, 0] * full[3, 3]), rel=1e-15)
    assert reference.norm_ratio == pytest.approx(np.sqrt(full[3, 3] / full[0, 0]), rel=1e-15)


@pytest.mark.parametrize("reference", ALL, ids=lambda reference: reference.name)
def test_data_and_back_also_through_json(reference):
    assert Reference.from_data(reference.as_data()) == reference
    assert Reference.from_data(json.loads(json.dumps(reference.as_data()))) == reference
    for broken in ({}, {**reference.as_data(), "more": 1}):
        with pytest.raises(TypeError):
            Reference.from_data(broken)
