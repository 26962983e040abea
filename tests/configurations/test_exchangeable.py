"""The exchangeable batch of any activation against the full map and its dense Jacobian."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from bnproofs.activations import activation_of
from bnproofs.configurations import exchangeable, uniform
from bnproofs.evolution import mean_field_map
from bnproofs.evolution.jacobian import dense_jacobian
from bnproofs.layer import Layer

NAMES = [
    "relu",
    "gelu",
    "erf",
    "step",
    "sign",
    "sine(3/2)",
    "cosine(2)",
    "exponential(1/2)",
    "hermite(4)",
    "monomial(2)",
]


@pytest.mark.parametrize("name", NAMES)
def test_variance_and_spectrum_are_those_of_the_full_map(name):
    layer = Layer.parse(f"rc+{name}")
    activation = activation_of(layer)
    for n, s in ((3, 0.8), (5, 0.2), (6, 1.7)):
        c = np.eye(n) - 1 / n
        gram = s * n / (n - 1) * c
        image = mean_field_map(layer, gram)
        after = exchangeable.next_variance(activation, n, s)
        assert c @ image @ c == pytest.approx(after * n / (n - 1) * c, rel=1e-11, abs=1e-12)
        assert exchangeable.cosine(activation, n, s) == pytest.approx(image[0, 1] / image[0, 0], rel=1e-12)
        upper = np.triu_indices(n)
        columns = []
        for column in dense_jacobian(layer, gram).T:
            e = np.zeros((n, n))
            e[upper] = column
            columns.append((c @ (e + e.T - np.diag(np.diag(e))) @ c)[upper])
        dense = sorted(sorted(np.linalg.eigvals(np.array(columns).T).real, key=abs)[n:])
        scale, pairs = (f(activation, n, s) for f in (exchangeable.scale_eigenvalue, exchangeable.pair_eigenvalue))
        standard = exchangeable.standard_eigenvalue(n, scale, pairs)
        rows = [(1, scale), (n - 1, standard), (n * (n - 3) // 2, pairs)]
        closed = sorted(float(value) for count, value in rows for _ in range(count))
        kept = closed if activation.degree != 0 else sorted(sorted(closed, key=abs))
        assert kept == pytest.approx(dense, abs=1e-9)
        assert [1.01 * x for x in closed] != pytest.approx(dense, abs=1e-5)


def test_relu_has_the_closed_forms_of_the_uniform_point():
    activation = activation_of(Layer.parse("rc+relu"))
    for n in (3, 7, 50):
        growth = exchangeable.next_variance(activation, n, 1.0)
        pairs = exchangeable.pair_eigenvalue(activation, n, 1.0) / growth
        assert growth == pytest.approx(uniform.growth(float(n)), rel=1e-12)
        assert pairs == pytest.approx(uniform.pair_eigenvalue(float(n)), rel=1e-12)
        standard = exchangeable.standard_eigenvalue(n, 1.0, pairs)
        assert standard == pytest.approx(uniform.standard_eigenvalue(float(n)), rel=1e-12)


def test_fractions_stay_fractions():
    activation = activation_of(Layer.parse("rc+monomial(3)"))
    value = exchangeable.next_variance(activation, 4, Fraction(1, 2))
    assert isinstance(value, Fraction)
    # E u⁶ = 15 s³ and E u³v³ = 9 s² b + 6 b³ at b = −s/3
    assert value == Fraction(3, 4) * (15 - (9 * Fraction(-1, 3) + 6 * Fraction(-1, 27))) / 8
