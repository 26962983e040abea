"""The printed blocks of the odd family and of the uniform point against the generic isotypic blocks."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import arb
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.configurations import odd_family, uniform
from bnproofs.numbers.precision import working_precision
from bnproofs.symmetry import isotypic_blocks

RC_RELU = Layer.parse("rc+relu")
POINTS = [("0.02", "1"), ("0.7", "1"), ("3", "1"), ("1", "0.1")]


def by_name(blocks):
    return {(block.component, block.groups): block for block in blocks}


def trace_and_minors(matrix):
    size = range(len(matrix))
    trace = sum(matrix[i][i] for i in size)
    minors = sum(matrix[i][i] * matrix[j][j] - matrix[i][j] * matrix[j][i] for i in size for j in size if i < j)
    return trace, minors


def determinant(m):
    return mp.det(mp.matrix(m))


@pytest.mark.parametrize("n", [4, 5, 7, 12, 300])
@pytest.mark.parametrize(("s", "c"), POINTS)
def test_the_standard_block_has_the_eigenvalues_of_the_generic_one(n, s, c):
    """The generic block has one more coordinate and the eigenvalue zero that recentring forces."""
    with mp.workdps(50):
        s, c = mpf(s), mpf(c)
        growth = odd_family.growth(n, s, c)
        generic = by_name(isotypic_blocks(RC_RELU, odd_family.recentred_gram(n, s, c)))["standard", (0,)]
        scaled = [[x / growth for x in row] for row in generic.matrix]
        assert len(scaled) == 3
        assert generic.multiplicity == n - 2
        assert abs(determinant(scaled)) < mpf(10) ** -40
        trace, minors = trace_and_minors(scaled)
        (a, b), (c_, d) = odd_family.standard_block(n, s, c)
        assert abs(trace - (a + d)) < mpf(10) ** -40 * (1 + abs(trace))
        assert abs(minors - (a * d - b * c_)) < mpf(10) ** -40 * (1 + abs(minors))


@pytest.mark.parametrize("n", [5, 7, 12, 300])
@pytest.mark.parametrize(("s", "c"), POINTS)
def test_the_pair_eigenvalue_is_the_generic_one(n, s, c):
    with mp.workdps(50):
        s, c = mpf(s), mpf(c)
        generic = by_name(isotypic_blocks(RC_RELU, odd_family.recentred_gram(n, s, c)))["pairs", (0,)]
        assert generic.multiplicity == (n - 1) * (n - 4) // 2
        ((value,),) = generic.matrix
        pair = odd_family.pair_eigenvalue(n, s, c)
        assert abs(value / odd_family.growth(n, s, c) - pair) < mpf(10) ** -45 * pair


@pytest.mark.parametrize("n", [7, 12, 300])
def test_at_a_fixed_point_the_trivial_block_has_the_scale_mode_and_the_slope_of_the_reduced_map(n, reference):
    with mp.workdps(50):
        theta = (
            reference.roots(n)[0] if n < 100 else mp.findroot(lambda x: reference.multiplier(n, x) - 1, 3 * mp.pi / n)
        )
        tau = reference.tau_of(n, theta)
        s, c = mp.sqrt(tau), mpf(1)
        growth = odd_family.growth(n, s, c)
        block = by_name(isotypic_blocks(RC_RELU, odd_family.recentred_gram(n, s, c)))["trivial", (0, 1)]
        scaled = [[x / growth for x in row] for row in block.matrix]
        assert len(scaled) == 4
        trace, minors = trace_and_minors(scaled)  # eigenvalues: 1, Λ and two zeros that recentring forces
        slope = mp.diff(lambda t: odd_family.next_tau(n, mp.sqrt(t), c), tau, h=mpf(10) ** -18)
        assert abs(trace - 1 - slope) < mpf(10) ** -25
        assert abs(minors - slope) < mpf(10) ** -25


@pytest.mark.parametrize("n", [3, 4, 5, 7, 20, 300])
def test_the_uniform_eigenvalues_are_those_of_the_generic_blocks(n, number):
    with mp.workdps(50):
        growth = uniform.growth(mpf(n))
        found = by_name(isotypic_blocks(RC_RELU, uniform.recentred_gram(n, mpf(1))))
        standard = found["standard", (0,)]
        assert standard.multiplicity == n - 1
        trace, minors = trace_and_minors([[x / growth for x in row] for row in standard.matrix])
        assert abs(trace - uniform.standard_eigenvalue(mpf(n))) < mpf(10) ** -45
        assert abs(minors) < mpf(10) ** -45
        trace, minors = trace_and_minors([[x / growth for x in row] for row in found["trivial", (0,)].matrix])
        assert abs(trace - 1) < mpf(10) ** -45  # only the scale mode
        assert abs(minors) < mpf(10) ** -45
        assert (("pairs", (0,)) in found) == (n >= 4)
        if n >= 4:
            ((value,),) = found["pairs", (0,)].matrix
            assert abs(value / growth - uniform.pair_eigenvalue(mpf(n))) < mpf(10) ** -45
            assert found["pairs", (0,)].multiplicity == n * (n - 3) // 2
    with working_precision(120):
        for name in ("standard_eigenvalue", "pair_eigenvalue", "growth", "cosine", "angle"):
            with mp.workdps(50):
                many = getattr(uniform, name)(mpf(n))
            assert number.encloses(getattr(uniform, name)(arb(n)), many, Fraction(1, 2**100))


@pytest.mark.parametrize("n", [4, 7])
def test_in_the_odd_family_the_uniform_point_has_the_uniform_spectrum(n):
    """Restricted to S_(n−1), standard and pairs split into trivial, standard and pairs: same numbers."""
    with mp.workdps(50):
        s, c = uniform.direction(n, mpf(1))
        (a, b), (c_, d) = odd_family.standard_block(n, s, c)
        standard, pair = uniform.standard_eigenvalue(mpf(n)), uniform.pair_eigenvalue(mpf(n))
        assert abs(a + d - standard - pair) < mpf(10) ** -40
        assert abs(a * d - b * c_ - standard * pair) < mpf(10) ** -40
        assert abs(odd_family.pair_eigenvalue(n, s, c) - pair) < mpf(10) ** -45
        slope = mp.diff(lambda t: odd_family.next_tau(n, mp.sqrt(t), c), s**2, h=mpf(10) ** -18)
        assert abs(slope - standard) < mpf(10) ** -25


def test_the_blocks_are_the_same_in_doubles_balls_and_with_a_symbol_for_n(number):
    n, size = 9, sympy.Symbol("n", positive=True)
    with mp.workdps(50):
        many = odd_family.standard_block(n, mpf(1) / 3, mpf(1))
    symbolic = odd_family.standard_block(size, sympy.Rational(1, 3), sympy.Integer(1))
    single, count = odd_family.standard_block(n, 1 / 3, 1.0), 0
    with working_precision(120):
        balls = odd_family.standard_block(n, arb(1) / 3, arb(1))
    for i in range(2):
        for j in range(2):
            assert single[i][j] == pytest.approx(float(many[i][j]), rel=1e-11)
            assert number.encloses(balls[i][j], many[i][j], Fraction(1, 2**95), Fraction(1, 10**40))
            assert float(symbolic[i][j].subs(size, n).evalf(30)) == pytest.approx(float(many[i][j]), rel=1e-13)
            count += 1
    assert count == 4
    assert np.all(np.linalg.eigvals(np.array(single)) != 0)
