"""Doubles, mpf, balls and symbols are mapped alike."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
import sympy
from flint import arb, fmpq
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.evolution import mean_field_derivative, mean_field_map, recentre
from bnproofs.numbers.precision import working_precision

SLOPES = {"identity": 1, "relu": 0, "leaky_relu(1/10)": Fraction(1, 10)}
LAYERS = [prefix + name for prefix in ("", "rc+") for name in SLOPES]


def batches():
    rng = np.random.default_rng(12)
    for n, d in ((2, 2), (3, 2), (5, 5), (7, 3)):
        x = rng.integers(-40, 41, (n, d)).astype(object)
        yield x @ x.T


@pytest.mark.parametrize("name", LAYERS)
def test_every_kind_agrees_with_the_definition_and_balls_are_narrow(name, reference, number):
    layer, slope, count = Layer.parse(name), SLOPES[name.removeprefix("rc+")], 0
    for gram in batches():
        n = len(gram)
        with mp.workdps(60):
            wanted = reference.mean_field(gram.tolist(), slope, layer.recentre)
            many = mean_field_map(layer, np.array([[mpf(x) for x in row] for row in gram.tolist()], dtype=object))
        with working_precision(120):
            balls = mean_field_map(layer, np.array([[arb(x) for x in row] for row in gram.tolist()], dtype=object))
        doubles = mean_field_map(layer, gram.astype(float))
        assert doubles.dtype == float
        size = max(abs(number.exactly(x)) for row in wanted for x in row)
        for i in range(n):
            for j in range(n):
                exact = number.exactly(wanted[i][j])
                assert abs(number.exactly(many[i, j]) - exact) < size / 10**55
                low, high = number.ends(balls[i, j])
                assert low - size / 10**58 <= exact <= high + size / 10**58
                assert high - low < size / (2**55 if layer.recentre and n == 2 else 2**100)  # opposite: a root near 0
                assert abs(Fraction(doubles[i, j]) - exact) < size / 2**50
                count += 1
    assert count == 4 + 9 + 25 + 49


@pytest.mark.parametrize("name", LAYERS)
def test_balls_with_room_contain_the_images_of_their_points(name, number):
    layer, rng, count = Layer.parse(name), np.random.default_rng(1), 0
    for batch in list(batches())[2:3]:
        n = len(batch)
        gram = batch + 100 * np.eye(n, dtype=int)
        wide = np.array([[arb(int(x), 0.5) for x in row] for row in gram], dtype=object)
        image = mean_field_map(layer, wide, validate=False)
        for _ in range(10):
            nudge = rng.uniform(-0.5, 0.5, (n, n))
            inside = mean_field_map(layer, gram.astype(float) + (nudge + nudge.T) / 2)
            for ball, value in zip(image.flat, inside.flat, strict=True):
                low, high = number.ends(ball)
                assert low - Fraction(1, 10**9) <= Fraction(value) <= high + Fraction(1, 10**9)
                count += 1
    assert count == 250


@pytest.mark.parametrize("name", LAYERS)
def test_symbols_give_a_formula_that_holds_when_numbers_are_put_in(name):
    layer = Layer.parse(name)
    a, b, c = sympy.symbols("a b c", positive=True)
    gram, values = [[a, b, b], [b, c, b], [b, b, a]], {a: 5, b: 1, c: 3}
    image = mean_field_map(layer, gram)
    numbers = mean_field_map(layer, [[float(x.subs(values)) for x in row] for row in gram])
    for expression, value in zip(image.flat, numbers.flat, strict=True):
        assert not sympy.sympify(expression).atoms(sympy.Float)
        assert float(sympy.sympify(expression).subs(values).evalf(30)) == pytest.approx(value, rel=1e-13)
    derivative = mean_field_derivative(layer, gram, np.array(gram, dtype=object))
    for expression, value in zip(derivative.flat, numbers.flat, strict=True):
        assert float(sympy.sympify(expression).subs(values).evalf(30)) == pytest.approx(value, rel=1e-13)


def test_recentring_is_exact_in_fractions_of_balls_and_matches_the_definition(reference, number):
    for gram in batches():
        wanted = reference.centred(gram.tolist())
        doubles = recentre(gram.astype(float))
        with working_precision(100):
            balls = recentre(np.array([[arb(fmpq(int(x), 7)) for x in row] for row in gram], dtype=object))
        for i, row in enumerate(wanted):
            for j, exact in enumerate(row):
                assert abs(Fraction(doubles[i, j]) - exact) <= abs(exact) * Fraction(1, 2**52)
                low, high = number.ends(balls[i, j] * 7)
                assert low <= exact <= high
