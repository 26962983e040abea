"""The animation of a batch that collapses, layer by layer, to a cluster and an odd point, with the theory's target."""

from __future__ import annotations

from typing import Any

import numpy as np

from bnproofs.figures.canvas import Drawing, blank
from bnproofs.figures.film import Film
from bnproofs.figures.style import DATA, FAINT, GRID, LAW, MUTED, PAPER, house_style, strokes_of, words
from numerics.figures.scene import Scene, scene, target_places
from numerics.figures.setting import setting
from numerics.run import Run

_SLOW, _STEP, _HOLD = 8, 80, 2400
_WIDTH = 6.0
_BLUE = strokes_of([("cluster", True)])["cluster"].colour


@house_style()
def draw(run: Run) -> Film:
    """The film of the points of the first replica in a plane, above their cosines against depth.

    Raises:
        InputError: too few Gram matrices were kept, or matplotlib is missing.
    """
    shown = scene(run)
    window = _window(shown)
    (left, right), (low, high) = window
    tall = _WIDTH * (high - low) / (right - left)
    drawing = blank(tall + 2.1, _WIDTH)
    plane, strip = drawing.figure.subplots(2, 1, height_ratios=(tall, 1.3))
    drawing.figure.suptitle(setting(run).replace(", Gram chain", ""), fontsize=8.5, color=MUTED, parse_math=False)
    dots, odd, trail, caption = _plane(drawing, plane, shown, window)
    lines = _strip(drawing, strip, shown)
    heading = plane.set_title(" ", fontsize=13, loc="left")
    for layer, points in zip(shown.layers, shown.points, strict=True):
        drawing.note(f"layer {layer}", "points in the plane", points[:, 0], points[:, 1])

    def show(at: int) -> None:
        points = shown.points[at]
        rest = np.delete(points, shown.odd, 0)
        dots.set_data(rest[:, 0], rest[:, 1])
        odd.set_data([points[shown.odd, 0]], [points[shown.odd, 1]])
        past = np.array([frame[shown.odd] for frame in shown.points[: at + 1]])
        trail.set_data(past[:, 0], past[:, 1])
        heading.set_text(f"layer {shown.layers[at]}")
        within, across = shown.cosines[at]
        caption.set_text(f"cosine within the cluster {within:.3f}\ncosine with the odd point {across:.3f}")
        for line, series in zip(lines, shown.cosines.T, strict=True):
            line.set_data(shown.layers[: at + 1], series[: at + 1])

    last = len(shown.layers) - 1
    show(last)
    durations = [700, *(160 if at < _SLOW else _STEP for at in range(1, last)), _HOLD]
    return Film(drawing.described(_alt(run, shown), _CAPTION), show, durations)


def _window(shown: Scene) -> tuple[tuple[float, float], tuple[float, float]]:
    """The part of the plane that holds all points of all layers, and the target."""
    everything = np.concatenate([*shown.points, np.array([[x, 0.0] for x in _target(shown)]).reshape(-1, 2)])
    (left, low), (right, high) = everything.min(axis=0), everything.max(axis=0)
    room = 0.09 * (right - left)
    half = max(high - low, 0.4 * (right - left)) / 2 + 0.4 * room
    return (left - room, right + 1.3 * room), ((low + high) / 2 - half, (low + high) / 2 + half)


def _target(shown: Scene) -> tuple[float, ...]:
    """The places of the cluster and of the odd point in the proved attractor; none if it has none."""
    if shown.target is None or shown.target.cos_cluster <= shown.target.cos_odd:
        return ()
    return target_places(shown.target, len(shown.points[0]))


