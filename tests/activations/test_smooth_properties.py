"""Properties that the kernels of smooth activations have because they are expectations, and digits of doubles."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import sqrt

import numpy as np
import pytest
import sympy
from flint import arb
from hypothesis import assume, given
from hypothesis import strategies as st
from mpmath import mp

from bnproofs import Layer
from bnproofs.activations import GELU, Cosine, Erf, Exponential, Sine
from bnproofs.evolution import mean_field_derivative, mean_field_map
from bnproofs.numbers.double_double import DoubleDouble
from bnproofs.numbers.jets import Jet
from bnproofs.numbers.precision import working_precision

SMOOTH = [Erf(), GELU(), Sine(Fraction(1)), Sine(Fraction(5, 2)), Cosine(Fraction(2, 3)), Exponential(Fraction(1, 4))]
VECTORS = st.lists(st.lists(st.integers(-9, 9), min_size=3, max_size=3), min_size=3, max_size=3)
SCALES = st.integers(-20, 8)
EACH = pytest.mark.parametrize("activation", SMOOTH, ids=repr)


def gram_of(vectors, scale):
    """The moments of three vectors of integers, times a power of two, as exact mpf."""
    return [
        [mp.mpf(sum(a * b for a, b in zip(x, y, strict=True))) * mp.mpf(2) ** scale for y in vectors] for x in vectors
    ]


def kernel_matrix(activation, gram):
    n = range(len(gram))
    return [
        [
            activation.second_moment(gram[i][i])
            if i == j
            else activation.dual_kernel(gram[i][i], gram[i][j], gram[j][j])
            for j in n
        ]
        for i in n
    ]


@EACH
@given(vectors=VECTORS, scale=SCALES)
def test_kernels_of_three_points_are_positive_semidefinite(activation, vectors, scale):
    with mp.workdps(60):
        gram = gram_of(vectors, scale)
        matrix = mp.matrix(kernel_matrix(activation, gram))
        eigenvalues = mp.eigsy(matrix, eigvals_only=True)
        assert min(eigenvalues) >= -max(eigenvalues) * mp.mpf(10) ** -55
        for i, j in ((0, 1), (0, 2), (1, 2)):
            bound = matrix[i, i] * matrix[j, j]
            assert matrix[i, j] ** 2 <= bound * (1 + mp.mpf(10) ** -55)


def test_a_kernel_off_by_one_percent_is_not_positive_semidefinite():
    for activation in SMOOTH:
        with mp.workdps(40):
            moment, product_ = activation.second_moment(mp.mpf(1)), activation.dual_kernel(*[mp.mpf(1)] * 3) * 101 / 100
            assert product_**2 > moment**2


@EACH
@given(vectors=VECTORS, scale=SCALES)
def test_kernels_are_symmetric_and_on_the_diagonal_second_moments(activation, vectors, scale):
    with mp.workdps(50):
        (a, b, _), (_, c, _), _ = gram_of(vectors, scale)
        left, right = activation.dual_kernel(a, b, c), activation.dual_kernel(c, b, a)
        assert abs(left - right) <= abs(left) * mp.mpf(10) ** -45
        first, second = activation.dual_kernel_gradient(a, b, c), activation.dual_kernel_gradient(c, b, a)
        for x, y in zip(first, reversed(second), strict=True):
            assert abs(x - y) <= max(abs(x), abs(y)) * mp.mpf(10) ** -45
        moment, slope = activation.second_moment(a), activation.second_moment_slope(a)
        assert abs(activation.dual_kernel(a, a, a) - moment) <= moment * mp.mpf(10) ** -40
        parts = activation.dual_kernel_gradient(a, a, a)
        assert abs(sum(parts) - slope) <= max(map(abs, parts)) * mp.mpf(10) ** -40


@EACH
@given(vectors=VECTORS, scale=st.integers(-10, 4))
def test_gradients_are_central_differences(activation, vectors, scale, number):
    with mp.workdps(70):
        (a, b, _), (_, c, _), _ = gram_of(vectors, scale)
        assume(a * c > b * b)
        point, step = (a, b, c), mp.mpf(10) ** -25 * min(a, c)
        gradient = activation.dual_kernel_gradient(*point)
        for at in range(3):
            up, down = ([x + sign * step * (i == at) for i, x in enumerate(point)] for sign in (1, -1))
            difference = (activation.dual_kernel(*up) - activation.dual_kernel(*down)) / (2 * step)
            assert abs(difference - gradient[at]) <= mp.mpf(10) ** -30 * (1 + abs(gradient[at]))
            assert not gradient[at] or abs(difference - gradient[at] * 101 / 100) > abs(gradient[at]) / 200
    with working_precision(120):
        balls = activation.dual_kernel_gradient(*(arb(float(x)) for x in point))
    for ball, value in zip(balls, gradient, strict=True):
        assert number.encloses(ball, value, slack=Fraction(1, 10**45))


@given(vectors=VECTORS, scale=SCALES)
def test_parities(vectors, scale):
    """erf and sin are odd, cos is even, and φ(x) − φ(−x) = x for GELU, so that the kernels differ by E u φ(v)."""
    with mp.workdps(50):
        (a, b, _), (_, c, _), _ = gram_of(vectors, scale)
        for activation in SMOOTH[:5]:
            here, there = activation.dual_kernel(a, b, c), activation.dual_kernel(a, -b, c)
            wanted = {Erf: -there, Sine: -there, Cosine: there, GELU: there + b / 2}[type(activation)]
            assert abs(here - wanted) <= (abs(b) + abs(here)) * mp.mpf(10) ** -44


GRID = [*product((1e-6, 1e-2, 1.0, 1e2, 1e4), (1e-6, 1.0, 370.0, 1e4))]
RHOS = [1.0, 1 - 1e-15, 1 - 1e-8, 0.999, 0.5, 1e-10]


@EACH
def test_doubles_keep_their_digits_at_every_variance_and_next_to_both_ends(activation):
    """The relative error is that of an exponent, if there is one; GELU's is larger near a zero of what is computed."""
    rate = float(getattr(activation, "frequency", getattr(activation, "rate", 0))) ** 2
    count = 0
    for (kuu, kvv), rho, sign in product(GRID, RHOS, (1, -1)):
        kuv = sign * rho * sqrt(kuu * kvv)
        while Fraction(kuv) ** 2 > Fraction(kuu) * Fraction(kvv):
            kuv = float(np.nextafter(kuv, 0))
        if rate * (kuu + kvv + 2 * abs(kuv)) / 2 > 700:
            continue
        with mp.workdps(150):
            at = tuple(map(mp.mpf, (kuu, kuv, kvv)))
            wanted = (activation.dual_kernel(*at), *activation.dual_kernel_gradient(*at))
        pairs = tuple(DoubleDouble.of(np.array([x])) for x in (kuu, kuv, kvv))
        for arguments in ((kuu, kuv, kvv), pairs):
            got = (activation.dual_kernel(*arguments), *activation.dual_kernel_gradient(*arguments))
            for value, exact in zip(got, wanted, strict=True):
                value = float(np.ravel(value.hi if isinstance(value, DoubleDouble) else value)[0])
                allowed = 4 + rate * (kuu + kvv) + (200 if isinstance(activation, GELU) else 0)
                assert abs(value - exact) <= allowed * 2.0**-52 * abs(exact), (kuu, kuv, kvv, value, exact)
        count += 1
    assert count >= 50


