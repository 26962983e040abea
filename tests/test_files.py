"""Files are written whole or not at all."""

from __future__ import annotations

import os
import stat

import pytest

from bnproofs.files import write_atomically


def test_a_new_file_has_the_bytes_and_the_usual_permissions(tmp_path):
    write_atomically(tmp_path / "new", b"\x00bytes\n")
    assert (tmp_path / "new").read_bytes() == b"\x00bytes\n"
    (tmp_path / "plain").write_bytes(b"")
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)
    assert sorted(os.listdir(tmp_path)) == ["new", "plain"]


def test_an_old_file_is_replaced_also_under_a_long_name(tmp_path):
    for name in ("a", "x" * 200):
        for data in (b"first", b"second"):
            write_atomically(tmp_path / name, data)
            assert (tmp_path / name).read_bytes() == data


@pytest.mark.parametrize("step", ["os.replace", "os.fsync", "os.chmod"])
@pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt(), MemoryError()], ids=repr)
def test_a_failure_on_the_way_leaves_the_old_file_and_nothing_else(step, error, tmp_path, monkeypatch):
    path = tmp_path / "certificate.json"
    path.write_bytes(b"old")

    def fail(*_):
        raise error

    monkeypatch.setattr(step, fail)
    with pytest.raises(type(error)):
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["certificate.json"]


@pytest.mark.parametrize("place", ["", "missing/file", "file/below"])
def test_a_folder_or_a_missing_folder_is_refused(place, tmp_path):
    (tmp_path / "file").write_bytes(b"kept")
    with pytest.raises(OSError, match=r"folder|No such file|Not a directory"):
        write_atomically(tmp_path / place, b"data")
    assert os.listdir(tmp_path) == ["file"]
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_a_pipe_is_refused_and_stays_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="no regular file"):
        write_atomically(tmp_path / "pipe", b"data")
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)
    assert os.listdir(tmp_path) == ["pipe"]


@pytest.mark.parametrize("there", [True, False])
def test_a_symbolic_link_stays_and_its_target_is_written(tmp_path, there):
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "target"
    if there:
        target.write_bytes(b"old")
    (tmp_path / "link").symlink_to(target)
    write_atomically(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert target.read_bytes() == b"new"
    assert os.listdir(tmp_path / "elsewhere") == ["target"]


def test_links_that_go_round_in_a_circle_are_an_error_of_the_system(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    first.symlink_to(second)
    second.symlink_to(first)
    with pytest.raises(OSError, match=r"."):
        write_atomically(first, b"x")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "second"]
