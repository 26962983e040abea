"""Gradients of homogeneous kernels: differences, Euler's and Price's relations, and what holds at ρ = ±1."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import numpy as np
import pytest
import sympy
from flint import arb
from mpmath import mp

from bnproofs.activations import AbsoluteValue, Monomial, ReLU, ReLUPower, Signum, Step
from bnproofs.errors import NotDifferentiableError
from bnproofs.evolution import mean_field_derivative
from bnproofs.layer import Layer
from bnproofs.numbers.precision import working_precision

SMOOTH_AT_ENDS = [AbsoluteValue(), *(ReLUPower(k) for k in (2, 3, 5, 12)), *(Monomial(k) for k in (2, 3, 12))]
JUMPS = [Step(), Signum()]
ACTIVATIONS = [*SMOOTH_AT_ENDS, *JUMPS]
VARIANCES = [(1.0, 1.0), (0.125, 5.0), (40.0, 0.3)]
GAPS = [1e-15, 1e-6]
CORRELATIONS = [0.0, 0.4, -0.5, 0.95, *(1 - gap for gap in GAPS), *(gap - 1 for gap in GAPS)]


def points():
    for (kuu, kvv), rho in product(VARIANCES, CORRELATIONS):
        yield kuu, rho * float(np.sqrt(kuu * kvv)) * (1 - 2.0**-52), kvv


def differences(function, point, step):
    """Central differences in each argument."""
    for at in range(3):
        up, down = list(point), list(point)
        up[at], down[at] = up[at] + step, down[at] - step
        yield (function(*up) - function(*down)) / (2 * step)


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=repr)
def test_gradients_agree_with_central_differences_and_in_every_kind(activation, number):
    count = 0
    for point in points():
        with mp.workdps(90):
            many = [mp.mpf(x) for x in point]
            got = activation.dual_kernel_gradient(*many)
            expected = list(differences(activation.dual_kernel, many, mp.mpf(10) ** -35))
            for value, difference in zip(got, expected, strict=True):
                assert abs(value - difference) <= abs(value) * mp.mpf(10) ** -25 + mp.mpf(10) ** -50, point
        with working_precision(160):
            balls = activation.dual_kernel_gradient(*map(arb, point))
        doubles = activation.dual_kernel_gradient(*point)
        arrays = activation.dual_kernel_gradient(*(np.array([x, x]) for x in point))
        for ball, double, array, value in zip(balls, doubles, arrays, got, strict=True):
            assert number.encloses(ball, value, Fraction(1, 2**80) if value else None, Fraction(1, 10**45)), point
            bound = 6e-16 * ((activation.degree or 1) + 2) * abs(value)
            assert abs(mp.mpf(float(double)) - value) <= bound, point
            assert np.all(np.abs(array - float(double)) == 0)
        count += 1
    assert count == 24


@pytest.mark.parametrize("activation", ACTIVATIONS, ids=repr)
def test_euler_and_symmetry(activation):
    """2 K_uu V_uu + K_uv V_uv = degree · V, and exchanging u and v exchanges the derivatives."""
    for point in points():
        with mp.workdps(60):
            kuu, kuv, kvv = map(mp.mpf, point)
            left, mixed, right = activation.dual_kernel_gradient(kuu, kuv, kvv)
            value = activation.dual_kernel(kuu, kuv, kvv)
            scale = abs(kuu * left) + abs(kuv * mixed) + abs(value)
            for own in (kuu * left, kvv * right):
                assert abs(2 * own + kuv * mixed - activation.degree * value) <= scale * mp.mpf(10) ** -55
            assert activation.dual_kernel_gradient(kvv, kuv, kuu) == (right, mixed, left)


@pytest.mark.parametrize("order", range(2, 13))
def test_prices_theorem_links_each_order_to_the_one_below(order):
    """∂V/∂K_uv = E φ′(u)φ′(v), and φ′ is order times the activation of one order less."""
    for point in points():
        with mp.workdps(50):
            many = [mp.mpf(x) for x in point]
            lower = ReLU() if order == 2 else ReLUPower(order - 1)
            got, wanted = ReLUPower(order).dual_kernel_gradient(*many)[1], order**2 * lower.dual_kernel(*many)
            assert abs(got - wanted) <= abs(wanted) * mp.mpf(10) ** -48
            if order > 2:
                got = Monomial(order).dual_kernel_gradient(*many)[1]
                wanted = order**2 * Monomial(order - 1).dual_kernel(*many)
                assert abs(got - wanted) <= abs(wanted) * mp.mpf(10) ** -48


@pytest.mark.parametrize("activation", SMOOTH_AT_ENDS, ids=repr)
@pytest.mark.parametrize("end", [1, -1])
def test_one_sided_derivatives_at_parallel_and_opposite_points(activation, end):
    with mp.workdps(60):
        one = mp.mpf(1)
        at = activation.dual_kernel_gradient(one, end * one, one)
        size = activation.second_moment(one) * 4 * activation.degree**2
        for power in (12, 20):
            inside = end * (1 - mp.mpf(10) ** -power)
            rise = activation.dual_kernel(one, end * one, one) - activation.dual_kernel(one, inside, one)
            assert abs(rise / (end - inside) - at[1]) < size * mp.mpf(10) ** (-power / 2)


@pytest.mark.parametrize("activation", JUMPS, ids=repr)
@pytest.mark.parametrize("end", [1, -1])
def test_a_jump_has_no_derivative_at_the_ends_and_says_so(activation, end):
    ones = (1.0, mp.mpf(1), arb(1), sympy.Integer(1), np.ones(3), np.float64(1))
    for one in ones:
        with pytest.raises(NotDifferentiableError, match=r"infinite derivative at correlation ±1: move"):
            activation.dual_kernel_gradient(one, end * one, one)
    mixed = np.array([0.5, end, 0.0])
    with pytest.raises(NotDifferentiableError):
        activation.dual_kernel_gradient(np.ones(3), mixed, np.ones(3))
    with mp.workdps(40):
        slopes = [
            activation.dual_kernel_gradient(mp.mpf(1), end * (1 - mp.mpf(10) ** -p), mp.mpf(1))[1] for p in (10, 20)
        ]
        assert abs(slopes[1] / slopes[0] - 10**5) < 1


@pytest.mark.parametrize("name", ["step", "sign"])
@pytest.mark.parametrize("kind", [float, mp.mpf])
def test_the_derivative_of_the_map_of_a_jump_exists_for_distinct_points_only(name, kind):
    gram = np.array([[2, 1, 0], [1, 2, 1], [0, 1, 1]])
    direction = np.array([[1, 2, 0], [2, 1, 1], [0, 1, 3]])
    layer = Layer.parse(name)
    convert = np.vectorize(kind, otypes=[float if kind is float else object])
    value = mean_field_derivative(layer, convert(gram), convert(direction))
    assert np.all(np.isfinite(value.astype(float)))
    assert np.abs(value.astype(float)).max() > 0.05
    for twin in (1, -1):
        same = np.array([[2, twin, 2 * twin], [twin, 2, 1], [2 * twin, 1, 2]])
        with pytest.raises(NotDifferentiableError, match="move the points apart"):
            mean_field_derivative(layer, convert(same), convert(direction))