@EACH
def test_every_kind_of_number_gives_the_same_value(activation, number):
    at, names = (Fraction(3, 2), Fraction(-5, 8), Fraction(3, 4)), sympy.symbols("a b c", real=True)
    with mp.workdps(50):
        exact = [mp.mpf(x.numerator) / x.denominator for x in at]
        moments = (
            activation.second_moment(exact[0]),
            activation.second_moment_slope(exact[0]),
            activation.phi(exact[0]),
        )
        wanted = (activation.dual_kernel(*exact), *activation.dual_kernel_gradient(*exact), *moments)

    def values(a, b, c):
        own = (activation.second_moment(a), activation.second_moment_slope(a), activation.phi(a))
        return (activation.dual_kernel(a, b, c), *activation.dual_kernel_gradient(a, b, c), *own)

    put = dict(zip(names, (sympy.Rational(x.numerator, x.denominator) for x in at), strict=True))
    with working_precision(140):
        balls = values(*map(arb, map(float, at)))
        jets = values(*(Jet(arb(float(x)), arb(int(i == 1)), arb(0)) for i, x in enumerate(at)))
    symbols = [mp.mpf(expression.subs(put).evalf(40)) for expression in values(*names)]
    doubles = values(*map(float, at))
    arrays = values(*(np.array([float(x)]) for x in at))
    for many, ball, jet, symbol, double, array in zip(wanted, balls, jets, symbols, doubles, arrays, strict=True):
        assert number.encloses(ball, many, Fraction(1, 2**120), Fraction(1, 10**45))
        assert number.encloses(jet.value, many, Fraction(1, 2**115), Fraction(1, 10**45))
        assert abs(symbol - many) <= 1e-14 * abs(many)
        assert float(double) == pytest.approx(float(many), rel=2e-15)
        assert float(array[0]) == pytest.approx(float(many), rel=2e-15)
    assert number.encloses(jets[0].first, wanted[2], Fraction(1, 2**110), Fraction(1, 10**45))


@EACH
def test_the_kernel_of_no_gram_matrix_is_refused(activation):
    for one, outside in ((1.0, 1.25), (mp.mpf(1), mp.mpf("1.25")), (arb(1), arb("1.25"))):
        for kuv in (outside, -outside):
            with pytest.raises(ValueError, match=r"exceeds|must be non-negative"):
                activation.dual_kernel(one, kuv, one)


@EACH
def test_rational_arguments_are_refused_with_what_to_pass(activation):
    with pytest.raises(TypeError, match="is not a fraction: pass one argument as a float"):
        activation.dual_kernel(1, Fraction(1, 2), 1)


@pytest.mark.parametrize("name", ["erf", "gelu", "sine(2)", "cosine(1/2)", "exponential(1/10)"])
@pytest.mark.parametrize("prefix", ["", "rc+"])
def test_full_matrices_of_doubles_are_mapped_as_those_of_many_digits(name, prefix):
    x = np.random.default_rng(3).integers(-4, 5, (5, 3))
    gram, layer = (x @ x.T + np.eye(5)).astype(float), Layer.parse(prefix + name)
    direction = np.add.outer(np.arange(5.0), np.arange(5.0) ** 2)
    direction = direction + direction.T
    with mp.workdps(40):
        many = np.array([[mp.mpf(value) for value in row] for row in gram], dtype=object)
        wanted, slope = mean_field_map(layer, many), mean_field_derivative(layer, many, direction)
    np.testing.assert_allclose(mean_field_map(layer, gram), wanted.astype(float), rtol=1e-14, atol=1e-16)
    got = mean_field_derivative(layer, gram, direction)
    np.testing.assert_allclose(got, slope.astype(float), rtol=1e-12, atol=1e-12 * float(np.max(np.abs(got))))
