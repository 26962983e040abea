"""The file of a run: what goes in comes out, and nothing else gets in."""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import stat
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from numerics.inputs import gaussian
from numerics.observables import SCALARS, names
from numerics.references import Reference
from numerics.run import FORMAT, Pending, Run
from numerics.run_file import load_run
from numerics.simulate import simulate
from numerics.specification import RunError, Specification

ODD = Reference("odd-point", 1.0, 0.9, 0.2, 30.0, 0.5, attracts=True)
BATCH = gaussian(4, 6, 0)
SPECIFICATION = Specification(
    "rc+relu", 4, 6, 5, 3, 1, "chain", "double", BATCH.name, BATCH.digest, (ODD,), (0, 2, 5), {"numpy": "ü"}
)


def stopping_after(layers):
    """A `stop` that says so after some calls."""
    asked = []
    return lambda: bool(asked.append(1)) or len(asked) > layers


@pytest.fixture
def run():
    return simulate(Run.empty(SPECIFICATION), BATCH)


@pytest.fixture
def begun():
    return simulate(Run.empty(SPECIFICATION), BATCH, group=2, stop=stopping_after(7))


def same(left, right):
    assert left.specification == right.specification
    for name in ("layers_done", "observables", "grams"):
        np.testing.assert_array_equal(getattr(left, name), getattr(right, name))
        assert getattr(left, name).dtype == getattr(right, name).dtype
    assert (left.pending is None) == (right.pending is None)
    if left.pending is not None:
        assert left.pending.replicas == right.pending.replicas
        np.testing.assert_array_equal(left.pending.state, right.pending.state)
        np.testing.assert_array_equal(left.pending.exponents, right.pending.exponents)


@pytest.mark.parametrize("which", ["run", "begun", "empty"])
def test_what_is_saved_is_loaded_and_saved_again_to_the_byte(which, request, tmp_path):
    run = Run.empty(SPECIFICATION) if which == "empty" else request.getfixturevalue(which)
    path, again = tmp_path / "run.npz", tmp_path / "again.npz"
    run.save(path)
    loaded = load_run(path)
    same(loaded, run)
    loaded.save(again)
    run.save(tmp_path / "third.npz")
    assert path.read_bytes() == again.read_bytes() == (tmp_path / "third.npz").read_bytes() == run.to_bytes()


def test_a_run_begun_is_pending_in_its_second_group(begun):
    assert begun.layers_done.tolist() == [5, 5, 2]
    assert begun.pending is not None
    assert begun.pending.replicas == (2,)
    assert not begun.complete
    assert np.isnan(begun.observables[2, 3:]).all()


def test_the_bytes_do_not_depend_on_the_time_of_day(run, monkeypatch):
    wanted = run.to_bytes()
    monkeypatch.setattr("time.time", lambda: 2e9)
    assert run.to_bytes() == wanted


@pytest.mark.parametrize(("which", "finished"), [("run", 3), ("begun", 2)])
def test_beside_it_stands_what_it_holds(which, finished, request, tmp_path):
    run = request.getfixturevalue(which)
    run.save(tmp_path / "some run.npz")
    sidecar = json.loads((tmp_path / "some run.json").read_text(encoding="utf-8"))
    assert sidecar["sha256"] == hashlib.sha256((tmp_path / "some run.npz").read_bytes()).hexdigest()
    assert sidecar["format"] == FORMAT
    assert sidecar["file"] == "some run.npz"
    assert sidecar["replicas_complete"] == finished
    assert sidecar["complete"] == (finished == 3)
    assert sidecar["observables"] == [*SCALARS, "distance_odd-point"]
    said = {name: sidecar[name] for name in SPECIFICATION.as_data()}
    assert Specification.from_data(said) == SPECIFICATION
    assert stat.S_IMODE((tmp_path / "some run.npz").stat().st_mode) & 0o400
    assert sorted(os.listdir(tmp_path)) == ["some run.json", "some run.npz"]


def test_series_and_distances_are_columns(run):
    for at, name in enumerate(names((ODD,))):
        np.testing.assert_array_equal(run.series(name), run.observables[..., at])
    np.testing.assert_array_equal(run.distances()[..., 0], run.series("distance_odd-point"))
    assert run.distances().shape == (3, 6, 1)
    bare = Run.empty(replace(SPECIFICATION, references=()))
    assert bare.distances().shape == (3, 6, 0)


