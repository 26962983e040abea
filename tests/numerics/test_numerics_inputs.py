"""Batches: what they are, which are refused, and what is said then."""

from __future__ import annotations

import hashlib
import struct
import sys
from fractions import Fraction

import numpy as np
import pytest

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.batch import Batch, require_life
from numerics.inputs import batch_of, digits, gaussian, orthonormal
from numerics.neurons import fire

MOST = 2000


def refused(pattern, use):
    with pytest.raises(InputError, match=pattern) as caught:
        use()
    assert "\n" not in str(caught.value)


def test_a_gram_matrix_is_the_exact_one_to_within_rounding():
    batch = Batch("some", np.random.default_rng(0).standard_normal((7, 4)))
    columns = [[Fraction(x) for x in column] for column in batch.points.T.tolist()]
    for i, one in enumerate(columns):
        for j, other in enumerate(columns):
            wanted = sum(x * y for x, y in zip(one, other, strict=True)) / 7
            assert abs(Fraction(float(batch.gram[i, j])) - wanted) < Fraction(1, 10**14)
    assert np.array_equal(batch.gram, batch.gram.T)
    assert batch.gram.shape == (4, 4)
    assert batch.n == 4


def test_a_digest_is_that_of_the_shape_and_the_little_endian_bytes():
    points = np.array([[1.0, 2.0, -3.0], [0.5, 0.0, 7.0]])
    data = struct.pack("<qq6d", 2, 3, 1.0, 2.0, -3.0, 0.5, 0.0, 7.0)
    batch = Batch("some", points)
    assert batch.digest == hashlib.sha256(data).hexdigest()
    for same in (
        np.asfortranarray(points),
        points.astype(">f8"),
        points.astype(np.float32),
        np.repeat(points, 2, 1)[:, ::2],
    ):
        assert Batch("other name", same).digest == batch.digest
    changed = points.copy()
    changed[1, 2] = np.nextafter(7.0, 8.0)
    for other in (points.reshape(3, 2), points.T, points[:, ::-1], changed):
        assert Batch("some", other).digest != batch.digest


def test_a_batch_is_a_copy_that_cannot_be_written_to():
    points = np.eye(3)
    batch = Batch("some", points)
    points[0, 0] = 5
    assert np.array_equal(batch.points, np.eye(3))
    with pytest.raises(ValueError, match="read-only"):
        batch.points[0, 0] = 5


@pytest.mark.parametrize("dtype", [bool, np.int8, np.uint64, np.float16, np.float32, np.longdouble])
def test_numbers_of_other_types_become_doubles(dtype):
    batch = Batch("some", np.array([[1, 0, 1], [0, 1, 1]], dtype=dtype))
    assert batch.points.dtype == np.float64
    assert batch.points.tolist() == [[1.0, 0.0, 1.0], [0.0, 1.0, 1.0]]


