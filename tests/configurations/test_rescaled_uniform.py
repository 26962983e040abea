"""The uniform point of recentring + rescaling: the full map in balls, the dense Jacobian, and all kinds of numbers."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import arb
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.configurations import rescaled_uniform, uniform
from bnproofs.evolution import dense_jacobian, mean_field_map
from bnproofs.numbers.precision import working_precision

SLOPES = {
    "relu": (1, 0),
    "leaky_relu(1/10)": (1, Fraction(1, 10)),
    "leaky_relu(3)": (1, 3),
    "leaky_relu(1)": (1, 1),
    "leaky_relu(-1/3)": (1, Fraction(-1, 3)),
    "abs": (1, -1),
}
CASES = [(name, n) for name in SLOPES for n in (3, 4, 5, 7)]


def gram_of(n, b, a):
    diagonal, product = rescaled_uniform.diagonal(b, a), rescaled_uniform.product(n, b, a)
    return np.array([[diagonal if i == j else product for j in range(n)] for i in range(n)])


@pytest.mark.parametrize(("name", "n"), [(name, n) for name in SLOPES for n in (3, 5)])
def test_the_full_map_in_balls_keeps_the_gram_matrix_and_nothing_one_percent_off(name, n):
    with working_precision(90):
        b, a = (arb(x) if isinstance(x, int) else arb(x.numerator) / x.denominator for x in SLOPES[name])
        gram = gram_of(n, b, a)
        image = mean_field_map(Layer.parse(f"rc+rs+{name}"), gram)
        diagonal, product = image[0, 0], image[0, 1]
        assert all(x.overlaps(y) for x, y in zip(image.flat, gram.flat, strict=True))
        assert max(diagonal.rad(), product.rad()) < arb(2) ** -70
        assert not product.overlaps(gram[0, 1] * arb(1.01))
        assert not diagonal.overlaps(gram[0, 0] * arb(1.01))


@pytest.mark.parametrize(("name", "n"), CASES)
def test_the_spectrum_is_that_of_the_dense_jacobian(name, n):
    b, a = map(float, SLOPES[name])
    dense = np.linalg.eigvals(dense_jacobian(Layer.parse(f"rc+rs+{name}"), gram_of(n, b, a)))
    rows = rescaled_uniform.spectrum(n, b, a)
    listed = [value for _, count, value in rows for _ in range(count)]
    assert len(listed) == n * (n - 1) // 2 - 1
    wanted = np.sort([*listed, *[0.0] * (n + 1)])  # the scale mode, and what recentring annihilates
    assert np.max(np.abs(dense.imag)) < 1e-7
    assert np.allclose(np.sort(dense.real), wanted, rtol=0, atol=1e-13 * n * max(b, a) ** 2)
    for i, (_, _, value) in enumerate(rows):
        others = [x for j, (_, count, x) in enumerate(rows) for _ in range(count) if j != i]
        wrong = np.sort([*others, *[1.01 * value] * rows[i][1], *[0.0] * (n + 1)])
        assert not np.allclose(np.sort(dense.real), wrong, rtol=0, atol=1e-4)


@pytest.mark.parametrize("n", [3, 4, 10, 1000])
def test_without_slope_on_the_left_they_are_the_formulas_of_the_literature(n):
    """λ_(n−2,2) = (n/(n+1)) κ₀/(1−κ₁); λ_std = (n/(n+1)) [(1−2/n)(1−√(1−ρ²)/π) + 2κ₀/n]/(1−κ₁)."""
    with mp.workdps(40):
        rho = mpf(-1) / (n - 1)
        zeroth = (mp.pi - mp.acos(rho)) / mp.pi
        first = (mp.sqrt(1 - rho**2) + (mp.pi - mp.acos(rho)) * rho) / mp.pi
        pair = n * zeroth / (n + 1) / (1 - first)
        middle = (1 - mpf(2) / n) * (1 - mp.sqrt(1 - rho**2) / mp.pi) + 2 * zeroth / n
        assert abs(rescaled_uniform.product(mpf(n), 1, 0) - first / 2) < mpf(10) ** -38
        assert abs(rescaled_uniform.pair_eigenvalue(mpf(n), 1, 0) - pair) < mpf(10) ** -38
        assert abs(rescaled_uniform.standard_eigenvalue(mpf(n), 1, 0) - middle * n / (n + 1) / (1 - first)) < 1e-36


@pytest.mark.parametrize("n", [3, 4, 50, 10**6])
def test_rescaling_multiplies_the_eigenvalues_of_the_layer_without_it(n):
    with mp.workdps(30):
        shrink = (mpf(n) - 1) / (n + 1)
        for name in ("standard_eigenvalue", "pair_eigenvalue"):
            plain = getattr(uniform, name)(mpf(n))
            assert abs(getattr(rescaled_uniform, name)(mpf(n), 1, 0) - shrink * plain) < mpf(10) ** -25


def test_large_batches_come_close_to_the_expansion():
    with mp.workdps(30):
        coefficient = (5 * mp.pi - 6) / (2 * (mp.pi - 1))
        for n in (10**4, 10**6):
            gap = n * (1 - rescaled_uniform.standard_eigenvalue(mpf(n), 1, 0))
            assert 0 < abs(gap - coefficient) < mpf(5) / n
            assert abs(gap - coefficient * mpf("1.01")) > mpf("0.02")
        assert abs(rescaled_uniform.pair_eigenvalue(mpf(10) ** 9, 1, 0) - mp.pi / (2 * (mp.pi - 1))) < 1e-8


@pytest.mark.parametrize("name", list(SLOPES))
def test_every_kind_of_number_gives_the_same(name, number):
    n, (b, a) = sympy.Symbol("n", positive=True), SLOPES[name]
    right, left = sympy.Integer(1), sympy.Rational(Fraction(a).numerator, Fraction(a).denominator)
    count = 0
    for function in (
        rescaled_uniform.product,
        rescaled_uniform.square_distance,
        rescaled_uniform.standard_eigenvalue,
        rescaled_uniform.pair_eigenvalue,
    ):
        for size in (3, 8, 10**6):
            with mp.workdps(40):
                exact = function(mpf(size), b, a)
                formula = mpf(sympy.N(function(n, right, left).subs(n, size), 40))
            assert abs(formula - exact) <= mpf(10) ** -28 * (1 + abs(exact))
            assert abs(function(float(size), float(b), float(a)) - exact) < 1e-15 * (5 + 5 * abs(exact))
            with working_precision(120):
                ball = function(arb(size), arb(b), arb(left.p) / left.q)
            low, high = number.ends(ball)
            assert low - Fraction(1, 10**28) <= Fraction(str(mp.nstr(exact, 39))) <= high + Fraction(1, 10**28)
            assert high - low < Fraction(1, 10**28) * (1 + abs(high))
            count += 1
    assert count == 12
