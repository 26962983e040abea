"""Folders for those who compile themselves: whole or not at all, and in an order in which they compile."""

from __future__ import annotations

import os
import shutil

import pytest

from bnproofs.rocq import folder as module
from bnproofs.rocq import theory
from bnproofs.rocq.assumptions import QUESTION
from bnproofs.rocq.export import export
from bnproofs.rocq.folder import PROJECT, require_free, write_folder


@pytest.fixture
def made(accepted):
    return export(accepted("two-cluster-2-of-6"))


def tree(place):
    return sorted(str(path.relative_to(place)) for path in place.rglob("*"))


def test_the_folder_holds_theory_and_certificate_in_the_order_to_compile(made, tmp_path):
    place = tmp_path / "out"
    order = write_folder(made, place)
    assert order == tuple(
        [f"theory/{name}.v" for name in theory.needed(made.theory)]
        + [f"certificate/{file.name}.v" for file in made.files]
        + [f"certificate/{QUESTION}.v"]
    )
    assert tree(place) == sorted([*order, "theory", "certificate", PROJECT])
    for file in made.files:
        assert (place / "certificate" / f"{file.name}.v").read_text() == file.text
    assert "Print Assumptions Certificate.Summary.certificate." in (place / order[-1]).read_text()
    lines = (place / PROJECT).read_text().splitlines()
    assert lines == ["-R theory BNProofs", "-R certificate Certificate", *order]
    seen = set()
    for path in order:
        text = (place / path).read_text()
        for library, home in (("BNProofs", "theory"), ("Certificate", "certificate")):
            assert {f"{home}/{name}.v" for name in theory.imports(text, library)} <= seen
        seen.add(path)


@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_the_folder_has_the_rights_of_any_new_folder(mask, made, tmp_path):
    before = os.umask(mask)
    try:
        write_folder(made, tmp_path / "out")
    finally:
        os.umask(before)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o777 & ~mask
    assert (tmp_path / "out" / "theory").stat().st_mode & 0o777 == 0o777 & ~mask


def test_an_empty_folder_is_filled_and_a_link_to_one_stays(made, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    write_folder(made, tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / PROJECT).is_file()
    assert sorted(os.listdir(tmp_path)) == ["link", "real"]


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ("full", FileExistsError),
        ("file", NotADirectoryError),
        ("missing/out", FileNotFoundError),
        ("file/out", OSError),
        ("loop", OSError),
        ("x" * 300, OSError),
        (".", FileExistsError),
    ],
)
def test_a_place_that_is_not_free_is_refused_and_left_alone(place, error, made, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept").write_text("kept")
    (tmp_path / "file").write_text("kept")
    (tmp_path / "loop").symlink_to("loop")
    before = tree(tmp_path)
    with pytest.raises(error):
        require_free(tmp_path / place)
    with pytest.raises(error):
        write_folder(made, tmp_path / place)
    assert tree(tmp_path) == before
    assert (tmp_path / "full" / "kept").read_text() == (tmp_path / "file").read_text() == "kept"


@pytest.mark.parametrize("there", [True, False], ids=["into an empty folder", "into none"])
@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
def test_a_failure_leaves_nothing_half_written(failure, there, made, tmp_path, monkeypatch):
    if there:
        (tmp_path / "out").mkdir()
    before = tree(tmp_path)

    def fail(*_):
        raise failure

    for step in ("_fill", "os.replace"):
        with monkeypatch.context() as patch:
            patch.setattr(f"bnproofs.rocq.folder.{step}", fail)
            with pytest.raises(type(failure)):
                write_folder(made, tmp_path / "out")
        assert tree(tmp_path) == before


def test_what_is_written_is_nothing_but_the_export_and_the_theory(made, tmp_path):
    write_folder(made, tmp_path / "out")
    shutil.rmtree(tmp_path / "out" / "certificate")
    for path in (tmp_path / "out" / "theory").iterdir():
        assert path.read_text() == (theory.FOLDER / path.name).read_text()
    assert module.PROJECT == "_CoqProject"
