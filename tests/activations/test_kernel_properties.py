"""What every dual kernel has, at random Gram matrices: positive semidefinite, Cauchy–Schwarz, scaling, parity."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.activations import AbsoluteValue, Hermite, Monomial, ReLUPower, Signum, Step
from bnproofs.evolution import mean_field_derivative, mean_field_map
from bnproofs.layer import Layer

HOMOGENEOUS = [AbsoluteValue(), Step(), Signum(), *map(ReLUPower, (2, 3, 5, 12)), *map(Monomial, (2, 3, 5, 12))]
ALL = [*HOMOGENEOUS, *map(Hermite, (2, 3, 6))]
NAMES = [
    "abs",
    "step",
    "sign",
    "relu_power(2)",
    "relu_power(5)",
    "monomial(2)",
    "monomial(3)",
    "hermite(2)",
    "hermite(3)",
]
EVEN = (AbsoluteValue(), *map(Monomial, (2, 12)), Hermite(2), Hermite(6))
ODD = (Signum(), *map(Monomial, (3, 5)), Hermite(3))

SPREADS = st.floats(0.1, 10)
ANGLES = st.floats(0, np.pi) | st.floats(0, 1e-6) | st.floats(0, 1e-6).map(lambda x: np.pi - x)
POINTS = st.lists(st.lists(st.integers(-9, 9), min_size=4, max_size=4), min_size=2, max_size=5).filter(
    lambda rows: all(any(row) for row in rows)
)


def pair(a, c, angle):
    """Second moments of two vectors of lengths a and c at an angle."""
    return a * a, a * c * float(np.cos(angle)), c * c


@pytest.mark.parametrize("activation", ALL, ids=repr)
@given(a=SPREADS, c=SPREADS, angle=ANGLES)
def test_cauchy_schwarz_and_symmetry(activation, a, c, angle):
    kuu, kuv, kvv = pair(a, c, angle)
    value = float(activation.dual_kernel(kuu, kuv, kvv))
    bound = float(activation.second_moment(kuu)) * float(activation.second_moment(kvv))
    assert value * value <= bound * (1 + 1e-12)
    assert float(activation.dual_kernel(kvv, kuv, kuu)) == pytest.approx(value, rel=1e-12, abs=1e-12 * bound**0.5)


@pytest.mark.parametrize("activation", ALL, ids=repr)
@given(a=SPREADS)
def test_a_point_with_itself_has_the_second_moment(activation, a):
    second = float(activation.second_moment(a))
    assert float(activation.dual_kernel(a, a, a)) == pytest.approx(second, rel=1e-13)


@pytest.mark.parametrize("activation", HOMOGENEOUS, ids=repr)
@given(a=SPREADS, c=SPREADS, angle=ANGLES, s=SPREADS, t=SPREADS)
def test_homogeneity(activation, a, c, angle, s, t):
    kuu, kuv, kvv = pair(a, c, angle)
    scaled = float(activation.dual_kernel(4.0**2 * kuu, 4.0 * 0.5 * kuv, 0.5**2 * kvv))
    wanted = (4.0 * 0.5) ** activation.degree * float(activation.dual_kernel(kuu, kuv, kvv))
    assert scaled == pytest.approx(wanted, rel=1e-14, abs=0)
    for x in (-1.5, 0.0, 2.0):
        assert float(activation.phi(s * x)) == pytest.approx(s**activation.degree * float(activation.phi(x)), rel=1e-13)
    own = float(activation.second_moment(s * s * t))
    assert own == pytest.approx(s ** (2 * activation.degree) * float(activation.second_moment(t)), rel=1e-13)


@pytest.mark.parametrize("activation", [*EVEN, *ODD], ids=repr)
@given(a=SPREADS, c=SPREADS, angle=ANGLES)
def test_parity_is_that_of_phi(activation, a, c, angle):
    kuu, kuv, kvv = pair(a, c, angle)
    sign = 1 if activation in EVEN else -1
    assert float(activation.phi(-a)) == sign * float(activation.phi(a))
    assert float(activation.dual_kernel(kuu, -kuv, kvv)) == sign * float(activation.dual_kernel(kuu, kuv, kvv))


@pytest.mark.parametrize("name", NAMES)
@given(rows=POINTS)
def test_the_map_keeps_gram_matrices_positive_semidefinite(name, rows):
    points = np.array(rows, dtype=float) / 4
    image = mean_field_map(Layer.parse(name), points @ points.T)
    scale = 1 / np.sqrt(np.diagonal(image))
    assert np.linalg.eigvalsh(image * np.outer(scale, scale))[0] >= -1e-12


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("recentre", ["", "rc+"])
@pytest.mark.parametrize("seed", range(5))
def test_the_derivative_of_the_map_is_its_difference_quotient(name, recentre, seed):
    rng = np.random.default_rng(seed)
    points, direction = rng.standard_normal((5, 9)), rng.standard_normal((5, 5))
    gram, direction = points @ points.T / 9, direction + direction.T
    layer, step = Layer.parse(recentre + name), 1e-6
    ahead, behind = (mean_field_map(layer, gram + t * direction, validate=False) for t in (step, -step))
    got, wanted = mean_field_derivative(layer, gram, direction), (ahead - behind) / (2 * step)
    assert np.abs(got - wanted).max() <= 1e-8 * np.abs(wanted).max()
    assert np.abs(got * 1.01 - wanted).max() > 1e-8 * np.abs(wanted).max()
