"""The least eigenvalue after one layer: the bound against eigenvalues of the map, its size, and where it is zero."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.activations import AbsoluteValue
from bnproofs.configurations import rank_growth
from bnproofs.evolution import mean_field_map

NAMES = {"relu": 0.0, "abs": -1.0, "leaky_relu(1/10)": 0.1, "leaky_relu(-3)": -3.0}


def least(name, points):
    """The least eigenvalue after a layer of the Gram matrix of the rows."""
    gram = points @ points.T
    return np.linalg.eigvalsh(mean_field_map(Layer.parse(name), (gram + gram.T) / 2))[0]


def share(name):
    return (1 - NAMES[name]) ** 2 / 4


def test_the_kernel_is_its_power_series_and_that_of_the_activation():
    for t in (0.0, 0.3, -0.8, 0.95):
        b, total = 2 / np.pi, 0.0
        for j in range(600):
            assert b > 0
            total += b * t ** (2 * j)
            b = rank_growth.next_coefficient(j, b)
        assert total == pytest.approx(rank_growth.kernel(t), rel=1e-13)
        assert AbsoluteValue().dual_kernel(1.0, t, 1.0) == pytest.approx(rank_growth.kernel(t), rel=1e-13)
    assert rank_growth.kernel(1.0) == 1.0


@given(seed=st.integers(0, 10**6), n=st.integers(2, 12), dimension=st.integers(2, 8))
def test_no_eigenvalue_is_below_the_bound(seed, n, dimension):
    rng = np.random.default_rng(seed)
    points = rng.standard_normal((n, dimension)) * rng.uniform(0.5, 2, (n, 1))
    norms = np.linalg.norm(points, axis=1)
    cosines = np.abs(points @ points.T / np.outer(norms, norms))
    t = Fraction(float(np.max(cosines[~np.eye(n, dtype=bool)]))) + Fraction(1, 10**9)
    assume(t < Fraction(999, 1000))
    bound = rank_growth.bound(n, t, 1.0)
    assert bound > 0
    for name in NAMES:
        assert least(name, points) >= share(name) * bound * norms.min() ** 2 - 1e-13


@pytest.mark.parametrize("t", [Fraction(1, 10), Fraction(1, 2), Fraction(99, 100)])
def test_two_points_have_the_bound_itself_and_one_percent_more_is_too_much(t):
    bound = rank_growth.bound(2, t, 1.0)
    c = float(t)
    points = np.array([[1.0, 0.0], [c, np.sqrt(1 - c * c)]])
    assert least("abs", points) == pytest.approx(bound, rel=1e-10)
    assert least("abs", points) < 1.01 * bound


@pytest.mark.parametrize(
    ("n", "t", "factor"), [(3, Fraction(1, 2), 1.5), (4, Fraction(1, 3), 1.5), (12, Fraction(1, 11), 1.1)]
)
def test_a_simplex_has_not_much_more_than_the_bound(n, t, factor):
    """All cosines −1/(n−1): the bound is within the factor of the least eigenvalue under the absolute value."""
    points = np.eye(n) - 1 / n
    points *= np.sqrt(n / (n - 1))
    bound = rank_growth.bound(n, t, 1.0)
    assert t == Fraction(1, n - 1)
    assert bound <= least("abs", points) < factor * bound


def test_the_order_is_the_least_one():
    for n in (2, 3, 10, 10**9):
        for t in (Fraction(1, 10**6), Fraction(1, 2), Fraction(99, 100)):
            j = rank_growth.order(n, t)
            assert (n - 1) * t ** (2 * j) < 1
            assert j == 1 or (n - 1) * t ** (2 * (j - 1)) >= 1
    with pytest.raises(ValueError, match="more than 4096 terms"):
        rank_growth.order(10**9, 1 - Fraction(1, 10**6))


@pytest.mark.parametrize("n", [3, 10, 1000])
def test_the_simple_bound_is_below_the_bound_and_of_its_size(n):
    count = 0
    for t in (Fraction(1, 2), Fraction(9, 10), Fraction(99, 100), Fraction(999, 1000)):
        order = 1
        while 2 * (n - 1) * t ** (2 * order) > 1:
            order += 1
        with mp.workdps(60):
            simple, bound = rank_growth.simple_bound(mpf(order)), rank_growth.bound(n, t, mpf(1))
            angle = mp.acos(mpf(t.numerator) / t.denominator)
            assert simple < bound < 8 * simple
            assert order <= mp.ceil(mp.log(2 * n - 2) / angle**2)
        count += 1
    assert count == 4


def test_where_the_image_is_singular():
    """Points with their opposites: full rank under ReLU as long as they are independent, never under |x|."""
    frame = np.eye(3)
    pairs = np.concatenate([frame, -frame])
    flat = np.array([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]])
    for name in ("relu", "leaky_relu(1/10)", "leaky_relu(-3)"):
        assert least(name, pairs) > 1e-2
        assert least(name, np.concatenate([flat, -flat[:2]])) > 1e-3
        assert abs(least(name, np.concatenate([flat, -flat]))) < 1e-12
        assert abs(least(name, np.array([[1.0, 1.0], [2.0, 2.0], [1.0, 0.0]]))) < 1e-12
    assert abs(least("abs", pairs)) < 1e-12
    assert least("abs", flat) > 1e-3
