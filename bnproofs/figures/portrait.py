"""The phase portrait of batches of n − 1 exchangeable points and one more, in the plane of their two cosines.

All starts have points of equal norms. The first layer takes them to a curve, along which the others go.
"""

from __future__ import annotations

from itertools import pairwise
from math import sqrt
from typing import Any

import numpy as np

from bnproofs.figures.canvas import COLUMN, Drawing, blank
from bnproofs.figures.family import NAMES, PLAIN, STROKES, FixedPoint, fixed_points
from bnproofs.figures.marks import mark
from bnproofs.figures.orbits import Orbit, Place, on_curve, orbit, starts
from bnproofs.figures.style import DATA, FAINT, house_style
from bnproofs.layer import Layer

_CURVE = 160
_THINNED = 3
_ACROSS_AXIS, _UP_AXIS = "cosine within the cluster", "cosine of odd point and cluster"
_OFFSETS = {"ideal": (-2, 8), "odd-point": (-8, -24), "separating": (11, -14), "uniform": (11, -1)}
_SIDES = {"ideal": "right", "odd-point": "right", "separating": "left", "uniform": "left"}
_LOW, _HIGH = -0.42, 1.02


@house_style()
def draw(n: int, layer: Layer = PLAIN) -> Drawing:
    """The drawing of orbits from a grid of starts, with all fixed points and the basins of those that attract.

    Raises:
        InputError: a layer without a reduced map, n out of range, or matplotlib is missing.
    """
    drawing = blank(8.6, COLUMN)
    above, below = drawing.figure.subplots(2, 1, height_ratios=(1.25, 1))
    points = fixed_points(layer, n)
    orbits = [orbit(layer, n, start) for start in starts(n)]
    _basins(drawing, above, n, points)
    for found in orbits:
        _orbit(drawing, above, found)
    above.set(xlim=(-0.13, 1.06), ylim=(_LOW, _HIGH), xlabel=_ACROSS_AXIS, ylabel=_UP_AXIS)
    above.set_title(f"{layer}, {n} points: the first layer takes every start to one curve")
    below.set(xlim=(0.2, 1.04), ylim=(-0.06, 0.36), xlabel=_ACROSS_AXIS, ylabel=_UP_AXIS)
    below.set_title("the next layers go along the curve")
    inset = below.inset_axes((0.46, 0.4, 0.52, 0.56))
    _window(inset, layer, n, points)
    below.set_xlim(min(0.2, inset.get_xlim()[0] - 0.02), 1.04)
    for axes in (above, below, inset):
        _curve(drawing, axes, layer, n, orbits, first=axes is above)
    for axes in (below, inset):
        _arrows(axes, layer, n)
    magnified = {point.kind for point in points if _inside(inset, on_curve(layer, n, point.tau))}
    _marks(drawing, above, layer, n, set())
    _marks(drawing, below, layer, n, set(NAMES) - magnified)
    _marks(drawing, inset, layer, n, magnified)
    below.indicate_inset_zoom(inset, edgecolor=FAINT)
    return drawing.described(_alt(layer, n, orbits), _caption(layer))


def _window(inset: Any, layer: Layer, n: int, points: tuple[FixedPoint, ...]) -> None:
    """No result; the limits of the magnified part: around the uniform point and what is near it."""
    y = on_curve(layer, n, points[-1].tau)[1]
    near = [on_curve(layer, n, point.tau) for point in points[1:-1]]
    gap = max([0.004, *(y - other for _, other in near if y - other < 0.03)])
    low, high = y - 2.4 * gap, y + 1.6 * gap
    inside = [
        on_curve(layer, n, float(tau))[0]
        for tau in np.geomspace(points[-1].tau / 30, points[-1].tau * 30, 200)
        if low < on_curve(layer, n, float(tau))[1] < high
    ]
    room = 0.3 * (max(inside) - min(inside))
    inset.set(xlim=(min(inside) - room, max(inside) + 4 * room), ylim=(low, high))
    inset.tick_params(labelsize=7)
    inset.locator_params(axis="x", nbins=4)
    inset.spines[["top", "right"]].set_visible(True)


def _inside(axes: Any, at: Place) -> bool:
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    return bool(left <= at[0] <= right and low <= at[1] <= high)


def _marks(drawing: Drawing, axes: Any, layer: Layer, n: int, named: set[str]) -> None:
    """No result; the fixed points that lie in a panel, some with their names."""
    for point in fixed_points(layer, n):
        at = on_curve(layer, n, point.tau)
        if _inside(axes, at):
            mark(axes, point, at, _OFFSETS[point.kind], named=point.kind in named, ha=_SIDES[point.kind])
            if point.kind in named:
                drawing.note("fixed points", NAMES[point.kind], [at[0]], [at[1]])


def _arrows(axes: Any, layer: Layer, n: int) -> None:
    """No result; an arrow between each two neighbouring fixed points, to the one that attracts."""
    points = fixed_points(layer, n)
    ends = [points[1].tau / 30, *(point.tau for point in points[1:]), points[-1].tau * 6]
    for index, (low, high) in enumerate(pairwise(ends)):
        onward = index == 0 or (index < len(points) - 1 and points[index + 1].attracts)
        goal = points[index + 1 if onward else index]
        tau, part = sqrt(low * high), (high / low) ** (0.12 if high / low < 2 else 0.05)
        tail, head = (on_curve(layer, n, x) for x in (tau / part, tau * part)[:: 1 if onward else -1])
        if _inside(axes, tail) and _inside(axes, head):
            arrow = {"arrowstyle": "-|>", "color": STROKES[goal.kind].colour, "lw": 0, "mutation_scale": 16}
            axes.annotate("", head, tail, arrowprops=arrow | {"shrinkA": 0, "shrinkB": 0}, zorder=5)


