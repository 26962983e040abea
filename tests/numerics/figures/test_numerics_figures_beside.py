"""Heat maps of simulation and theory: the theory is the mean-field orbit of the first kept matrix."""

from __future__ import annotations

import numpy as np
import pytest

from bnproofs.commands.orbit import mean_field_orbit
from bnproofs.evolution import mean_field_map
from bnproofs.layer import Layer
from numerics.figures.beside import distance
from numerics.figures.grams import MOST_PAIRS, cosines, draw

PLAIN = Layer.parse("rc+relu")


def matrix_of(drawing, name, rows):
    return np.array([rows(drawing, name, f"row {place}")[1] for place in range(1, 11)])


def test_the_theory_is_the_orbit_of_the_first_matrix(finished, rows):
    drawing = draw(finished, mean_field_orbit(PLAIN))
    odd = int(finished.series("odd_point")[0, 40])
    order = [*(at for at in range(10) if at != odd), odd]
    gram = finished.grams[0]
    for layer in range(41):
        if layer in (0, 5, 40):
            said = matrix_of(drawing, f"layer {layer}, theory", rows)
            np.testing.assert_allclose(said, cosines(gram)[np.ix_(order, order)], atol=1e-12)
        gram = mean_field_map(PLAIN, gram)
    for at, layer in enumerate((0, 5, 40)):
        simulated = matrix_of(drawing, f"layer {layer}, simulation", rows)
        np.testing.assert_allclose(simulated, cosines(finished.grams[at])[np.ix_(order, order)], rtol=1e-13)
        said = matrix_of(drawing, f"layer {layer}, theory", rows)
        assert f"distance {distance(simulated, said):.3f}" in drawing.alt
    titles = [axes.get_title() for axes in drawing.figure.axes]
    assert titles[:3] == ["layer 0", "layer 5", "layer 40"]
    assert titles[3] == "the same start"


def test_a_wide_network_is_near_the_theory_and_a_narrow_one_is_not(simulated, rows):
    away = []
    for width in (20, 20000):
        drawing = draw(simulated(width=width, depth=3, snapshots=(0, 3)), mean_field_orbit(PLAIN))
        away.append(distance(*(matrix_of(drawing, f"layer 3, {kind}", rows) for kind in ("simulation", "theory"))))
    assert away[1] < 0.03 < away[0]


def test_one_matrix_alone_and_many(simulated):
    assert "the same start" in [
        a.get_title() for a in draw(simulated(snapshots=(3,)), mean_field_orbit(PLAIN)).figure.axes
    ]
    many = draw(simulated(snapshots=tuple(range(20))), mean_field_orbit(PLAIN))
    names = [axes.get_title() for axes in many.figure.axes][:MOST_PAIRS]
    assert (names[0], names[-1]) == ("layer 0", "layer 19")


@pytest.mark.parametrize("name", ["rc+rs+relu", "rs+relu", "rc+gelu", "relu", "rc+step"])
def test_orbits_are_those_of_the_mean_field_map_up_to_scale(name):
    layer, gram = Layer.parse(name), np.array([[2.0, 0.3, 0.1], [0.3, 1.0, -0.4], [0.1, -0.4, 1.5]])
    end = gram
    for _ in range(3):
        end = mean_field_map(layer, end)
    for found, wanted in zip(mean_field_orbit(layer)(gram, [0, 3]), (gram, end), strict=True):
        np.testing.assert_allclose(found / np.trace(found), wanted / np.trace(wanted), rtol=1e-9)


def test_no_orbit_where_there_is_no_formula():
    assert mean_field_orbit(Layer.parse("rc+rs+gelu")) is None


def test_distance_is_the_root_mean_square_off_the_diagonal():
    one = np.eye(3)
    other = np.array([[5.0, 0.3, 0.0], [0.3, 5.0, 0.4], [0.0, 0.4, 5.0]])
    assert distance(one, other) == pytest.approx(np.sqrt((0.09 + 0.16) / 3))
    assert distance(np.eye(1), np.eye(1)) == 0
