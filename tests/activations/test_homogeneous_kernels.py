"""Dual kernels of homogeneous activations against quadrature of the definition, up to correlations of ±1."""

from __future__ import annotations

from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from flint import arb, fmpq
from mpmath import mp

from bnproofs.activations import activation_of
from bnproofs.layer import Layer
from bnproofs.numbers.double_double import DoubleDouble
from bnproofs.numbers.precision import working_precision
from numerics.activations import nonlinearity_of
from numerics.quadrature import dual_kernel

NAMES = ["abs", "step", "sign", *(f"relu_power({k})" for k in (2, 3, 4, 7, 12))]
NAMES += [f"monomial({k})" for k in (2, 3, 6, 12)]
DIGITS = 25
NEAR = [1 - 1e-3, 1 - 1e-8, 1 - 7e-16, 1.0]
CORRELATIONS = [0.0, 1 / 3, -0.5, 0.9, *NEAR, *(-x for x in NEAR)]
VARIANCES = [(1.0, 1.0), (0.25, 9.0), (5e-3, 700.0), (3.0, 3.0 - 2.0**-50)]


def cases():
    """Second moments that are doubles: K_uv is the double nearest ρ√(K_uu K_vv), or the next one towards zero."""
    for kuu, kvv in VARIANCES:
        for rho in CORRELATIONS:
            kuv = rho * float(np.sqrt(kuu * kvv))
            while Fraction(kuv) ** 2 > Fraction(kuu) * Fraction(kvv):
                kuv = float(np.nextafter(kuv, 0.0))
            yield kuu, kuv, kvv


CASES = list(cases())


@cache
def integral(name, case):
    """The definition's integral over angles, to 25 digits; it knows φ and no kernel."""
    return dual_kernel(Layer.parse(name), *case, digits=DIGITS)


def order(name):
    return int(name.partition("(")[2].rstrip(")") or 1)


def relative(got, wanted):
    with mp.workdps(60):
        return abs(mp.mpf(got) - wanted) / abs(wanted) if wanted else abs(mp.mpf(got))


def worst(name, kernel):
    """The largest relative error of a kernel of doubles among the cases, and how many there were."""
    errors = [relative(float(kernel(*case)), integral(name, case)) for case in CASES]
    return max(errors), len(errors)


def ball(x):
    return arb(fmpq(Fraction(x).numerator, Fraction(x).denominator))


def test_the_cases_come_within_1e_15_of_both_ends():
    gaps = {end: set() for end in (1, -1)}
    for kuu, kuv, kvv in CASES:
        square = 1 - Fraction(kuv) ** 2 / (Fraction(kuu) * Fraction(kvv))
        gaps[1 if kuv > 0 else -1].add(float(square))
    for end in gaps:
        assert 0.0 in gaps[end]
        assert sum(0 < gap < 4e-15 for gap in gaps[end]) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_doubles_keep_every_digit_at_every_correlation(name):
    error, count = worst(name, activation_of(Layer.parse(name)).dual_kernel)
    assert error <= 6e-16 * (order(name) + 2)
    assert count == 48


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("factor", [1.01, 0.99, 1 + 1e-13])
def test_a_kernel_that_is_off_is_noticed(name, factor):
    right = activation_of(Layer.parse(name)).dual_kernel
    error, _ = worst(name, lambda *case: right(*case) * factor)
    assert error > abs(factor - 1) / 2
    assert error > 6e-16 * (order(name) + 2)


