"""Eigenvalues of the projective Jacobian from small blocks: made-up blocks with known spectra, and real ones."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
import sympy
from flint import arb, fmpq
from mpmath import mpf

from bnproofs import Layer
from bnproofs.configurations import odd_family, uniform
from bnproofs.evolution import dense_jacobian
from bnproofs.fixed_points.candidate import propose
from bnproofs.numbers.precision import working_precision
from bnproofs.spectrum import (
    Eigenvalues,
    SpectrumUndecidedError,
    Stability,
    projective_eigenvalues,
    spectral_radius,
    stability,
)
from bnproofs.symmetry import IsotypicBlock, isotypic_blocks

RC_RELU = Layer.parse("rc+relu")


def ball(x):
    x = Fraction(x)
    return arb(fmpq(x.numerator, x.denominator))


def block_with(eigenvalues, component="standard", zeros=0, multiplicity=3, growth=Fraction(1)):
    """A block similar to the diagonal matrix of these eigenvalues times the growth."""
    size = len(eigenvalues)
    change = sympy.Matrix(size, size, lambda i, j: 1 if i == j else sympy.Rational((i + 2 * j) % 3, 5 + i))
    diagonal = sympy.diag(*(sympy.Rational(str(Fraction(x) * growth)) for x in eigenvalues))
    matrix = change * diagonal * change.inv()
    rows = tuple(tuple(ball(Fraction(int(x.p), int(x.q))) for x in matrix.row(i)) for i in range(size))
    return IsotypicBlock(component, (0,), multiplicity, rows, zeros)


@pytest.mark.parametrize(
    ("component", "zeros", "eigenvalues", "left"),
    [
        ("standard", 0, ["1/3"], ["1/3"]),
        ("standard", 1, ["1/3", "0"], ["1/3"]),
        ("standard", 1, ["9/10", "0", "1/7"], ["9/10", "1/7"]),
        ("standard", 0, ["-2", "1/2"], ["1/2", "-2"]),
        ("trivial", 0, ["1", "3/4"], ["3/4"]),
        ("trivial", 2, ["1", "0", "3/4", "0"], ["3/4"]),
        ("trivial", 1, ["0", "1/9", "1", "-5/4"], ["1/9", "-5/4"]),
    ],
)
@pytest.mark.parametrize("growth", [Fraction(1), Fraction(2, 7)])
def test_known_eigenvalues_are_left_out_and_the_rest_enclosed_largest_first(
    component, zeros, eigenvalues, left, growth, number
):
    with working_precision(120):
        block = block_with(eigenvalues, component, zeros, growth=growth)
        (found,) = projective_eigenvalues((block,), ball(growth))
    assert (found.component, found.multiplicity) == (component, 3)
    for value, wanted in zip(found.values, left, strict=True):
        assert number.encloses(value, Fraction(wanted), Fraction(1, 2**90), 0)


def test_a_component_with_nothing_left_is_left_out():
    block = block_with(["1", "0"], "trivial", zeros=1, multiplicity=1)
    assert projective_eigenvalues((block,), arb(1)) == ()


def test_complex_or_equal_eigenvalues_are_undecided_with_advice():
    turn = IsotypicBlock("standard", (0,), 2, ((arb(0), arb(-1)), (arb(1), arb(0))), 0)
    equal = IsotypicBlock("standard", (0,), 2, ((arb(1), arb(1)), (arb(0), arb(1))), 0)
    for block in (turn, equal):
        with pytest.raises(SpectrumUndecidedError, match="not proved real and distinct: raise the precision"):
            projective_eigenvalues((block,), arb(1))


def test_three_unknown_eigenvalues_are_undecided():
    with pytest.raises(SpectrumUndecidedError, match="3 eigenvalues besides the known ones"):
        projective_eigenvalues((block_with(["1/2", "1/3", "1/5"]),), arb(1))


def test_the_radius_encloses_the_largest_size_also_when_balls_overlap(number):
    parts = (Eigenvalues("a", 1, (arb("0.5"), arb(-3, 1))), Eigenvalues("b", 2, (arb("2.5", "0.25"),)))
    low, high = number.ends(spectral_radius(parts))
    assert low <= Fraction(5, 2)
    assert Fraction(4) <= high <= Fraction(4) + Fraction(1, 2**20)
    assert number.ends(spectral_radius((Eigenvalues("a", 1, (arb(-7),)),))) == (7, 7)


@pytest.mark.parametrize(
    ("radius", "verdict"),
    [
        (arb("0.99"), Stability.STABLE),
        (arb("1.01"), Stability.UNSTABLE),
        (arb(1), Stability.UNDECIDED),
        (arb("1", "0.001"), Stability.UNDECIDED),
        (arb("0.9995", "0.0006"), Stability.UNDECIDED),
        (arb("nan"), Stability.UNDECIDED),
        (arb("+inf"), Stability.UNSTABLE),
    ],
)
def test_a_verdict_needs_the_whole_ball_on_one_side_of_one(radius, verdict):
    assert stability(radius) is verdict


def spectrum_of(n, direction, gram):
    return projective_eigenvalues(isotypic_blocks(RC_RELU, gram), odd_family.growth(n, *direction))


@pytest.mark.parametrize("n", [7, 8, 10, 12])
@pytest.mark.parametrize("kind", ["odd-point", "separating", "uniform"])
def test_at_fixed_points_they_are_all_eigenvalues_of_the_dense_jacobian(n, kind):
    """Without the scale mode and the n zeros of recentring: n(n−1)/2 − 1 of them."""
    with working_precision(150):
        if kind == "uniform":
            direction, gram = uniform.direction(n, arb(1)), uniform.recentred_gram(n, arb(1))
        else:
            guess = next(guess for guess in propose(n, 120) if guess.kind == kind)
            direction = (guess.tangent, arb(1))
            gram = odd_family.recentred_gram(n, *direction)
        found = spectrum_of(n, direction, gram)
    assert sum(part.multiplicity * len(part.values) for part in found) == n * (n - 1) // 2 - 1
    assert all(a > b for part in found for a, b in pairwise(part.values))
    single = [float(x) for x in direction]
    doubles = odd_family.recentred_gram(n, *single).embed()
    dense = np.linalg.eigvals(dense_jacobian(RC_RELU, doubles)) / odd_family.growth(n, *single)
    listed = [float(v) for part in found for v in part.values for _ in range(part.multiplicity)]
    wanted = sorted([*listed, 1.0, *[0.0] * n])
    assert np.allclose(sorted(dense.real), wanted, atol=1e-6)
    assert float(spectral_radius(found)) == pytest.approx(max(map(abs, listed)), rel=1e-12)


@pytest.mark.parametrize("make", [float, np.float64, mpf])
def test_floats_and_mpmath_numbers_have_eigenvalues_and_a_radius(make):
    n, s, c = 12, make(3), make(2)
    found = spectrum_of(n, (s, c), odd_family.recentred_gram(n, s, c))
    wanted = spectrum_of(n, (arb(3), arb(2)), odd_family.recentred_gram(n, arb(3), arb(2)))
    for part, balls in zip(found, wanted, strict=True):
        assert [float(x) for x in part.values] == pytest.approx([float(x) for x in balls.values], rel=1e-12)
    assert float(spectral_radius(found)) == pytest.approx(float(spectral_radius(wanted)), rel=1e-12)
    turn = IsotypicBlock("standard", (0,), 2, ((make(0), make(-1)), (make(1), make(0))), 0)
    with pytest.raises(SpectrumUndecidedError):
        projective_eigenvalues((turn,), make(1))


@pytest.mark.parametrize("make", [float, mpf])
def test_the_radius_of_numbers_is_the_largest_size(make):
    assert spectral_radius((Eigenvalues("a", 1, (make(1), make(-3))), Eigenvalues("b", 2, (make(2),)))) == 3
    for values in ((make("nan"), make(1)), (make(1), make("nan"))):
        assert not spectral_radius((Eigenvalues("a", 1, values),)) < 2


@pytest.mark.parametrize("spectrum", [(), (Eigenvalues("a", 1, ()),)])
def test_a_radius_needs_an_eigenvalue(spectrum):
    with pytest.raises(ValueError, match="without eigenvalues has no radius"):
        spectral_radius(spectrum)
