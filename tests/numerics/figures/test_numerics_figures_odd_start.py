"""The figure of long points: a panel a batch, and every number that is drawn in its data."""

from __future__ import annotations

import numpy as np

from bnproofs.figures.canvas import save
from bnproofs.layer import Layer
from numerics.figures.odd_start import draw
from numerics.odd_start import OddStart


def run(n, layers):
    expected = np.linspace(n / 2, 1, layers + 1)
    ratios = expected + np.array([[0.1], [-0.2], [0.3]])
    return OddStart(Layer.parse("rc+rs+relu"), n, 100, expected, np.full(layers + 1, 0.25), ratios)


def test_the_data_are_those_of_the_runs_and_the_same_bytes_come_twice(tmp_path):
    runs = [run(10, 4), run(20, 4)]
    drawing = draw(runs)
    for one in runs:
        panel = f"n = {one.batch}"
        series = {name: [y for p, s, _, y in drawing.rows if (p, s) == (panel, name)] for _, name, _, _ in drawing.rows}
        np.testing.assert_array_equal(series["mean field"], one.expected)
        np.testing.assert_array_equal(series["network 2"], one.ratios[1])
        np.testing.assert_allclose(series["two deviations above"], one.expected + 0.5)
        np.testing.assert_allclose(series["two deviations below"], one.expected - 0.5)
    assert len({(p, s) for p, s, _, _ in drawing.rows}) == 2 * 6
    first = [path.read_bytes() for path in save(drawing, tmp_path / "a.svg")]
    second = [path.read_bytes() for path in save(draw(runs), tmp_path / "b.svg")]
    assert first == second
