"""Files of points: every way to write the same ones, and every way to write none."""

from __future__ import annotations

import contextlib
import io
import os
import zipfile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.errors import InputError
from numerics.inputs import from_file

ROWS = np.array([[1.0, 2.5, -3.0], [0.0, 0.125, 7.0], [4.0, -1e-3, 1e5], [9.0, 9.0, 0.0]])


def refused(pattern, path, n=None):
    with pytest.raises(InputError, match=pattern) as caught:
        from_file(path, n)
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)


def npy(array):
    file = io.BytesIO()
    np.save(file, array, allow_pickle=True)
    return file.getvalue()


def npz(**arrays):
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return file.getvalue()


CSV = "\n".join(",".join(map(repr, row)) for row in ROWS.tolist())
SAME = {
    "plain.npy": npy(ROWS),
    "columns_first.npy": npy(np.asfortranarray(ROWS)),
    "big_endian.npy": npy(ROWS.astype(">f8")),
    "CAPITALS.NPY": npy(ROWS),
    "one.npz": npz(anything=ROWS),
    "points.npz": npz(labels=np.arange(4), points=ROWS, other=np.eye(2)),
    "plain.csv": CSV.encode(),
    "end.csv": (CSV + "\n\n \n").encode(),
    "header.csv": b"x, y, z\n" + CSV.encode(),
    "quoted.csv": b'"x","y","z"\n' + CSV.encode(),
    "comments.csv": b"# data\n\n  # more\nx,y,z # names\n" + CSV.replace("\n", " # a point\n\n#\n").encode(),
    "windows.csv": b"\xef\xbb\xbf" + CSV.replace("\n", "\r\n").encode(),
    "spaces.csv": CSV.replace(",", " ,\t ").encode(),
}


@pytest.mark.parametrize("name", SAME)
def test_one_point_a_row_is_one_point_a_column_of_the_batch(name, tmp_path):
    (tmp_path / name).write_bytes(SAME[name])
    batch = from_file(tmp_path / name)
    assert np.array_equal(batch.points, ROWS.T)
    assert (batch.name, batch.n) == (name, 4)
    assert np.array_equal(from_file(str(tmp_path / name), 2).points, ROWS[:2].T)
    assert np.array_equal(from_file(tmp_path / name, 4).points, ROWS.T)
    refused("holds 4 points, not 5: ask for fewer", tmp_path / name, 5)


@pytest.mark.parametrize("dtype", [np.int64, np.uint8, np.float32, np.float16, bool])
def test_other_numbers_become_doubles(dtype, tmp_path):
    array = np.array([[1, 0, 1], [0, 1, 1]], dtype=dtype)
    np.save(tmp_path / "a.npy", array)
    np.savez(tmp_path / "a.npz", array)
    for name in ("a.npy", "a.npz"):
        batch = from_file(tmp_path / name)
        assert batch.points.dtype == np.float64
        assert np.array_equal(batch.points, array.T)


