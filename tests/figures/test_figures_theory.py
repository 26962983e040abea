"""Figures of the theory: their data against certificates, derivations and orbits; what they say; the same bytes."""

from __future__ import annotations

import sys

import numpy as np
import pytest
import sympy
from PIL import Image

from bnproofs.configurations import odd_family
from bnproofs.decomposition import Basis
from bnproofs.errors import InputError
from bnproofs.figures import decomposition, fixed_points, orbits, spectrum
from bnproofs.figures.canvas import blank, save
from bnproofs.figures.family import PLAIN, RESCALED, fold
from bnproofs.figures.family import fixed_points as points_of
from bnproofs.figures.film import Film, save_film
from bnproofs.figures.style import strokes_of
from bnproofs.spectrum import Stability
from derivations import odd_point_asymptotics as asymptotics
from derivations.framework.proof import Proof


def test_the_same_input_gives_the_same_bytes(makers, drawings, tmp_path):
    for name, make in makers.items():
        for at, drawing in enumerate((drawings[name], make())):
            save(drawing, tmp_path / f"{name}-{at}.svg")
        for ending in ("svg", "csv"):
            assert (tmp_path / f"{name}-0.{ending}").read_bytes() == (tmp_path / f"{name}-1.{ending}").read_bytes()


def test_marks_against_n_are_the_enclosures(drawings, series):
    drawing = drawings["fixed-points"]
    for kind, name in (("odd-point", "odd point"), ("separating", "separating point"), ("uniform", "uniform point")):
        for panel in ("tau", "multiplier"):
            for n, y in series(drawing, panel, name):
                point = next(point for point in points_of(PLAIN, int(n)) if point.kind == kind)
                assert y == (point.tau if panel == "tau" else point.along())


def test_the_lines_for_real_n_go_through_the_marks_and_start_in_the_fold(drawings, series):
    drawing = drawings["fixed-points"]
    for name in ("odd point", "separating point"):
        for panel, start in (("tau", fold()[1]), ("multiplier", 1.0)):
            line = np.array(series(drawing, panel, f"{name}, real n"))
            assert tuple(line[0]) == (fold()[0], start)
            marks = dict(series(drawing, panel, name))
            assert line[-1] == pytest.approx([60, marks[60]], rel=1e-9)
            assert (np.diff(line[:, 0]) > 0).all()
    assert series(drawing, "tau", "saddle node") == [fold()]


def test_zeros_for_real_n_are_zeros():
    for n in (6.2, 7.5, 31.4):
        for tangent in fixed_points.inner_tangents(n):
            near = [float(odd_family.fixed_point_form(n, tangent * x, 1.0)) for x in (1 - 1e-9, 1 + 1e-9)]
            assert near[0] * near[1] < 0


def test_small_batches_have_no_fold_in_their_figure():
    drawing = fixed_points.draw(3, 6)
    assert not [name for _, name, *_ in drawing.rows if "odd" in name or "saddle" in name]
    assert "saddle" not in drawing.alt


def test_eigenvalues_against_n_are_those_of_certificates(drawings, series):
    for kind, name in (("odd-point", "odd point"), ("uniform", "uniform point")):
        for n in (10, 1000):
            point = next(point for point in points_of(PLAIN, n) if point.kind == kind)
            seen = {}
            for component, _, value in point.eigenvalues:
                more = ", second" if component in seen else ""
                seen[component] = True
                assert dict(series(drawings["spectrum"], "eigenvalue", f"{name}, {component}{more}"))[n] == value
                scaled = dict(series(drawings["spectrum"], "n(1 - eigenvalue)", f"{name}, {component}{more}"))[n]
                assert scaled == pytest.approx(n * (1 - value), rel=1e-12)


def test_the_law_of_the_odd_point_is_the_derived_one():
    small = {sympy.Symbol("epsilon", positive=True): (0, sympy.Rational(1, 10))}
    found = asymptotics.expansions(asymptotics.solve(Proof("odd_point_asymptotics", domain=small, samples=1)))
    for name in ("trivial", "standard_large", "(m-2,2)"):
        one, first, second = found[name].series.coefficients[:3]
        assert [float(one), float(-first), float(-second)] == [1, *spectrum.ODD_LAW]


def test_the_laws_are_what_large_batches_do():
    for kind, (c, d), component in (
        ("odd-point", spectrum.ODD_LAW, "trivial"),
        ("odd-point", spectrum.ODD_LAW, "standard"),
        ("odd-point", spectrum.ODD_LAW, "(m-2,2)"),
        ("uniform", spectrum.uniform_law(), "standard"),
    ):
        n = 10**4
        point = next(point for point in points_of(PLAIN, n) if point.kind == kind)
        value = max(value for name, _, value in point.eigenvalues if name == component)
        assert n * (1 - value) == pytest.approx(c + d / n, abs=50 / n**2)


def test_the_portrait_goes_where_basins_say(drawings):
    found = {}
    for panel, name, x, y in drawings["portrait"].rows:
        if panel == "orbits":
            found.setdefault(name, []).append((x, y))
    assert len(found) > 25
    ends = {point.kind: orbits.on_curve(PLAIN, 10, point.tau) for point in points_of(PLAIN, 10)}
    both = set()
    for name in found:
        start = tuple(found[name][0])
        goal = "odd-point" if name.endswith("odd point") else "uniform"
        both.add(goal)
        last = orbits.orbit(PLAIN, 10, start, 600).places[-1]
        assert last == pytest.approx(ends[goal], abs=1e-6)
    assert both == {"odd-point", "uniform"}


