"""The stored figures are what the programs draw, and one script makes all of them."""

from __future__ import annotations

import csv
import io
import re

import numpy as np
import pytest
from PIL import Image

LARGEST = 1.5e6


@pytest.fixture(scope="module")
def folder(pytestconfig):
    return pytestconfig.rootpath / "docs" / "figures"


@pytest.mark.parametrize("name", ["cobweb", "fixed-points", "spectrum", "portrait", "decomposition"])
def test_stored_data_is_what_is_drawn(name, folder, drawings):
    stored = (folder / f"{name}.csv").read_text(encoding="utf-8")
    old, new = (list(csv.reader(io.StringIO(text))) for text in (stored, drawings[name].data().decode()))
    assert [row[:2] for row in old] == [row[:2] for row in new]
    assert len(old) > 12
    for column in (2, 3):
        numbers = ([float(row[column] or "nan") for row in rows[1:]] for rows in (old, new))
        np.testing.assert_allclose(*numbers, rtol=1e-9, atol=1e-12)
    assert (folder / f"{name}.svg").read_bytes().startswith(b"<?xml")


def test_the_animation_is_short_and_ends_with_all_its_layers(folder):
    path = folder / "collapse.gif"
    assert path.stat().st_size < LARGEST
    with Image.open(path) as moving:
        assert moving.n_frames > 50
        total = 0
        for at in range(moving.n_frames):
            moving.seek(at)
            total += moving.info["duration"]
    assert 5_000 < total < 20_000


def test_one_script_makes_every_stored_figure(folder, pytestconfig):
    script = (pytestconfig.rootpath / "scripts" / "figures.sh").read_text(encoding="utf-8")
    names = set(re.search(r"for name in ([a-z -]+); do", script)[1].split())
    made = {f"{name}.{ending}" for name in names for ending in ("svg", "csv")}
    made |= set(re.findall(r"\$work/([a-z-]+\.(?:png|gif))", script))
    assert made == {path.name for path in folder.iterdir()}
