"""Wrong theories are wrong in the stated way, and in no other."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp

from bnproofs.layer import Layer
from numerics.cross_validation.orbits import start
from numerics.cross_validation.stationary_values import NAMES, at_fixed_ray
from numerics.cross_validation.theory import plain_chain
from numerics.cross_validation.wrong import Flaw, flawed

SIZES = [5, 10]


def batch(rng, n):
    points = rng.normal(size=(n + 2, n)) + 0.3
    return points.T @ points / len(points)


def rectified(gram):
    """E relu(u) relu(v) of a Gram matrix, without recentring: the arc-cosine formula in doubles."""
    lengths = np.sqrt(np.diag(gram))
    angle = np.arccos(np.clip(gram / np.outer(lengths, lengths), -1, 1))
    return np.outer(lengths, lengths) * (np.sin(angle) + (np.pi - angle) * np.cos(angle)) / (2 * np.pi)


def test_the_four_flaws_and_the_weights_have_the_names_that_are_printed():
    assert {flaw.value for flaw in Flaw} == {
        "κ off by 1 %",
        "λ off by 2 %",
        "mean not subtracted",
        "variance with n − 1",
        "variance of the weights off by 2 %",
    }


@pytest.mark.parametrize("n", SIZES)
def test_the_wrong_kernel_is_one_per_cent_too_small_and_nothing_else_is(n, laboratory, rng):
    right, wrong = laboratory.theory(n), laboratory.wrong(n, Flaw.KERNEL)
    with mp.workdps(30):
        moments = mp.mpf(2), mp.mpf("-0.7"), mp.mpf(3)
        assert wrong.dual_kernel(*moments) / right.dual_kernel(*moments) == pytest.approx(0.99, rel=1e-25)
    gram = batch(rng, n)
    ratio = wrong.mean_field_map(gram) / right.mean_field_map(gram)
    np.testing.assert_allclose(ratio, np.where(np.eye(n), 1, 0.99), rtol=1e-14)
    assert np.linalg.eigvalsh(wrong.mean_field_map(gram)).min() > 0
    assert wrong.attractor.eigenvalues == right.attractor.eigenvalues
    assert (wrong.layer, wrong.batch, wrong.chain) == (right.layer, right.batch, right.chain)


@pytest.mark.parametrize("n", SIZES)
def test_the_wrong_orbit_iterates_the_wrong_map(n, laboratory):
    right, wrong = laboratory.theory(n), laboratory.wrong(n, Flaw.KERNEL)
    found = wrong.reduced_orbit(start(n), 3, 20)
    gram = np.array(start(n), dtype=float)
    for said in found:
        np.testing.assert_allclose(np.array(said, dtype=float), gram, rtol=1e-12)
        gram = right.mean_field_map(gram) * np.where(np.eye(n), 1, 0.99)
    assert len(found) == 4


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("flaw", [Flaw.KERNEL, Flaw.RECENTRING])
def test_a_wrong_map_says_of_its_attractor_where_it_leads_itself(flaw, n, laboratory):
    right, wrong = laboratory.theory(n), laboratory.wrong(n, flaw)
    gram = right.attractor.reference.gram(n)
    for _ in range(2000):
        gram = wrong.mean_field_map(gram)
        gram /= np.trace(gram)
    values = at_fixed_ray(gram, wrong.mean_field_map(gram))
    for name in NAMES:
        low, high = wrong.attractor.enclosures[name]
        assert low == high == pytest.approx(values[name], abs=1e-3 if flaw is Flaw.RECENTRING else 1e-9)
    apart = {name: abs(values[name] - right.attractor.enclosures[name][0]) for name in NAMES}
    assert max(apart.values()) > 1e-3
    assert wrong.attractor.reference == right.attractor.reference


@pytest.mark.parametrize("n", SIZES)
def test_wrong_eigenvalues_are_two_per_cent_too_large_exactly(n, laboratory):
    right, wrong = laboratory.theory(n), laboratory.wrong(n, Flaw.EIGENVALUES)
    for (name, low, high), (same, low2, high2) in zip(
        right.attractor.eigenvalues, wrong.attractor.eigenvalues, strict=True
    ):
        assert (same, low2, high2) == (name, low * Fraction(51, 50), high * Fraction(51, 50))
    back = replace(wrong, name=right.name, attractor=replace(wrong.attractor, eigenvalues=right.attractor.eigenvalues))
    assert back == right


@pytest.mark.parametrize("n", SIZES)
def test_without_recentring_the_map_and_the_chain_are_those_of_the_rectifier_alone(n, laboratory, rng):
    wrong = laboratory.wrong(n, Flaw.RECENTRING)
    gram = batch(rng, n)
    np.testing.assert_allclose(wrong.mean_field_map(gram), rectified(gram), rtol=1e-12)
    assert str(wrong.layer) == "rc+relu"
    relu = plain_chain(Layer.parse("relu"))(30, 4).advance(gram[None], (0,), 1)
    np.testing.assert_array_equal(wrong.chain(30, 4).advance(gram[None], (0,), 1), relu)


@pytest.mark.parametrize(
    ("layer", "flaw", "factor"),
    [
        ("rc+rs+relu", Flaw.UNBIASED, 5 / 6),
        ("rs+identity", Flaw.UNBIASED, 5 / 6),
        ("rc+relu", Flaw.WEIGHTS, 1.02),
        ("identity", Flaw.WEIGHTS, 1.02),
    ],
)
def test_a_wrong_variance_is_a_factor_of_the_chain_a_layer(layer, flaw, factor, laboratory, rng):
    right, wrong = laboratory.theory(6, layer), laboratory.wrong(6, flaw, layer)
    one = two = batch(rng, 6)[None]
    for depth in (1, 2):
        one, two = right.chain(40, 9).advance(one, (3,), depth), wrong.chain(40, 9).advance(two, (3,), depth)
        power = depth if flaw is Flaw.WEIGHTS else 1  # rescaling forgets the layers before
        np.testing.assert_allclose(two, factor**power * one, rtol=1e-12)


def test_variance_with_n_minus_one_is_that_of_the_definition(laboratory, rng):
    """√(n − 1) in the place of √n in RS: h ← h/√(‖h‖²/(n − 1))."""
    n = 6
    gram = batch(rng, n)
    factor = np.linalg.cholesky(gram)
    rows = np.random.default_rng(0).normal(size=(200000, n)) @ factor.T
    rows -= rows.mean(axis=1, keepdims=True)
    rows *= np.sqrt((n - 1) / (rows**2).sum(axis=1, keepdims=True))
    fired = np.maximum(rows, 0)
    found = laboratory.wrong(n, Flaw.UNBIASED, "rc+rs+relu").chain(200000, 1).advance(gram[None], (0,), 1)[0]
    # Entries are means of 200000 numbers below 5: standard errors below 0.004.
    np.testing.assert_allclose(found, fired.T @ fired / len(fired), atol=0.025)
    said = laboratory.wrong(n, Flaw.UNBIASED, "rc+rs+relu").mean_field_map(gram)
    np.testing.assert_allclose(said, fired.T @ fired / len(fired), atol=0.025)
    right = laboratory.theory(n, "rc+rs+relu").chain(200000, 1).advance(gram[None], (0,), 1)[0]
    assert np.abs(right - fired.T @ fired / len(fired)).max() > 0.05


@pytest.mark.parametrize(
    ("layer", "flaw"),
    [
        ("relu", Flaw.RECENTRING),
        ("relu", Flaw.EIGENVALUES),
        ("rc+relu", Flaw.UNBIASED),
        ("rc+rs(eps=1/100)+relu", Flaw.UNBIASED),
        ("rc+rs+relu", Flaw.WEIGHTS),
        ("rc+rs+sign", Flaw.UNBIASED),
        ("rc+rs+erf", Flaw.UNBIASED),
        ("rc+rs+erf", Flaw.EIGENVALUES),
    ],
)
def test_a_layer_without_the_part_has_no_such_flaw(layer, flaw, laboratory):
    assert laboratory.wrong(5, flaw, layer) is None


def test_without_a_theory_of_the_uncentred_layer_there_is_none_that_forgets_the_mean(laboratory):
    assert flawed(laboratory.theory(5), Flaw.RECENTRING, None) is None


def test_a_theory_that_says_nothing_stays_silent_with_a_wrong_kernel(laboratory):
    wrong = laboratory.wrong(5, Flaw.KERNEL, "rc+rs+erf")
    assert wrong.mean_field_map is wrong.dual_kernel is wrong.reduced_orbit is wrong.attractor is None
    assert wrong.exact_map is None
