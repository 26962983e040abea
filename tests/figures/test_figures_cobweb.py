"""The figure of the reduced map."""

import pytest

from bnproofs.errors import InputError
from bnproofs.figures.cobweb import cobweb, draw, image, panels
from bnproofs.figures.family import PLAIN, RESCALED, fixed_points
from bnproofs.layer import Layer


@pytest.mark.parametrize(("layer", "n"), [(PLAIN, 6), (PLAIN, 10), (RESCALED, 10)])
def test_orbits_go_where_the_marks_say(layer, n):
    points = fixed_points(layer, n)
    ends = [cobweb(layer, n, start, 60)[0][-1] for panel in panels(layer, n) for start in panel.starts]
    assert len(ends) == (5 if len(points) == 4 else 2)
    for end in ends:
        nearest = min(points, key=lambda point: abs(point.tau - end))
        assert nearest.attracts
        assert end == pytest.approx(nearest.tau, rel=1e-6)


@pytest.mark.parametrize(("layer", "n"), [(PLAIN, 6), (PLAIN, 12), (RESCALED, 10)])
def test_marks_are_fixed_points(layer, n):
    for point in fixed_points(layer, n)[1:]:
        assert image(layer, n, point.tau) == pytest.approx(point.tau, rel=1e-11)


def test_what_it_says_has_the_numbers(drawings):
    alt = drawings["cobweb"].alt
    for point in fixed_points(PLAIN, 10):
        assert f"τ = {point.tau:.5g} {'attracts' if point.attracts else 'repels'}" in alt
    assert "4 fixed points" in alt
    assert "10 points" in alt


def test_all_fixed_points_are_marked(drawings):
    found = {p.tau for p in fixed_points(PLAIN, 10)}
    noted = {x for _, name, x, _ in drawings["cobweb"].rows if name.startswith("fixed: ")}
    assert noted == found


def test_a_layer_without_a_reduced_map():
    with pytest.raises(InputError, match=r"choose one of rc\+relu"):
        draw(10, Layer.parse("rc+gelu"))
