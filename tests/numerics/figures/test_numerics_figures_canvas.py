"""Figures in files: valid, the same bytes each time, the numbers beside them, nothing else replaced."""

from __future__ import annotations

import csv
import sys
import xml.etree.ElementTree as ET

import matplotlib as mpl
import numpy as np
import pytest

from bnproofs.errors import InputError
from bnproofs.figures.canvas import blank, files_of, save
from bnproofs.figures.labels import spread
from bnproofs.figures.style import house_style, printable
from numerics.figures import depth, escape, grams
from numerics.figures.setting import setting, strokes

STARTS = {".svg": b"<?xml", ".png": b"\x89PNG", ".pdf": b"%PDF"}


@pytest.mark.parametrize("ending", STARTS)
def test_the_same_run_gives_the_same_bytes_whatever_the_settings(ending, finished, tmp_path):
    first = save(grams.draw(finished), tmp_path / f"first{ending}")
    with mpl.rc_context({"font.size": 20, "svg.hashsalt": "other", "lines.linewidth": 9, "savefig.dpi": 30}):
        second = save(grams.draw(finished), tmp_path / f"second{ending}")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert first[0].read_bytes().startswith(STARTS[ending])
    assert first == (tmp_path / f"first{ending}", tmp_path / "first.csv")


def test_an_svg_is_well_formed_and_a_figure_leaves_the_settings_alone(finished, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)  # whoever imports it fails
    before = mpl.rcParams.copy()
    save(depth.draw(finished), tmp_path / "run.svg")
    assert ET.parse(tmp_path / "run.svg").getroot().tag.endswith("svg")
    assert mpl.rcParams.copy() == before


def test_the_data_is_read_back_to_the_last_digit(tmp_path):
    with house_style():
        drawing = blank(2)
        axes = drawing.figure.subplots()
        drawing.line(axes, "a, b", "s", [0, 1, 2], [0.1, np.nan, 1 / 3])
        drawing.level(axes, "a, b", "level", 2e-17)
    _, data = save(drawing, tmp_path / "x.png")
    rows = list(csv.reader(data.read_text(encoding="utf-8").splitlines()))
    assert rows[0] == ["panel", "series", "x", "y"]
    assert rows[1] == ["a, b", "s", "0", repr(0.1)]
    assert [float(y) for *_, y in rows[1:]] == [0.1, 1 / 3, 2e-17]
    assert rows[-1][2] == ""


def test_other_data_is_not_replaced(tmp_path):
    (tmp_path / "points.csv").write_text("1,2\n")
    with pytest.raises(InputError, match="choose another name"):
        files_of(tmp_path / "points.svg")
    assert (tmp_path / "points.csv").read_text() == "1,2\n"
    (tmp_path / "points.csv").write_text("panel,series,x,y\nold,old,1,1\n")
    assert files_of(tmp_path / "points.svg")[1] == tmp_path / "points.csv"


@pytest.mark.parametrize(("name", "message"), [("x.gif", "'.gif' is no format"), ("x", "ends in its format")])
def test_an_unknown_ending(name, message, tmp_path):
    with pytest.raises(InputError, match=message):
        files_of(tmp_path / name)


def test_without_matplotlib_the_extra_is_named(finished, escaping, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    for draw, run in ((depth.draw, finished), (grams.draw, finished), (escape.draw, escaping([3, 4]))):
        with pytest.raises(InputError, match=r"pip install 'bnproofs\[figures\]'"):
            draw(run)


def test_labels_are_kept_apart_in_order_and_move_no_more_than_needed():
    np.testing.assert_allclose(spread([0.5, 0.5], 0.1), [0.45, 0.55])
    np.testing.assert_allclose(spread([0.9, 0.1, 0.5], 0.1), [0.9, 0.1, 0.5])
    rng = np.random.default_rng(0)
    for _ in range(50):
        given = rng.random(6)
        placed = spread(given, 0.1)
        assert (np.argsort(placed) == np.argsort(given)).all()
        assert np.diff(np.sort(placed)).min() > 0.1 - 1e-12
        assert placed.mean() == pytest.approx(given.mean())


def test_attractors_and_repellers_differ_in_line_and_colour(blank_run):
    styles = strokes(blank_run().specification.references)
    attracting, repelling, unknown = (
        {(styles[name].line, styles[name].colour) for name in names}
        for names in (("odd-point", "uniform"), ("ideal",), ("guess",))
    )
    for column in (0, 1):
        sets = [{stroke[column] for stroke in group} for group in (attracting, repelling, unknown)]
        assert sum(map(len, sets)) == len(set.union(*sets))
    assert len(attracting) == 2


def test_the_title_names_the_run_and_strange_names_are_drawn(simulated, tmp_path):
    run = simulated(layers=3, input="$x^ 数\n_.csv")
    text = setting(run)
    for part in ("rc+relu", "n = 10", "width 100", "6 replicas", "Gram chain", "seed 3", "0 of 6 finished"):
        assert part in text
    assert printable("$x^ 数\n_") == "$x^ ??_"
    save(grams.draw(run), tmp_path / "run.png")
