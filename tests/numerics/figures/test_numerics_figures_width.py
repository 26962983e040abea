"""The figure of deviations against width: lines at known places, runs that cannot be compared refused."""

from __future__ import annotations

import numpy as np
import pytest

from bnproofs.errors import InputError
from bnproofs.figures.canvas import save
from numerics.figures.width import draw, width_figure
from numerics.statistics.slope import fitted_exponent

WIDTHS = np.array([100, 200, 800])


def made(blank_run, width, scale, *, replicas=8, name="odd-point", **changes):
    """A run that stays at a distance ~ scale from an attractor."""
    run = blank_run(width=width, replicas=replicas, **changes)
    run.layers_done[:] = run.specification.depth
    run.observables[...] = 1.0
    at = [reference.name for reference in run.specification.references].index(name)
    noise = np.random.default_rng(width).uniform(0.8, 1.2, run.distances().shape[:2])
    run.distances()[..., at] = scale * noise
    return run


def test_the_medians_and_the_reference_line(rows, tmp_path):
    values = np.random.default_rng(0).uniform(1, 2, (3, 9)) / np.sqrt(WIDTHS)[:, None]
    values[1, 4] = np.nan
    drawing = width_figure(WIDTHS[::-1], values[::-1])
    np.testing.assert_allclose(rows(drawing, "deviation", "median")[1], np.nanmedian(values, axis=1), rtol=1e-14)
    x, y = rows(drawing, "deviation", "slope -1/2")
    assert np.log(y[1] / y[0]) / np.log(x[1] / x[0]) == pytest.approx(-0.5)
    assert y[1] * np.sqrt(x[1] / 800) == pytest.approx(np.median(values[2]))
    assert len(rows(drawing, "deviation", "fitted slope")[0]) == 0
    save(drawing, tmp_path / "width.svg")


def test_the_fitted_line_has_the_fitted_slope(blank_run, rows):
    runs = [made(blank_run, int(width), 30 / width) for width in WIDTHS]
    drawing = draw(runs[::-1])
    later = [np.median(run.distances()[:, 20:, 0], axis=1) for run in runs]
    exponent = fitted_exponent(WIDTHS, np.array(later) ** 2)
    assert exponent.upper < -0.9
    x, y = rows(drawing, "deviation", "fitted slope")
    assert np.log(y[1] / y[0]) / np.log(x[1] / x[0]) == pytest.approx(exponent.slope)
    np.testing.assert_allclose(rows(drawing, "deviation", "median")[1], np.median(later, axis=1), rtol=1e-14)
    legend = " ".join(text.get_text() for text in drawing.figure.axes[0].get_legend().get_texts())
    assert f"{exponent.slope:.3f}".replace("-", "−") in legend
    assert "odd point" in drawing.figure.axes[0].get_ylabel()


def test_replicas_elsewhere_do_not_count_and_few_have_no_slope(blank_run, rows):
    runs = [made(blank_run, width, 0.1) for width in (100, 200)]
    runs[0].distances()[2, :, :2] = [0.9, 0.3]
    runs[1].distances()[5, :25, :2] = [0.9, 0.3]
    drawing = draw(runs)
    title = " ".join(drawing.figure.get_suptitle().split())
    assert "7 of 8 at 100, 7 of 8 at 200; no slope is fitted to fewer than 8 replicas" in title
    assert len(rows(drawing, "deviation", "fitted slope")[0]) == 0
    assert rows(drawing, "deviation", "median")[1].max() < 0.2


def test_runs_that_cannot_be_compared(blank_run):
    one = made(blank_run, 100, 0.1)
    way = made(blank_run, 200, 0.1)
    way.distances()[:, :30, :2] = [0.9, 0.3]
    cases = [
        ([one], "at least two widths"),
        ([one, one], "2 runs have the width 100"),
        ([one, made(blank_run, 200, 0.1, batch=11)], "n = 10 and rc.relu, n = 11"),
        ([one, made(blank_run, 200, 0.1, name="uniform")], "at the odd point, that of width 200 at the uniform"),
        ([one, way], "still on their way"),
        ([one, blank_run(width=200)], "no layer"),
        ([blank_run(width=width, references=()) for width in (1, 2)], "nothing is certified to attract"),
    ]
    for runs, message in cases:
        with pytest.raises(InputError, match=message):
            draw(runs)


@pytest.mark.parametrize(
    ("widths", "values", "message"),
    [
        ([1, 2], [[1.0]], "row of replicas for each width"),
        ([1, 2], [1.0, 2.0], "row of replicas for each width"),
        ([2, 2], [[1.0], [1.0]], "two different widths"),
        ([1, 2], [[1.0], [0.0]], "positive deviation"),
    ],
)
def test_tables_that_cannot_be_drawn(widths, values, message):
    with pytest.raises(InputError, match=message):
        width_figure(widths, values)