def _basins(drawing: Drawing, axes: Any, n: int, points: tuple[FixedPoint, ...]) -> None:
    """No result; the batches that there are, tinted by where they go, and the line between the basins."""
    m = n - 1
    least = -1 / (m - 1)
    within = np.concatenate([[least], least + np.geomspace(1e-6, 0.05, 40), np.linspace(least + 0.05, 1, 160)])
    edge = np.sqrt(np.maximum(0, (1 + (m - 1) * within) / m))
    drawing.note("portrait", "largest odd cosine", within, edge)
    drawing.note("portrait", "least odd cosine", within, -edge)
    separating = next((point.tau for point in points if point.kind == "separating"), None)
    middle = -edge if separating is None else np.clip(_border(n, separating, within), -edge, edge)
    tint: dict[str, Any] = {"linewidth": 0, "alpha": 0.13, "zorder": 0}
    axes.fill_between(within, middle, edge, color=STROKES["uniform"].colour, **tint)
    axes.fill_between(within, -edge, middle, color=STROKES["odd-point"].colour, **tint)
    axes.plot(np.concatenate([within, within[::-1]]), np.concatenate([edge, -edge[::-1]]), color=FAINT, linewidth=0.8)
    if separating is not None:
        inside = np.abs(_border(n, separating, within)) < edge
        border, stroke = np.where(inside, _border(n, separating, within), np.nan), STROKES["separating"]
        look = {"color": stroke.colour, "linestyle": stroke.line, "linewidth": 1.6, "zorder": 3}
        drawing.line(axes, "portrait", "border of the basins", within, border, **look)


def _border(n: int, separating: float, within: Any) -> Any:
    """The odd cosine at which a start has the parameter τ of the separating point: a straight line."""
    m = n - 1
    return (n + (m - 1) * within - n * n * (n - 2) * (1 - within) / separating) / (2 * m)


def _curve(drawing: Drawing, axes: Any, layer: Layer, n: int, orbits: list[Orbit], *, first: bool) -> None:
    """No result; the curve to which one layer takes every batch, and the places of the orbits on it."""
    parameters = np.concatenate([[0], np.geomspace(1e-4, 1e5 * n * n, _CURVE)])
    x, y = zip(*(on_curve(layer, n, float(tau)) for tau in parameters), strict=True)
    axes.plot(x, y, color=DATA, linewidth=1.6, zorder=3)
    if first:
        drawing.note("after one layer", "curve", x, y)
        return
    for found in orbits:
        colour = STROKES[found.goes_to].colour
        inside = [place for place in found.places[1::_THINNED] if _inside(axes, place)]
        axes.plot(*zip(*inside, strict=True), marker="o", markersize=2.6, color=colour, linestyle="none", zorder=4)


def _orbit(drawing: Drawing, axes: Any, found: Orbit) -> None:
    """No result; the start of an orbit and an arrow to where the first layer takes it."""
    colour = STROKES[found.goes_to].colour
    x, y = zip(*found.places, strict=True)
    drawing.note("orbits", f"from ({x[0]:.3f}, {y[0]:.3f}) to the {NAMES[found.goes_to]}", x, y)
    axes.plot(x[:2], y[:2], color=colour, linewidth=0.8, zorder=2)
    axes.plot(x[:1], y[:1], marker="o", markersize=3.2, color=colour, linestyle="none", zorder=2)
    arrow = {"arrowstyle": "-|>", "color": colour, "lw": 0.8, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 7}
    half = (0.55 * x[0] + 0.45 * x[1], 0.55 * y[0] + 0.45 * y[1])
    axes.annotate("", half, (x[0], y[0]), arrowprops=arrow, zorder=2)


def _alt(layer: Layer, n: int, orbits: list[Orbit]) -> str:
    at = {point.kind: on_curve(layer, n, point.tau) for point in fixed_points(layer, n)}
    says = "; ".join(
        f"the {NAMES[x.kind]} at ({at[x.kind][0]:.4f}, {at[x.kind][1]:.4f}) {'attracts' if x.attracts else 'repels'}"
        for x in fixed_points(layer, n)
    )
    odd = sum(found.goes_to == "odd-point" for found in orbits)
    return (
        f"Phase portrait of {layer} for {n} points, in the plane of the cosine within the cluster and that of the odd "
        f"point and the cluster. One layer takes every start to one curve. Fixed points on it: {says}. Of "
        f"{len(orbits)} starts {odd} go to the odd point and {len(orbits) - odd} to the uniform point."
    )


def _caption(layer: Layer) -> str:
    return (
        f"Orbits of the full reduced map of {layer}, n − 1 exchangeable points and one more, started with equal norms. "
        "The first layer takes them to the black curve, along which they go on; a part of it is magnified. The tints "
        "are the basins; the broken line between them is the separating point's. A filled mark attracts, an open one "
        "repels."
    )
