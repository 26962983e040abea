"""The heat maps: cosines of the kept matrices, the odd point last, the theory's at the end."""

from __future__ import annotations

import numpy as np
import pytest

from bnproofs.errors import InputError
from bnproofs.figures.canvas import save
from numerics.figures.grams import MOST_POINTS, cosines, draw, drawn_points


def pictures(drawing):
    return {axes.get_title(): np.array(axes.images[0].get_array()) for axes in drawing.figure.axes if axes.get_title()}


def test_the_pictures_are_the_matrices_with_the_odd_point_last(finished, rows):
    drawing = draw(finished)
    shown = pictures(drawing)
    assert list(shown)[:3] == ["layer 0", "layer 5", "layer 40"]
    odd = int(finished.series("odd_point")[0, 40])
    order = [*(at for at in range(10) if at != odd), odd]
    for name, gram in zip(shown, finished.grams, strict=False):
        lengths = np.sqrt(np.diag(gram))
        np.testing.assert_allclose(shown[name], (gram / np.outer(lengths, lengths))[np.ix_(order, order)], rtol=1e-13)
        np.testing.assert_array_equal(rows(drawing, name, "row 10")[1], shown[name][9])
    assert {axes.images[0].get_clim() for axes in drawing.figure.axes if axes.images} == {(-1, 1)}


def test_the_theory_is_the_attractor_nearest_to_the_last_matrix(finished):
    references = {reference.name: reference for reference in finished.specification.references}
    away = dict(zip(references, finished.distances()[0, 40], strict=True))
    name = min((name for name in references if references[name].attracts), key=away.__getitem__)
    theory = list(pictures(draw(finished)).items())[-1]
    assert theory[0] == f"theory: {name.replace('-', ' ')}"
    assert theory[1][0, 1] == pytest.approx(references[name].cos_cluster, rel=1e-13)
    assert theory[1][0, -1] == pytest.approx(references[name].cos_odd, rel=1e-13)


def test_unknown_matrices_are_left_out_and_many_thinned(simulated, tmp_path):
    run = simulated(layers=7)
    assert list(pictures(draw(run)))[:-1] == ["layer 0", "layer 5"]
    many = simulated(snapshots=tuple(range(20)))
    names = list(pictures(draw(many)))
    assert len(names) == 9
    assert (names[0], names[7]) == ("layer 0", "layer 19")
    save(draw(many), tmp_path / "many.png")
    alone = simulated(snapshots=(3,), references=())
    assert list(pictures(draw(alone))) == ["layer 3"]


def test_large_batches_are_thinned_but_keep_the_odd_point():
    cosine = np.full((300, 300), 0.9)
    cosine[17, :] = cosine[:, 17] = 0.0
    np.fill_diagonal(cosine, 1)
    order = drawn_points(cosine)
    assert len(set(order)) == len(order) == MOST_POINTS
    assert order[-1] == 17


def test_a_point_at_zero_has_the_cosine_zero():
    np.testing.assert_array_equal(cosines(np.diag([4.0, 0.0])), np.diag([1.0, 0.0]))


def test_no_matrix_is_kept(blank_run):
    with pytest.raises(InputError, match="--grams"):
        draw(blank_run())
