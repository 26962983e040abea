"""Quadrature of the definition of a dual kernel against closed forms, which it does not know."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp

from bnproofs.activations import activation_of
from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics import quadrature
from numerics.activations import Nonlinearity, nonlinearity_of
from numerics.quadrature import cartesian_kernel, dual_kernel, polar_kernel

NAMES = ["identity", "relu", "leaky_relu(1/10)", "leaky_relu(-1/2)", "leaky_relu(3)"]
LAYERS = [Layer.parse(name) for name in NAMES]
RELU, RECTIFIER = Layer.parse("relu"), nonlinearity_of(Layer.parse("relu"))
NEAR = [1 - Fraction(1, 10**k) for k in (3, 15, 30)]
CORRELATIONS = [Fraction(0), Fraction(1, 3), Fraction(-4, 5), Fraction(1), Fraction(-1), *NEAR, *(-x for x in NEAR)]
ROOTS = [(Fraction(1), Fraction(1)), (Fraction(3, 10**100), Fraction(10**6, 7))]
"""Standard deviations of u and v."""


def moments(correlation, roots=ROOTS[0]):
    a, b = roots
    return a * a, correlation * a * b, b * b


def number(x):
    return mp.mpf(x.numerator) / x.denominator


def closed_form(layer, kuu, kuv, kvv, digits):
    """The library's kernel of exact moments, with digits to spare for what their rounding costs near ±1."""
    with mp.workdps(digits + 200):
        return activation_of(layer).dual_kernel(*map(number, (kuu, kuv, kvv)))


def off(got, wanted, scale=None):
    """The error of a number relative to `scale`, the number itself unless told."""
    with mp.workdps(300):
        return abs(got - wanted) / abs(wanted if scale is None else scale)


@pytest.mark.parametrize("digits", [15, 30, 50])
@pytest.mark.parametrize("layer", LAYERS, ids=NAMES)
def test_the_integral_is_the_closed_form(layer, digits):
    for roots in ROOTS:
        for correlation in CORRELATIONS:
            at = moments(correlation, roots)
            wanted = closed_form(layer, *at, digits)
            with mp.workdps(digits):
                scale = mp.sqrt(number(at[0] * at[2]))
            assert off(dual_kernel(layer, *at, digits=digits), wanted, scale) < mp.mpf(10) ** (3 - digits), at
        variance = roots[0] ** 2
        wanted = closed_form(layer, variance, variance, variance, digits)
        assert off(dual_kernel(layer, variance, variance, variance, digits=digits), wanted) < mp.mpf(10) ** (3 - digits)


@pytest.mark.parametrize("digits", [15, 40])
def test_the_rectifier_keeps_every_digit_and_guards_also_where_the_kernel_vanishes(digits):
    for correlation in CORRELATIONS:
        got = dual_kernel(RELU, *moments(correlation), digits=digits)
        wanted = closed_form(RELU, *moments(correlation), digits)
        assert got == wanted == 0 if correlation == -1 else off(got, wanted) < mp.mpf(10) ** (-digits - 6)


@pytest.mark.parametrize("wrong", ["leaky_relu(101/1000)", "leaky_relu(99/1000)", "relu"])
def test_a_wrong_kernel_is_noticed(wrong):
    at, layer = moments(Fraction(1, 3)), Layer.parse("leaky_relu(1/10)")
    got, right = dual_kernel(layer, *at, digits=15), closed_form(layer, *at, 15)
    assert off(got, right) < 1e-12
    assert off(got, closed_form(Layer.parse(wrong), *at, 15)) > 4e-4
    assert off(got, right * mp.mpf(101) / 100) > 9e-3


def test_powers_have_the_moments_of_isserlis_and_of_cho_and_saul():
    cube = Nonlinearity(lambda h: None, lambda x: x**3, degree=3)
    square = Nonlinearity(lambda h: None, lambda x: x * x if x > 0 else 0 * x, degree=2)
    for correlation in CORRELATIONS:
        kuu, kuv, kvv = at = moments(correlation, (Fraction(2), Fraction(1, 3)))
        wanted = number(9 * kuu * kuv * kvv + 6 * kuv**3)
        assert off(polar_kernel(cube, *at, digits=30), wanted, number((kuu * kvv) ** 3) ** 0.5) < 1e-15
        theta = mp.acos(number(correlation))
        wanted = (3 * mp.sin(theta) * mp.cos(theta) + (mp.pi - theta) * (1 + 2 * mp.cos(theta) ** 2)) / (2 * mp.pi)
        assert off(polar_kernel(square, *at, digits=30), wanted * number(kuu * kvv), 1) < 1e-15


@pytest.mark.parametrize("correlation", [Fraction(1, 2), Fraction(-999, 1000)])
def test_the_nested_integral_is_the_one_over_angles(correlation):
    at = moments(correlation, (Fraction(3, 2), Fraction(1, 2)))
    got, wanted = cartesian_kernel(RECTIFIER, *at, digits=12), polar_kernel(RECTIFIER, *at, digits=20)
    assert off(got, wanted, 1) < 1e-12
    assert off(got, wanted * mp.mpf(101) / 100) > 9e-3


