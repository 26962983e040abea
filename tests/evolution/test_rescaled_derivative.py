"""The derivative of layers that rescale: against differences of enclosures and the spectra that are known exactly."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from flint import arb, fmpq
from hypothesis import given, settings
from hypothesis import strategies as st

from bnproofs import Layer
from bnproofs.evolution import NotAGramError, dense_jacobian, mean_field_derivative, mean_field_map
from bnproofs.numbers.precision import working_precision

LAYERS = ["rs+identity", "rs+relu", "rc+rs+relu", "rc+rs+leaky_relu(1/10)", "rc+rs(eps=1/3)+relu"]


def batch(n, seed=0):
    rng = np.random.default_rng([n, seed])
    x, e = rng.integers(-9, 10, (n, n)), rng.integers(-9, 10, (n, n))
    return x @ x.T, e + e.T


def balls(matrix):
    return np.array([[arb(fmpq(x.numerator, x.denominator)) for x in row] for row in matrix], dtype=object)


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("n", [3, 4, 5])
def test_it_is_the_limit_of_central_differences(name, n, number):
    """The differences are taken of enclosures of forty digits; their error is of the order of h²."""
    layer, (gram, e), h = Layer.parse(name), batch(n), Fraction(1, 10**9)
    exact, along = gram.astype(object) * Fraction(1), e.astype(object) * Fraction(1)
    with working_precision(133):
        up, down = (mean_field_map(layer, balls(exact + sign * h * along)) for sign in (1, -1))
        wanted = [float(((a - b) / (2 * arb(fmpq(1, 10**9)))).mid()) for a, b in zip(up.flat, down.flat, strict=True)]
    got = mean_field_derivative(layer, gram.astype(float), e.astype(float))
    size = np.max(np.abs(wanted))
    assert np.max(np.abs(got.ravel() - wanted)) < 1e-11 * size
    assert np.max(np.abs(1.01 * got.ravel() - wanted)) > 9e-3 * size


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("n", [2, 3, 6, 20])
def test_along_the_matrix_itself_nothing_changes(name, n):
    """The map is invariant under G → cG for ε = 0, and not with an ε."""
    layer, gram = Layer.parse(name), batch(n, 1)[0] + np.eye(n)
    along = mean_field_derivative(layer, gram.astype(float), gram.astype(float))
    if layer.epsilon:
        assert np.max(np.abs(along)) > 1e-8
    else:
        scale = np.max(np.abs(gram)) / np.linalg.eigvalsh(gram.astype(float))[-1]
        assert np.max(np.abs(along)) < 1e-13 * max(1.0, scale)


@settings(max_examples=20)
@given(seed=st.integers(0, 10**6), n=st.integers(3, 6), name=st.sampled_from(LAYERS))
def test_it_is_linear_symmetric_and_blind_to_what_recentring_annihilates(seed, n, name):
    layer, (gram, first), (_, second) = Layer.parse(name), batch(n, seed), batch(n, seed + 1)
    gram = gram + np.eye(n)
    parts = [mean_field_derivative(layer, gram.astype(float), e.astype(float)) for e in (first, second)]
    both = mean_field_derivative(layer, gram.astype(float), 3.0 * first - 7.0 * second)
    size = sum(np.max(np.abs(part)) for part in parts)
    assert np.max(np.abs(both - 3 * parts[0] + 7 * parts[1])) < 1e-12 * size
    assert np.array_equal(both, both.T)
    if layer.recentre:
        w = np.arange(1.0, n + 1)
        assert np.max(np.abs(mean_field_derivative(layer, gram.astype(float), np.add.outer(w, w)))) < 1e-12
    order = np.random.default_rng(seed).permutation(n)
    turned = mean_field_derivative(layer, *(x[np.ix_(order, order)].astype(float) for x in (gram, first)))
    assert np.max(np.abs(turned - parts[0][np.ix_(order, order)])) < 1e-12 * size


@pytest.mark.parametrize("exponent", [-990, -400, 400, 990])
def test_tiny_and_huge_scales_lose_nothing(exponent):
    """DΦ(cG) = DΦ(G)/c without ε; and with ε the map of tiny matrices is linear but for terms of second order."""
    gram, e = (x.astype(float) for x in batch(4, 5))
    plain = mean_field_derivative(Layer.parse("rc+rs+relu"), gram, e)
    scaled = mean_field_derivative(Layer.parse("rc+rs+relu"), np.ldexp(gram, exponent), np.ldexp(e, exponent))
    assert np.array_equal(scaled, plain)
    if exponent < 0:
        layer, tiny = Layer.parse("rs(eps=1)+relu"), np.ldexp(gram, exponent)
        image = mean_field_map(layer, tiny)
        assert np.min(np.diagonal(image)) > 0
        assert np.allclose(mean_field_derivative(layer, tiny, tiny), image, rtol=1e-11, atol=0)


@pytest.mark.parametrize("n", [2, 3, 5])
def test_the_trace_of_a_linear_layer_does_not_change(n):
    gram, e = batch(n, 2)
    for name in ("rs+identity", "rc+rs+identity"):
        assert abs(np.trace(mean_field_derivative(Layer.parse(name), gram + np.eye(n), e.astype(float)))) < 1e-12


@pytest.mark.parametrize("n", [3, 4, 6])
def test_linear_layers_have_n_over_n_plus_two_at_the_orthogonal_batch(n):
    """The scale goes to 0, all else by n/(n + 2); with recentring the same in n − 1 dimensions."""
    values = np.sort(np.linalg.eigvals(dense_jacobian(Layer.parse("rs+identity"), np.eye(n))).real)
    assert np.allclose(values, [0] + [n / (n + 2)] * (n * (n + 1) // 2 - 1), atol=1e-11)
    m = n - 1
    point = (np.eye(n) - 1 / n) * n / m
    values = np.sort(np.linalg.eigvals(dense_jacobian(Layer.parse("rc+rs+identity"), point)).real)
    moving = m * (m + 1) // 2 - 1
    assert np.allclose(values, [0] * (len(values) - moving) + [m / (m + 2)] * moving, atol=1e-11)


@pytest.mark.parametrize("n", [4, 5, 7])
def test_batch_norm_has_its_published_spectrum_at_the_uniform_point(n):
    """λ on the pairs (n(n−3)/2 times) and on the standard component (n − 1 times), from κ and κ′ at ρ = −1/(n − 1)."""
    layer, rho = Layer.parse("rc+rs+relu"), -1 / (n - 1)
    theta = np.arccos(rho)
    slope, kernel = (np.pi - theta) / np.pi, (np.sin(theta) + (np.pi - theta) * rho) / np.pi
    pairs = n / (n + 1) * slope / (1 - kernel)
    standard = (1 - 2 / n) * (1 - np.sqrt(1 - rho**2) / np.pi) + 2 * slope / n
    standard *= n / (n + 1) / (1 - kernel)
    point = mean_field_map(layer, np.eye(n))
    values = np.sort(np.linalg.eigvals(dense_jacobian(layer, point)).real)
    wanted = [0.0] * (len(values) - (n - 1) - n * (n - 3) // 2) + [standard] * (n - 1) + [pairs] * (n * (n - 3) // 2)
    assert np.allclose(values, np.sort(wanted), atol=1e-11)
    assert not np.allclose(values, 1.01 * np.sort(wanted), atol=1e-3)


def test_a_direction_that_adds_to_a_rank_of_one_or_two_has_no_derivative():
    layer, lifted = Layer.parse("rs+relu"), np.diag([0.0, 0.0, 0.0, 1.0])
    x = np.random.default_rng(3).integers(-9, 10, (4, 3)).astype(float)
    for rank in (1, 2):
        gram = x[:, :rank] @ x[:, :rank].T
        with pytest.raises(NotAGramError, match=f"rank {rank}"):
            mean_field_derivative(layer, gram, lifted)
        inside = mean_field_derivative(layer, gram, gram)
        assert np.max(np.abs(inside)) < 1e-12
        assert np.all(np.isfinite(mean_field_derivative(Layer.parse("rs(eps=1)+relu"), gram, lifted)))
    assert np.all(np.isfinite(mean_field_derivative(layer, x @ x.T, lifted)))


@pytest.mark.parametrize("k", [3, 4])
def test_projectors_of_low_rank_let_new_dimensions_grow_by_k_over_k_minus_two(k):
    """Linear, at (n/k)P: k/(k + 2) inside, 1 along the projectors, k/(k − 2) in the directions that raise the rank."""
    n = 5
    point = np.diag([n / k] * k + [0.0] * (n - k)) + 0.0
    basis = np.linalg.qr(np.random.default_rng(4).standard_normal((n, n)))[0]
    point = basis @ point @ basis.T
    values = np.sort(np.linalg.eigvals(dense_jacobian(Layer.parse("rs+identity"), (point + point.T) / 2)).real)
    inside, across, outside = k * (k + 1) // 2 - 1, k * (n - k), (n - k) * (n - k + 1) // 2
    wanted = [0] + [k / (k + 2)] * inside + [1] * across + [k / (k - 2)] * outside
    assert np.allclose(values, wanted, rtol=1e-5 if k == 3 else 1e-8, atol=1e-6)
