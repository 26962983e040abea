"""Kernels by quadrature against closed forms of built-in activations: in doubles, and in balls that enclose them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import acb, arb, fmpq

from bnproofs.activations import GELU, Cosine, Erf, Exponential, Monomial, ReLU, ReLUPower, Sine, Step
from bnproofs.errors import NotDifferentiableError
from bnproofs.numbers import lift
from bnproofs.numbers.precision import working_precision
from bnproofs.piecewise import Piecewise
from bnproofs.piecewise.expectations import QuadratureError, _bounded, _bounds

ONE, ZERO = Fraction(1), Fraction(0)


def of(name):
    """The analytic function of a kind."""
    return lambda x: getattr(lift(x)[0], name)(lift(x)[1])


HALF_LINE = (ZERO,)
CASES = {
    "sine": (Piecewise((of("sin"),), derivatives=(of("cos"),)), Sine(ONE)),
    "cosine": (Piecewise((of("cos"),), derivatives=(lambda x: -of("sin")(x),)), Cosine(ONE)),
    "erf": (Piecewise((of("erf"),)), Erf()),
    "exponential": (Piecewise((of("exp"),), growth=(ONE, ONE), derivatives=(of("exp"),)), Exponential(ONE)),
    "gelu": (Piecewise((GELU().phi,), growth=(ONE, ONE)), GELU()),
    "cube": (Piecewise((lambda x: x * x * x,), growth=(Fraction(6), ONE)), Monomial(3)),
    "relu": (
        Piecewise((lambda x: 0 * x, lambda x: x), HALF_LINE, (ONE, ONE), (lambda x: 0 * x, lambda x: 0 * x + 1), 1),
        ReLU(),
    ),
    "relu squared": (Piecewise((lambda x: 0 * x, lambda x: x * x), HALF_LINE, (Fraction(4), ONE)), ReLUPower(2)),
    "step": (Piecewise((lambda x: 0 * x, lambda x: 0 * x + 1), HALF_LINE), Step()),
}
MOMENTS = [("13/10", "-1/5", "7/10"), ("1", "-1/2", "1"), ("1/4", "1/8", "3"), ("2", "0", "1/3")]


@pytest.mark.parametrize("name", CASES)
def test_doubles_are_those_of_the_closed_form(name):
    mine, known = CASES[name]
    for triple in MOMENTS:
        at = [float(Fraction(x)) for x in triple]
        assert mine.dual_kernel(*at) == pytest.approx(known.dual_kernel(*at), rel=1e-12, abs=1e-13)
        if abs(known.dual_kernel(*at)) > 1e-6:
            assert mine.dual_kernel(*at) != pytest.approx(1.01 * known.dual_kernel(*at), rel=1e-6)
        gradient = np.array(mine.dual_kernel_gradient(*at))
        assert gradient == pytest.approx(np.array(known.dual_kernel_gradient(*at)), rel=1e-11, abs=1e-12)
        assert mine.second_moment(at[0]) == pytest.approx(known.second_moment(at[0]), rel=1e-12)
        assert mine.second_moment_slope(at[0]) == pytest.approx(known.second_moment_slope(at[0]), rel=1e-10, abs=1e-12)


@pytest.mark.parametrize("name", ["sine", "relu", "relu squared", "gelu"])
@pytest.mark.parametrize("correlation", [1 - 1e-7, -1 + 1e-7, 1.0, -1.0])
def test_doubles_next_to_the_ends(name, correlation):
    mine, known = CASES[name]
    at = (1.5, 1.5 * correlation, 1.5)
    assert mine.dual_kernel(*at) == pytest.approx(known.dual_kernel(*at), rel=1e-9, abs=1e-12)
    if mine.derivatives is not None:
        assert mine.dual_kernel_gradient(*at) == pytest.approx(known.dual_kernel_gradient(*at), rel=1e-9, abs=1e-9)


def test_arrays_are_taken_entry_by_entry():
    mine, known = CASES["sine"]
    kuv = np.linspace(-0.9, 0.9, 7)
    assert mine.dual_kernel(np.ones(7), kuv, np.ones(7)) == pytest.approx(known.dual_kernel(1.0, kuv, 1.0), rel=1e-12)


@pytest.mark.parametrize("name", CASES)
def test_balls_enclose_the_closed_form_narrowly(name):
    mine, known = CASES[name]
    count = 0
    with working_precision(90):
        for triple in MOMENTS:
            at = [arb(fmpq(Fraction(x).numerator, Fraction(x).denominator)) for x in triple]
            pairs = [
                (mine.dual_kernel(*at), known.dual_kernel(*at)),
                *zip(mine.dual_kernel_gradient(*at), known.dual_kernel_gradient(*at), strict=True),
                (mine.second_moment(at[0]), known.second_moment(at[0])),
                (mine.second_moment_slope(at[0]), known.second_moment_slope(at[0])),
            ]
            for found, wanted in pairs:
                assert found.overlaps(wanted), (name, triple)
                assert found.rad() < arb(2) ** -66 * (1 + abs(wanted))
                if not wanted.contains(0):
                    assert not found.overlaps(wanted * arb(101) / 100)
                count += 1
    assert count == 24


@pytest.mark.parametrize("name", ["sine", "cosine", "exponential", "relu"])
def test_points_on_one_line(name):
    mine, known = CASES[name]
    with working_precision(90):
        s, p = arb(1) / 3, arb(1)
        for q in (arb(-4), arb(2), arb(1)):
            at = (s, q * s, q * q * s)
            own, mixed, _ = known.dual_kernel_gradient(*at)
            for found, wanted in (
                (mine.collinear_kernel(p, q, s), known.dual_kernel(*at)),
                (mine.collinear_gradient(p, q, s)[0], own),
                (mine.collinear_gradient(p, q, s)[1], mixed),
            ):
                assert (found - wanted).contains(0)
                assert found.rad() < arb(2) ** -70 * (1 + abs(wanted))


def test_what_has_no_derivative_there_says_so():
    with working_precision(90), pytest.raises(NotDifferentiableError, match="φ jumps"):
        CASES["step"][0].collinear_gradient(arb(1), arb(1), arb(1))
    with working_precision(90), pytest.raises(QuadratureError, match="give the `derivatives`"):
        CASES["erf"][0].collinear_gradient(arb(1), arb(1), arb(1))
    with pytest.raises(NotDifferentiableError, match="on one line"):
        CASES["erf"][0].dual_kernel_gradient(1.0, 1.0, 1.0)


def test_correlations_too_close_to_one_are_refused_not_guessed():
    with working_precision(90), pytest.raises(QuadratureError, match="too close to ±1"):
        CASES["sine"][0].dual_kernel(arb(1), arb(1) - arb(2) ** -40, arb(1))


def test_a_function_that_is_not_holomorphic_on_its_piece_is_noticed():
    bad = Piecewise((lambda x: lift(x)[0].sqrt(lift(x)[1] * lift(x)[1]),), growth=(ONE, ONE))
    with working_precision(64), pytest.raises(QuadratureError, match="not holomorphic"):
        bad.second_moment(arb(1))
    with working_precision(64):
        assert not acb(bad.pieces[0](acb(arb(0, 1), arb(0, 1)))).is_finite()


def test_a_wide_variance_gives_a_ball_around_all_values():
    mine, known = CASES["sine"]
    with working_precision(64):
        wide = arb(1).union(arb(1) + arb(2) ** -12)
        found = mine.second_moment(wide)
        for s in (wide.lower(), wide.mid(), wide.upper()):
            assert found.contains(known.second_moment(s).mid())


def test_the_bound_in_an_ellipse_about_zero_holds_on_its_short_axis():
    """There e^(−z²/2) is largest, above 1."""
    with working_precision(64):
        (panel,) = _bounded(lambda x: x * 0 + 1, arb("-0.75"), arb("0.75"), 0)
        tallest = (panel.ellipse.imag.abs_upper() ** 2 / 2).exp()
        (bound,) = _bounds(panel, ((arb(1), arb(0)),))
        assert bound >= tallest.lower() > 1
