"""The kernel of an entire φ by the trapezoidal rule: characteristic functions, Isserlis, and nested quadrature."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from mpmath import mp

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.activations import nonlinearity_of
from numerics.quadrature import cartesian_kernel
from numerics.smooth_kernel import is_entire, smooth_kernel

MOMENTS = [(1.0, 0.0, 1.0), (2.0, -0.5, 0.7), (1.5, 1.5, 1.5), (1.2, -1.2, 1.2), (0.3, 0.1, 4.0), (1e-6, 1e-4, 1.0)]


@pytest.mark.parametrize("moments", MOMENTS)
@pytest.mark.parametrize("frequency", [1, Fraction(2, 3)])
def test_waves_have_the_mean_of_the_characteristic_function(moments, frequency):
    """sin a sin b = (cos(a − b) − cos(a + b))/2, and the mean of cos of a Gaussian is exp(−variance/2)."""
    uu, uv, vv = moments
    square = float(frequency) ** 2 / 2
    apart, together = (math.exp(-square * (uu + vv + sign * 2 * uv)) for sign in (-1, 1))
    sine, cosine = (Layer.parse(f"{name}({frequency})") for name in ("sine", "cosine"))
    assert smooth_kernel(sine, *moments) == pytest.approx((apart - together) / 2, rel=1e-12, abs=1e-14)
    assert smooth_kernel(cosine, *moments) == pytest.approx((apart + together) / 2, rel=1e-12)


@pytest.mark.parametrize("moments", MOMENTS)
def test_exponentials_have_the_mean_of_the_moment_generating_function(moments):
    uu, uv, vv = moments
    found = smooth_kernel(Layer.parse("exponential(-1/2)"), *moments)
    assert found == pytest.approx(math.exp((uu + vv + 2 * uv) / 8), rel=1e-12)


@pytest.mark.parametrize("name", ["erf", "gelu"])
def test_nested_quadrature_gives_the_same(name):
    layer, moments = Layer.parse(name), (Fraction(2), Fraction(-1, 3), Fraction(5, 7))
    wanted = cartesian_kernel(nonlinearity_of(layer), *moments, digits=10)
    found = smooth_kernel(layer, *moments)
    assert abs(found - wanted) < 1e-10 * abs(wanted)
    assert abs(found - wanted * mp.mpf("1.00001")) > 1e-10 * abs(wanted)


def test_second_moments_are_taken_as_exact_next_to_correlation_one():
    """With u and v the same but for √(10⁻¹⁶): E (u − v)² cos ξ … falls by half that variance."""
    layer, small = Layer.parse("sine(1)"), Fraction(1, 10**16)
    same, near = smooth_kernel(layer, 1, 1, 1), smooth_kernel(layer, 1, 1, 1 + small)
    assert near == pytest.approx(same, rel=1e-13)
    assert smooth_kernel(layer, 1, 1, Fraction(101, 100)) < same - 1e-4


@pytest.mark.parametrize("name", ["relu", "sign", "monomial(3)", "hermite(2)", "abs"])
def test_what_is_not_entire_or_has_a_rule_of_its_own_is_refused(name):
    assert not is_entire(Layer.parse(name))
    with pytest.raises(InputError, match="takes a smooth activation"):
        smooth_kernel(Layer.parse(name), 1, 0, 1)


@pytest.mark.parametrize(("moments", "says"), [((1, 2, 1), "no Gaussian pair"), ((0, 0, 1), "no Gaussian pair")])
def test_what_is_no_pair_of_moments_is_refused(moments, says):
    with pytest.raises(InputError, match=says):
        smooth_kernel(Layer.parse("erf"), *moments)


def test_moments_beyond_the_rule_and_rescaling_are_refused():
    with pytest.raises(InputError, match="too large for the trapezoidal rule"):
        smooth_kernel(Layer.parse("exponential(1)"), 40, 3, 40)
    with pytest.raises(InputError, match="rescales"):
        smooth_kernel(Layer.parse("rs+erf"), 1, 0, 1)
