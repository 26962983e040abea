"""The mean-field map of layers that rescale, of doubles: every digit, what is known exactly, and its symmetries."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp
from scipy.special import exp1

from bnproofs import Layer
from bnproofs.evolution import mean_field_map, recentre
from bnproofs.numbers.precision import working_precision
from numerics.gram_chain import GramChain

SLOPES = {"identity": 1, "relu": 0, "leaky_relu(1/10)": Fraction(1, 10), "leaky_relu(-1/2)": Fraction(-1, 2)}
PREFIXES = ("rs+", "rc+rs+", "rc+rs(eps=1/3)+")


def random_gram(n, seed=0, rank=None):
    x = np.random.default_rng([n, seed]).standard_normal((n, rank or n))
    return x @ x.T + (x @ x.T).T


def cluster_and_outlier(n, distance=1e-6, norm=1.0):
    """n − 1 points at cosine 1 − `distance` to each other, and one orthogonal to them."""
    gram = np.full((n, n), 1 - distance)
    np.fill_diagonal(gram, 1.0)
    gram[-1] = gram[:, -1] = 0.0
    gram[-1, -1] = norm
    return gram


def reference_map(layer, gram, digits=22):
    """The integral in mpmath: dict of entries i ≤ j, and the size of what they are made of.

    Written from the definition: eigenvalues of Σ, a fine trapezoidal sum in ln s, the arc-cosine formula of quadrants.
    """
    n, slope = len(gram), SLOPES[str(layer).rpartition("+")[2]]
    with mp.workdps(digits + 12):
        sigma = mp.matrix([[mp.mpf(float(x)) for x in row] for row in gram])
        if layer.recentre:
            c = mp.eye(n) - mp.ones(n) / n
            sigma = c * sigma * c
        values, vectors = mp.eigsy(sigma)
        noise = mp.mpf(10) ** (-digits) * max(values)
        values = [x if x > noise else mp.zero for x in values]
        places = [(i, j) for i in range(n) for j in range(i, n)]
        products = {(i, j): [vectors[i, k] * vectors[j, k] for k in range(n)] for i, j in places}
        decay = n * mp.mpf(layer.epsilon.numerator) / layer.epsilon.denominator
        step, start = 4 / mp.mpf(digits + 4), -mp.log(sum(values) + decay) - digits * mp.log(10)
        total, size = dict.fromkeys(places, mp.zero), dict.fromkeys(places, mp.zero)
        for node in range(10**6):
            s = mp.exp(start + step * node)
            damped = [x / (1 + 2 * s * x) for x in values]
            root = mp.exp(-decay * s) / mp.sqrt(mp.fprod(1 + 2 * s * x for x in values))
            k = {place: mp.fdot(weights, damped) for place, weights in products.items()}
            for i, j in places:
                a, b, d = k[i, i], k[i, j], k[j, j]
                same, opposite = (rectified(a, sign * b, d, i == j) for sign in (1, -1))
                factor = n * step * s * root
                total[i, j] += factor * ((1 + slope**2) * same - 2 * slope * opposite)
                size[i, j] += factor * ((1 + slope**2) * same + 2 * abs(slope) * opposite)
            if root < mp.mpf(10) ** -digits:
                return total, size
    raise AssertionError("the integral has no end")


def rectified(a, b, d, same):
    if same:
        return a / 2 if b > 0 else mp.zero
    sine = mp.sqrt(max(a * d - b * b, mp.zero))
    return (sine + (mp.pi - mp.atan2(sine, b)) * b) / (2 * mp.pi)


def worst(layer, gram):
    """The largest error of an entry, relative to the parts it is made of, and the count of entries.

    A map that is one per cent too large is seen.
    """
    total, size = reference_map(layer, gram)
    got = mean_field_map(layer, gram)
    assert np.array_equal(got, got.T)
    errors, wrong = (
        [abs(factor * mp.mpf(float(got[place])) - value) / size[place] for place, value in total.items()]
        for factor in (mp.one, mp.mpf("1.01"))
    )
    assert max(wrong) > 9e-3
    return max(errors), len(errors)


@pytest.mark.parametrize("prefix", PREFIXES)
@pytest.mark.parametrize("name", SLOPES)
@pytest.mark.parametrize("n", [3, 5])
def test_random_matrices_have_thirteen_digits_in_every_entry(prefix, name, n):
    layer = Layer.parse(prefix + name)
    error, count = worst(layer, random_gram(n))
    assert count == n * (n + 1) // 2
    assert error < 1e-13


@pytest.mark.parametrize("distance", [1e-2, 1e-6, 1e-9])
@pytest.mark.parametrize("name", ["rc+rs+relu", "rs+relu", "rc+rs+leaky_relu(1/10)"])
@pytest.mark.parametrize("n", [4, 7])
def test_a_cluster_with_an_outlier_has_thirteen_digits_in_every_entry(n, name, distance):
    error, count = worst(Layer.parse(name), cluster_and_outlier(n, distance))
    assert count == n * (n + 1) // 2
    assert error < 1e-13


@pytest.mark.parametrize("power", [20, 36, 50])
@pytest.mark.parametrize("n", [3, 4, 6])
def test_two_opposite_points_among_orthogonal_ones_keep_their_digits(n, power):
    """Correlation −1 + 2^(−power): the mass of their entry lies late, after that of all others."""
    gram = np.eye(n)
    gram[0, 1] = gram[1, 0] = -1 + 2.0**-power
    layer = Layer.parse("rs+relu")
    with working_precision(160):
        exact = mean_field_map(layer, np.vectorize(arb, otypes=[object])(gram))
        error = abs(arb(mean_field_map(layer, gram)[0, 1]) / exact[0, 1] - 1)
        assert error < arb("1e-12")
        assert abs(exact[0, 1]) > 0


def test_points_of_very_different_lengths_keep_their_digits():
    layer, gram = Layer.parse("rs+relu"), np.diag([1, 1e-8, 1e8])
    with working_precision(160):
        exact = mean_field_map(layer, np.vectorize(arb, otypes=[object])(gram))
        for i in range(3):
            assert abs(arb(mean_field_map(layer, gram)[i, i]) / exact[i, i] - 1) < arb("1e-12")


@pytest.mark.parametrize("layer", ["rs+relu", "rs+leaky_relu(1/10)", "rc+rs+relu"])
@pytest.mark.parametrize("scale", [10, 10**3, 10**5, 10**7])
def test_nearly_opposite_points_keep_their_digits(layer, scale):
    """Points 0 and 1 are opposite but for one unit in `scale`: their entry is of the order of scale^(−3)."""
    x = np.random.default_rng(scale).integers(-scale, scale + 1, (5, 3)).astype(object)
    x[1] = -x[0]
    x[1, 0] += 1
    x[4] = -x[:4].sum(axis=0)
    gram = (x @ x.T).astype(float)
    assert np.max(np.abs(gram)) < 2**53
    error, count = worst(Layer.parse(layer), gram)
    assert count == 15
    assert error < 1e-12
    if "leaky" not in layer:
        assert 0 < mean_field_map(Layer.parse(layer), gram)[0, 1] < scale**-2


def test_points_in_a_plane_keep_their_digits():
    """A plane of 12 points has many nearly opposite pairs."""
    x = np.random.default_rng(12).integers(-(10**6), 10**6, (12, 2)).astype(object)
    error, count = worst(Layer.parse("rc+rs+relu"), (x @ x.T).astype(float))
    assert count == 78
    assert error < 1e-12


def test_larger_batches_keep_their_digits():
    count = 0
    for gram in (random_gram(12), cluster_and_outlier(12)):
        error, entries = worst(Layer.parse("rc+rs+relu"), gram)
        assert error < 1e-13
        count += entries
    assert count == 2 * 78


@pytest.mark.parametrize("recentred", [False, True])
@pytest.mark.parametrize("n", [2, 5, 17, 64])
def test_the_trace_of_a_linear_layer_is_the_size_of_the_batch(n, recentred):
    """Σ_i u_i² = n for every h: an identity without an integral. For the rectifier and the leaky one it is halved."""
    for seed in range(5):
        gram = random_gram(n, seed, rank=3 if seed == 4 else None)
        prefix = "rc+rs+" if recentred else "rs+"
        for name, slope in SLOPES.items():
            image = mean_field_map(Layer.parse(prefix + name), gram)
            assert np.trace(image) == pytest.approx(n * float(1 + slope**2) / 2, rel=1e-13)
        if recentred:
            linear = mean_field_map(Layer.parse("rc+rs+identity"), gram)
            assert np.max(np.abs(linear.sum(axis=0))) < 1e-13


@pytest.mark.parametrize("seed", range(5))
def test_rescaling_alone_takes_the_root_of_the_matrix_at_two_points(seed):
    """λ₁'/λ₂' = √(λ₁/λ₂), and the eigenvectors stay: Φ(G) = 2√G/tr √G."""
    gram = random_gram(2, seed)
    values, vectors = np.linalg.eigh(gram)
    root = (vectors * np.sqrt(values)) @ vectors.T
    image = mean_field_map(Layer.parse("rs+identity"), gram)
    assert np.allclose(image, 2 * root / np.trace(root), rtol=1e-12, atol=0)
    least, largest = np.linalg.eigvalsh(image)
    assert largest / least == pytest.approx(np.sqrt(values[1] / values[0]), rel=1e-12)


@pytest.mark.parametrize("gram", [random_gram(2), cluster_and_outlier(2), np.diag([1.0, 1e-8])])
def test_two_points_recentred_rescaled_and_rectified_are_a_coin(gram):
    """u is (1, −1) or (−1, 1), whatever G."""
    assert np.allclose(mean_field_map(Layer.parse("rc+rs+relu"), gram), np.eye(2) / 2, rtol=1e-12, atol=1e-30)
    assert np.allclose(mean_field_map(Layer.parse("rc+rs+identity"), gram), [[1, -1], [-1, 1]], rtol=1e-12, atol=0)


@pytest.mark.parametrize("name", SLOPES)
@pytest.mark.parametrize("epsilon", ["", "(eps=1/10)", "(eps=3)"])
def test_three_recentred_points_are_an_integral_over_directions(name, epsilon):
    """The direction α of a Gaussian vector in the plane has the density det^(−1/2)/(2π αᵀΣ⁻¹α)."""
    layer, gram, nodes = Layer.parse(f"rc+rs{epsilon}+{name}"), random_gram(3, 2), 400_000
    basis = np.array([[1, -1, 0], [1, 1, -2]]) / np.sqrt([[2], [6]])
    angles = 2 * np.pi * (np.arange(nodes) + 0.5) / nodes
    alpha = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    sigma = basis @ gram @ basis.T
    q = np.einsum("ai,ij,aj->a", alpha, np.linalg.inv(sigma), alpha)
    weight = 1 / (nodes * q * np.sqrt(np.linalg.det(sigma)))
    if layer.epsilon:
        c = 3 * float(layer.epsilon) * q / 2
        weight *= 1 - c * np.exp(c) * exp1(c)
    h = np.sqrt(3) * alpha @ basis
    h = np.where(h > 0, h, float(SLOPES[name]) * h)
    assert np.allclose(mean_field_map(layer, gram), (h * weight[:, None]).T @ h, rtol=1e-9, atol=1e-10)


@pytest.mark.parametrize("n", [3, 4, 10, 64])
def test_exchangeable_points_are_mapped_in_closed_form(n):
    """Radius and direction of an isotropic Gaussian are independent: E φφ/E r² of the kernel without rescaling."""
    rho = -1 / (n - 1)
    theta = np.arccos(rho)
    kernel = (np.sin(theta) + (np.pi - theta) * rho) / np.pi
    image = mean_field_map(Layer.parse("rc+rs+relu"), np.eye(n))
    wanted = np.full((n, n), kernel / 2)
    np.fill_diagonal(wanted, 0.5)
    assert np.allclose(image, wanted, rtol=1e-12, atol=0)
    linear = mean_field_map(Layer.parse("rc+rs+identity"), np.eye(n))
    assert np.allclose(linear, recentre(np.eye(n)) * n / (n - 1), rtol=1e-12, atol=0)
    assert np.allclose(mean_field_map(Layer.parse("rs+identity"), np.eye(n)), np.eye(n), rtol=0, atol=1e-12)


@pytest.mark.parametrize("name", ["rc+rs+relu", "rs+leaky_relu(1/10)", "rc+rs(eps=1/2)+relu", "rs+identity"])
def test_it_is_the_mean_of_the_gram_chain(name):
    """Every entry is a mean of d = 2 000 000 neurons: z-scores below 6; one per cent too much is rejected."""
    layer, gram, width, blocks = Layer.parse(name), random_gram(5, 3), 100_000, 20
    means = GramChain(layer, width, 7).advance(np.repeat(gram[None], blocks, axis=0), tuple(range(blocks)), 0)
    error = means.std(axis=0, ddof=1) / np.sqrt(blocks)
    image = mean_field_map(layer, gram)
    assert np.max(np.abs(means.mean(axis=0) - image) / error) < 6
    assert np.max(np.abs(means.mean(axis=0) - 1.01 * image) / error) > 6


@given(
    n=st.integers(2, 6),
    seed=st.integers(0, 10**6),
    name=st.sampled_from(sorted(SLOPES)),
    prefix=st.sampled_from(PREFIXES),
    exponent=st.integers(-150, 150),
)
def test_permutations_scales_and_reflections(n, seed, name, prefix, exponent):
    layer, gram = Layer.parse(prefix + name), random_gram(n, seed)
    image = mean_field_map(layer, gram)
    order = np.random.default_rng(seed).permutation(n)
    assert np.allclose(mean_field_map(layer, gram[np.ix_(order, order)]), image[np.ix_(order, order)], atol=1e-13)
    if not layer.epsilon:
        assert np.array_equal(mean_field_map(layer, np.ldexp(gram, 2 * exponent)), image)
        assert np.allclose(mean_field_map(layer, 3.7 * gram), image, rtol=1e-9, atol=1e-13)
    assert np.linalg.eigvalsh(image)[0] > -1e-13
    assert np.all(np.diagonal(image) <= n)


@given(seed=st.integers(0, 10**6), n=st.integers(3, 6))
def test_the_rectifier_and_its_mirror_image_add_up_to_the_linear_layer(seed, n):
    """uv = relu(u)relu(v) + relu(−u)relu(−v) − relu(u)relu(−v) − relu(−u)relu(v); the slope −1 changes two signs."""
    gram = random_gram(n, seed)
    linear, rectifier, absolute = (
        mean_field_map(Layer.parse(f"rc+rs+{name}"), gram) for name in ("identity", "relu", "leaky_relu(-1)")
    )
    assert np.allclose(linear + absolute, 4 * rectifier, rtol=1e-12, atol=1e-13)


def test_epsilon_leads_from_batch_norm_to_recentring_alone():
    gram = random_gram(5, 1)
    none, tiny = (mean_field_map(Layer.parse(f"rc+rs{eps}+relu"), gram) for eps in ("", "(eps=1/100000000000)"))
    assert np.allclose(tiny, none, rtol=1e-9)
    huge = Layer(True, True, "relu", (), Fraction(10**12))
    plain = mean_field_map(Layer.parse("rc+relu"), gram)
    assert np.allclose(1e12 * mean_field_map(huge, gram), plain, rtol=1e-10)
    first = [mean_field_map(Layer(True, True, "relu", (), Fraction(k)), gram) for k in range(1, 6)]
    assert all(np.all(b < a) for a, b in pairwise(first))


def test_points_at_zero_stay_there():
    gram = np.zeros((4, 4))
    gram[:3, :3] = random_gram(3)
    image = mean_field_map(Layer.parse("rs+relu"), gram)
    assert not image[3].any()
    assert not image[:, 3].any()
    assert np.allclose(image[:3, :3], 4 / 3 * mean_field_map(Layer.parse("rs+relu"), gram[:3, :3]), rtol=1e-13)
    assert not mean_field_map(Layer.parse("rc+rs(eps=1)+relu"), np.ones((3, 3))).any()
