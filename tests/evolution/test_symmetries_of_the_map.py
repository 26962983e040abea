"""What the mean-field map respects: permutations, scale, positive semidefiniteness, parallel points."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from mpmath import mp

from bnproofs import Layer
from bnproofs.evolution import mean_field_map

LAYERS = [
    Layer.parse(x) for x in ("identity", "relu", "rc+relu", "rc+leaky_relu(1/10)", "leaky_relu(-2)", "rc+identity")
]
BATCHES = st.integers(1, 7).flatmap(
    lambda n: st.integers(1, 4).flatmap(lambda d: arrays(np.int64, (n, d), elements=st.integers(-1000, 1000)))
)


def gram_of(x):
    """The Gram matrix of a batch of integer vectors, exact in doubles."""
    return (x @ x.T).astype(float)


@pytest.mark.parametrize("layer", LAYERS, ids=str)
@given(x=BATCHES, seed=st.integers(0, 2**32))
def test_permuting_the_batch_permutes_the_image(layer, x, seed):
    order = np.random.default_rng(seed).permutation(len(x))
    image = mean_field_map(layer, gram_of(x))
    permuted = mean_field_map(layer, gram_of(x[order]))
    assert np.allclose(permuted, image[np.ix_(order, order)], rtol=1e-14, atol=1e-14 * np.max(np.abs(image)))


@pytest.mark.parametrize("layer", LAYERS, ids=str)
@given(x=BATCHES, exponent=st.integers(-480, 440))
def test_a_power_of_two_goes_through_bit_for_bit(layer, x, exponent):
    image = mean_field_map(layer, gram_of(x))
    scaled = mean_field_map(layer, np.ldexp(gram_of(x), 2 * (exponent // 2)))
    assert np.array_equal(scaled, np.ldexp(image, 2 * (exponent // 2)))


@pytest.mark.parametrize("layer", LAYERS, ids=str)
@given(x=BATCHES)
def test_the_image_of_a_gram_matrix_is_symmetric_and_positive_semidefinite(layer, x):
    image = mean_field_map(layer, gram_of(x))
    assert np.array_equal(image, image.T)
    assert np.all(np.isfinite(image))
    spectrum = np.linalg.eigvalsh(image)
    assert spectrum[0] >= -1e-13 * max(spectrum[-1], 1e-300)
    again = mean_field_map(layer, image / 2) if len(x) > 1 and spectrum[0] > 1e-9 * spectrum[-1] else image
    assert np.all(np.isfinite(again))


@pytest.mark.parametrize("layer", LAYERS[1:3], ids=str)
def test_the_image_of_random_batches_is_positive_semidefinite_at_forty_digits(layer):
    rng, count = np.random.default_rng(8), 0
    for n, d in ((2, 1), (3, 2), (5, 2), (6, 6)):
        with mp.workdps(40):
            x = mp.matrix(rng.integers(-20, 20, (n, d)).tolist())
            image = mean_field_map(layer, np.array((x * x.T).tolist(), dtype=object).reshape(n, n))
            least = min(mp.eigsy(mp.matrix(image.tolist()), eigvals_only=True))
            assert least > -(mp.mpf(10) ** -34) * max(abs(v) for v in image.flat)
        count += 1
    assert count == 4


@given(x=BATCHES, twin=st.integers(0, 6))
def test_equal_points_have_equal_rows_and_the_dual_kernel_of_their_norm(x, twin):
    doubled = np.vstack([x, x[twin % len(x)]])
    for layer in LAYERS[1:4]:
        image = mean_field_map(layer, gram_of(doubled))
        a, b = twin % len(x), len(x)
        others = [i for i in range(b) if i != a]
        assert np.array_equal(image[a, others], image[b, others])
        assert image[a, a] == image[b, b]
        assert image[a, b] == pytest.approx(image[a, a], rel=1e-15)


@given(x=BATCHES, factor=st.integers(1, 50))
def test_a_positive_multiple_of_a_point_has_the_multiple_of_its_row(x, factor):
    """Without recentring a positively homogeneous φ commutes with the scale of each point."""
    scaled = x.copy()
    scaled[0] *= factor
    first, second = (mean_field_map(Layer.parse("relu"), gram_of(batch)) for batch in (x, scaled))
    assert np.allclose(second[0, 1:], factor * first[0, 1:], rtol=1e-14, atol=0)
    assert second[0, 0] == pytest.approx(factor**2 * first[0, 0], rel=1e-15)


@given(x=BATCHES, shift=arrays(np.int64, 4, elements=st.integers(-100, 100)))
def test_recentring_forgets_the_mean_of_the_batch(x, shift):
    moved = x + shift[: x.shape[1]]
    for layer in LAYERS[2:4]:
        first, second = mean_field_map(layer, gram_of(x)), mean_field_map(layer, gram_of(moved))
        assert np.allclose(first, second, rtol=1e-13, atol=0)


def test_one_layer_of_relu_lifts_the_rank_of_points_that_are_not_parallel():
    angles = np.linspace(0, 6, 7)
    x = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    before, after = x @ x.T, mean_field_map(Layer.parse("relu"), x @ x.T)
    assert np.linalg.matrix_rank(before) == 2
    assert np.linalg.matrix_rank(after) == 7