def _plane(drawing: Drawing, axes: Any, shown: Scene, window: Any) -> tuple[Any, Any, Any, Any]:
    """The points of the cluster, the odd point, its trail and the words, all to be filled."""
    ring = {"linestyle": "none", "marker": "o", "markerfacecolor": "none", "markersize": 22, "markeredgewidth": 1.5}
    for at, name, colour in zip(_target(shown), ("cluster", "odd point"), (_BLUE, LAW), strict=False):
        drawing.line(axes, "target", name, [at], [0.0], color=colour, zorder=1, **ring)
        text = {"ha": "center", "va": "top", "textcoords": "offset points", "color": DATA, "fontsize": 8.5}
        axes.annotate(f"theory: {name}", (at, 0), (0, -26 if name == "cluster" else -15), zorder=1, **text)
    if shown.target is not None and not _target(shown):
        turn = np.linspace(0, 2 * np.pi, 73)
        radius = np.sqrt(2 * (1 - shown.target.cos_cluster) / len(shown.points[0]))
        circle = {"color": FAINT, "linewidth": 1.2, "zorder": 1}
        name = f"{words(shown.target.name)}, root mean square of a regular simplex in a plane"
        drawing.line(axes, "target", name, radius * np.cos(turn), radius * np.sin(turn), **circle)
        text = {"ha": "center", "va": "top", "textcoords": "offset points", "color": DATA, "fontsize": 8.5}
        axes.annotate(f"theory: {words(shown.target.name)}, typical distance", (0, -radius), (0, -6), **text)
    axes.set(xlim=window[0], ylim=window[1], aspect="equal")
    axes.set(xticks=[], yticks=[])
    axes.spines[:].set_visible(False)
    none: list[float] = []
    (trail,) = axes.plot(none, none, color=LAW, linewidth=0.9, alpha=0.55, zorder=2)
    (dots,) = axes.plot(none, none, "o", color=_BLUE, markersize=6.5, markeredgecolor=PAPER, markeredgewidth=0.6)
    (odd_one,) = axes.plot(none, none, "D", color=LAW, markersize=8, markeredgecolor=PAPER, markeredgewidth=0.8)
    caption = axes.text(0.99, 1.01, "", transform=axes.transAxes, ha="right", va="bottom", fontsize=9, color=DATA)
    return dots, odd_one, trail, caption


def _strip(drawing: Drawing, axes: Any, shown: Scene) -> list[Any]:
    """The two curves of cosines against depth, to be filled; the levels are the theory's."""
    target, lines = shown.target, []
    close = abs(shown.cosines[-1, 0] - shown.cosines[-1, 1]) < 0.25
    pairs = (("cluster", _BLUE, "-"), ("odd point", LAW, "--"))
    for index, (name, colour, style) in enumerate(pairs):
        if target is not None:
            value = (target.cos_cluster, target.cos_odd)[index]
            drawing.level(axes, "cosines", f"theory, {name}", value, color=FAINT, linewidth=1, linestyle=":", zorder=1)
        lines += axes.plot([], [], color=colour, linewidth=1.8, linestyle=style, zorder=3)
        drawing.note("cosines", name, shown.layers, shown.cosines[:, index])
        says = "within the cluster" if name == "cluster" else "with the odd point"
        high = float(shown.cosines[-1, index])
        above = index == 0 if close else high < 0.5
        place = {"xytext": (-2, 7 if above else -12), "textcoords": "offset points", "ha": "right"}
        axes.annotate(says, (shown.layers[-1], high), fontsize=8.5, color=DATA, **place)
    axes.set(xlim=(shown.layers[0], shown.layers[-1]), ylim=(-0.06, 1.06), xlabel="layer", ylabel="mean cosine")
    axes.grid(color=GRID, linewidth=0.6)
    return lines


_CAPTION = (
    "A batch in one simulated network, layer by layer, in a plane that turns slowly. Rings are where the proved "
    "attractor has its cluster and its odd point; below, the mean cosines with the proved values as dotted lines."
)


def _alt(run: Run, shown: Scene) -> str:
    (start, _), (within, across) = shown.cosines[0], shown.cosines[-1]
    ends = f"the theory's {words(shown.target.name)}" if shown.target is not None else "what the last layer shows"
    return (
        f"Animation of {run.specification.batch} points in a {run.specification.layer} network of width "
        f"{run.specification.width}: from layer {shown.layers[0]}, with the mean cosine {start:.3f} among all points "
        f"but one, to layer {shown.layers[-1]}, with {within:.3f} among them and {across:.3f} with the one that is "
        f"left, next to {ends}."
    )
