"""The animation: places have the Gram matrices' distances, move smoothly, and end at the theory's target."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from bnproofs.errors import InputError
from bnproofs.figures.film import save_film
from numerics.figures.animation import draw
from numerics.figures.grams import cosines
from numerics.figures.plane import coordinates, projected, turned
from numerics.figures.scene import scene, target_places
from numerics.references import Reference


@pytest.fixture(scope="module")
def run(simulated):
    return simulated(snapshots=tuple(range(41)))


def squared_distances(points):
    return ((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2)


def test_coordinates_have_the_distances_of_the_gram_matrix(run):
    for gram in run.grams[::10]:
        norms = np.diag(gram)
        wanted = norms[:, None] + norms[None, :] - 2 * gram
        points = coordinates(gram)
        np.testing.assert_allclose(squared_distances(points), wanted, atol=1e-10 * norms.max())
        np.testing.assert_allclose(points.sum(axis=0), 0, atol=1e-10)
        assert (np.diff((points**2).sum(axis=0)) <= 1e-9).all()


def test_turned_points_are_the_nearest_and_keep_their_distances():
    draws = np.random.default_rng(1)
    points, like = draws.normal(size=(6, 3)), draws.normal(size=(6, 3))
    found = turned(points, like)
    np.testing.assert_allclose(squared_distances(found), squared_distances(points), rtol=1e-12)
    least = np.linalg.norm(found - like)
    for _ in range(50):
        other = np.linalg.qr(draws.normal(size=(3, 3)))[0]
        assert np.linalg.norm(points @ other - like) >= least - 1e-12
    rotation = np.linalg.qr(draws.normal(size=(3, 3)))[0]
    np.testing.assert_allclose(turned(points @ rotation, points), points, atol=1e-12)


def test_the_last_plane_is_the_principal_one_and_the_motion_is_smooth(run):
    kept = [cosines(gram) for gram in run.grams]
    places = projected(kept)
    np.testing.assert_allclose(places[-1], coordinates(kept[-1])[:, :2], atol=1e-12)
    jumps = [np.linalg.norm(b - a) / np.linalg.norm(a) for a, b in pairwise(places[1:])]
    principal = [coordinates(gram)[:, :2] for gram in kept]
    rough = [np.linalg.norm(turned(b, a) - a) / np.linalg.norm(a) for a, b in pairwise(principal[1:])]
    assert max(jumps) < max(rough)
    assert np.median(jumps) < 0.35


def test_the_target_is_where_the_certified_configuration_has_its_points():
    reference = Reference("odd-point", 1.0, 0.7, 0.05, 50.0, 0.4, True)
    gram = cosines(reference.gram(10))
    x = coordinates(gram)[:, 0]
    cluster, odd = target_places(reference, 10)
    odd_at = int(np.argmax(np.abs(x)))
    assert abs(x[odd_at]) == pytest.approx(odd, rel=1e-12)
    assert np.abs(np.delete(x, odd_at)) == pytest.approx(abs(cluster), rel=1e-12)
    assert 9 * cluster + odd == pytest.approx(0, abs=1e-12)


def test_frames_show_their_layers(run, rows, tmp_path):
    film = draw(run)
    heading = film.drawing.figure.axes[0]
    shown = scene(run)
    assert len(film.durations) == 41
    for at in (0, 7, 40):
        film.show(at)
        assert heading.get_title(loc="left") == f"layer {at}"
        x, y = rows(film.drawing, f"layer {at}", "points in the plane")
        np.testing.assert_array_equal(np.column_stack([x, y]), shown.points[at])
        lines = heading.get_lines()
        drawn = np.concatenate([line.get_xydata() for line in lines if len(line.get_xydata()) in (1, 9)])
        assert all(any(np.array_equal(place, row) for row in drawn) for place in shown.points[at])
    assert f"{shown.cosines[-1, 0]:.3f}" in film.drawing.alt
    save_film(film, tmp_path / "a.gif")
    save_film(draw(run), tmp_path / "b.gif")
    assert (tmp_path / "a.gif").read_bytes() == (tmp_path / "b.gif").read_bytes()
    with Image.open(tmp_path / "a.gif") as moving:
        assert moving.n_frames == 41


def test_the_cosines_are_the_runs(run):
    shown = scene(run)
    odd = int(run.series("odd_point")[0, 40])
    assert shown.odd == odd
    assert shown.cosines[40] == pytest.approx(
        [run.series(name)[0, 40] for name in ("cos_cluster", "cos_odd")], rel=1e-9
    )


def test_too_few_matrices(finished):
    with pytest.raises(InputError, match="simulate with --grams"):
        draw(finished)
