"""Dual kernels of smooth activations against the trapezoidal rule in the plane, from the definition of φ alone."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import isqrt, log, pi, sqrt

import numpy as np
import pytest
from flint import arb, fmpq
from mpmath import mp
from scipy import special

from bnproofs.activations import GELU, Cosine, Erf, Exponential, Sine, activation_of
from bnproofs.layer import Layer
from bnproofs.numbers.precision import working_precision
from numerics.quadrature import dual_kernel

DIGITS = 20
NEAR = 1 - Fraction(1, 10**15)
VARIANCES = [("1/1000000", "1/1000000"), ("1/1000000", "4"), ("1", "1"), ("1/4", "9")]
CORRELATIONS = [Fraction(x) for x in ("0", "1/2", "-1/2", "999/1000", "-999/1000")] + [NEAR, -NEAR, 1, -1]
CASES = [*product(VARIANCES, CORRELATIONS), *product([("10000", "10000"), ("10000", "1")], [NEAR, -NEAR])]

SMOOTH = [
    (Erf(), lambda x: x.erf(), 0),
    (GELU(), lambda x: x * (-x / arb(2).sqrt()).erfc() / 2, 0),
    (Sine(Fraction(1)), lambda x: x.sin(), 1),
    (Sine(Fraction(-2, 3)), lambda x: (-2 * x / 3).sin(), 1),
    (Cosine(Fraction(2, 3)), lambda x: (2 * x / 3).cos(), 1),
    (Exponential(Fraction(1, 100)), lambda x: (x / 100).exp(), 0.01),
    (Exponential(Fraction(-1)), lambda x: (-x).exp(), 1),
]
"""Activations, φ on balls, and a bound of the frequency or rate."""


def ball(x):
    return arb(fmpq(Fraction(x).numerator, Fraction(x).denominator))


def root(x):
    """The rational root of a rational square."""
    found = Fraction(isqrt(x.numerator), isqrt(x.denominator))
    assert found * found == x
    return found


def moments(variances, correlation):
    kuu, kvv = map(Fraction, variances)
    return kuu, correlation * root(kuu) * root(kvv), kvv


def axis(slopes, frequency, digits):
    """The step and the count of points on one axis, x ↦ φ(ax + …)φ(bx + …), for an error of 10^−digits.

    The rule's error is the Fourier transform of the integrand at 2π/step. That of erf and of the normal distribution
    function falls at least like e^(−ω²/(4a²)); that of sin(ax) and cos(ax) stands at ±a.
    """
    reach = sqrt(2 * digits * log(10)) + 1
    wide = reach * sqrt(1 + 2 * sum(slope**2 for slope in slopes) * (not frequency))
    step = 2 * pi / (wide + frequency * sum(map(abs, slopes)))
    return step, int((reach + frequency * sum(map(abs, slopes))) / step) + 1


def plane(kuu, kuv, kvv):
    """The numbers a, b, c with u = ax and v = bx + cy, x and y independent and standard normal; as exact squares."""
    return root(kuu), kuv / root(kuu), (kuu * kvv - kuv * kuv) / kuu


def by_trapezoid(phi, at, frequency):
    """The means of φ(u)φ(v) and of its absolute value."""
    a, b, c = plane(*at)
    with working_precision(110):
        a, b, c = ball(a), ball(b), ball(c).sqrt()
        wide, count = axis([float(a), float(b)], frequency, DIGITS)
        high, rows = axis([float(c)], frequency, DIGITS) if c > 0 else (1.0, 0)
        marks = [ball(Fraction(high)) * j for j in range(-rows, rows + 1)]
        ys = [(c * y, (-(y * y) / 2).exp()) for y in marks]
        mass = sum(weight for _, weight in ys)
        total = size = norm = arb(0)
        for i in range(-count, count + 1):
            x = ball(Fraction(wide)) * i
            weight, first, centre = (-(x * x) / 2).exp(), phi(a * x), b * x
            inner = [(phi(centre + y) * w).mid() for y, w in ys]
            total += (weight * first * sum(inner)).mid()
            size += abs(weight * first).mid() * sum(map(abs, inner)).mid()
            norm += weight
        return (total / norm / mass).mid(), (size / norm / mass).mid()


def error(value, integral, size):
    """The distance of a ball or double from the integral, in units of E abs(φ(u)φ(v))."""
    with working_precision(200):
        return float(abs(arb(value).mid() - integral) / size)


@pytest.mark.parametrize(("activation", "phi", "frequency"), SMOOTH, ids=[repr(row[0]) for row in SMOOTH])
def test_dual_kernels_are_the_expectations_of_the_definition(activation, phi, frequency):
    count = 0
    for variances, correlation in CASES:
        at = moments(variances, correlation)
        if frequency == 1 and isinstance(activation, Exponential) and at[0] > 100:
            continue  # e^10000
        integral, size = by_trapezoid(phi, at, frequency)
        with working_precision(200):
            kernel = activation.dual_kernel(*map(ball, at))
            assert kernel.rad() < size * arb(2) ** -150
            assert error(kernel, integral, size) < 1e-18, (variances, correlation)
            if abs(kernel) > size / 10**6:
                assert error(kernel * 101 / 100, integral, size) > 1e-9
            count += 1
    assert count >= 36


@pytest.mark.parametrize(("activation", "phi", "frequency"), SMOOTH, ids=[repr(row[0]) for row in SMOOTH])
def test_second_moments_are_the_expectations_of_the_definition(activation, phi, frequency):
    for variance in ("1/1000000", "1/4", "9", "10000"):
        kuu = Fraction(variance)
        if frequency == 1 and isinstance(activation, Exponential) and kuu > 100:
            continue
        integral, size = by_trapezoid(phi, (kuu, kuu, kuu), frequency)
        with working_precision(200):
            moment = activation.second_moment(ball(kuu))
            assert error(moment, integral, size) < 1e-18
            assert error(moment * 101 / 100, integral, size) > 9e-3
            assert error(activation.dual_kernel(*[ball(kuu)] * 3), integral, size) < 1e-18


DOUBLES = [
    (Erf(), special.erf, 0),
    (GELU(), lambda x: x * special.ndtr(x), 0),
    (Sine(Fraction(1, 10)), lambda x: np.sin(x / 10), 0.1),
    (Cosine(Fraction(1, 10)), lambda x: np.cos(x / 10), 0.1),
    (Exponential(Fraction(1, 100)), lambda x: np.exp(x / 100), 0.01),
]


@pytest.mark.parametrize(("activation", "phi", "frequency"), DOUBLES, ids=[repr(row[0]) for row in DOUBLES])
@pytest.mark.parametrize("variances", [(1e4, 1e4), (1e4, 25.0)])
@pytest.mark.parametrize("correlation", [0.5, -0.875])
def test_large_variances_at_moderate_correlations(activation, phi, frequency, variances, correlation):
    kuu, kvv = variances
    kuv = correlation * sqrt(kuu * kvv)
    a, b, c = sqrt(kuu), kuv / sqrt(kuu), sqrt(kvv - kuv * kuv / kuu)
    (wide, count), (high, rows) = axis([a, b], frequency, 14), axis([c], frequency, 14)
    y = high * np.arange(-rows, rows + 1)
    weights = np.exp(-y * y / 2) / np.exp(-y * y / 2).sum()
    total = size = norm = 0.0
    for x in wide * np.arange(-count, count + 1):
        weight, inner = np.exp(-x * x / 2), phi(b * x + c * y) * weights
        total, norm = total + weight * phi(a * x) * inner.sum(), norm + weight
        size += weight * abs(phi(a * x)) * abs(inner).sum()
    kernel = float(activation.dual_kernel(kuu, kuv, kvv))
    assert abs(kernel - total / norm) < 1e-12 * size / norm
    if abs(kernel) > 1e-3 * size / norm:
        assert abs(kernel * 1.01 - total / norm) > 1e-6 * size / norm


@pytest.mark.parametrize("name", ["erf", "gelu", "sine(2/3)", "cosine(2/3)", "exponential(-1/4)"])
def test_the_quadrature_of_the_simulations_agrees(name):
    layer, at = Layer.parse(name), (Fraction(3, 2), Fraction(-1, 2), Fraction(1, 3))
    with mp.workdps(20):
        kernel = activation_of(layer).dual_kernel(*(mp.mpf(x.numerator) / x.denominator for x in at))
        integral = dual_kernel(layer, *at, digits=8)
        assert abs(kernel - integral) < mp.mpf(10) ** -8
        assert abs(kernel * 101 / 100 - integral) > mp.mpf(10) ** -5