@pytest.mark.parametrize("name", NAMES)
def test_arrays_and_pairs_of_doubles_give_what_doubles_give(name):
    activation, columns = activation_of(Layer.parse(name)), np.array(CASES).T
    single = np.array([float(activation.dual_kernel(*case)) for case in CASES])
    np.testing.assert_array_equal(activation.dual_kernel(*columns), single)
    inside = [(a, b, c) for a, b, c in CASES if Fraction(b) ** 2 < Fraction(a) * Fraction(c)]
    assert len(inside) >= 40
    for case in inside:
        pairs = [DoubleDouble.of(np.array([x])) for x in case]
        value = activation.dual_kernel(*pairs)
        value = value.hi if isinstance(value, DoubleDouble) else value
        assert relative(float(value[0]), integral(name, case)) <= 6e-16 * (order(name) + 2)
        gradient = activation.dual_kernel_gradient(*pairs)
        for got, wanted in zip(gradient, activation.dual_kernel_gradient(*case), strict=True):
            got = got.hi if isinstance(got, DoubleDouble) else got
            assert float(got[0]) == pytest.approx(float(wanted), rel=1e-15 * (order(name) + 2))


@pytest.mark.parametrize("name", NAMES)
def test_balls_enclose_the_integral_and_are_tight(name, number):
    activation = activation_of(Layer.parse(name))
    for case in CASES:
        value = integral(name, case)
        with working_precision(160):
            got = activation.dual_kernel(*map(ball, case))
        low, high = number.ends(got)
        exact = number.exactly(value)
        room = abs(exact) / 10**DIGITS
        assert low - room <= exact <= high + room, case
        assert high - low <= abs(exact) / 2**90 + Fraction(1, 2**155), case


@pytest.mark.parametrize("name", NAMES)
def test_many_digits_are_those_of_the_integral(name):
    activation = activation_of(Layer.parse(name))
    for case in CASES:
        with mp.workdps(60):
            got = activation.dual_kernel(*map(mp.mpf, case))
            assert abs(got - integral(name, case)) <= abs(got) * mp.mpf(10) ** -DIGITS, case


@pytest.mark.parametrize("name", NAMES)
def test_second_moments_are_the_integrals_of_the_definition(name, number):
    phi, activation = nonlinearity_of(Layer.parse(name)).at, activation_of(Layer.parse(name))
    for kuu in (Fraction(1, 9), Fraction(1), Fraction(7)):
        with mp.workdps(35):
            variance = mp.mpf(kuu.numerator) / kuu.denominator
            spread = mp.sqrt(variance)
            wanted = mp.quad(lambda t, a=spread: phi(a * t) ** 2 * mp.npdf(t), [-16, -5, 0, 5, 16])
            assert abs(activation.second_moment(variance) / wanted - 1) < mp.mpf(10) ** -22
            slope = activation.degree * wanted / variance
            assert abs(activation.second_moment_slope(variance) - slope) <= abs(slope) * mp.mpf(10) ** -22
        assert float(activation.second_moment(float(kuu))) == pytest.approx(float(wanted), rel=1e-14)
        with working_precision(100):
            assert number.encloses(activation.second_moment(ball(kuu)), wanted, Fraction(1, 2**80), Fraction(1, 10**20))


@pytest.mark.parametrize("name", NAMES)
def test_a_point_at_zero_has_the_kernel_zero(name):
    activation = activation_of(Layer.parse(name))
    for zero, one in ((0.0, 2.0), (mp.zero, mp.mpf(2)), (np.zeros(2), np.ones(2))):
        for at in ((zero, zero, one), (one, -zero, zero), (zero, zero, zero)):
            assert np.all(np.equal(activation.dual_kernel(*at), 0))
        assert np.all(np.equal(activation.second_moment(zero), 0))


@pytest.mark.parametrize("name", NAMES)
def test_the_kernel_of_no_gram_matrix_is_refused(name):
    activation = activation_of(Layer.parse(name))
    kinds = ((1.0, 1.25), (np.ones(2), np.array([0.5, 1.25])), (mp.mpf(1), mp.mpf("1.25")), (arb(1), arb("1.25")))
    for one, product in kinds:
        for kuv in (product, -product):
            for function in (activation.dual_kernel, activation.dual_kernel_gradient):
                with pytest.raises(ValueError, match=r"exceeds|must be non-negative"):
                    function(one, kuv, one)
