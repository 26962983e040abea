"""The closed forms of the odd-point family against the map itself: on blocks and on full matrices."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp, mpf

from bnproofs import Layer
from bnproofs.configurations import odd_family
from bnproofs.evolution import mean_field_map, recentre
from bnproofs.symmetry import BlockGram, apply_kernel, recentre_blocks

RC_RELU = Layer.parse("rc+relu")
POINTS = [("0.001", "1"), ("0.3", "1"), ("1", "1"), ("2", "0.25"), ("1", "0.001"), ("1", "0")]
DEGREE_ZERO = ["defect", "tau", "next_tau", "theta", "psi", "sine_theta"]
DEGREE_ZERO += ["cos_cluster", "cos_odd", "norm_ratio", "growth", "pair_eigenvalue"]
SIZES = [3, 4, 5, 7, 10, 33, 1000]


def one_layer(n, s, c):
    """K of the family, the Gram matrix after the ReLU, and the K of the next layer, as blocks of mpf."""
    k = odd_family.recentred_gram(n, s, c)
    after = apply_kernel(RC_RELU, k)
    return k, after, recentre_blocks(after)


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize(("s", "c"), POINTS)
def test_the_recentred_gram_has_rows_that_add_up_to_zero_and_the_angles_of_the_family(n, s, c):
    with mp.workdps(50):
        s, c, m = mpf(s), mpf(c), n - 1
        k = odd_family.recentred_gram(n, s, c)
        (dc, do), inner, across = k.diagonal, k.products[0][0], k.products[0][1]
        assert abs(dc + (m - 1) * inner + across) < mpf(10) ** -45
        assert abs(do + m * across) < mpf(10) ** -45
        assert dc == 1
        assert abs(inner - mp.cos(odd_family.theta(n, s, c))) < mpf(10) ** -45
        assert abs(mp.sin(odd_family.theta(n, s, c)) - odd_family.sine_theta(n, s, c)) < mpf(10) ** -45
        if c:
            psi = mp.acos(-across / mp.sqrt(dc * do))
            assert abs(psi - odd_family.psi(n, s, c)) < mpf(10) ** -22
            assert abs(mp.tan(psi) ** 2 - odd_family.tau(n, s, c)) < mpf(10) ** -20 * (1 + odd_family.tau(n, s, c))


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize(("s", "c"), POINTS)
def test_one_layer_on_blocks_gives_every_closed_form(n, s, c):
    with mp.workdps(60):
        s, c, m = mpf(s), mpf(c), n - 1
        k, after, following = one_layer(n, s, c)
        room = mpf(10) ** -40
        (dc, do), inner, across = after.diagonal, after.products[0][0], after.products[0][1]
        assert abs(inner / dc - odd_family.cos_cluster(n, s, c)) < room
        assert abs(mp.sqrt(do / dc) - odd_family.norm_ratio(n, s, c)) < room * m
        if c:
            assert abs(across / mp.sqrt(dc * do) - odd_family.cos_odd(n, s, c)) < room
            assert abs(following.diagonal[1] / k.diagonal[1] - odd_family.growth(n, s, c)) < room * n * n
        ahead = m**2 * following.diagonal[0] / following.diagonal[1] - 1
        closed = odd_family.next_tau(n, s, c)
        assert abs(ahead - closed) < room * n * n * (1 + closed)
        if c:
            difference = ahead - odd_family.tau(n, s, c)
            form = odd_family.fixed_point_form(n, s, c)
            assert mp.sign(difference) == mp.sign(form) or abs(form) < room


@pytest.mark.parametrize("n", [3, 4, 7, 12])
@pytest.mark.parametrize(("s", "c"), POINTS[1:5])
def test_the_full_matrix_stays_in_the_family_and_moves_as_the_reduced_map_says(n, s, c):
    gram = odd_family.recentred_gram(n, float(s), float(c)).embed()
    image = mean_field_map(RC_RELU, gram)
    blocks = BlockGram.project(image, (n - 1, 1))
    assert np.allclose(blocks.embed(), image, rtol=1e-14, atol=1e-15)
    k = BlockGram.project(recentre(image), (n - 1, 1))
    tau = (n - 1) ** 2 * k.diagonal[0] / k.diagonal[1] - 1
    assert tau == pytest.approx(float(odd_family.next_tau(n, float(s), float(c))), rel=1e-10)
    t = np.sqrt(tau)
    again = odd_family.recentred_gram(n, t, 1.0).embed()
    assert np.allclose(recentre(image) / k.diagonal[0], again, atol=1e-12 * n)


@pytest.mark.parametrize("n", [4, 9])
def test_orbits_on_full_matrices_follow_the_reduced_map_for_many_layers(n):
    gram, tau, layers = odd_family.recentred_gram(n, 0.2, 1.0).embed(), 0.04, 0
    for _ in range(60):
        gram = mean_field_map(RC_RELU, gram)
        tau = float(odd_family.next_tau(n, np.sqrt(tau), 1.0))
        k = recentre(gram)
        assert (n - 1) ** 2 * k[0, 0] / k[-1, -1] - 1 == pytest.approx(tau, rel=1e-8)
        gram, layers = gram / gram[0, 0], layers + 1
    assert layers == 60


@pytest.mark.parametrize("n", SIZES)
def test_the_forms_do_not_depend_on_the_scale_of_the_vector(n):
    with mp.workdps(40):
        for s, c in ((mpf("0.7"), mpf("0.4")), (mpf("0.01"), mpf(3))):
            for factor in (mpf(3) / 7, mpf(10) ** 20):
                for name in DEGREE_ZERO:
                    function = getattr(odd_family, name)
                    first, second = function(n, s, c), function(n, factor * s, factor * c)
                    assert abs(first - second) <= mpf(10) ** -33 * abs(first)
                for name in ("fixed_point_form", "denominator"):
                    function = getattr(odd_family, name)
                    first, second = function(n, s, c) * factor**2, function(n, factor * s, factor * c)
                    assert abs(first - second) <= mpf(10) ** -33 * n * n * factor**2 * (s * s + c * c)


def test_the_batch_size_may_be_any_real_number():
    """Between two integers every closed form lies where interpolation expects it."""
    with mp.workdps(40):
        s, c, count = mpf("0.6"), mpf(1), 0
        for name in ["defect", "denominator", "next_tau", "theta", "growth", "pair_eigenvalue", "fixed_point_form"]:
            function = getattr(odd_family, name)
            at = [function(x, s, c) for x in (mpf(8), mpf("8.5"), mpf(9))]
            assert min(at[0], at[2]) < at[1] < max(at[0], at[2])
            assert abs(function(8, s, c) - at[0]) == 0
            assert function(Fraction(17, 2), s, c) == at[1]
            count += 1
    assert count == 7