def refused(path, reason="run"):
    with pytest.raises(RunError, match=reason) as caught:
        load_run(path)
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)


def pickled():
    buffer = io.BytesIO()
    np.savez(buffer, specification=np.array([{"a": 1}], dtype=object))
    return buffer.getvalue()


def archive(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    return buffer.getvalue()


def array_bytes(array):
    buffer = io.BytesIO()
    np.save(buffer, array)
    return buffer.getvalue()


def enormous():
    """An array whose header speaks of a petabyte."""
    return array_bytes(np.zeros(8)).replace(b"(8,), }" + b" " * 14, b"(" + b"1" + b"0" * 14 + b",), }")


FOREIGN = {
    "empty": b"",
    "text": b"hello\n",
    "json": b'{"format": "bnproofs-run-1"}',
    "a pickle": b"\x80\x04\x95\x00\x00\x00\x00\x00\x00\x00\x00}.",
    "pickled objects": pickled(),
    "an empty archive": archive(),
    "an archive of text": archive(a="b"),
    "an archive of text called npy": archive(**{"specification.npy": "b"}),
    "one array": array_bytes(np.eye(3)),
    "an array cut off": array_bytes(np.eye(30))[:200],
    "another archive of arrays": archive(**{"x.npy": array_bytes(np.eye(3))}),
    "an archive with a petabyte": archive(**{"specification.npy": enormous()}),
    "zip magic": b"PK\x03\x04" + b"\x00" * 30,
}


@pytest.mark.parametrize("name", FOREIGN)
def test_foreign_files_are_refused_in_one_line(name, tmp_path):
    (tmp_path / "run.npz").write_bytes(FOREIGN[name])
    refused(tmp_path / "run.npz")


def test_missing_files_and_folders_are_refused_in_one_line(tmp_path):
    refused(tmp_path / "none.npz", "No such file")
    (tmp_path / "folder.npz").mkdir()
    refused(tmp_path / "folder.npz", "cannot read")


def test_a_file_cut_off_anywhere_is_refused(run, tmp_path):
    data = run.to_bytes()
    for length in range(0, len(data), len(data) // 60):
        (tmp_path / "run.npz").write_bytes(data[:length])
        refused(tmp_path / "run.npz")


def test_a_flipped_byte_is_refused_or_harmless(run, tmp_path):
    """The archive's check sums guard the arrays; a byte of its directory that says nothing may change."""
    data = run.to_bytes()
    rng = np.random.default_rng(0)
    harmless = 0
    for at in [*rng.integers(0, len(data), 150).tolist(), *range(len(data) - 60, len(data))]:
        broken = bytearray(data)
        broken[at] ^= 0xFF
        (tmp_path / "run.npz").write_bytes(broken)
        try:
            loaded = load_run(tmp_path / "run.npz")
        except RunError:
            continue
        same(loaded, run)
        harmless += 1
    assert harmless < 100


def altered(run, path, **changes):
    """The file with some arrays changed, or, for None, left out."""
    with np.load(io.BytesIO(run.to_bytes())) as file:
        arrays = {name: file[name] for name in file.files}
    for name, change in changes.items():
        if change is None:
            del arrays[name]
        else:
            arrays[name] = change(arrays.get(name))
    with path.open("wb") as file:
        np.savez(file, **arrays)


def specification_with(**changes):
    return lambda text: np.array(json.dumps({**json.loads(str(text)), **changes}))


CHANGES = {
    "other format": {"specification": specification_with(format="bnproofs-run-2")},
    "no format": {"specification": lambda text: np.array(str(text).replace('"format"', '"former"'))},
    "no json": {"specification": lambda text: np.array("{")},
    "a list": {"specification": lambda text: np.array("[1]")},
    "bytes": {"specification": lambda text: np.array([1.0, 2.0])},
    "deeper": {"specification": specification_with(depth=6)},
    "other batch": {"specification": specification_with(batch=5)},
    "more replicas": {"specification": specification_with(replicas=4)},
    "fewer references": {"specification": specification_with(references=[])},
    "another key": {"specification": specification_with(more=1)},
    "a wrong size": {"specification": specification_with(width=0)},
    "more snapshots": {"specification": specification_with(snapshots=[0, 1, 2, 5])},
    "no specification": {"specification": None},
    "no observables": {"observables": None},
    "no layers": {"layers_done": None},
    "no matrices": {"grams": None},
    "shape of observables": {"observables": lambda array: array[:, :-1]},
    "type of observables": {"observables": lambda array: array.astype(np.float32)},
    "type of layers": {"layers_done": lambda array: array.astype(np.float64)},
    "shape of matrices": {"grams": lambda array: array[..., :-1]},
    "layers beyond the last": {"layers_done": lambda array: array + 10},
    "layers before the input": {"layers_done": lambda array: array - 100},
}


@pytest.mark.parametrize("name", CHANGES)
def test_arrays_that_make_no_run_are_refused_in_one_line(name, run, tmp_path):
    altered(run, tmp_path / "run.npz", **CHANGES[name])
    refused(tmp_path / "run.npz")


PENDING = {
    "no state": {"pending_state": None},
    "no exponents": {"pending_exponents": None},
    "an unknown replica": {"pending_replicas": lambda array: array + 10},
    "a negative replica": {"pending_replicas": lambda array: array - 10},
    "no replica": {"pending_replicas": lambda array: array[:0]},
    "twice a replica": {
        "pending_replicas": lambda array: np.repeat(array, 2),
        "pending_state": lambda array: np.repeat(array, 2, axis=0),
        "pending_exponents": lambda array: np.repeat(array, 2),
    },
    "more states": {"pending_state": lambda array: np.repeat(array, 2, axis=0)},
    "states of another batch": {"pending_state": lambda array: array[..., :-1]},
    "matrices that are not square": {"pending_state": lambda array: array[:, :-1]},
    "flat states": {"pending_state": lambda array: array[0]},
    "short floats": {"pending_state": lambda array: array.astype(np.float32)},
    "states that are not finite": {"pending_state": lambda array: array * np.nan},
    "exponents that are no integers": {"pending_exponents": lambda array: array + 0.5},
    "replicas that are no integers": {"pending_replicas": lambda array: array + 0.5},
    "exponents in a table": {"pending_exponents": lambda array: array[:, None]},
    "replicas at different layers": {
        "pending_replicas": lambda array: np.array([1, 2]),
        "pending_state": lambda array: np.repeat(array, 2, axis=0),
        "pending_exponents": lambda array: np.repeat(array, 2),
    },
    "a replica that has not begun": {"layers_done": lambda array: np.array([5, 5, -1])},
}


@pytest.mark.parametrize("name", PENDING)
def test_states_under_way_that_fit_nothing_are_refused_in_one_line(name, begun, tmp_path):
    altered(begun, tmp_path / "run.npz", **PENDING[name])
    refused(tmp_path / "run.npz")


def test_the_unaltered_file_is_accepted(begun, tmp_path):
    altered(begun, tmp_path / "run.npz")
    same(load_run(tmp_path / "run.npz"), begun)


@pytest.mark.parametrize("step", ["os.replace", "os.fsync"])
def test_a_full_disk_leaves_the_old_files_as_they_were(step, run, begun, tmp_path, monkeypatch):
    begun.save(tmp_path / "run.npz")
    before = {name: (tmp_path / name).read_bytes() for name in os.listdir(tmp_path)}

    def fail(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(step, fail)
    with pytest.raises(OSError, match="No space"):
        run.save(tmp_path / "run.npz")
    monkeypatch.undo()
    assert {name: (tmp_path / name).read_bytes() for name in os.listdir(tmp_path)} == before
    same(load_run(tmp_path / "run.npz"), begun)


def test_a_missing_folder_is_an_error_of_the_system(run, tmp_path):
    with pytest.raises(OSError, match="No such file"):
        run.save(tmp_path / "missing" / "run.npz")
    assert os.listdir(tmp_path) == []


def test_nothing_is_known_of_an_empty_run():
    run = Run.empty(SPECIFICATION)
    assert run.layers_done.tolist() == [-1, -1, -1]
    assert np.isnan(run.observables).all()
    assert np.isnan(run.grams).all()
    assert not run.complete
    assert run.pending is None
    assert Pending((0,), np.zeros((1, 2, 2)), np.zeros(1, dtype=np.int64)).replicas == (0,)
