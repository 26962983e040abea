"""Hermite kernels of any variances against a quadrature that is exact for polynomials, and on fractions."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import pairwise, product
from math import comb, factorial, prod

import numpy as np
import pytest
from flint import arb, fmpq
from mpmath import mp

from bnproofs.activations import Hermite, Monomial
from bnproofs.layer import Layer
from bnproofs.numbers.double_double import DoubleDouble
from bnproofs.numbers.precision import working_precision
from numerics.activations import nonlinearity_of
from numerics.quadrature import cartesian_kernel, dual_kernel

ORDERS = [2, 3, 4, 5, 8, 11, 12]
VARIANCES = [(1.0, 1.0), (0.25, 9.0), (0.5, 0.75), (3.0, 2.0), (1.0 + 2.0**-40, 1.0 - 2.0**-40)]
NEAR = 1 - 7e-16
CORRELATIONS = [0.0, 1 / 3, -0.5, 0.9, NEAR, -NEAR]
CASES = [(a, rho * float(np.sqrt(a * c)) * (1 - 2.0**-52), c) for (a, c), rho in product(VARIANCES, CORRELATIONS)]
DIGITS = 50
UNIT = Fraction(1, 2**52)


@cache
def integral(order, case):
    """The definition's integral in the plane, by a rule that is exact for polynomials; it knows φ and no kernel."""
    return dual_kernel(Layer.parse(f"hermite({order})"), *case, digits=DIGITS)


def size_of(order, case):
    """The sum of the absolute values of the kernel's terms: its value if the variances were on one side of 1."""
    kuu, kuv, kvv = (Fraction(x) for x in case)
    across, within = abs(kuv), abs((kuu - 1) * (kvv - 1))
    counts = {j: comb(order, j) ** 2 * factorial(j) for j in range(order % 2, order + 1, 2)}
    inside = {j: prod(range(1, order - j, 2)) ** 2 for j in counts}
    return sum(counts[j] * inside[j] * across**j * within ** ((order - j) // 2) for j in counts)


@pytest.mark.parametrize("order", ORDERS)
def test_the_kernel_is_the_expectation_in_every_kind(order, number):
    hermite, count = Hermite(order), 0
    for case in CASES:
        exact = hermite.dual_kernel(*map(Fraction, case))
        assert isinstance(exact, Fraction)
        room = hermite.second_moment(Fraction(case[0])) + hermite.second_moment(Fraction(case[2]))
        assert abs(exact - number.exactly(integral(order, case))) <= room / 10 ** (DIGITS - 1)
        size = size_of(order, case)
        assert size >= abs(exact)
        with mp.workdps(DIGITS):
            many = hermite.dual_kernel(*map(mp.mpf, case))
        assert abs(number.exactly(many) - exact) <= size / 10 ** (DIGITS - 3)
        assert abs(Fraction(float(hermite.dual_kernel(*case))) - exact) <= UNIT * (order + 2) * size, case
        array = hermite.dual_kernel(*(np.array([x]) for x in case))
        assert float(array[0]) == float(hermite.dual_kernel(*case))
        pairs = hermite.dual_kernel(*(DoubleDouble.of(np.array([x])) for x in case))
        assert abs(Fraction(float(pairs.hi[0])) - exact) <= UNIT * (abs(exact) + size / 2**40), case
        with working_precision(300):
            ball = hermite.dual_kernel(*(arb(fmpq(Fraction(x).numerator, Fraction(x).denominator)) for x in case))
        low, high = number.ends(ball)
        assert low <= exact <= high
        assert high - low <= size / 2**250
        count += 1
    assert count == 30


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("factor", [Fraction(101, 100), Fraction(99, 100)])
def test_a_kernel_off_by_one_per_cent_is_noticed(order, factor, number):
    wrong = [abs(Hermite(order).dual_kernel(*map(Fraction, case)) * factor) for case in CASES]
    right = [abs(number.exactly(integral(order, case))) for case in CASES]
    rooms = [sum(Hermite(order).second_moment(Fraction(case[i])) for i in (0, 2)) / 10**20 for case in CASES]
    assert sum(abs(a - b) > room for a, b, room in zip(wrong, right, rooms, strict=True)) >= 20


@pytest.mark.parametrize("order", [2, 3])
def test_the_nested_quadrature_says_the_same(order):
    at = (Fraction(7, 10), Fraction(2, 5), Fraction(8, 5))
    wanted = Hermite(order).dual_kernel(*at)
    got = cartesian_kernel(nonlinearity_of(Layer.parse(f"hermite({order})")), *at, digits=9)
    assert abs(got - mp.mpf(wanted.numerator) / wanted.denominator) <= abs(got) * 1e-8


@pytest.mark.parametrize("order", range(2, 13))
def test_variances_one_give_mehlers_kernel_and_the_polynomials_are_orthogonal_to_lower_ones(order):
    rho = Fraction(-2, 3)
    assert Hermite(order).dual_kernel(1, rho, 1) == factorial(order) * rho**order
    assert Hermite(order).second_moment(Fraction(1)) == factorial(order)


@pytest.mark.parametrize("order", ORDERS)
def test_gradients_and_slopes_are_exact_differences_on_fractions(order):
    """A central difference of a polynomial of degree at most d, extrapolated to zero step, is its derivative."""
    for activation in (Hermite(order), Monomial(order)):
        at = [Fraction(3, 4), Fraction(-1, 3), Fraction(5, 2)]
        for index, slope in enumerate(activation.dual_kernel_gradient(*at)):

            def along(t, index=index, activation=activation, at=at):
                moved = [x + t * (i == index) for i, x in enumerate(at)]
                return activation.dual_kernel(*moved)

            assert slope == derivative(along, order)
        assert activation.second_moment_slope(at[0]) == derivative(
            lambda t, activation=activation, start=at[0]: activation.second_moment(start + t), order
        )


def derivative(function, degree):
    """The derivative at 0 of a polynomial of at most this degree, from its divided differences: exact."""
    nodes = [Fraction(i, 1000) for i in range(degree + 1)]
    table = [Fraction(function(x)) for x in nodes]
    slope, product_, rate = Fraction(0), Fraction(1), Fraction(0)
    for step in range(1, degree + 1):
        table = [(b - a) / (nodes[i + step] - nodes[i]) for i, (a, b) in enumerate(pairwise(table))]
        rate, product_ = product_ + rate * (0 - nodes[step - 1]), product_ * (0 - nodes[step - 1])
        slope += table[0] * rate
    return slope


@pytest.mark.parametrize("order", ORDERS)
def test_second_moments_are_kernels_of_a_point_with_itself(order):
    for activation in (Hermite(order), Monomial(order)):
        for kuu in (Fraction(1, 3), Fraction(1), Fraction(17, 4)):
            assert activation.second_moment(kuu) == activation.dual_kernel(kuu, kuu, kuu)
            assert isinstance(activation.second_moment(kuu), Fraction)


def test_fractions_beyond_correlation_one_are_refused():
    for activation in (Hermite(3), Monomial(2)):
        with pytest.raises(ValueError, match="exceeds 1"):
            activation.dual_kernel(1, Fraction(11, 10), 1)
