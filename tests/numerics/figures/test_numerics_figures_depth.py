"""The figure against depth: its curves are the run's, its lines the certified values."""

from __future__ import annotations

import warnings

import numpy as np
import pytest

from bnproofs.errors import InputError
from bnproofs.figures.canvas import save
from numerics.figures.depth import MOST_LAYERS, draw, drawn_layers
from numerics.summary import certified_value

CERTIFIED = ("cos_cluster", "cos_odd", "norm_ratio")


def test_certified_lines_are_at_the_certified_values_and_labelled(finished):
    drawing = draw(finished)
    references = finished.specification.references
    assert len(references) == 4
    for axes, name in zip(drawing.figure.axes, CERTIFIED, strict=False):
        flat = {line.get_ydata()[0]: line.get_linestyle() for line in axes.lines if list(line.get_xdata()) == [0, 1]}
        for reference in references:
            assert flat[certified_value(reference, name)] == ("-" if reference.attracts else "--")
        assert len(flat) == len({certified_value(reference, name) for reference in references})
        said = [text.get_text() for text in axes.texts]
        assert len(said) == 4
        for reference in references:
            value = f"{certified_value(reference, name):.4g}"
            assert f"{reference.name.replace('-', ' ')} {value}" in said


def test_the_curves_are_quantiles_of_the_run_and_stand_in_the_data(finished, rows):
    drawing = draw(finished)
    for name in (*CERTIFIED, "numerical_rank", "effective_rank", "distance_odd-point"):
        values = finished.series(name)
        for series, share in (("5%", 5), ("median", 50), ("95%", 95)):
            x, y = rows(drawing, name, series)
            np.testing.assert_array_equal(x, np.arange(41))
            np.testing.assert_allclose(y, np.percentile(values, share, axis=0), rtol=1e-14)
    x, y = rows(drawing, "norm_ratio", "replica 2")
    np.testing.assert_array_equal(y, finished.series("norm_ratio")[2])
    curves = [line.get_ydata() for line in drawing.figure.axes[2].lines]
    assert any(np.array_equal(curve, y) for curve in curves)


def test_escapes_are_marked_at_their_layers(escaping, rows):
    drawing = draw(escaping([7, 7, 12, -1]))
    marks = [line for line in drawing.figure.axes[-1].lines if line.get_marker() == "v"]
    assert [list(line.get_xdata()) for line in marks] == [[7, 12]]
    np.testing.assert_array_equal(rows(drawing, "escapes", "replicas")[1], [2, 1])


def test_a_run_under_way_is_drawn_as_far_as_it_is(simulated, rows):
    run = simulated(layers=12)
    assert sorted(set(run.layers_done)) == [-1, 12]
    drawing = draw(run)
    x, y = rows(drawing, "cos_odd", "median")
    assert x[-1] == 12
    np.testing.assert_allclose(y, np.median(run.series("cos_odd")[:4, :13], axis=0), rtol=1e-14)


@pytest.mark.parametrize("log_depth", [False, True])
def test_nan_infinity_and_zero_are_left_out_without_warnings(simulated, rows, log_depth, tmp_path):
    run = simulated()
    run.observables[2, 20:] = np.nan
    run.observables[:, 30, :] = np.nan
    run.series("norm_ratio")[1, 5] = np.inf
    run.series("norm_ratio")[:, 6] = 0
    run.distances()[..., 0] = 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        drawing = draw(run, log_depth=log_depth)
        save(drawing, tmp_path / "run.png")
    x, y = rows(drawing, "norm_ratio", "median")
    assert 30 not in x
    assert 6 not in x
    assert np.isfinite(y).all()
    assert len(rows(drawing, "distance_odd-point", "median")[0]) == 0
    assert drawing.figure.axes[-1].get_xscale() == ("symlog" if log_depth else "linear")


def test_what_is_not_known_has_no_panel(simulated, tmp_path):
    for changes, panels in (({"references": ()}, 4), ({"references": (), "batch": 2}, 3)):
        drawing = draw(simulated(**changes, replicas=1, depth=4, snapshots=(0,)))
        assert len(drawing.figure.axes) == panels
        save(drawing, tmp_path / "run.png")


def test_of_deep_runs_a_thousand_layers_are_drawn():
    for last in (0, 1, MOST_LAYERS, 12345):
        for log_depth in (False, True):
            layers = drawn_layers(last, log_depth)
            assert layers[0] == 0
            assert layers[-1] == last
            assert (np.diff(layers) > 0).all()
            assert len(layers) <= MOST_LAYERS + 1
            assert last > MOST_LAYERS or len(layers) == last + 1


def test_nothing_to_draw(blank_run):
    with pytest.raises(InputError, match="--resume"):
        draw(blank_run())
