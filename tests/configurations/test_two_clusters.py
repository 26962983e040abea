"""The ideal two-cluster rays, exactly: the map, the spectrum, and finite matrices of weights."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
import sympy
from flint import arb
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.configurations import two_clusters
from bnproofs.evolution import dense_jacobian, mean_field_map
from bnproofs.numbers.precision import working_precision
from bnproofs.symmetry import isotypic_blocks, recentre_blocks

RC_RELU = Layer.parse("rc+relu")
PAIRS = [(n, k) for n in range(3, 9) for k in range(1, n)]


def points_of(n, k):
    """Two places on a line: 0 for n − k points and 1 for k of them."""
    return [Fraction(0)] * (n - k) + [Fraction(1)] * k


def test_one_layer_of_any_batch_at_two_places_gives_the_ray_and_the_next_one_its_growth(reference):
    count = 0
    for n, k in PAIRS:
        x = points_of(n, k)
        gram = [[a * b for b in x] for a in x]
        with mp.workdps(40):
            first = reference.mean_field(gram)
            ideal = two_clusters.ideal_gram(mpf(n), mpf(k))
            scale = first[0][0]
            for i in range(n):
                for j in range(n):
                    a, b = int(i >= n - k), int(j >= n - k)
                    wanted = ideal.diagonal[a] if i == j or a == b else ideal.products[a][b]
                    assert abs(first[i][j] / scale - wanted) < mpf(10) ** -35
                    assert first[i][j] == 0 or a == b  # exactly orthogonal
            exact = [[Fraction(int(i >= n - k) == int(j >= n - k)) for j in range(n)] for i in range(n)]
            ratio = two_clusters.norm_ratio(n, k)
            exact = [[v * (ratio**2 if i >= n - k else 1) for v in row] for i, row in enumerate(exact)]
            second = reference.mean_field(exact)
            growth = two_clusters.growth(n, k)
            assert abs(second[0][0] - mpf(growth.numerator) / growth.denominator) < mpf(10) ** -35
        count += 1
    assert count == 27


def test_any_weights_at_any_width_keep_two_places_two_and_make_them_orthogonal():
    rng, count = np.random.default_rng(0), 0
    for n, k in PAIRS:
        x = np.array(points_of(n, k), dtype=object)[None, :] * rng.integers(-5, 6, (3, 1)) + rng.integers(-5, 6, (3, 1))
        w = rng.integers(-9, 10, (int(rng.integers(1, 6)), 3))
        h = w.astype(object) @ x
        h = h - h.sum(axis=1, keepdims=True) / Fraction(n)
        y = np.maximum(h, 0)
        assert all((y[:, i] == y[:, 0]).all() for i in range(n - k))
        assert all((y[:, i] == y[:, -1]).all() for i in range(n - k, n))
        assert (y[:, 0] * y[:, -1]).sum() == 0
        count += 1
    assert count == 27


def test_the_spectrum_is_that_of_the_isotypic_blocks_and_of_the_dense_jacobian():
    count = 0
    for n, k in PAIRS:
        ideal = two_clusters.ideal_gram(n, k)
        growth = float(two_clusters.growth(n, k))
        listed = [float(value) for _, m, value in two_clusters.spectrum(n, k) for _ in range(m)]
        assert len(listed) == n * (n - 1) // 2 - 1
        ideal = type(ideal)(
            ideal.sizes, tuple(map(float, ideal.diagonal)), tuple(tuple(map(float, r)) for r in ideal.products)
        )
        wanted = sorted([*listed, 1.0, *[0.0] * n])  # the scale mode, and what recentring annihilates
        dense = np.linalg.eigvals(dense_jacobian(RC_RELU, ideal.embed())) / growth
        assert np.max(np.abs(dense.imag)) < 1e-6
        assert np.allclose(sorted(dense.real), wanted, atol=1e-6)
        blocks = isotypic_blocks(RC_RELU, recentre_blocks(ideal))
        values = [
            x for b in blocks for x in np.repeat(np.linalg.eigvals(np.array(b.matrix, float)).real, b.multiplicity)
        ]
        assert np.allclose(sorted(np.array(values) / growth), wanted, atol=1e-7)
        count += 1
    assert count == 27


def test_the_spectrum_is_enclosed_by_the_blocks_in_balls(number):
    """Scalars are compared as they are, larger blocks by trace and by the sum of their second minors."""
    count = 0
    for n, k in PAIRS:
        with working_precision(120):
            ideal = two_clusters.ideal_gram(arb(n), arb(k))
            ideal = type(ideal)((n - k, k), ideal.diagonal, ideal.products)
            growth = two_clusters.growth(arb(n), arb(k))
            blocks = isotypic_blocks(RC_RELU, recentre_blocks(ideal))
        listed = {name: value for name, _, value in two_clusters.spectrum(n, k)}
        groups = {(0,): "(n-k)", (1,): "(k)"}
        for block in blocks:
            scaled = [[x / growth for x in row] for row in block.matrix]
            size = range(len(scaled))
            trace = sum(scaled[i][i] for i in size)
            minors = sum(scaled[i][i] * scaled[j][j] - scaled[i][j] * scaled[j][i] for i in size for j in range(i))
            if block.component == "trivial":
                inside = [listed[f"transverse{g}"] for a, g in groups.items() if ideal.sizes[a[0]] > 1]
                values = [Fraction(1), *inside]
            elif block.component == "standard":
                values = [listed[f"standard{groups[block.groups]}"]]
                values += [listed[f"transverse{groups[block.groups]}"]] if ideal.sizes[block.groups[0]] > 2 else []
            elif block.component == "pairs":
                values = [listed[f"transverse{groups[block.groups]}"]]
            else:
                values = [listed["mixed"]]
            pairs = sum(values[i] * values[j] for i in range(len(values)) for j in range(i))
            for ball, exact in ((trace, sum(values)), (minors, pairs)):
                if not isinstance(ball, int):
                    low, high = number.ends(ball)
                    assert low - Fraction(1, 2**50) <= exact <= high + Fraction(1, 2**50), (n, k, block.component)
                    count += 1
    assert count > 150


@pytest.mark.parametrize(("n", "k"), [(3, 1), (10, 1), (10, 5), (999, 3)])
def test_numbers_of_the_ray_are_exact_and_symmetric_in_the_clusters(n, k):
    assert two_clusters.norm_ratio(n, k) * two_clusters.norm_ratio(n, n - k) == 1
    assert two_clusters.growth(n, k) == two_clusters.growth(n, n - k)
    assert two_clusters.transverse_multiplier(n, k) * two_clusters.growth(n, k) == Fraction(1, 2)
    assert two_clusters.transverse_multiplier(n, k) > 1
    least = min(two_clusters.transverse_multiplier(n, j) for j in range(1, n))
    assert least == two_clusters.transverse_multiplier(n, 1)


def test_components_of_multiplicity_zero_are_left_out_and_the_rest_adds_up():
    count = 0
    for n, k in [*PAIRS, (1000, 1), (1000, 500)]:
        rows = two_clusters.spectrum(n, k)
        assert all(m > 0 for _, m, _ in rows)
        assert sum(m for _, m, _ in rows) == n * (n - 1) // 2 - 1
        count += 1
    assert count == 29


def test_symbols_give_the_same_formulas():
    n, k = sympy.symbols("n k", positive=True)
    for (size, part), name in product([(7, 2), (30, 11)], ["growth", "norm_ratio", "transverse_multiplier"]):
        formula = getattr(two_clusters, name)(n, k).subs({n: size, k: part})
        value = getattr(two_clusters, name)(size, part)
        assert formula == sympy.Rational(value.numerator, value.denominator)
    assert mean_field_map(RC_RELU, [[1.0, 0.0], [0.0, 1.0]])[0, 1] == 0
