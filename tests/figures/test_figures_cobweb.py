"""The figure of the reduced map."""

import csv

import numpy as np
import pytest
from click.testing import CliRunner

from bnproofs.figures.cobweb import cobweb, draw, image, main, panels


def test_stored_figure_is_what_the_program_draws(tmp_path, pytestconfig):
    draw(10, tmp_path / "cobweb.svg")
    stored = pytestconfig.rootpath / "docs" / "figures" / "cobweb.csv"
    paths = (stored, tmp_path / "cobweb.csv")
    old, new = (list(csv.reader(path.read_text(encoding="utf-8").splitlines())) for path in paths)
    assert [row[0] for row in old] == [row[0] for row in new]
    assert len(old) == 401
    for column in (1, 2):
        np.testing.assert_allclose([float(r[column]) for r in old[1:]], [float(r[column]) for r in new[1:]], rtol=1e-12)


def test_orbits_go_where_the_marks_say():
    marks = {tau: attracts for panel in panels(10) for _, tau, attracts in panel.marks}
    ends = [cobweb(10, start, 60)[0][-1] for panel in panels(10) for start in panel.starts]
    assert len(ends) == 5
    for end in ends:
        nearest = min(marks, key=lambda tau: abs(tau - end))
        assert marks[nearest]
        assert end == pytest.approx(nearest, rel=1e-6)


def test_marks_are_fixed_points():
    for panel in panels(12):
        for _, tau, _ in panel.marks:
            assert float(image(12, np.array([tau]))[0]) == pytest.approx(tau, rel=1e-12, abs=1e-300)


def test_no_odd_point_no_figure(tmp_path):
    with pytest.raises(ValueError, match="no odd point"):
        panels(6)
    result = CliRunner().invoke(main, ["--batch", "6", "--out", str(tmp_path / "x.svg")])
    assert result.exit_code == 2
    assert not list(tmp_path.iterdir())
