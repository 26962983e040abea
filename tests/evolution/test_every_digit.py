"""The mean-field map of doubles to full relative precision in every entry, against sixty digits of the same matrix."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp

from bnproofs import Layer
from bnproofs.evolution import mean_field_map

TOLERANCE = mp.mpf(10) ** -14
SLOPES = {"relu": 0, "identity": 1, "leaky_relu(1/10)": Fraction(1, 10), "leaky_relu(-1/2)": Fraction(-1, 2)}


def worst_entry(layer, gram, reference, scale=Fraction(1)):
    """The largest relative error among the entries, with the count of entries, where zero must be exactly zero.

    An entry whose exact parts cancel (the leaky rectifier near the angle where it vanishes) is measured against them.
    """
    name = layer.removeprefix("rc+")
    recentre, slope = layer.startswith("rc+"), SLOPES[name]
    doubles = np.array([[float(Fraction(x) * scale) for x in row] for row in gram])
    exact = [[Fraction(x) for x in row] for row in doubles.tolist()]
    assert all(
        a == Fraction(b) * scale for ra, rb in zip(exact, gram, strict=True) for a, b in zip(ra, rb, strict=True)
    )
    with mp.workdps(60):
        wanted = reference.mean_field(exact, slope, recentre)
        positive = reference.mean_field(exact, 0, recentre)
        got = mean_field_map(Layer.parse(layer), doubles)
        worst, count = mp.zero, 0
        for i in range(len(gram)):
            for j in range(len(gram)):
                size = abs(wanted[i][j])
                if slope not in (0, 1):
                    size = max(size, positive[i][j])
                difference = abs(mp.mpf(float(got[i, j])) - wanted[i][j])
                assert size or not difference, (i, j, got[i, j])
                worst, count = max(worst, difference / size if size else mp.zero), count + 1
    return worst, count


def fibonacci():
    """Matrices [[a, b], [b, c]] of consecutive Fibonacci numbers with ac − b² = 1: correlations within 1/(2ac) of 1."""
    a, b, c = 1, 1, 2
    while c < 2**44:
        yield a, b, c
        a, b, c = c, b + c, b + 2 * c


@pytest.mark.parametrize("layer", SLOPES)
@pytest.mark.parametrize("sign", [1, -1])
def test_two_nearly_parallel_or_opposite_points_keep_every_digit(layer, sign, reference):
    cases = closest = 0
    for a, b, c in fibonacci():
        assert a * c - b * b == 1
        worst, _ = worst_entry(layer, [[a, sign * b], [sign * b, c]], reference)
        assert worst <= TOLERANCE, (a, b, c)
        cases, closest = cases + 1, max(closest, a * c)
    assert cases > 20
    assert closest > 10**25  # 1 − |ρ| below 1e-25


@pytest.mark.parametrize("layer", ["rc+relu", "rc+leaky_relu(1/10)", "relu"])
@pytest.mark.parametrize("n", [3, 4, 5, 7, 10])
@pytest.mark.parametrize("away", [0, 1, 30])
def test_batches_that_recentre_to_nearly_parallel_and_opposite_points_keep_every_digit(layer, n, away, reference):
    rng, cases, nearest, entries = np.random.default_rng([n, away]), 0, 1.0, 0
    while cases < 3:
        spread = 10 ** int(rng.integers(2, 7))
        line = rng.integers(-spread, spread, 2)
        x = np.array([(-1) ** i * line + rng.integers(-3, 4, 2) for i in range(n)] + away * line, dtype=object)
        gram = x @ x.T
        k = reference.centred(gram.tolist())
        pairs = [(i, j) for i in range(n) for j in range(i) if k[i][i] * k[j][j]]
        squares = [1 - k[i][j] ** 2 / (k[i][i] * k[j][j]) for i, j in pairs]
        if any(0 < square < Fraction(1, 10**16) for square in squares) or max(map(abs, gram.flat)) >= 2**53:
            continue
        worst, count = worst_entry(layer, gram.tolist(), reference)
        assert worst <= TOLERANCE
        nearest = min([nearest, *(float(square) for square in squares if square)])
        cases, entries = cases + 1, entries + count
    assert entries == 3 * n * n
    assert nearest < 1e-3


def test_correlations_within_1e_15_of_both_ends_after_recentring_keep_every_digit(reference):
    """Four points at ±u and ±(u + e): recentred they are parallel and opposite up to |e|²/|u|²."""
    cases = 0
    for size in (10**6, 10**7, 2 * 10**7, 3 * 10**7):
        u, e = np.array([size, size + 1], dtype=object), np.array([1, 0], dtype=object)
        x = np.array([u, -u, u + e, -u - e])
        gram = (x @ x.T).tolist()
        k = reference.centred(gram)
        distance = 1 - abs(k[0][2]) / Fraction(size) ** 2 / 2
        assert abs(distance) < Fraction(1, 10**5)
        sine = (k[0][0] * k[2][2] - k[0][2] ** 2) / (k[0][0] * k[2][2])
        assert 0 < sine < Fraction(2, 10**12)
        for layer in ("rc+relu", "rc+leaky_relu(-1/2)"):
            worst, _ = worst_entry(layer, gram, reference)
            assert worst <= TOLERANCE
            cases += 1
    assert sine < Fraction(2, 10**15)
    assert cases == 8


@pytest.mark.parametrize("layer", ["rc+relu", "relu", "rc+leaky_relu(1/10)", "rc+identity"])
@pytest.mark.parametrize("exponent", [-500, -498, -3, 0, 1, 497, 500])
def test_tiny_and_huge_scales_lose_nothing(layer, exponent, reference):
    x = np.random.default_rng(4).integers(-50, 50, (5, 3)).astype(object)
    worst, count = worst_entry(layer, (x @ x.T).tolist(), reference, Fraction(2) ** exponent)
    assert worst <= TOLERANCE
    assert count == 25


@pytest.mark.parametrize("layer", ["rc+relu", "relu"])
def test_points_of_very_different_norms_keep_every_digit(layer, reference):
    x = np.array([[1, 2], [2**20, -3], [7, 2**25], [-(2**24), 2**24], [0, 1]], dtype=object)
    worst, _ = worst_entry(layer, (x @ x.T).tolist(), reference)
    assert worst <= TOLERANCE


@pytest.mark.parametrize("x", [[10, 10, 10, 10, 9], [1005, 1007, 1008, 1100, 1003], [1000001, 1000003, 1000007]])
@pytest.mark.parametrize("layer", ["rc+relu", "rc+leaky_relu(1/10)", "relu"])
def test_points_on_a_line_far_from_the_origin_are_a_valid_batch_with_exact_zeros(x, layer, reference):
    gram = np.outer(np.array(x, dtype=object), np.array(x, dtype=object)).tolist()
    worst, _ = worst_entry(layer, gram, reference)
    assert worst <= TOLERANCE
