"""The Gram chain: its law against closed forms and quadrature, its numbers against how they are computed."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from scipy import stats
from scipy.special import exp1

from bnproofs.evolution import mean_field_map
from bnproofs.layer import Layer
from numerics import gram_chain, parallel
from numerics.gram_chain import GramChain, block_rows, factor, single_precision_error

FALSE_ALARM = 1e-6
"""The chance that a statistical test of this file fails although everything is right."""


def gram(n, seed=0, features=None):
    """A random Gram matrix whose variances range over two decades."""
    rng = np.random.default_rng([seed, n])
    x = rng.standard_normal((features or 2 * n, n)) * 10 ** rng.uniform(-1, 1, n) + rng.standard_normal((1, n))
    return x.T @ x / len(x)


def step(layer, g, width, *, seed=1, replicas=(0,), depth=1, **options):
    chain = GramChain(Layer.parse(layer), width, seed, **options)
    return chain.advance(np.repeat(g[None], len(replicas), axis=0), tuple(replicas), depth)


def centred(g):
    c = np.eye(len(g)) - 1 / len(g)
    return c @ g @ c


SINGULAR = {
    "regular": gram(6),
    "rank one": np.outer([1.0, -2.0, 3.0, 0.5], [1.0, -2.0, 3.0, 0.5]),
    "two points": gram(2),
    "fewer features than points": gram(9, features=3),
    "equal points": gram(4)[np.ix_([0, 0, 1, 2, 2, 2, 3], [0, 0, 1, 2, 2, 2, 3])],
    "a zero point": np.pad(gram(4), ((0, 1), (0, 1))),
    "zero": np.zeros((3, 3)),
    "opposite points": np.array([[1.0, -1.0, 0.5], [-1.0, 1.0, -0.5], [0.5, -0.5, 1.0]]),
}


@pytest.mark.parametrize("name", SINGULAR)
@pytest.mark.parametrize("scale", [1.0, 1e-140, 1e140])
def test_the_factor_has_the_gram_matrix_or_the_centred_one(name, scale):
    g = scale * SINGULAR[name]
    size = np.abs(g).max() + (not g.any())
    for recentre, wanted in ((False, g), (True, centred(g))):
        root = factor(g, recentre=recentre)
        assert np.abs(root @ root.T - wanted).max() <= 30 * len(g) * 2.0**-52 * size
    assert np.abs(root.sum(axis=0)).max() <= 1e-14 * np.sqrt(size)


def test_a_stack_is_factored_like_each_of_its_matrices():
    stack = np.stack([gram(5, seed) for seed in range(4)])
    for recentre in (False, True):
        wanted = np.stack([factor(g, recentre=recentre) for g in stack])
        np.testing.assert_array_equal(factor(stack, recentre=recentre), wanted)


def test_a_point_far_smaller_than_the_others_keeps_its_law():
    scales = np.array([1.0, 1e-10, 3.0])
    g = np.array([[1.0, 0.5, 0.2], [0.5, 1.0, -0.3], [0.2, -0.3, 1.0]]) * np.outer(scales, scales)
    root = factor(g)
    np.testing.assert_allclose(root @ root.T, g, rtol=1e-12)


def entries(stack):
    """The entries on and above the diagonal, and the trace, of matrices (R, n, n)."""
    above = np.triu_indices(stack.shape[-1])
    return np.concatenate([stack[:, above[0], above[1]], np.trace(stack, axis1=1, axis2=2)[:, None]], axis=1)


def agrees(stack, mean):
    """Whether independent matrices have this mean: Student's t for every entry and the trace, familywise."""
    values, wanted = entries(stack), entries(mean[None])[0]
    spread, off = values.std(axis=0, ddof=1), values.mean(axis=0) - wanted
    fixed = spread < 1e-12 * np.abs(wanted).max()
    score = np.abs(off[~fixed]) / spread[~fixed] * np.sqrt(len(stack))
    bound = stats.t.isf(FALSE_ALARM / (2 * max(len(score), 1)), len(stack) - 1)
    return bool((score < bound).all() and np.all(np.abs(off[fixed]) < 1e-10 * np.abs(wanted).max()))


