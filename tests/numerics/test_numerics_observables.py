"""Observables on Gram matrices whose answers are known, and against plain loops."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from numerics.observables import SCALARS, names, observe
from numerics.references import Reference, distances

ODD = Reference("odd-point", 1.0, 0.9, 0.2, 30.0, 0.5, attracts=True)
UNIFORM = Reference("uniform", 1.0, 0.3, 0.3, 1.0, 0.3, attracts=True)
REFERENCES = (ODD, UNIFORM)


def seen(gram, *, log_scale=0.0, before=None):
    """The observables of one matrix, by name."""
    before = None if before is None else np.array([before])
    values = observe(np.array(gram, dtype=float)[None], REFERENCES, np.array([log_scale]), before)
    return dict(zip(names(REFERENCES), values[0].tolist(), strict=True))


def cluster(n, odd, norm, product, odd_norm, cross):
    gram = np.full((n, n), float(product))
    gram[odd, :] = gram[:, odd] = cross
    np.fill_diagonal(gram, norm)
    gram[odd, odd] = odd_norm
    return gram


def grams(n, count, seed, features=None):
    rng = np.random.default_rng([seed, n])
    x = rng.standard_normal((count, features or n + 1, n)) * 10 ** rng.uniform(-1, 1, (count, 1, n))
    return np.swapaxes(x, 1, 2) @ x


@pytest.mark.parametrize("n", [3, 4, 10])
@pytest.mark.parametrize("odd", [0, 1, -1])
def test_a_cluster_and_an_odd_point(n, odd):
    found = seen(cluster(n, odd, 4.0, 3.0, 25.0, -1.0))
    assert found["odd_point"] == odd % n
    assert found["cos_cluster"] == pytest.approx(3 / 4, rel=1e-14)
    assert found["cos_cluster_least"] == pytest.approx(3 / 4, rel=1e-14)
    assert found["cos_odd"] == pytest.approx(-1 / 10, rel=1e-14)
    assert found["cos_odd_largest"] == pytest.approx(1 / 10, rel=1e-14)
    assert found["norm_ratio"] == pytest.approx(5 / 2, rel=1e-14)
    assert found["log_scale"] == pytest.approx(math.log((4 * (n - 1) + 25) / n), rel=1e-14)
    assert found["numerical_rank"] == n
    assert math.isnan(found["log_growth"])


def test_means_and_extremes_within_the_cluster_and_towards_the_odd_point_are_told_apart():
    gram = np.array([[1, 0.9, 0.5, 0.1], [0.9, 1, 0.7, -0.3], [0.5, 0.7, 1, 0.2], [0.1, -0.3, 0.2, 1]])
    found = seen(gram)
    assert found["odd_point"] == 3
    assert found["cos_cluster"] == pytest.approx((0.9 + 0.5 + 0.7) / 3, rel=1e-14)
    assert found["cos_cluster_least"] == pytest.approx(0.5, rel=1e-14)
    assert found["cos_odd"] == pytest.approx(0.0, abs=1e-15)
    assert found["cos_odd_largest"] == pytest.approx(0.3, rel=1e-14)


def test_the_ratio_is_to_the_root_mean_square_of_the_cluster():
    found = seen(np.array([[1.0, 2.0, 0.0], [2.0, 7.0, 0.0], [0.0, 0.0, 9.0]]))
    assert found["odd_point"] == 2
    assert found["norm_ratio"] == pytest.approx(3 / 2, rel=1e-14)


def test_the_identity_and_other_uniform_matrices():
    for n in (3, 8):
        found = seen(2 * np.eye(n))
        assert (found["odd_point"], found["cos_cluster"], found["cos_odd"], found["norm_ratio"]) == (0, 0, 0, 1)
        assert found["numerical_rank"] == n
        assert found["effective_rank"] == pytest.approx(n, rel=1e-14)
        assert found["log_scale"] == pytest.approx(math.log(2), rel=1e-14)
        found = seen(cluster(n, 0, 1.0, 0.3, 1.0, 0.3))
        assert found["cos_cluster"] == pytest.approx(0.3, rel=1e-14)
        assert found["cos_odd"] == pytest.approx(0.3, rel=1e-14)
        assert found["distance_uniform"] < 1e-15


def test_nothing_at_all():
    found = seen(np.zeros((4, 4)))
    assert found["log_scale"] == -math.inf
    assert (found["numerical_rank"], found["effective_rank"]) == (0, 0)
    for name in ("norm_ratio", "distance_odd-point", "distance_uniform"):
        assert math.isnan(found[name]), name


def test_a_point_at_zero_is_orthogonal_to_all_others():
    found = seen(np.pad(cluster(3, 0, 1.0, 0.8, 1.0, 0.8), ((0, 1), (0, 1))))
    assert found["odd_point"] == 3
    assert (found["cos_odd"], found["cos_odd_largest"], found["norm_ratio"]) == (0, 0, 0)
    assert found["cos_cluster"] == pytest.approx(0.8, rel=1e-14)
    assert found["numerical_rank"] == 3


def test_a_cluster_at_zero_has_an_infinite_ratio():
    gram = np.zeros((3, 3))
    gram[1, 1] = 4.0
    found = seen(gram)
    assert (found["numerical_rank"], found["cos_odd"]) == (1, 0)
    assert found["log_scale"] == pytest.approx(math.log(4 / 3))


def test_two_points_have_no_cosine_within_the_cluster():
    found = seen([[1.0, 1.0], [1.0, 4.0]])
    assert math.isnan(found["cos_cluster"])
    assert math.isnan(found["cos_cluster_least"])
    assert found["cos_odd"] == pytest.approx(1 / 2, rel=1e-14)
    assert found["odd_point"] == 0
    assert found["norm_ratio"] == pytest.approx(1 / 2, rel=1e-14)


def by_loops(gram):
    """Every scalar observable, written out."""
    n = len(gram)
    norm = [math.sqrt(gram[i][i]) for i in range(n)]
    cosine = [[gram[i][j] / (norm[i] * norm[j]) for j in range(n)] for i in range(n)]
    means = [math.fsum(cosine[i][j] for j in range(n) if j != i) / (n - 1) for i in range(n)]
    odd = means.index(min(means))
    rest = [i for i in range(n) if i != odd]
    inner = [cosine[i][j] for i in rest for j in rest if i < j]
    values = np.linalg.svd(gram, compute_uv=False)
    shares = [value / sum(values) for value in values if value > 0]
    return {
        "log_scale": math.log(math.fsum(x * x for x in norm) / n),
        "odd_point": odd,
        "cos_cluster": math.fsum(inner) / len(inner),
        "cos_cluster_least": min(inner),
        "cos_odd": means[odd],
        "cos_odd_largest": max(abs(cosine[odd][j]) for j in rest),
        "norm_ratio": norm[odd] / math.sqrt(math.fsum(gram[i][i] for i in rest) / len(rest)),
        "numerical_rank": sum(value > n * 2.0**-52 * values[0] for value in values),
        "effective_rank": math.exp(-math.fsum(x * math.log(x) for x in shares)),
    }


@pytest.mark.parametrize("n", [3, 4, 9, 30])
def test_random_matrices_by_plain_loops(n):
    for gram in grams(n, 10, 1):
        found, wanted = seen(gram), by_loops(gram.tolist())
        assert set(wanted) == set(SCALARS) - {"log_growth"}
        for name, value in wanted.items():
            assert found[name] == pytest.approx(value, rel=1e-9, abs=1e-12), name
        for reference in REFERENCES:
            assert found[f"distance_{reference.name}"] == distances(gram[None], reference)[0]


@given(n=st.integers(3, 8), seed=st.integers(0, 10**6))
def test_the_order_of_the_points_only_renames_the_odd_one(n, seed):
    gram = grams(n, 1, seed)[0]
    order = np.random.default_rng(seed).permutation(n)
    found, moved = seen(gram), seen(gram[np.ix_(order, order)])
    assert order[int(moved.pop("odd_point"))] == found.pop("odd_point")
    for name, value in found.items():
        assert moved[name] == pytest.approx(value, rel=1e-9, abs=1e-12, nan_ok=True), name


@given(n=st.integers(2, 8), seed=st.integers(0, 10**6), exponent=st.integers(-200, 200))
def test_the_scale_moves_only_the_log_scale(n, seed, exponent):
    gram = grams(n, 1, seed)[0]
    found, scaled = seen(gram), seen(np.ldexp(gram, 2 * exponent))
    assert scaled.pop("log_scale") == pytest.approx(
        found.pop("log_scale") + exponent * math.log(4), rel=1e-12, abs=1e-9
    )
    for name, value in found.items():
        assert scaled[name] == pytest.approx(value, rel=1e-10, abs=1e-12, nan_ok=True), name


def test_growth_is_the_difference_of_log_scales_and_what_was_taken_out_counts():
    found = seen(np.eye(3), log_scale=5.0, before=4.5)
    assert found["log_scale"] == 5.0
    assert found["log_growth"] == 0.5


@pytest.mark.parametrize("rank", [1, 2, 5, 8])
def test_ranks_of_deficient_matrices_and_of_projectors(rank):
    rng = np.random.default_rng(rank)
    basis = np.linalg.qr(rng.standard_normal((8, 8)))[0][:, :rank]
    found = seen(basis @ basis.T)
    assert found["numerical_rank"] == rank
    assert found["effective_rank"] == pytest.approx(rank, rel=1e-9)
    found = seen(grams(8, 1, 3, features=rank)[0])
    assert found["numerical_rank"] == rank
    assert 1 <= found["effective_rank"] <= rank + 1e-9


def test_the_effective_rank_is_the_exponential_of_the_entropy():
    wanted = 2.0**1.5  # of the shares 1/2, 1/4, 1/4
    assert seen(np.diag([2.0, 1.0, 1.0]))["effective_rank"] == pytest.approx(wanted, rel=1e-14)


@pytest.mark.parametrize("n", [2, 3, 20])
def test_many_matrices_at_once_give_the_same_bits(n):
    stack = np.concatenate([grams(n, 6, 2), np.zeros((1, n, n)), np.eye(n)[None]])
    logs, before = np.linspace(-3, 3, len(stack)), np.linspace(1, 2, len(stack))
    wanted = observe(stack, REFERENCES, logs, before)
    assert wanted.shape == (len(stack), len(names(REFERENCES)))
    for at in range(len(stack)):
        one = observe(stack[at : at + 1], REFERENCES, logs[at : at + 1], before[at : at + 1])
        np.testing.assert_array_equal(one[0], wanted[at])


def test_the_matrices_are_left_alone():
    stack = grams(5, 3, 4)
    before = stack.copy()
    observe(stack, REFERENCES, np.zeros(3), None)
    np.testing.assert_array_equal(stack, before)


def test_names_are_those_of_the_columns():
    assert names(()) == tuple(SCALARS)
    assert names(REFERENCES) == (*SCALARS, "distance_odd-point", "distance_uniform")
    assert observe(np.eye(3)[None], (), np.zeros(1), None).shape == (1, len(SCALARS))