@pytest.mark.parametrize("correlation", [NEAR[0], NEAR[1], -NEAR[0], -NEAR[2], Fraction(1)])
def test_the_nested_integral_sees_what_happens_in_a_narrow_strip(correlation):
    at = moments(correlation)
    got, wanted = cartesian_kernel(RECTIFIER, *at, digits=6), polar_kernel(RECTIFIER, *at, digits=20)
    assert off(got, wanted, 1) < 1e-6


def test_functions_that_are_not_homogeneous(monkeypatch):
    sine = Nonlinearity(lambda h: None, mp.sin, degree=None)
    step = Nonlinearity(lambda h: None, lambda x: mp.mpf(x > 0), degree=0, breakpoints=(Fraction(0),))
    ramp = Nonlinearity(lambda h: None, lambda x: max(x - 1, mp.zero), degree=None, breakpoints=(Fraction(1),))
    for kuu, kuv, kvv in ((1, Fraction(1, 3), Fraction(1, 2)), (1, -1, 1), (2, 0, 0)):
        wanted = mp.exp(-number(Fraction(kuu + kvv)) / 2) * mp.sinh(number(Fraction(kuv)))
        assert off(cartesian_kernel(sine, kuu, kuv, kvv, digits=6), wanted, 1) < 1e-6
    quadrant = 0.25 + mp.asin(mp.mpf(1) / 3) / (2 * mp.pi)
    monkeypatch.setattr(quadrature, "nonlinearity_of", lambda layer: step)
    assert off(dual_kernel(RELU, 4, 2, 9, digits=6), quadrant, 1) < 1e-6
    tail = mp.erfc(1 / mp.sqrt(2)) / 2
    assert off(cartesian_kernel(ramp, 1, 1, 1, digits=6), 2 * tail - mp.npdf(1), 1) < 1e-6
    assert off(cartesian_kernel(ramp, 1, 0, 1, digits=6), (mp.npdf(1) - tail) ** 2, 1) < 1e-6


def test_a_jump_that_is_not_declared_is_refused_and_not_guessed():
    step = Nonlinearity(lambda h: None, lambda x: mp.mpf(x > mp.mpf("0.3")), degree=None)
    with pytest.raises(InputError, match="fewer digits"):
        cartesian_kernel(step, 1, 1, 1, digits=12)


def test_moments_of_every_kind_of_number_give_the_same_bits():
    kinds = [(mp.mpf(2), mp.mpf("0.75"), mp.mpf("1.5")), (2.0, 0.75, 1.5), (2, Fraction(3, 4), np.float64(1.5))]
    assert len({dual_kernel(RELU, *values, digits=30) for values in kinds}) == 1


def test_degenerate_pairs():
    assert dual_kernel(RELU, 0, 0, 3, digits=20) == dual_kernel(RELU, 3, 0, 0, digits=20) == 0
    assert dual_kernel(RELU, 0, 0, 0, digits=20) == 0
    beyond = Fraction(10**25 + 1, 10**25)
    assert dual_kernel(RELU, 1, beyond, 1, digits=20) == dual_kernel(RELU, 1, 1, 1, digits=20)


@pytest.mark.parametrize(
    ("at", "words"),
    [
        ((1, 1 + Fraction(1, 10**18), 1), "correlation"),
        ((1, -2, 1), "correlation"),
        ((-1, 0, 1), "correlation"),
        ((-1, 0, -1), "correlation"),
        ((0, Fraction(1, 10**40), 1), "correlation"),
        ((1, float("nan"), 1), "finite"),
        ((mp.inf, 0, 1), "finite"),
    ],
)
def test_what_is_no_second_moment_is_refused(at, words):
    with pytest.raises(InputError, match=words):
        dual_kernel(RELU, *at, digits=20)


def test_rescaling_is_refused():
    with pytest.raises(InputError, match="rescales"):
        dual_kernel(Layer.parse("rc+rs+relu"), 1, 0, 1, digits=20)


@pytest.mark.parametrize("layer", LAYERS, ids=NAMES)
def test_a_nonlinearity_is_one_function_of_arrays_and_of_numbers_and_homogeneous_as_it_says(layer):
    phi = nonlinearity_of(layer)
    h = np.random.default_rng(1).standard_normal((4, 50))
    applied = h.copy()
    phi.apply(applied)
    for x, y in zip(h.flat, applied.flat, strict=True):
        assert off(phi.at(mp.mpf(x)), mp.mpf(y), x) < 2**-52
        assert phi.at(4 * mp.mpf(x)) == 4**phi.degree * phi.at(mp.mpf(x))
        assert off(phi.at(float(x)), mp.mpf(y), x) < 2**-51
