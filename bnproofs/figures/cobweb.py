"""The figure of the reduced map: cobwebs around the ideal and odd points, and around the separating and uniform points.

One layer moves τ by a few per cent only, so the figure shows the map of ten layers, the tenfold iterate, with the same
fixed points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bnproofs.figures.canvas import COLUMN, WIDTH, Drawing, blank
from bnproofs.figures.family import NAMES, PLAIN, FixedPoint, fixed_points, next_tau
from bnproofs.figures.marks import mark
from bnproofs.figures.style import DATA, FAINT, GRID, SECOND, counted, house_style
from bnproofs.layer import Layer

LAYERS = 10
"""The number of layers of one step of a cobweb."""

_DOTS = 200
_CROWDED = 0.25
"""The distance to the next fixed point, in widths of a panel, below which a name stands on the other side."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One cobweb: range of τ, marked fixed points, starts and length of orbits."""

    low: float
    high: float
    marks: tuple[FixedPoint, ...]
    starts: tuple[float, ...]
    steps: int

    @property
    def name(self) -> str:
        """The names of the fixed points in it."""
        return " and ".join(NAMES[point.kind] for point in self.marks)


def panels(layer: Layer, n: int) -> tuple[Panel, ...]:
    """The two cobwebs for a batch of n points with an odd point, or the one without, from the proved fixed points."""
    points = fixed_points(layer, n)
    if len(points) == 2:
        uniform = points[1].tau
        return (Panel(-0.1 * uniform, 1.5 * uniform, points, (uniform / 60, 1.45 * uniform), 8),)
    ideal, odd, separating, last = points
    gap = last.tau - separating.tau
    starts = (separating.tau - 0.12 * gap, separating.tau + 0.12 * gap, last.tau + 0.8 * gap)
    return (
        Panel(-0.22 * odd.tau, 2 * odd.tau, (ideal, odd), (odd.tau / 40, 1.9 * odd.tau), 8),
        Panel(separating.tau - 1.2 * gap, last.tau + 0.9 * gap, (separating, last), starts, 10),
    )


def image(layer: Layer, n: int, tau: float) -> float:
    """The value of τ after ten layers, in doubles."""
    step = next_tau(layer, n)
    for _ in range(LAYERS):
        tau = step(tau)
    return tau


def cobweb(layer: Layer, n: int, start: float, steps: int) -> tuple[list[float], list[float]]:
    """The corners of the cobweb of an orbit: vertical to the curve, horizontal to the diagonal."""
    x, y = [start], [start]
    for _ in range(steps):
        ahead = image(layer, n, x[-1])
        x += [x[-1], ahead]
        y += [ahead, ahead]
    return x, y


@house_style()
def draw(n: int, layer: Layer = PLAIN, *, stacked: bool = False) -> Drawing:
    """The drawing of the cobwebs of a batch of n points, side by side or one below the other.

    Raises:
        InputError: a layer without a reduced map, n out of range, or matplotlib is missing.
    """
    shown = panels(layer, n)
    rows = len(shown) if stacked else 1
    width = COLUMN if stacked or len(shown) == 1 else WIDTH
    drawing = blank(0.4 + 4.4 * rows, width)
    grid = drawing.figure.subplots(rows, len(shown) // rows, squeeze=False).ravel()
    for axes, panel in zip(grid, shown, strict=True):
        _cobweb(drawing, axes, layer, n, panel)
    drawing.figure.suptitle(f"The reduced map of {layer}, n = {n}, and all its fixed points")
    return drawing.described(_alt(layer, n), _caption(layer, n))


def _cobweb(drawing: Drawing, axes: Any, layer: Layer, n: int, panel: Panel) -> None:
    tau = np.linspace(max(0.0, panel.low), panel.high, _DOTS)
    ahead = [image(layer, n, float(x)) for x in tau]
    drawing.line(axes, panel.name, "diagonal", tau, tau, color=FAINT, linewidth=1, linestyle="--", label="the diagonal")
    label = f"τ after {counted(LAYERS, 'layer')}"
    drawing.line(axes, panel.name, "map", tau, ahead, color=DATA, linewidth=1.7, label=label)
    for start in panel.starts:
        x, y = cobweb(layer, n, start, panel.steps)
        drawing.line(axes, panel.name, f"orbit from {start:.6g}", x, y, color=SECOND, linewidth=1.1)
        arrow = {"arrowstyle": "-|>", "color": SECOND, "lw": 1.1, "shrinkA": 0, "shrinkB": 0, "mutation_scale": 9}
        axes.annotate("", ((x[2] + x[3]) / 2, y[2] / 2 + y[3] / 2), (x[2], y[2]), arrowprops=arrow)
    shown = [point for point in fixed_points(layer, n) if panel.low <= point.tau <= panel.high]
    for point in shown:
        drawing.note(panel.name, f"fixed: {NAMES[point.kind]}", [point.tau], [point.tau])
        beyond = [other.tau - point.tau for other in shown if other.tau > point.tau > 0]
        crowded = min(beyond, default=np.inf) < _CROWDED * (panel.high - panel.low)
        mark(axes, point, (point.tau, point.tau), (-66, 8) if crowded else (12, -26))
    says = ", ".join(f"the {NAMES[x.kind]} {'attracts' if x.attracts else 'repels'}" for x in panel.marks)
    axes.set(xlim=(panel.low, panel.high), ylim=(panel.low, panel.high), xlabel="τ", ylabel=label, title=says)
    axes.set_axisbelow(True)
    axes.grid(color=GRID, linewidth=0.6)
    axes.legend(loc="upper left", frameon=False)


def _alt(layer: Layer, n: int) -> str:
    says = [
        f"the {NAMES[point.kind]} at τ = {point.tau:.5g} {'attracts' if point.attracts else 'repels'}"
        for point in fixed_points(layer, n)
    ]
    return (
        f"Cobwebs of the reduced map τ ↦ τ′ of {layer} on a batch of {n} points, ten layers a step. "
        f"The curve meets the diagonal at {counted(len(says), 'fixed point')}: {'; '.join(says)}."
    )


def _caption(layer: Layer, n: int) -> str:
    return (
        f"The reduced map of {layer} on {n} points. Each step of a cobweb is {LAYERS} layers: up or down to the curve, "
        "across to the diagonal. A filled mark attracts, an open one repels."
    )
