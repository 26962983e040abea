"""`bnproofs figure`: the files it writes, and one line with status 2 for what it cannot draw."""

from __future__ import annotations

import os
import sys

import pytest

from bnproofs.cli import main
from bnproofs.commands.figure import FIGURES


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "points.csv").write_text("1,2\n")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (["cobweb"], "x.svg"),
        (["cobweb", "--layer", "rc+rs+relu"], "x.png"),
        (["fixed-points", "--most", "12", "--batch", "7"], "x.pdf"),
        (["spectrum", "--most", "30"], "x.svg"),
        (["portrait", "--batch", "12"], "x.png"),
        (["decomposition", "--batch", "4"], "x.svg"),
    ],
)
def test_figure_and_data_are_written_and_named_twice_the_same(arguments, out, folder, capsys):
    found = []
    for _ in range(2):
        assert main(["figure", *arguments, "--out", out]) == 0
        said = capsys.readouterr()
        assert said.out == f"wrote {out}\nwrote x.csv\n"
        assert said.err == ""
        found.append([(folder / name).read_bytes() for name in (out, "x.csv")])
    assert found[0] == found[1]
    assert set(os.listdir(folder)) == {out, "x.csv", "points.csv"}
    assert found[0][1].startswith(b"panel,series,x,y\n")


def test_every_figure_is_listed_and_can_be_drawn(folder, capsys):
    assert main(["figure", "--list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(FIGURES)
    for name in FIGURES:
        assert main(["figure", name, "--batch", "5", "--out", f"{name}.svg", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


REFUSALS = [
    ([], "name a figure to draw"),
    (["cobwebs", "--out", "x.svg"], "did you mean 'cobweb'?"),
    (["cobweb"], "bnproofs figure cobweb --out cobweb.svg"),
    (["cobweb", "--out", "x.gif"], "write one of x.svg, x.png, x.pdf"),
    (["cobweb", "--out", "x"], "a figure's name ends in its format"),
    (["cobweb", "--out", "missing/x.svg"], "cannot write missing/x.svg"),
    (["cobweb", "--out", "points.svg"], "would replace points.csv"),
    (["cobweb", "--out", "x.svg", "--layer", "relu"], "relu has no figure of a reduced map"),
    (["portrait", "--out", "x.svg", "--layer", "rc+relo"], "did you mean"),
    (["cobweb", "--out", "x.svg", "--batch", "2"], "batch"),
    (["cobweb", "--out", "x.svg", "--most", "20"], "--most belongs to fixed-points and spectrum"),
    (["spectrum", "--out", "x.svg", "--layer", "rc+relu"], "--layer belongs to cobweb and portrait"),
    (["spectrum", "--out", "x.svg", "--most", "5"], "raise --most"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSALS, ids=[message for _, message in REFUSALS])
def test_refusals_are_one_line_with_status_two_and_leave_nothing(arguments, message, folder, capsys):
    before = sorted(os.listdir(folder))
    assert main(["figure", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert message in said.err
    assert sorted(os.listdir(folder)) == before


def test_without_matplotlib(folder, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert main(["figure", "cobweb", "--out", "x.svg"]) == 2
    said = capsys.readouterr().err
    assert "pip install 'bnproofs[figures]'" in said
    assert len(said.splitlines()) == 1


def test_a_full_disk_is_one_line(folder, capsys, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert main(["figure", "cobweb", "--out", "x.svg"]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert not [name for name in os.listdir(folder) if name.startswith((".", "x"))]
