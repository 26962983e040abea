"""Sturm's theorem against polynomials with known zeros, in the library and in the checker."""

from __future__ import annotations

from fractions import Fraction
from math import prod

import pytest

from bnproofs.activations import Hermite
from bnproofs.checker.fields import Refusal
from bnproofs.checker.layers import general_polynomial as checker
from bnproofs.configurations import exchangeable, two_places
from bnproofs.fixed_points import polynomial as library

HALVES = [(), (1,), (1, 1, 2), (-3,), (-1, -1, 5), (2, 7, 7, -4, 9), (-2, -6)]


@pytest.mark.parametrize("module", [library, checker])
def test_zeros_are_counted_once_each(module):
    count = 0
    for roots in HALVES:
        for extra in (lambda x: Fraction(1), lambda x: x * x + x + 1):

            def value(x, roots=roots, extra=extra):
                return -3 * prod((x - Fraction(r, 2) for r in roots), start=Fraction(1)) * extra(x)

            coefficients = module.interpolated(value, len(roots) + 4)
            assert sum(c * Fraction(9, 7) ** i for i, c in enumerate(coefficients)) == value(Fraction(9, 7))
            assert module.positive_zeros(coefficients) == len({r for r in roots if r > 0})
            count += 1
    assert count == 14


@pytest.mark.parametrize("order", range(2, 13))
def test_the_kernel_of_the_checker_is_that_of_the_library(order):
    phi = Hermite(order)
    for a, b, c in ((1, Fraction(1, 2), 1), (Fraction(1, 3), Fraction(-1, 5), 2), (4, -4, 4)):
        at = tuple(map(Fraction, (a, b, c)))
        assert checker.kernel(order, *at) == phi.dual_kernel(*at)


def test_library_and_checker_agree_on_where_no_variance_is_fixed():
    found = []
    for order in range(2, 8):
        for n, k in ((3, 1), (6, 2), (5, None)):
            phi = Hermite(order)

            def surplus(s, phi=phi, n=n, k=k):
                image = exchangeable.next_variance(phi, n, s) if k is None else two_places.next_variance(phi, n, k, s)
                return Fraction(image) / s - 1

            form = library.interpolated(surplus, order - 1)
            excluded = form[0] != 0 and not library.positive_zeros(form)
            found.append(excluded)
            if excluded:
                checker.require_no_variance(order, n, k)
            else:
                with pytest.raises(Refusal, match="not excluded"):
                    checker.require_no_variance(order, n, k)
    assert True in found
    assert False in found
