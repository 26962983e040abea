"""`bnproofs plot`: the files it writes, and one line with status 2 for what it cannot draw."""

from __future__ import annotations

import os
import sys

import numpy as np
import pytest

from bnproofs.cli import main
from numerics.inputs import gaussian
from numerics.references import Reference
from numerics.run import Run
from numerics.simulate import simulate
from numerics.specification import Specification

REFERENCES = (
    Reference("odd-point", 1.0, 0.7, 0.05, 50.0, 0.4, True),
    Reference("uniform", 1.0, 0.25, 0.25, 1.0, 0.3, True),
)


def run_of(width, *, references=REFERENCES):
    empty = Run.empty(
        Specification(
            "rc+relu", 7, width, 12, 3, 1, "chain", "double", "gaussian", "", references, (0, 12), {"numpy": "2"}
        )
    )
    return simulate(empty, gaussian(7, 7, 1))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for width in (50, 100):
        run_of(width).save(tmp_path / f"w{width}.npz")
    (tmp_path / "text.npz").write_text("no run")
    np.savez(tmp_path / "other.npz", a=np.zeros(3))
    (tmp_path / "points.csv").write_text("1,2\n")
    return tmp_path


def moving_run(folder):
    empty = Run.empty(
        Specification(
            "rc+relu", 7, 50, 12, 1, 1, "chain", "double", "gaussian", "", REFERENCES, tuple(range(13)), {"numpy": "2"}
        )
    )
    simulate(empty, gaussian(7, 7, 1)).save(folder / "moving.npz")


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (["moving.npz", "--figure", "animation"], "run.gif"),
        (["moving.npz", "--figure", "animation"], "run.svg"),
        (["w50.npz", "--figure", "depth"], "run.svg"),
        (["w50.npz", "--log-depth"], "run.png"),
        (["w50.npz", "--figure", "grams"], "run.pdf"),
        (["w50.npz", "w100.npz", "--figure", "width"], "run.SVG"),
    ],
)
def test_figure_and_data_are_written_and_named_twice_the_same(arguments, out, folder, capsys):
    moving_run(folder)
    before = set(os.listdir(folder))
    found = []
    for _ in range(2):
        assert main(["plot", *arguments, "--out", out]) == 0
        assert capsys.readouterr().out == f"wrote {out}\nwrote run.csv\n"
        found.append([(folder / name).read_bytes() for name in (out, "run.csv")])
    assert found[0] == found[1]
    assert set(os.listdir(folder)) == before | {out, "run.csv"}
    assert found[0][1].startswith(b"panel,series,x,y\n")


def test_quiet(folder, capsys):
    assert main(["plot", "w50.npz", "--figure", "grams", "--out", "run.png", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


REFUSALS = [
    (["missing.npz", "--out", "x.svg"], "cannot read missing.npz"),
    (["text.npz", "--out", "x.svg"], "text.npz is no run"),
    (["other.npz", "--out", "x.svg"], "other.npz is no run"),
    (["w50.npz", "--out", "x.gif"], "write one of x.svg, x.png, x.pdf"),
    (["w50.npz", "--out", "x.gif", "--figure", "animation"], "simulate with --grams"),
    (["w50.npz", "--out", "x.txt", "--figure", "animation"], "write one of x.gif, x.svg, x.png, x.pdf"),
    (["w50.npz", "--out", "x"], "a figure's name ends in its format"),
    (["w50.npz", "--out", "missing/x.svg"], "cannot write missing/x.svg"),
    (["w50.npz", "--out", "points.svg"], "would replace points.csv"),
    (["w50.npz", "--out", "x.svg", "--figure", "gram"], "did you mean 'grams'?"),
    (["w50.npz", "w100.npz", "--out", "x.svg"], "draws one run, not 2"),
    (["w50.npz", "--out", "x.svg", "--figure", "width"], "two of them or more"),
    (["w50.npz", "w50.npz", "--out", "x.svg", "--figure", "width"], "2 runs have the width 50"),
    (["w50.npz", "--out", "x.svg", "--figure", "grams", "--log-depth"], "belongs to --figure depth"),
    (["--out", "x.svg"], "name a run to draw"),
    (["w50.npz"], "--out"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSALS, ids=[message for _, message in REFUSALS])
def test_refusals_are_one_line_with_status_two_and_leave_nothing(arguments, message, folder, capsys):
    before = sorted(os.listdir(folder))
    assert main(["plot", *arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert message in said.err
    assert sorted(os.listdir(folder)) == before


def test_no_odd_point_to_reach(folder, capsys):
    run_of(50, references=()).save(folder / "bare.npz")
    assert main(["plot", "bare.npz", "--figure", "escape", "--out", "x.svg"]) == 2
    assert "nothing to escape to" in capsys.readouterr().err


def test_without_matplotlib(folder, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    assert main(["plot", "w50.npz", "--out", "x.svg"]) == 2
    assert "pip install 'bnproofs[figures]'" in capsys.readouterr().err


def test_a_full_disk_is_one_line(folder, capsys, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert main(["plot", "w50.npz", "--out", "x.svg"]) == 2
    assert "No space left on device" in capsys.readouterr().err
    assert not [name for name in os.listdir(folder) if name.startswith((".", "x"))]