@pytest.mark.parametrize(
    ("points", "pattern"),
    [
        (np.ones(4), "1 dimensions.*reshape"),
        (np.ones((2, 3, 4)), "3 dimensions.*reshape"),
        (np.float64(3), "0 dimensions.*reshape"),
        (np.array([["1", "2"]]), "type <U1 are no real numbers"),
        (np.array([[1, None]], dtype=object), "type object are no real numbers"),
        (np.array([[1 + 2j, 1]]), "type complex128 are no real numbers"),
        (np.array([["2020-01-01", "2020-01-02"]], dtype="M8[D]"), "are no real numbers"),
        (np.array([[1.0, 2.0, 3.0], [4.0, 5.0, np.nan], [np.nan, 0.0, 0.0]]), r"row 2, column 3 .* is nan"),
        (np.array([[1.0, 2.0], [-np.inf, np.inf]]), r"row 2, column 1 .* is -inf"),
        (np.ones((3, 1)), "from 2 to 2000 points, not 1"),
        (np.ones((3, 0)), "from 2 to 2000 points, not 0"),
        (np.ones((2, MOST + 1)), "from 2 to 2000 points, not 2001"),
        (np.ones((0, 3)), "no feature"),
        (np.zeros((2, 3)), "all points are zero"),
        (np.full((2, 3), 1e200), "so large.*scale the data"),
        (np.full((2, 3), 1e-200), "so small.*scale the data"),
        (np.array([[1.0, 1e-200], [1.0, 0.0]]), "so small.*scale the data"),
        (np.array([[1e100, 1.0]]), "so large.*scale the data"),
        (np.full((2, 3), 5e-324), "so small.*scale the data"),
        (np.full((2, 3), np.finfo(float).max), "so large.*scale the data"),
        (np.broadcast_to(np.float64(1), (2**27 // 2 + 1, 2)), "more than a gigabyte"),
    ],
)
def test_what_is_no_batch_is_refused_in_one_line_that_says_why(points, pattern):
    refused(f"^this: .*{pattern}", lambda: Batch("this", points))


def test_an_entry_that_is_finite_only_in_a_longer_type_is_refused():
    large = np.array([[1, 10]], dtype=np.longdouble) ** 400
    if np.isfinite(large).all():
        refused("row 1, column 2 .* is inf", lambda: Batch("this", large))


def test_the_largest_batch_and_scales_well_within_the_range_are_taken():
    assert Batch("some", np.ones((1, MOST))).n == MOST
    assert Batch("some", np.array([[1.0, 1e-70], [0.0, 1e70]])).n == 2
    for scale in (1e-70, 1e70):
        batch = Batch("some", scale * np.eye(3))
        assert np.abs(batch.gram / scale**2 * 3 - np.eye(3)).max() < 1e-15
        assert np.isfinite((batch.gram**2).sum())
        assert (batch.gram**2).sum() > np.finfo(float).tiny


@pytest.mark.parametrize("name", ["relu", "leaky_relu(1/10)", "rs+relu", "rc+relu", "rc+rs(eps=1/10)+relu"])
def test_equal_points_a_point_at_zero_and_a_feature_of_zeros_are_taken_and_do_what_is_said(name):
    layer = Layer.parse(name)
    batch = Batch("some", np.array([[1.0, 1.0, 0.0, -2.0], [0.0, 0.0, 0.0, 0.0], [3.0, 3.0, 0.0, 1.0]]))
    require_life(layer, batch)
    h = np.random.default_rng(1).standard_normal((500, 3)) @ batch.points
    fire(layer, h)
    assert h.any()
    assert np.array_equal(h[:, 0], h[:, 1])
    assert not np.array_equal(h[:, 0], h[:, 3])
    assert layer.recentre == h[:, 2].any()


@pytest.mark.parametrize("name", ["rc+identity", "rc+relu", "rc+rs+relu"])
def test_equal_points_are_refused_by_layers_that_recentre_and_by_no_others(name):
    equal = Batch("equal", np.tile([[1.0], [-2.0]], 5))
    refused("^equal: all points are equal", lambda: require_life(Layer.parse(name), equal))
    require_life(Layer.parse("rs+relu"), equal)
    require_life(Layer.parse("relu"), equal)
    different = equal.points.copy()
    different[1, 4] = -2.5
    require_life(Layer.parse(name), Batch("different", different))


def test_gaussian_points_are_a_function_of_the_seed_and_have_the_moments_of_normals():
    """N = 200 000 entries: each of three z-scores, and each of the correlations between 4 points, exceeds 5 standard
    errors with probability below 1e-6 if the entries are independent normals. The seed is fixed."""
    points = gaussian(4, 50_000, seed=1).points
    assert points.shape == (50_000, 4)
    root = np.sqrt(points.size)
    assert abs(points.mean()) * root < 5
    assert abs((points**2).mean() - 1) * root / np.sqrt(2) < 5
    assert abs((points**4).mean() - 3) * root / np.sqrt(96) < 5
    gram = gaussian(4, 50_000, seed=1).gram
    assert np.abs(gram - np.diag(np.diag(gram))).max() * np.sqrt(50_000) < 5
    assert np.array_equal(points, gaussian(4, 50_000, seed=1).points)
    assert np.abs(points - gaussian(4, 50_000, seed=2).points).max() > 1


@pytest.mark.parametrize("n", [2, 3, 5, 7, 10, 99, 1000])
def test_orthonormal_points_have_the_identity_as_gram_matrix_to_the_bit(n):
    batch = orthonormal(n)
    assert np.array_equal(batch.gram, np.eye(n))
    assert np.array_equal(batch.points, np.sqrt(n) * np.eye(n))


def test_digits_are_different_ones_of_the_data_set_with_pixels_from_zero_to_one():
    from sklearn.datasets import load_digits

    data = load_digits().data
    batch = digits(60, seed=4)
    assert batch.points.shape == (64, 60)
    images = {tuple(image) for image in (16 * batch.points.T).tolist()}
    assert len(images) == 60
    assert images <= {tuple(image) for image in data.tolist()}
    assert batch.points.min() == 0
    assert batch.points.max() == 1
    assert batch.digest == digits(60, seed=4).digest
    assert batch.digest != digits(60, seed=5).digest
    everything = digits(len(data), seed=0).points.T
    assert {tuple(image) for image in (16 * everything).tolist()} == {tuple(image) for image in data.tolist()}
    refused(f"there are {len(data)} digits, not {len(data) + 1}", lambda: digits(len(data) + 1, seed=0))


def test_without_scikit_learn_one_line_says_what_to_install(monkeypatch):
    for name in [name for name in sys.modules if name.partition(".")[0] == "sklearn"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sklearn", None)
    refused(r"^sklearn cannot be imported: write pip install 'bnproofs\[data\]'$", lambda: digits(3, seed=0))


@pytest.mark.parametrize("n", [-1, 0, 1, MOST + 1, True, 2.0, "3"])
@pytest.mark.parametrize("source", ["gaussian", "orthonormal", "digits"])
def test_a_number_of_points_that_makes_no_batch_is_refused(source, n):
    refused("the number of points is an integer from 2 to 2000", lambda: batch_of(source, n, width=5, seed=0))


def test_a_seed_or_features_that_draw_nothing_are_refused():
    refused("seed is an integer", lambda: gaussian(3, 4, seed=-1))
    refused("seed is an integer", lambda: digits(3, seed=-1))
    refused("at least one feature", lambda: gaussian(3, 0, seed=0))
    refused("more than a gigabyte", lambda: gaussian(MOST, 10**7, seed=0))


def test_the_names_of_the_command_line_are_the_batches(tmp_path):
    assert batch_of("gaussian", 3, width=7, seed=2).digest == gaussian(3, 7, seed=2).digest
    assert batch_of("orthonormal", 3, width=7, seed=2).digest == orthonormal(3).digest
    assert batch_of("digits", 3, width=7, seed=2).digest == digits(3, seed=2).digest
    assert [batch_of(name, 3, width=7, seed=2).name for name in ("gaussian", "orthonormal", "digits")] == [
        "gaussian",
        "orthonormal",
        "digits",
    ]
    np.save(tmp_path / "mine.npy", np.eye(4))
    batch = batch_of(str(tmp_path / "mine.npy"), None, width=7, seed=2)
    assert (batch.name, batch.n) == ("mine.npy", 4)
    assert batch_of(str(tmp_path / "mine.npy"), 2, width=7, seed=2).points.shape == (4, 2)


def test_a_wide_network_starts_from_gaussian_points_that_fit_into_memory():
    assert batch_of("gaussian", 1000, width=4000, seed=0).points.shape == (4000, 1000)
    wide = batch_of("gaussian", 1000, width=10**7, seed=0).points
    assert wide.shape[1] == 1000
    assert 1000 <= len(wide) < 10**4


@pytest.mark.parametrize("source", ["gaussian", "orthonormal", "digits"])
def test_a_generated_batch_needs_a_number_of_points(source):
    refused(f"^--input {source} needs the number of points", lambda: batch_of(source, None, width=5, seed=0))


def test_names_come_before_files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "orthonormal").write_text("no points")
    assert batch_of("orthonormal", 3, width=5, seed=0).n == 3
    refused(r"end in \.npy, \.npz, \.csv", lambda: batch_of("./orthonormal", 3, width=5, seed=0))


@pytest.mark.parametrize(
    ("source", "nearest"),
    [("gausian", "gaussian"), ("GAUSS", "gaussian"), ("ortho", "orthonormal"), ("digit.csv", "digits"), ("", "")],
)
def test_a_name_that_is_nothing_is_refused_with_the_nearest(source, nearest, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    refused(f"is no file, and none of .*did you mean '{nearest}", lambda: batch_of(source, 3, width=5, seed=0))