def sample(layer, g, rows, **options):
    """Forty independent matrices after a layer, of `rows` neurons in all."""
    return step(layer, g, rows // 40, replicas=range(40), **options)


ROWS = {2: 400_000, 5: 600_000, 50: 100_000}


@pytest.mark.parametrize("layer", ["rc+relu", "relu", "identity", "rc+identity", "leaky_relu(1/10)"])
@pytest.mark.parametrize("n", [2, 5, 50])
def test_the_mean_of_a_layer_is_the_mean_field_map(layer, n):
    """False alarms: 10⁻⁶ each. Three per cent too much variance, a missing part, another slope are rejected."""
    g = gram(n)
    found = sample(layer, g, ROWS[n])
    assert agrees(found, mean_field_map(Layer.parse(layer), g))
    assert not agrees(1.03 * found, mean_field_map(Layer.parse(layer), g))
    wrong = {"rc+relu": "relu", "relu": "leaky_relu(1/10)", "identity": "rc+identity", "rc+identity": "identity"}
    assert not agrees(found, mean_field_map(Layer.parse(wrong.get(layer, "leaky_relu(1/5)")), g))


@pytest.mark.parametrize("layer", ["rc+relu", "relu"])
def test_the_mean_of_a_layer_from_a_singular_matrix_is_the_mean_field_map(layer):
    """False alarms: 10⁻⁶ each."""
    for name in ("fewer features than points", "equal points", "a zero point", "opposite points"):
        g = SINGULAR[name]
        assert agrees(sample(layer, g, 200_000), mean_field_map(Layer.parse(layer), (g + g.T) / 2, validate=False))


def of_directions(layer, g, nodes=4000):
    """Φ(G) at n = 3 of a layer with RC and RS: an integral over the circle of directions that RC leaves.

    The direction α of a Gaussian vector of covariance Σ in the plane has the density (det Σ)^(−1/2)/(2π αᵀΣ⁻¹α);
    along it r² = 2t/q, q = αᵀΣ⁻¹α, t exponential, and E t/(t + c) = 1 − c eᶜ E₁(c) puts ε in.
    """
    basis = np.array([[1, -1, 0], [1, 1, -2]]) / np.sqrt([[2], [6]])
    angles = 2 * np.pi * (np.arange(nodes) + 0.5) / nodes
    alpha = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    sigma = basis @ g @ basis.T
    q = np.einsum("ai,ij,aj->a", alpha, np.linalg.inv(sigma), alpha)
    weight = 1 / (nodes * q * np.sqrt(np.linalg.det(sigma)))
    assert weight.sum() == pytest.approx(1, rel=1e-9)
    if layer.epsilon:
        c = 3 * float(layer.epsilon) * q / 2
        weight = weight * (1 - c * np.exp(c) * exp1(c))
    h = np.sqrt(3) * alpha @ basis
    slope = {"relu": 0.0, "identity": 1.0}.get(layer.activation, float(sum(layer.parameters, Fraction(0))))
    h = np.where(h > 0, h, slope * h)
    return (h * weight[:, None]).T @ h


@pytest.mark.parametrize(
    "name", ["rc+rs+identity", "rc+rs+relu", "rc+rs+leaky_relu(1/10)", "rc+rs(eps=1/10)+relu", "rc+rs(eps=1)+identity"]
)
def test_the_mean_of_a_layer_that_recentres_and_rescales_is_an_integral_over_directions(name):
    """False alarms: 10⁻⁶ each. The variance with n − 1, and half of ε, are rejected."""
    layer, g = Layer.parse(name), gram(3)
    found, wanted = sample(name, g, 600_000), of_directions(Layer.parse(name), g)
    assert agrees(found, wanted)
    assert not agrees(found, wanted * 2 / 3)
    if layer.epsilon:
        other = Layer.parse(name.replace(f"eps={layer.epsilon}", f"eps={layer.epsilon / 2}"))
        assert not agrees(found, of_directions(other, g))


@pytest.mark.parametrize("seed", [0, 1])
def test_rescaling_alone_takes_the_root_of_the_matrix_at_two_points(seed):
    """False alarms: 10⁻⁶ each. E x²a/(ax² + cy²) = √a/(√a + √c), so that Φ(G) = 2√G/tr √G at n = 2."""
    g = gram(2, seed)
    values, vectors = np.linalg.eigh(g)
    root = (vectors * np.sqrt(values)) @ vectors.T
    assert agrees(sample("rs+identity", g, 400_000), 2 * root / np.trace(root))
    assert not agrees(sample("rs+identity", g, 400_000), 2 * g / np.trace(g))


@pytest.mark.parametrize("layer", ["rs+identity", "rc+rs+identity"])
@pytest.mark.parametrize("width", [1, 7, 5000])
def test_rescaled_rows_have_trace_n_exactly(layer, width):
    for n in (2, 5, 50):
        assert np.trace(step(layer, gram(n), width)[0]) == pytest.approx(n, rel=1e-14)


def test_two_points_recentred_rescaled_and_rectified_are_a_coin():
    """False alarms: 10⁻⁶. Every neuron is (1, 0) or (0, 1), each with chance one half."""
    found = step("rc+rs+relu", gram(2), 101, replicas=range(2000))
    assert not found[:, 0, 1].any()
    heads = np.rint(found[:, 0, 0] * 101).astype(int)
    np.testing.assert_allclose(found[:, 0, 0], heads / 101, rtol=1e-12)
    np.testing.assert_allclose(found[:, 1, 1], 1 - heads / 101, rtol=1e-12)
    assert stats.binomtest(int(heads.sum()), 101 * 2000).pvalue > FALSE_ALARM / 2
    chi_square = ((heads - 50.5) ** 2).sum() / (101 / 4)
    assert stats.chi2.sf(chi_square, 2000) > FALSE_ALARM / 4
    assert stats.chi2.cdf(chi_square, 2000) > FALSE_ALARM / 4


@pytest.mark.parametrize("width", [1, 2, 5, 300])
def test_a_linear_layer_has_wisharts_law(width):
    """False alarms: 10⁻⁶ each. Squared norms are χ² of d degrees, and what is left of one beside another of d − 1."""
    g = gram(3)
    found = step("identity", g, width, replicas=range(3000))
    first = found[:, 0, 0] * width / g[0, 0]
    assert stats.kstest(first, stats.chi2(width).cdf).pvalue > FALSE_ALARM / 2
    assert stats.kstest(first * 1.3, stats.chi2(width).cdf).pvalue < FALSE_ALARM
    if width > 1:
        schur = (found[:, 1, 1] - found[:, 0, 1] ** 2 / found[:, 0, 0]) * width / (g[1, 1] - g[0, 1] ** 2 / g[0, 0])
        assert stats.kstest(schur, stats.chi2(width - 1).cdf).pvalue > FALSE_ALARM / 2
        assert stats.kstest(schur, stats.chi2(width).cdf).pvalue < FALSE_ALARM or width == 300


@pytest.mark.parametrize("layer", ["identity", "relu", "rc+relu", "rc+rs+relu", "rs+leaky_relu(1/10)"])
@pytest.mark.parametrize("width", [1, 3])
def test_the_rank_is_at_most_the_width(layer, width):
    g = gram(8)
    for depth in range(1, 20):
        g = step(layer, g, width, depth=depth, seed=3)[0]
        values = np.linalg.eigvalsh(g)
        assert np.all(np.abs(values[:-width]) <= 1e-14 * max(values[-1], 1e-300))
        if not g.any():
            break


@pytest.mark.parametrize("layer", ["rc+relu", "relu", "rc+rs+relu", "rs(eps=1/100)+relu", "rc+rs+identity"])
@pytest.mark.parametrize("n", [2, 7, 50])
def test_a_gram_matrix_comes_out_symmetric_to_the_bit_and_positive(layer, n):
    g = step(layer, gram(n), 333)[0]
    np.testing.assert_array_equal(g, g.T)
    assert np.linalg.eigvalsh(g)[0] >= -1e-14 * n * np.abs(g).max()
    assert (np.diagonal(g) > 0).all()


@pytest.mark.parametrize("layer", ["rc+relu", "relu", "identity", "rs+relu", "rc+rs+identity", "rc+leaky_relu(1/10)"])
@pytest.mark.parametrize(("n", "k"), [(3, 1), (7, 1), (10, 4), (50, 1), (50, 20)])
def test_equal_points_stay_equal_to_rounding(layer, n, k):
    g = np.array([[2.0, 0.3], [0.3, 1.0]])[np.ix_([0] * k + [1] * (n - k), [0] * k + [1] * (n - k))]
    for depth in range(1, 11):
        g = step(layer, g, 200, depth=depth)[0]
        g /= np.trace(g) / n
        blocks = g[:k, :k], g[k:, :k], g[k:, k:]
        assert max(np.ptp(block) for block in blocks) < 1e-12 * np.abs(g).max(), f"layer {depth}"


@pytest.mark.parametrize(("n", "k"), [(3, 1), (10, 4), (50, 1)])
def test_two_clusters_are_orthogonal_after_recentring_and_relu(n, k):
    g = np.array([[2.0, 0.3], [0.3, 1.0]])[np.ix_([0] * k + [1] * (n - k), [0] * k + [1] * (n - k))]
    after = step("rc+relu", g, 77)[0]
    assert np.abs(after[:k, k:]).max() < 1e-12 * np.abs(after).max()


def test_a_zero_point_stays_zero_and_a_zero_batch_too():
    after = step("relu", SINGULAR["a zero point"], 50)[0]
    assert not after[-1].any()
    assert not after[:, -1].any()
    assert after[0, 0] > 0
    for layer in ("relu", "rc+rs+relu", "rs(eps=1/10)+identity"):
        assert not step(layer, np.zeros((4, 4)), 50).any()


CASES = [("rc+relu", 50, 10_000), ("rc+relu", 3, 9001), ("rc+rs+relu", 7, 1), ("relu", 200, 700), ("rs+identity", 2, 5)]


@pytest.mark.parametrize(("layer", "n", "width"), CASES)
def test_the_chunk_does_not_change_a_bit(layer, n, width):
    g = gram(n)
    wanted = step(layer, g, width, replicas=(0, 3))
    for chunk in (1, 1000, 10**9):
        np.testing.assert_array_equal(step(layer, g, width, replicas=(0, 3), chunk=chunk), wanted)


@pytest.mark.parametrize(("layer", "n", "width"), CASES)
def test_what_is_simulated_at_once_does_not_change_a_bit(layer, n, width):
    chain = GramChain(Layer.parse(layer), width, 1)
    stack = np.stack([gram(n, seed) for seed in range(4)])
    wanted = chain.advance(stack, (0, 1, 2, 3), 5)
    for at in range(4):
        np.testing.assert_array_equal(chain.advance(stack[at : at + 1], (at,), 5)[0], wanted[at])
    np.testing.assert_array_equal(chain.advance(stack[[3, 1]], (3, 1), 5), wanted[[3, 1]])


@pytest.mark.parametrize(("layer", "n", "width"), CASES)
@pytest.mark.parametrize("precision", ["double", "single"])
def test_threads_do_not_change_a_bit(layer, n, width, precision, monkeypatch):
    found = []
    for count, least in ((1, 2**15), (2, 2**15), (4, 0), (2, 10**9)):
        monkeypatch.setattr(parallel, "cores", lambda count=count: count)
        monkeypatch.setattr(gram_chain, "cores", lambda count=count: count)
        monkeypatch.setattr(gram_chain, "_INLINE", least)
        found.append(step(layer, gram(n), width, replicas=(0, 1), precision=precision))
    for other in found[1:]:
        np.testing.assert_array_equal(other, found[0])


def test_these_cases_have_several_blocks_and_a_part_of_one():
    shapes = [(width // block_rows(n), width % block_rows(n)) for _, n, width in CASES]
    assert sum(whole > 1 and rest > 0 for whole, rest in shapes) >= 3


@pytest.mark.parametrize("n", [2, 3, 17, 50, 256, 2000])
def test_blocks_are_powers_of_two_within_bounds(n):
    rows = block_rows(n)
    assert rows & (rows - 1) == 0
    assert 256 <= rows <= 4096
    assert type(rows) is int


def test_the_matrices_that_are_given_are_left_alone():
    g = gram(4)[None]
    before = g.copy()
    GramChain(Layer.parse("rc+rs+relu"), 10, 0).advance(g, (0,), 1)
    np.testing.assert_array_equal(g, before)


def test_another_seed_replica_or_depth_gives_other_numbers():
    g = gram(5)
    found = [
        step("rc+relu", g, 20, seed=seed, replicas=(replica,), depth=depth)[0]
        for seed in (0, 1, 2**40)
        for replica in (0, 1)
        for depth in (1, 2)
    ]
    assert len({matrix.tobytes() for matrix in found}) == len(found)
    assert min(np.abs(a - b).max() for i, a in enumerate(found) for b in found[:i]) > 1e-3


def test_the_blocks_of_a_layer_are_different():
    n = 50
    rows = block_rows(n)
    one, two = (step("identity", np.eye(n), width)[0] for width in (rows, 2 * rows))
    second = 2 * two - one
    assert np.abs(second - one).max() > 1e-2
    assert np.linalg.eigvalsh(second)[0] > 0


def test_single_precision_rounds_by_about_its_unit():
    for layer in ("rc+relu", "relu", "rc+rs+relu", "rs+identity"):
        for n in (3, 50):
            error = single_precision_error(GramChain(Layer.parse(layer), 1000, 0), gram(n))
            assert 1e-9 < error < 3e-6


@pytest.mark.parametrize("layer", ["rc+relu", "rc+rs+relu"])
def test_single_precision_has_the_same_law(layer):
    """False alarms: 10⁻⁶ each (two samples of forty: Welch's t for every entry and the trace)."""
    g = gram(5)
    double, single = (
        entries(sample(layer, g, 400_000, seed=s, precision=p)) for s, p in ((1, "double"), (2, "single"))
    )
    assert stats.ttest_ind(double, single, equal_var=False).pvalue.min() > FALSE_ALARM / double.shape[1]
    assert stats.ttest_ind(double, 1.02 * single, equal_var=False).pvalue.min() < FALSE_ALARM / double.shape[1]