@pytest.mark.parametrize("layer", [PLAIN, RESCALED])
def test_fixed_points_of_the_portrait_are_fixed(layer):
    for point in points_of(layer, 10)[1:]:
        at = orbits.on_curve(layer, 10, point.tau)
        s = point.tau**0.5
        if layer == PLAIN:
            wanted = odd_family.cos_cluster(10, s, 1.0), odd_family.cos_odd(10, s, 1.0)
            assert at == pytest.approx(wanted, rel=1e-11)
            ratio = odd_family.norm_ratio(10, s, 1.0)
            blocks = orbits.reduced_map(layer, orbits.gram(10, at, ratio))
            assert orbits.place_of(blocks) == pytest.approx(at, rel=1e-11)


def test_tau_of_a_start_is_that_of_its_recentred_matrix():
    for place in orbits.starts(10):
        blocks = orbits.gram(10, place)
        first = orbits.place_of(orbits.reduced_map(PLAIN, blocks))
        assert orbits.on_curve(PLAIN, 10, orbits.tau_of(10, place)) == pytest.approx(first, abs=1e-12)


def test_batches_that_are_not_there_are_not_drawn():
    for within, across in ((0.5, 0.9), (-0.2, 0.0), (1.2, 0.0)):
        full = orbits.gram(10, (within, across)).embed()
        assert not orbits.possible(10, (within, across))
        assert np.linalg.eigvalsh(full).min() < 0 or within > 1
    assert all(np.linalg.eigvalsh(orbits.gram(10, place).embed()).min() >= 0 for place in orbits.starts(10))


def test_the_table_as_a_picture_says_all_that_the_rows_say(drawings, decomposed):
    drawing, (rows, chosen) = drawings["decomposition"], decomposed
    signs = {(panel, name.rpartition(": ")[0]): name.rpartition(": ")[2] for panel, name, *_ in drawing.rows}
    for row in rows:
        words = decomposition.SIGNS[row.stability].words
        if row.leading is not None:
            assert signs[str(row.certificate.layer), str(row.certificate.configuration)] == words
        assert decomposition.factor(row) in drawing.alt
    texts = [text.get_text() for text in drawing.figure.axes[0].texts]
    assert len(texts) == len(rows)
    assert sum(text.endswith(" *") for text in texts) == sum(row.basis is Basis.ON_FAITH for row in rows) > 0
    assert all(str(layer) in drawing.alt for layer in chosen)


def test_verdicts_differ_in_shape_as_well_as_in_colour():
    looks = [(sign.shape, sign.filled) for sign in decomposition.SIGNS.values()]
    assert set(decomposition.SIGNS) == set(Stability)
    assert len(set(looks)) == len({sign.shape for sign in decomposition.SIGNS.values()}) == len(looks)
    lines = strokes_of([("a", True), ("b", False), ("c", None)])
    assert len({stroke.line for stroke in lines.values()}) == len({stroke.colour for stroke in lines.values()}) == 3


def test_what_figures_say_has_their_numbers(drawings):
    odd = next(point for point in points_of(PLAIN, 60) if point.kind == "odd-point")
    assert f"{fold()[0]:.6f}" in drawings["fixed-points"].alt
    assert f"{odd.tau:.4g}" in drawings["fixed-points"].alt
    large = next(point for point in points_of(PLAIN, 1000) if point.kind == "uniform")
    assert all(f"{value:.5f}" in drawings["spectrum"].alt for *_, value in large.eigenvalues)
    x, y = orbits.on_curve(PLAIN, 10, points_of(PLAIN, 10)[1].tau)
    assert f"the odd point at ({x:.4f}, {y:.4f}) attracts" in drawings["portrait"].alt


@pytest.mark.parametrize("module", [fixed_points, spectrum])
def test_without_matplotlib_the_extra_is_named(module, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(InputError, match=r"pip install 'bnproofs\[figures\]'"):
        module.draw(3, 8)


def test_a_film_is_the_same_bytes_twice_and_shows_its_frames(tmp_path):
    drawing = blank(2.0, 2.0)
    (line,) = drawing.figure.subplots().plot([0, 2], [0, 1])
    drawing.note("a", "b", [0], [1])
    counted = []
    film = Film(drawing.described("x", "x"), lambda at: line.set_data([0, at], [0, 1]), [100, 200, 300])
    for name in ("one", "two"):
        save_film(film, tmp_path / f"{name}.gif", lambda: counted.append(1))
    assert (tmp_path / "one.gif").read_bytes() == (tmp_path / "two.gif").read_bytes()
    assert len(counted) == 6
    with Image.open(tmp_path / "one.gif") as moving:
        assert moving.n_frames == 3
        assert moving.convert("RGB").getpixel((1, 1)) == (255, 255, 255)
    assert (tmp_path / "one.csv").read_text() == "panel,series,x,y\na,b,0,1\n"
    save_film(film, tmp_path / "last.png")
    assert (tmp_path / "last.png").read_bytes().startswith(b"\x89PNG")
