"""One closed form, every kind of number: the same value in each, and no float anywhere inside."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import arb
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from bnproofs import Layer
from bnproofs.activations import (
    GELU,
    AbsoluteValue,
    Cosine,
    Erf,
    Exponential,
    Hermite,
    Identity,
    LeakyReLU,
    Monomial,
    ReLU,
    ReLUPower,
    Signum,
    Sine,
    Step,
)
from bnproofs.configurations import odd_family, two_clusters, uniform
from bnproofs.numbers.jets import Jet
from bnproofs.numbers.precision import working_precision
from bnproofs.symmetry import BlockGram, isotypic_blocks, recentre_blocks, reduced_map

FAMILY = ["defect", "denominator", "tau", "next_tau", "theta", "psi", "sine_theta"]
FAMILY += ["cos_cluster", "cos_odd", "norm_ratio", "growth", "pair_eigenvalue"]
UNIFORM = ["angle", "cosine", "growth", "standard_eigenvalue", "pair_eigenvalue"]
CLUSTERS = ["norm_ratio", "growth", "transverse_multiplier", "standard_multiplier", "mixed_multiplier"]
SMOOTH = (Erf(), GELU(), Sine(Fraction(2)), Cosine(Fraction(1, 3)), Exponential(Fraction(1, 3)))

HOMOGENEOUS = (AbsoluteValue(), Step(), Signum(), ReLUPower(2), ReLUPower(5), Monomial(4))


@pytest.mark.parametrize("name", FAMILY)
@given(n=st.integers(3, 40), s=st.floats(1e-3, 1e3), c=st.floats(1e-3, 1e3))
def test_every_kind_of_number_gives_the_same_value_in_the_odd_family(name, n, s, c, number):
    function = getattr(odd_family, name)
    with mp.workdps(50):
        many = function(n, mp.mpf(s), mp.mpf(c))
    with working_precision(130):
        ball = function(n, arb(s), arb(c))
        assert number.encloses(ball, many, Fraction(1, 2**80), Fraction(1, 10**40))
    single = float(function(n, s, c))
    (entry,) = function(n, np.array([s]), np.array([c]))
    allowed = 1e-13 * abs(float(many))
    if name == "cos_cluster":  # one minus something of size one
        allowed = 1e-14
    if name == "pair_eigenvalue":  # π − θ cancels at θ = π
        allowed += 1e-15 / odd_family.growth(n, s, c)
    assert abs(single - float(many)) <= allowed
    assert abs(float(entry) - float(many)) <= allowed


@pytest.mark.parametrize("name", FAMILY)
def test_jets_and_symbols_agree_with_balls(name, number):
    function, n = getattr(odd_family, name), 7
    with mp.workdps(45):
        many = function(n, mp.mpf(2) / 3, mp.mpf(5) / 4)
    with working_precision(120):
        point = (Jet(arb(2) / 3, arb(1), arb(0)), Jet(arb(5) / 4, arb(0), arb(0)))
        assert number.encloses(function(n, *point).value, many, Fraction(1, 2**100), Fraction(1, 10**40))
    symbols = sympy.symbols("n s c", positive=True)
    put = function(*symbols).subs(dict(zip(symbols, (n, sympy.Rational(2, 3), sympy.Rational(5, 4)), strict=True)))
    with mp.workdps(45):
        assert abs(mp.mpf(put.evalf(50)) - many) < abs(many) * mp.mpf(10) ** -38


def test_the_sign_of_the_fixed_point_form_is_resolved_alike(number):
    n, cases = 9, 0
    for s in np.geomspace(1e-6, 1e6, 40):
        with mp.workdps(50):
            many = odd_family.fixed_point_form(n, mp.mpf(s), mp.mpf(1))
        with working_precision(130):
            assert number.encloses(odd_family.fixed_point_form(n, arb(s), arb(1)), many, Fraction(1, 2**60))
        assert abs(odd_family.fixed_point_form(n, s, 1.0) - many) <= 1e-14 * (n * n + s * s)
        cases += 1
    assert cases == 40


@pytest.mark.parametrize("name", UNIFORM)
@pytest.mark.parametrize("n", [3, 4, 7, 100])
def test_every_kind_of_number_gives_the_same_value_at_the_uniform_point(name, n, number):
    function = getattr(uniform, name)
    with mp.workdps(50):
        many = function(mp.mpf(n))
    with working_precision(130):
        assert number.encloses(function(arb(n)), many, Fraction(1, 2**110), Fraction(1, 10**45))
    assert float(function(float(n))) == pytest.approx(float(many), rel=1e-13)
    size = sympy.Symbol("n", positive=True)
    assert abs(float(function(size).subs(size, n).evalf(30)) - float(many)) <= 1e-14


@pytest.mark.parametrize("name", CLUSTERS)
def test_rational_closed_forms_stay_rational(name):
    value = getattr(two_clusters, name)(11, 4)
    assert isinstance(value, Fraction)
    n, k = sympy.symbols("n k", positive=True)
    expression = sympy.sympify(getattr(two_clusters, name)(n, k))
    assert expression.subs({n: 11, k: 4}) == sympy.Rational(value.numerator, value.denominator)
    assert float(getattr(two_clusters, name)(11.0, 4.0)) == pytest.approx(float(value), rel=1e-14)


def closed_forms(strict):
    """Every closed form of the library, called on numbers that refuse floats; the names of those called."""
    n, s, c, k = strict(7), strict("1.25"), strict("0.75"), strict(3)
    for size in (n, 7):
        for name in [*FAMILY, "half_angle", "fixed_point_form", "recentred_gram", "standard_block"]:
            getattr(odd_family, name)(size, s, c)
            yield f"odd_family.{name}"
        odd_family.fixed_point_form_of(size)(s, c)
        yield "odd_family.fixed_point_form_of"
    for name in UNIFORM:
        getattr(uniform, name)(n)
        yield f"uniform.{name}"
    for name in ("direction", "recentred_gram"):
        getattr(uniform, name)(7, n)
        yield f"uniform.{name}"
    for name in [*CLUSTERS, "ideal_gram"]:
        getattr(two_clusters, name)(n, k)
        yield f"two_clusters.{name}"
    for activation in (ReLU(), Identity(), LeakyReLU(Fraction(1, 10)), *SMOOTH, *HOMOGENEOUS, Hermite(5)):
        activation.phi(s)
        activation.dual_kernel(s, s - c, c)
        activation.dual_kernel_gradient(s, s - c, c)
        activation.second_moment(s)
        activation.second_moment_slope(s)
        yield f"activations.{type(activation).__name__}"
    gram = BlockGram((3, 2, 1), (s, c + 1, s + 1), ((c, s / 9, c / 9), (s / 9, c / 2, s / 7), (c / 9, s / 7, s * 0)))
    for name in ("rc+relu", "rc+leaky_relu(1/10)", "rc+identity", "relu"):
        recentre_blocks(gram)
        reduced_map(Layer.parse(name), gram)
        isotypic_blocks(Layer.parse(name), recentre_blocks(gram))
        yield f"symmetry({name})"


def public_functions(module):
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}"
        for name, value in vars(module).items()
        if callable(value) and not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
    }


def test_no_closed_form_lets_a_float_in(strict):
    called = set(closed_forms(strict))
    wanted = public_functions(odd_family) | public_functions(uniform) | public_functions(two_clusters)
    assert wanted - called == {"two_clusters.spectrum"}  # integers only
    assert len(called) >= 33
    assert all(isinstance(value, Fraction) for _, _, value in two_clusters.spectrum(11, 4))


def test_the_number_that_refuses_floats_does_refuse_them(strict):
    for combine in (lambda x: x + 0.5, lambda x: 0.5 * x, lambda x: x / np.float64(2), lambda x: x**0.5, float):
        with pytest.raises(AssertionError):
            combine(strict(2))
