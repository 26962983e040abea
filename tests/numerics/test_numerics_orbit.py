"""The full mean-field map from quadrature against the library's reduced and full maps, which use closed forms."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp
from mpmath.libmp import to_rational

from bnproofs.certificate import certify
from bnproofs.configurations import Configuration, two_clusters
from bnproofs.errors import InputError
from bnproofs.evolution import mean_field_map, recentre
from bnproofs.layer import Layer
from bnproofs.symmetry import BlockGram, reduced_map
from numerics import orbit as module
from numerics.orbit import distance, fixed_ray, iterate, mean_field_step, orbit, step_of

DIGITS = 40
RC_RELU = Layer.parse("rc+relu")


def block_start(sizes):
    """Positive definite: products below the least squared norm, not the same within and across."""
    products = [[Fraction(3 + 2 * (a == b) + a + b, 20) for b in range(len(sizes))] for a in range(len(sizes))]
    full = BlockGram(tuple(sizes), tuple(Fraction(1 + a) for a in range(len(sizes))), tuple(map(tuple, products)))
    return full.embed()


def reduced_step(layer, sizes):
    return lambda gram: reduced_map(layer, BlockGram.project(gram, sizes)).embed()


def random_gram(n, seed):
    x = np.random.default_rng(seed).standard_normal((n, n))
    return x @ x.T


@pytest.mark.parametrize("sizes", [(4, 1), (2, 3), (2, 1, 2)], ids=str)
@pytest.mark.parametrize("name", ["rc+relu", "relu", "rc+leaky_relu(1/10)", "rc+identity"])
def test_twenty_layers_are_those_of_the_reduced_map(name, sizes):
    layer, start = Layer.parse(name), block_start(sizes)
    ours = orbit(layer, start, 20, digits=DIGITS)
    theirs = iterate(reduced_step(layer, sizes), start, 20, digits=DIGITS)
    assert len(ours.grams) == len(theirs.grams) == 21
    assert len(ours.growths) == 20
    room = mp.mpf(10) ** (5 - DIGITS)
    with mp.workdps(DIGITS):
        assert all(distance(a, b, digits=DIGITS) < room for a, b in zip(ours.grams, theirs.grams, strict=True))
        assert all(abs(a / b - 1) < room for a, b in zip(ours.growths, theirs.growths, strict=True))
        assert all(abs(np.trace(gram) - sum(sizes)) < room for gram in ours.grams)


def test_an_orbit_of_another_layer_is_told_apart():
    start = block_start((4, 1))
    ours = orbit(Layer.parse("rc+leaky_relu(1/10)"), start, 5, digits=20)
    wrong = iterate(reduced_step(Layer.parse("rc+leaky_relu(101/1000)"), (4, 1)), start, 5, digits=20)
    unrecentred = iterate(reduced_step(Layer.parse("leaky_relu(1/10)"), (4, 1)), start, 5, digits=20)
    assert min(distance(a, b, digits=20) for a, b in zip(ours.grams[1:], wrong.grams[1:], strict=True)) > 1e-5
    assert distance(ours.grams[1], unrecentred.grams[1], digits=20) > 1e-2


@pytest.mark.parametrize("name", ["rc+relu", "relu", "rc+leaky_relu(1/10)", "identity"])
def test_a_batch_without_symmetry(name):
    layer, gram = Layer.parse(name), random_gram(5, seed=1)
    ours = orbit(layer, gram, 3, digits=DIGITS)
    theirs = iterate(lambda g: mean_field_map(layer, g), gram, 3, digits=DIGITS)
    assert distance(ours.grams[3], theirs.grams[3], digits=DIGITS) < mp.mpf(10) ** (5 - DIGITS)
    assert distance(ours.grams[1], theirs.grams[2], digits=DIGITS) > 1e-6 or name == "identity"


def test_exchangeable_points_cost_one_integral_and_stay_exchangeable(monkeypatch):
    calls = []
    kernel = module.dual_kernel
    monkeypatch.setattr(module, "dual_kernel", lambda *args, **named: calls.append(args) or kernel(*args, **named))
    final = orbit(RC_RELU, block_start((8, 1)), 3, digits=20).grams[-1]
    assert len(calls) == 3 * 4
    assert len(set(final.flat)) == 4
    order = np.random.default_rng(2).permutation(9)
    again = orbit(RC_RELU, block_start((8, 1))[np.ix_(order, order)], 3, digits=20).grams[-1]
    assert distance(again, final[np.ix_(order, order)], digits=20) < 1e-25


@pytest.mark.parametrize(("n", "k"), [(5, 1), (5, 2), (9, 3)])
def test_two_clusters_stay_on_their_ray_although_all_correlations_are_at_the_ends(n, k):
    ideal = two_clusters.ideal_gram(n, k).embed()
    ours = orbit(RC_RELU, ideal, 4, digits=30)
    assert all(distance(gram, ideal, digits=30) < 1e-28 for gram in ours.grams)
    growth = two_clusters.growth(n, k)
    assert all(abs(x * growth.denominator / growth.numerator - 1) < 1e-14 for x in ours.growths)
    assert all(ours.grams[-1][i, -1] == 0 for i in range(n - k))


def test_a_point_at_the_mean_is_silent_after_recentring():
    x = np.array([[3.0, 1.0], [-3.0, -1.0], [0.0, 0.0]])
    assert not any(mean_field_step(RC_RELU, (x + 1) @ (x + 1).T, digits=15)[2])
    rounded = mean_field_step(RC_RELU, (x + 0.1) @ (x + 0.1).T, digits=15)
    assert all(abs(entry) < 1e-6 for entry in rounded[2])
    gram = [[Fraction(4), -4, 0], [-4, 4, 0], [0, 0, 0]]
    image = mean_field_step(RC_RELU, gram, digits=20)
    assert abs(image[0, 0] - 2) + abs(image[1, 1] - 2) < 1e-15
    assert not any([image[0, 1], *image[2]])


def test_the_matrix_itself_or_its_ray():
    gram = random_gram(3, seed=3)
    step = step_of(RC_RELU, digits=20)
    free, rays = (iterate(step, gram, 3, digits=20, rays=on) for on in (False, True))
    assert np.array_equal(free.grams[0], gram)
    assert distance(free.grams[3], rays.grams[3], digits=20) < 1e-18
    with mp.workdps(20):
        scale = mp.fprod(rays.growths) * np.trace(free.grams[0])
        assert abs(np.trace(free.grams[3]) / scale - 1) < 1e-18
        assert all(abs(a / b - 1) < 1e-18 for a, b in zip(free.growths, rays.growths, strict=True))
    assert np.trace(free.grams[3]) < 0.1 * np.trace(gram)


def test_the_distance_of_rays():
    assert distance([[4.0]], [[1.0]], digits=15) == 0
    assert abs(distance([[2, 0], [0, 0]], [[1, 0], [0, 1]], digits=30) - 1) < 1e-15
    assert abs(distance([[1, 1], [1, 1]], [[3, 0], [0, 3]], digits=30) - 1) < 1e-15


@pytest.mark.parametrize(("n", "name"), [(4, "uniform"), (10, "odd-point")])
def test_a_fixed_ray_is_found_from_afar(n, name):
    start = block_start((n - 1, 1)) if name == "uniform" else two_clusters.ideal_gram(n, 1).embed()
    start = start + np.diag([Fraction(1, 5)] * n)
    found = fixed_ray(step_of(RC_RELU, digits=30), start, digits=30, rounds=20)
    points = certify(RC_RELU, n, Configuration.parse(name)).statement("fixed-points")["points"]
    low, high = next(point["tau"] for point in points if point["kind"] == name)
    with mp.workdps(40):
        k = recentre(found)
        tau = (n - 1) ** 2 * k[0, 0] / k[-1, -1] - 1
        assert low - Fraction(1, 10**26) < Fraction(*to_rational(tau._mpf_)) < high + Fraction(1, 10**26)
    assert distance(found, start, digits=30) > 1e-2


def test_no_fixed_ray_within_reach():
    with pytest.raises(InputError, match="no fixed ray after 4 layers"):
        fixed_ray(step_of(RC_RELU, digits=15), random_gram(3, seed=4), digits=15, rounds=2)


@pytest.mark.parametrize(
    ("gram", "words"),
    [
        ([[1, 2, 3], [2, 1, 1]], "shape"),
        ([], "shape"),
        ([[1, 0], [1, 1]], "symmetric"),
        ([[1, 2], [2, 1]], "correlation|Gram"),
        ([[1, 0], [0, float("nan")]], "symmetric|finite"),
        ([[0, 0], [0, 0]], "zeros"),
    ],
)
def test_what_is_no_gram_matrix_is_refused(gram, words):
    for name in ("rc+relu", "relu"):
        with pytest.raises(InputError, match=words):
            orbit(Layer.parse(name), gram, 1, digits=15)


def test_rescaling_is_refused():
    with pytest.raises(InputError, match="rescales"):
        mean_field_step(Layer.parse("rs+relu"), [[1, 0], [0, 1]], digits=15)
    with pytest.raises(InputError, match="rescales"):
        orbit(Layer.parse("rc+rs+relu"), [[1, 0], [0, 1]], 0, digits=15)
