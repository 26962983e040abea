"""Gradients of dual kernels against finite differences, against an integral, and at the ends of their domain."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from flint import arb, fmpq
from mpmath import mp

from bnproofs.activations import Identity, LeakyReLU, ReLU
from bnproofs.numbers.precision import working_precision

ACTIVATIONS = [Identity(), ReLU(), LeakyReLU(Fraction(1, 10)), LeakyReLU(Fraction(-3, 2))]
VARIANCES = [(Fraction(1), Fraction(1)), (Fraction(1, 7), Fraction(5)), (Fraction(40), Fraction(1, 3))]
CORRELATIONS = [Fraction(x) for x in ("-99/100", "-1/2", "0", "2/5", "9/10")]


def mpf(x):
    return mp.mpf(x.numerator) / x.denominator


def differences(function, point, step):
    """Central differences in each argument."""
    gradient = []
    for at in range(3):
        up, down = list(point), list(point)
        up[at], down[at] = up[at] + step, down[at] - step
        gradient.append((function(*up) - function(*down)) / (2 * step))
    return gradient


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=repr)
def test_gradients_agree_with_central_differences_of_the_kernel(activation, number):
    count = 0
    for (kuu, kvv), rho in product(VARIANCES, CORRELATIONS):
        with mp.workdps(60):
            kuv = mpf(rho) * mp.sqrt(mpf(kuu * kvv))
            point = (mpf(kuu), +kuv, mpf(kvv))
            expected = differences(activation.dual_kernel, point, mp.mpf(10) ** -22)
            got = activation.dual_kernel_gradient(*point)
            for value, difference in zip(got, expected, strict=True):
                assert abs(value - difference) < mp.mpf(10) ** -36
        with working_precision(90):
            exact = [number.exactly(x) for x in point]
            balls = activation.dual_kernel_gradient(*(arb(fmpq(x.numerator, x.denominator)) for x in exact))
        for ball, value in zip(balls, got, strict=True):
            assert number.encloses(ball, value, Fraction(1, 2**70), Fraction(1, 10**40)) or value == 0
        doubles = activation.dual_kernel_gradient(float(kuu), float(kuv), float(kvv))
        for value, many in zip(doubles, got, strict=True):
            assert abs(float(value) - float(many)) <= 1e-14 * max(1, float(abs(many)))
        count += 1
    assert count == 15


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=repr)
def test_gradients_are_homogeneous_as_euler_says(activation):
    """K_uu V_uu + K_uv V_uv + K_vv V_vv = V for a kernel of degree one."""
    for (kuu, kvv), rho in product(VARIANCES, CORRELATIONS):
        with mp.workdps(50):
            point = (mpf(kuu), mpf(rho) * mp.sqrt(mpf(kuu * kvv)), mpf(kvv))
            total = sum(x * slope for x, slope in zip(point, activation.dual_kernel_gradient(*point), strict=True))
            assert abs(total - activation.dual_kernel(*point)) < mp.mpf(10) ** -46


@pytest.mark.parametrize("rho", CORRELATIONS)
def test_the_mixed_derivative_is_the_expectation_of_the_product_of_slopes(rho):
    """∂V/∂K_uv = E φ'(u)φ'(v) (Price): the chance that both are positive, by the density of the angle."""
    with mp.workdps(25):
        theta = mp.acos(mpf(rho))

        def both(t):
            return mp.one if mp.cos(t) > 0 and mp.cos(t - theta) > 0 else mp.zero

        turns = [mp.pi / 2, 3 * mp.pi / 2, theta + mp.pi / 2, theta + 3 * mp.pi / 2]
        marks = [mp.zero, *sorted(mp.fmod(x, 2 * mp.pi) for x in turns), 2 * mp.pi]
        chance = mp.quad(both, marks) / (2 * mp.pi)
        _, mixed, _ = ReLU().dual_kernel_gradient(mp.mpf(1), mpf(rho), mp.mpf(1))
        assert abs(mixed - chance) < mp.mpf(10) ** -15


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=repr)
@pytest.mark.parametrize("end", [1, -1])
def test_one_sided_derivatives_at_parallel_and_opposite_points(activation, end):
    """From inside, along K_uv, with a remainder that falls like the root of the distance."""
    with mp.workdps(60):
        one = mp.mpf(1)
        at = activation.dual_kernel_gradient(one, end * one, one)
        for power in (12, 20):
            inside = end * (1 - mp.mpf(10) ** -power)
            quotient = (activation.dual_kernel(one, end * one, one) - activation.dual_kernel(one, inside, one)) / (
                end - inside
            )
            assert abs(quotient - at[1]) < 4 * mp.mpf(10) ** (-power / 2)


@pytest.mark.parametrize("activation", ACTIVATIONS[1:], ids=repr)
def test_the_kernel_of_no_gram_matrix_is_refused(activation):
    for one, product_ in ((1.0, 1.25), (mp.mpf(1), mp.mpf("1.25")), (arb(1), arb("1.25"))):
        for kuv in (product_, -product_):
            with pytest.raises(ValueError, match=r"exceeds|must be non-negative"):
                activation.dual_kernel(one, kuv, one)
