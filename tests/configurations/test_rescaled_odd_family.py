"""The reduced map with rescaling, its slope and the form of its bend, against full matrices and quotients."""

from __future__ import annotations

import math

import numpy as np
import pytest
from flint import arb

from bnproofs import Layer
from bnproofs.configurations import odd_family, uniform
from bnproofs.configurations import rescaled_odd_family as family
from bnproofs.evolution import mean_field_map, recentre
from bnproofs.numbers.jets import Jet
from bnproofs.numbers.precision import working_precision
from bnproofs.symmetry.block_operator import BlockOperator

LAYER = Layer.parse("rc+rs+relu")
BATCHES = (3, 4, 7, 20)
SHARES = (1e-3, 0.05, 0.4, 0.9, 1.7, 30.0)


def tangent(n, share):
    return math.sqrt(n * (n - 2) * share)


@pytest.mark.parametrize("n", BATCHES)
def test_the_reduced_map_is_that_of_full_matrices(n):
    for share in SHARES:
        t = tangent(n, share)
        image = recentre(mean_field_map(LAYER, odd_family.recentred_gram(n, t, 1.0).embed()))
        ahead = (n - 1) ** 2 * image[0, 0] / image[-1, -1] - 1
        first, second = family.next_moments(n, t, 1.0)
        assert abs(family.next_tau(n, t, 1.0) - ahead) < 1e-10 * ahead
        assert abs(first - (image[0, 0] - image[0, 1])) < 1e-12
        assert abs(second + n * image[0, -1]) < 1e-12 * n
        assert math.isclose(family.next_tau(n, 3 * t, 3.0), ahead, rel_tol=1e-10)


@pytest.mark.parametrize("n", [*BATCHES, 52, 1000])
def test_the_uniform_point_is_fixed(n):
    s, c = uniform.direction(n, arb(1))
    assert family.change_form(n, s, c).contains(0)
    assert abs(family.change_form(n, s, c)).upper() < n**4 * 1e-12
    assert family.bend_form(n, s, c).contains(0)
    assert family.next_tau(n, s, c).overlaps(arb(n * (n - 2)))


@pytest.mark.parametrize("n", BATCHES)
def test_balls_contain_doubles(n):
    for share in SHARES:
        t = tangent(n, share)
        for enclosed, double in zip(
            family.next_moments(n, arb(t), arb(1)), family.next_moments(n, t, 1.0), strict=True
        ):
            assert enclosed.rad() < 1e-13 * n
            assert abs(enclosed - double).lower() < 1e-12 * n


@pytest.mark.parametrize("n", [7, 52])
def test_the_slope_is_that_of_the_map(n):
    with working_precision(120):
        step = arb(2) ** -30
        for share in (0.3, 2.0):
            tau = arb(n * (n - 2)) * arb(share)
            ends = [family.next_tau(n, (tau + tau * step * sign).sqrt(), arb(1)) for sign in (1, -1)]
            moments = family.next_moments(n, tau.sqrt(), arb(1))
            slope = family.slope(n, tau.sqrt(), arb(1), moments)
            assert abs((ends[0] - ends[1]) / (2 * tau * step) - slope).upper() < 1e-14


@pytest.mark.parametrize("n", [3, *BATCHES[1:], 52])
def test_the_defect_slope_is_a_derivative(n):
    for t in (0.01, 0.5, 3.0, 40.0):
        jet = odd_family.defect(n, Jet(arb(t), arb(1), arb(0)), Jet(arb(1), arb(0), arb(0)))
        slope = family.defect_slope(n, arb(t), arb(1))
        assert (jet.first * t).overlaps(slope)
        assert slope.rad() < 1e-12
        assert math.isclose(family.defect_slope(n, t, 1.0), float(slope.mid()), rel_tol=1e-9, abs_tol=1e-15)


@pytest.mark.parametrize("n", [5, 20])
def test_the_bend_is_the_second_derivative_of_p(n):
    """P = (1−x)^(m/2)/(n√x) (λ' − xμ') with μ = 1: the integrals over s in the variable v; P'' = w H/(4n²N x(1−x))."""
    m, most = n - 1, n * (n - 2)

    def p(x):
        first, second = family.next_moments(n, (x * most).sqrt(), arb(1))
        return 2 * (1 - x) ** (arb(m) / 2) / (n * x.sqrt()) * (first - x * second)

    with working_precision(160):
        step = arb(2) ** -30
        for share in (0.05, 0.7):
            x = arb(share)
            second = (p(x + step) - 2 * p(x) + p(x - step)) / step**2
            weight = (1 - x) ** (arb(m) / 2 - 1) / x.sqrt()
            bend = family.bend_form(n, (x * most).sqrt(), arb(1)) * weight / (4 * n * n * most * x * (1 - x))
            assert abs(second - bend).upper() < 1e-10 * abs(bend).lower()


def test_forms_are_homogeneous():
    for n in BATCHES:
        for s, c in ((0.2, 1.0), (3.0, 2.0)):
            assert math.isclose(family.bend_form(n, 2 * s, 2 * c), 16 * family.bend_form(n, s, c), rel_tol=1e-12)
            assert math.isclose(family.change_form(n, 2 * s, 2 * c), 4 * family.change_form(n, s, c), rel_tol=1e-9)


def test_the_operator_is_that_of_the_gram_matrix():
    for n in (3, 9):
        s, c = 0.7, 1.3
        wanted = odd_family.recentred_gram(n, s, c)
        found = family.operator(n, s, c).gram()
        scale = found.diagonal[0]
        assert np.allclose(found.embed() / scale, wanted.embed(), rtol=1e-12)
        assert np.allclose(BlockOperator.of(found).quotient, family.operator(n, s, c).quotient, rtol=1e-12)
