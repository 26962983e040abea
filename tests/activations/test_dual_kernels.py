"""Dual kernels and their gradients against integrals of the definition."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from flint import arb, fmpq
from mpmath import mp

from bnproofs.activations import Identity, LeakyReLU, ReLU
from bnproofs.numbers.precision import working_precision

ACTIVATIONS = [Identity(), ReLU(), LeakyReLU(Fraction(1, 10)), LeakyReLU(Fraction(-3, 2)), LeakyReLU(Fraction(1))]
CASES = list(product([("1", "1"), ("1/4", "9"), ("50", "1/50")], ["-99/100", "-1/2", "0", "1/3", "9/10", "999/1000"]))
DIGITS = 22


def moments(variances, correlation):
    """Rational K_uu, K_vv, and K_uv = ρ√(K_uu K_vv), also rational: the products of the variances are squares."""
    kuu, kvv = map(Fraction, variances)
    root = {Fraction(1): Fraction(1), Fraction(9, 4): Fraction(3, 2)}[kuu * kvv]
    return kuu, Fraction(correlation) * root, kvv


def mpf(x):
    return mp.mpf(x.numerator) / x.denominator


def expectation(function, kuu, kuv, kvv):
    """E function(u, v) of homogeneous degree two, in polar coordinates of the two independent parts of (u, v).

    With u = √K_uu r cos t and v = √K_vv r cos(t − θ), r² exponential, E r² = 2, t uniform; cut where a sign changes.
    """
    with mp.workdps(DIGITS + 8):
        a, c = mp.sqrt(mpf(kuu)), mp.sqrt(mpf(kvv))
        theta = mp.acos(mpf(kuv) / (a * c))
        kinks = sorted({mp.fmod(x + 4 * mp.pi, 2 * mp.pi) for x in (mp.pi / 2, -mp.pi / 2)})
        kinks += [mp.fmod(x + theta + 4 * mp.pi, 2 * mp.pi) for x in (mp.pi / 2, -mp.pi / 2)]
        marks = [mp.zero, *sorted(kinks), 2 * mp.pi]
        return mp.quad(lambda t: function(a * mp.cos(t), c * mp.cos(t - theta)), marks) / mp.pi


def plane_expectation(function, kuu, kuv, kvv):
    """E function(u, v) by quadrature over the plane, to a few digits: the density written out."""
    with mp.workdps(15):
        a, b, c = (mpf(x) for x in (kuu, kuv, kvv))
        det = a * c - b * b

        def weighted(u, v):
            density = mp.exp(-(c * u * u - 2 * b * u * v + a * v * v) / (2 * det)) / (2 * mp.pi * mp.sqrt(det))
            return function(u, v) * density

        reach_u, reach_v = 9 * mp.sqrt(a), 9 * mp.sqrt(c)
        return mp.quad(weighted, [-reach_u, 0, reach_u], [-reach_v, 0, reach_v], maxdegree=6)


def rectifier(activation):
    """φ from its definition, on mpf."""
    slope = {Identity: 1, ReLU: 0}.get(type(activation), getattr(activation, "slope", 0))
    return lambda x: x if x > 0 else mpf(Fraction(slope)) * x


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=repr)
def test_dual_kernels_are_the_expectations_of_the_definition(activation, number):
    phi, count = rectifier(activation), 0
    for variances, correlation in CASES:
        kuu, kuv, kvv = moments(variances, correlation)
        integral = expectation(lambda u, v: phi(u) * phi(v), kuu, kuv, kvv)
        with working_precision(100):
            ball = activation.dual_kernel(*(arb(fmpq(x.numerator, x.denominator)) for x in (kuu, kuv, kvv)))
        low, high = number.ends(ball)
        doubles = activation.dual_kernel(float(kuu), float(kuv), float(kvv))
        with mp.workdps(DIGITS + 8):
            size = mp.sqrt(mpf(kuu * kvv))
            assert abs(mpf((low + high) / 2) - integral) < size * mp.mpf(10) ** -DIGITS, (variances, correlation)
            assert abs(float(doubles) - integral) < 1e-14 * size
        assert high - low < number.exactly(size) / 2**80
        count += 1
    assert count == 18


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=repr)
def test_second_moments_are_the_expectations_of_the_definition(activation):
    phi = rectifier(activation)
    for kuu in (Fraction(1, 9), Fraction(1), Fraction(7)):
        with mp.workdps(30):
            scale = mp.sqrt(mpf(kuu))
            integral = mp.quad(lambda t, scale=scale: phi(scale * t) ** 2 * mp.npdf(t), [-mp.inf, 0, mp.inf])
            assert abs(activation.second_moment(mpf(kuu)) - integral) < mp.mpf(10) ** -25
            assert abs(activation.second_moment_slope(mpf(kuu)) * mpf(kuu) - integral) < mp.mpf(10) ** -25


@pytest.mark.parametrize("activation", ACTIVATIONS[1:3], ids=repr)
@pytest.mark.parametrize("correlation", ["-1/2", "1/3"])
def test_the_density_written_out_gives_the_same_to_a_few_digits(activation, correlation):
    phi = rectifier(activation)
    kuu, kuv, kvv = moments(("1/4", "9"), correlation)
    integral = plane_expectation(lambda u, v: phi(u) * phi(v), kuu, kuv, kvv)
    assert float(activation.dual_kernel(float(kuu), float(kuv), float(kvv))) == pytest.approx(float(integral), rel=1e-7)


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=repr)
def test_phi_is_the_function_whose_expectation_is_taken(activation):
    phi = rectifier(activation)
    for x in (Fraction(-7, 3), Fraction(0), Fraction(5, 2)):
        with mp.workdps(30):
            assert abs(mpf(Fraction(activation.phi(x))) - phi(mpf(x))) < mp.mpf(10) ** -28
            assert activation.phi(3 * x) == 3**activation.degree * activation.phi(x)
            assert activation.phi(float(x)) == pytest.approx(float(phi(mpf(x))), rel=1e-15)