@given(rows=st.lists(st.tuples(*3 * [st.floats(-1e60, 1e60).map(lambda x: x + 1e-20)]), min_size=2, max_size=6))
def test_decimals_come_back_to_the_last_bit(rows, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "decimals.csv"
    path.write_text("\n".join(",".join(map(repr, row)) for row in rows))
    assert from_file(path).points.T.tolist() == [list(row) for row in rows]


CUT = npy(ROWS)[:-8]
DAMAGED = bytearray(npz(points=np.random.default_rng(0).standard_normal((30, 30))))
DAMAGED[len(DAMAGED) // 2] ^= 255
BAD = {
    "object.npy": (npy(np.array([[1, None], [2, 3]], dtype=object)), "damaged, or holds something other than numbers"),
    "object.npz": (npz(a=np.array([[1, None]], dtype=object)), "damaged, or holds something other than numbers"),
    "strings.npy": (npy(np.array([["1", "2"], ["3", "4"]])), "type <U1 are no real numbers"),
    "complex.npy": (npy(ROWS + 1j), "type complex128 are no real numbers"),
    "records.npy": (npy(np.zeros((2, 2), dtype=[("a", float), ("b", int)])), "are no real numbers"),
    "vector.npy": (npy(np.arange(4.0)), r"1 dimensions.*reshape it to two, one point a row"),
    "scalar.npy": (npy(np.float64(1)), "0 dimensions.*reshape"),
    "vector.npz": (npz(a=np.arange(4.0)), "1 dimensions.*reshape"),
    "cube.npy": (npy(np.ones((2, 2, 2))), "3 dimensions.*reshape"),
    "cut.npy": (CUT, "cannot be read as .npy: it is damaged"),
    "header.npy": (npy(ROWS)[:40], "cannot be read as .npy: it is damaged"),
    "nothing.npy": (b"", "cannot be read as .npy: it is damaged"),
    "text.npy": (b"1,2\n3,4\n", "cannot be read as .npy: it is damaged"),
    "pickle.npy": (b"\x80\x04K\x01.", "cannot be read as .npy: it is damaged"),
    "huge.npy": (npy(ROWS).replace(b"(4, 3), }       ", b"(9999999, 9999),"), "damaged"),
    "cut.npz": (npz(points=ROWS)[:-30], "cannot be read as .npz: it is damaged"),
    "damaged.npz": (bytes(DAMAGED), "cannot be read as .npz: it is damaged"),
    "nothing.npz": (b"", "cannot be read as .npz: it is damaged"),
    "two.npz": (npz(train=ROWS, test=ROWS), "named 'points', is wanted; the file holds 'train', 'test'"),
    "none.npz": (npz(), "is wanted; the file holds none"),
    "no_points.npy": (npy(np.ones((0, 3))), "from 2 to 2000 points, not 0"),
    "one_point.npy": (npy(np.ones((1, 3))), "from 2 to 2000 points, not 1"),
    "no_feature.npy": (npy(np.ones((3, 0))), "no feature"),
    "many.npy": (npy(np.ones((2001, 1))), "more than 2000 points: say how many"),
    "nan.npy": (npy(np.where(ROWS == 1e5, np.nan, ROWS)), r"row 3, column 3 .* is nan"),
    "zero.npy": (npy(np.zeros((3, 2))), "all points are zero"),
    "large.npy": (npy(np.full((3, 2), 1e200)), "scale the data"),
    "nothing.csv": (b"", "the file is empty"),
    "comments.csv": (b"# 1,2\n\n", "the file is empty"),
    "header.csv": (b"x,y\n", "the file is empty"),
    "headers.csv": (b"x,y\nu,v\n1,2\n", "line 2: 'u' is no number"),
    "mixed.csv": (b"x,2\n1,2\n3,4\n", "line 1: 'x' is no number"),
    "ragged.csv": (b"# data\nx,y\n1,2\n\n3,4,5\n", "line 5 has 3 fields, the first line 2"),
    "narrow.csv": (b"1,2\n3\n", "line 2 has 1 fields, the first line 2"),
    "header_ragged.csv": (b"x,y,z\n1,2\n3,4\n", "line 2 has 2 fields, the first line 3"),
    "word.csv": (b"1,2\n3,four\n", "line 2: 'four' is no number"),
    "gap.csv": (b"1,2\n3,\n", "line 2: '' is no number"),
    "underscore.csv": (b"1,2\n3,1_0\n", "line 2: '1_0' is no number"),
    "semicolons.csv": (b"1;2\n3;4\n1;5\n", "'3;4' is no number"),
    "complex.csv": (b"1,2\n3,1j\n", "line 2: '1j' is no number"),
    "nan.csv": (b"x,y\n1,2\n3,nan\n", "row 2, column 2 .* is nan"),
    "overflow.csv": (b"1,2\n-1e999,3\n", "row 2, column 1 .* is -inf"),
    "one_point.csv": (b"1,2\n", "from 2 to 2000 points, not 1"),
    "many.csv": (b"1,2\n" * 2001, "more than 2000 points: say how many"),
    "latin.csv": (b"gr\xf6\xdfe,y\n1,2\n3,4\n", "cannot be read as .csv: it is damaged"),
    "binary.csv": (npy(ROWS), "cannot be read as .csv: it is damaged"),
    "points.txt": (b"1,2\n3,4\n", r"names end in \.npy, \.npz, \.csv"),
    "points": (b"1,2\n3,4\n", r"names end in \.npy, \.npz, \.csv"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_holds_no_points_is_refused_in_one_line_that_says_why(name, tmp_path):
    data, pattern = BAD[name]
    (tmp_path / name).write_bytes(data)
    refused(pattern, tmp_path / name)


@pytest.mark.parametrize("kind", ["npy", "npz"])
def test_no_damaged_byte_and_no_cut_gives_anything_but_points_or_an_input_error(kind, tmp_path):
    """Every cut, and every byte of the file replaced by 255 and with one bit turned over."""
    good = npy(ROWS) if kind == "npy" else npz(points=ROWS)
    path = tmp_path / f"damaged.{kind}"
    wrong = [good[:length] for length in range(len(good))]
    for at, byte in enumerate(good):
        wrong += [good[:at] + bytes([value]) + good[at + 1 :] for value in {255, byte ^ 32} - {byte}]
    refusals = []
    for data in wrong:
        path.write_bytes(data)
        with contextlib.suppress(InputError):
            assert from_file(path).n >= 2
            continue
        refusals.append(data)
    assert len(good) <= len(refusals) < len(wrong)


def test_an_archive_with_a_member_that_is_no_array_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
        archive.writestr("readme.txt", "text")
    refused("damaged, or holds something other than numbers", tmp_path / "a.npz")


def test_loading_runs_no_pickle(tmp_path):
    class Trap:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "sprung"),)

    trap = np.empty((2, 2), dtype=object)
    trap[:] = Trap()
    (tmp_path / "a.npy").write_bytes(npy(trap))
    (tmp_path / "a.npz").write_bytes(npz(points=trap))
    for name in ("a.npy", "a.npz"):
        refused("damaged, or holds something other than numbers", tmp_path / name)
    assert not (tmp_path / "sprung").exists()


@pytest.mark.parametrize("suffix", ["npy", "npz", "csv"])
def test_a_missing_file_a_folder_a_pipe_or_a_loop_of_links_is_refused(suffix, tmp_path):
    (tmp_path / f"folder.{suffix}").mkdir()
    os.mkfifo(tmp_path / f"pipe.{suffix}")
    (tmp_path / f"loop.{suffix}").symlink_to(tmp_path / f"loop.{suffix}")
    (tmp_path / f"device.{suffix}").symlink_to("/dev/zero")
    refused("cannot be read: No such file", tmp_path / f"missing.{suffix}")
    refused("cannot be read: No such file", tmp_path / "missing" / f"file.{suffix}")
    refused("is a folder", tmp_path / f"folder.{suffix}")
    refused("is no regular file", tmp_path / f"pipe.{suffix}")
    refused("is no regular file", tmp_path / f"device.{suffix}")
    refused("cannot be read", tmp_path / f"loop.{suffix}")


@pytest.mark.parametrize("name", ["plain.npy", "one.npz", "plain.csv"])
def test_a_file_that_may_not_be_read_is_refused(name, tmp_path, monkeypatch):
    def forbidden(*_, **__):
        raise PermissionError(13, "Permission denied")

    (tmp_path / name).write_bytes(SAME[name])
    monkeypatch.setattr("builtins.open", forbidden)
    monkeypatch.setattr("pathlib.Path.open", forbidden)
    refused("cannot be read: Permission denied", tmp_path / name)


def test_what_stands_behind_the_points_asked_for_is_not_looked_at(tmp_path):
    (tmp_path / "a.csv").write_text("1,2\n3,4\nfive,6\n")
    assert from_file(tmp_path / "a.csv", 2).points.tolist() == [[1.0, 3.0], [2.0, 4.0]]
    refused("line 3", tmp_path / "a.csv")
    np.save(tmp_path / "a.npy", np.vstack([ROWS[:2], np.full((3000, 3), np.nan)]))
    assert np.array_equal(from_file(tmp_path / "a.npy", 2).points, ROWS[:2].T)
    refused("row 3, column 1", tmp_path / "a.npy", 3)


@pytest.mark.parametrize("n", [-1, 0, 1, 2001, True, 2.5])
def test_a_number_of_points_that_makes_no_batch_is_refused(n, tmp_path):
    np.save(tmp_path / "a.npy", ROWS)
    with pytest.raises(InputError, match="the number of points is an integer from 2 to 2000"):
        from_file(tmp_path / "a.npy", n)
