"""Gauss's rule for the normal law, and kernels of polynomials by a product of two."""

from __future__ import annotations

from fractions import Fraction

import pytest
from mpmath import mp

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.activations import Nonlinearity
from numerics.gauss_hermite import gauss_hermite
from numerics.quadrature import cartesian_kernel, dual_kernel, polynomial_kernel

DIGITS = 50
CUBE = Nonlinearity(lambda h: None, lambda x: x**3 - x, degree=None, polynomial=3)


def moments(power):
    return 0 if power % 2 else mp.fac2(power - 1)


@pytest.mark.parametrize("count", [1, 2, 3, 8, 13])
def test_the_rule_has_the_moments_of_the_normal_law_up_to_its_degree_and_no_further(count):
    with mp.workdps(DIGITS):
        rule = gauss_hermite(count, mp.prec)
        assert len(rule) == count
        assert all(weight > 0 for _, weight in rule)
        for power in range(2 * count):
            got = mp.fsum(weight * node**power for node, weight in rule)
            assert abs(got - moments(power)) <= mp.mpf(10) ** (2 - DIGITS) * mp.fac2(2 * count)
        beyond = mp.fsum(weight * node ** (2 * count) for node, weight in rule)
        assert abs(beyond - moments(2 * count)) >= mp.factorial(count) / 2


@pytest.mark.parametrize("at", [(2, Fraction(1, 3), Fraction(1, 5)), (1, -1, 1), (3, 0, 0), (0, 0, 3), (0, 0, 0)])
def test_a_polynomial_has_the_moments_of_isserlis(at):
    kuu, kuv, kvv = map(Fraction, at)
    wanted = 9 * kuu * kuv * kvv + 6 * kuv**3 - 3 * (kuu + kvv) * kuv + kuv
    got = polynomial_kernel(CUBE, *at, digits=30)
    assert abs(got - mp.mpf(wanted.numerator) / wanted.denominator) <= 1e-14 * (1 + abs(got))
    with mp.workdps(40):
        exact = mp.mpf(wanted.numerator) / wanted.denominator
        assert abs(got - exact) <= mp.mpf(10) ** -30 * max(1, abs(exact))
        assert wanted == 0 or abs(got - exact * mp.mpf(101) / 100) > abs(exact) / 200


def test_the_nested_integral_is_the_product_of_rules():
    at = (Fraction(3, 4), Fraction(-1, 2), Fraction(4, 5))
    got, wanted = cartesian_kernel(CUBE, *at, digits=9), polynomial_kernel(CUBE, *at, digits=20)
    assert abs(got - wanted) < 1e-8


def test_a_polynomial_is_handed_to_the_rule_that_is_exact_for_it():
    layer, at = Layer.parse("hermite(12)"), (Fraction(9), Fraction(-9), Fraction(9))
    assert dual_kernel(layer, *at, digits=30) == dual_kernel(layer, 9.0, -9.0, 9.0, digits=30)
    with pytest.raises(InputError, match="correlation"):
        dual_kernel(layer, 1, 2, 1, digits=20)
