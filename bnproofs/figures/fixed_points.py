"""The figure of the fixed points of recentring + ReLU against the batch size, and of how fast they attract or repel.

Lines are the zeros of the fixed-point form for real n, in doubles; marks are the proved enclosures for whole n; the
saddle node is the proved double zero.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from bnproofs.configurations import odd_family, two_clusters, uniform
from bnproofs.every_batch.forms import constant, variable
from bnproofs.extras import optional
from bnproofs.figures.canvas import COLUMN, Drawing, blank
from bnproofs.figures.family import NAMES, PLAIN, STROKES, fixed_points, fold
from bnproofs.figures.labels import plain_logarithms
from bnproofs.figures.marks import look
from bnproofs.figures.palette import text_colour
from bnproofs.figures.style import BESIDE, DATA, GRID, PAPER, house_style
from bnproofs.fixed_points.flow import log_change

LEAST, MOST = 3, 60
"""The batch sizes that are drawn, unless told."""

_GRID, _HALVINGS, _REAL = 2000, 60, 70
_MARKS = 26
_TICKS = (3, 4, 5, 6, 7, 8, 10, 15, 20, 30, 40, 60, 100, 200, 500, 1000)


def whole_batches(least: int, most: int) -> list[int]:
    """The batch sizes with a mark: all small ones, then evenly spaced on a logarithmic axis."""
    spaced = np.geomspace(least, most, _MARKS).round().astype(int).tolist()
    return sorted({n for n in (*range(least, min(most, 12) + 1), *spaced) if least <= n <= most})


def inner_tangents(n: float) -> tuple[float, float]:
    """The zeros T = √τ of the fixed-point form below the uniform point, for a real n > n_c, in doubles."""
    limit = np.sqrt(n * (n - 2))
    grid = np.concatenate([np.geomspace(0.1 / n, limit / 2, _GRID), limit * (1 - np.geomspace(0.5, 1e-3, _GRID))])
    low = grid[int(np.argmin(odd_family.fixed_point_form(n, grid, np.ones_like(grid)) / (1 + grid**2)))]
    return _zero(n, 0.1 / n, low), _zero(n, limit * (1 - 1e-6), low)


def multiplier(n: float, tangent: float) -> float:
    """The multiplier d log τ'/d log τ of the reduced map at T = √τ, which is dτ'/dτ at a fixed point."""
    batch: Any = constant(n)
    change = log_change(batch, variable(tangent), constant(1))
    return float(1 + tangent * change / 2)


@house_style()
def draw(least: int = LEAST, most: int = MOST, *, at: int | None = None) -> Drawing:
    """The drawing of the fixed points for least ≤ n ≤ most; a vertical line stands `at` one batch size.

    Raises:
        InputError: a batch size out of range, or matplotlib is missing.
    """
    drawing = blank(6.6, COLUMN)
    above, below = drawing.figure.subplots(2, 1, sharex=True, height_ratios=(1.25, 1))
    for kind, n, tau, along in _branches(least, most):
        stroke = STROKES[kind]
        style = {"color": stroke.colour, "linestyle": stroke.line, "linewidth": 1.8}
        if kind != "ideal":
            drawing.line(above, "tau", f"{NAMES[kind]}, real n", n, tau, **style)
        drawing.line(below, "multiplier", f"{NAMES[kind]}, real n", n, along, **style)
    _marks(drawing, above, below, least, most)
    above.set(yscale="log", ylabel="τ = s²/c²", xscale="log", title="Fixed points of the reduced map τ ↦ τ′")
    below.set(xlabel="number n of points", ylabel="multiplier dτ′/dτ", ylim=(0.74, 1.3))
    below.set_title("below 1 they attract, above 1 they repel")
    drawing.level(below, "multiplier", "1", 1.0, color=DATA, linewidth=0.9, zorder=1)
    plain_logarithms(above.yaxis)
    above.yaxis.set_major_locator(_powers())
    shown = [n for n in _TICKS if least <= n <= most]
    below.set_xticks(shown, [str(n) for n in shown])
    below.set_xticks([], minor=True)
    below.set_xlim(least / 1.04, most * 1.04)
    for axes in (above, below):
        axes.set_axisbelow(True)
        axes.grid(color=GRID, linewidth=0.6)
        if at is not None:
            axes.axvline(at, color=DATA, linewidth=0.9, linestyle=(0, (1, 2)))
    _names(above, below, least, most)
    return drawing.described(_alt(least, most), _caption(at))


def _powers() -> Any:
    return optional("matplotlib.ticker", "figures").LogLocator(10, numticks=12)


def _branches(least: int, most: int) -> Iterator[tuple[str, Any, Any, Any]]:
    """(kind, n, τ, dτ'/dτ) along the branches, for real n."""
    n = np.geomspace(least, most, _REAL)
    yield "ideal", n, np.zeros_like(n), [float(two_clusters.transverse_multiplier(x, 1)) for x in n]
    yield "uniform", n, n * (n - 2), [float(uniform.standard_eigenvalue(x)) for x in n]
    start, tau = fold()
    if most <= start:
        return
    near = start * (1 + np.geomspace(1e-5, 0.1, 14))
    beyond = np.unique(np.concatenate([near[near < most], n[n > start * 1.1], [most]]))
    inner = np.array([inner_tangents(float(x)) for x in beyond])
    for kind, tangents in zip(("odd-point", "separating"), inner.T, strict=True):
        along = [multiplier(float(x), float(t)) for x, t in zip(beyond, tangents, strict=True)]
        yield kind, np.append(start, beyond), np.append(tau, tangents**2), np.append(1.0, along)


def _marks(drawing: Drawing, above: Any, below: Any, least: int, most: int) -> None:
    """No result; the enclosures for whole n, and the saddle node."""
    found = [(n, point) for n in whole_batches(least, most) for point in fixed_points(PLAIN, n)]
    for kind in NAMES:
        mine = [(n, point) for n, point in found if point.kind == kind]
        if not mine:
            continue
        batches, style = [n for n, _ in mine], look(kind, mine[0][1].attracts, 4.5) | {"markeredgewidth": 1.2}
        if kind != "ideal":
            drawing.line(above, "tau", NAMES[kind], batches, [point.tau for _, point in mine], **style)
        drawing.line(below, "multiplier", NAMES[kind], batches, [point.along() for _, point in mine], **style)
    start, tau = fold()
    if least <= start <= most:
        star = {"marker": "*", "markersize": 13, "color": DATA, "markeredgecolor": PAPER, "linestyle": "none"}
        drawing.line(above, "tau", "saddle node", [start], [tau], zorder=6, **star)
        drawing.line(below, "multiplier", "saddle node", [start], [1.0], zorder=6, **star)
        words = {"textcoords": "offset points", "ha": "right", "va": "center"}
        above.annotate(f"saddle node\nn_c = {start:.6f}", (start, tau), (-9, -11), **words)


def _names(above: Any, below: Any, least: int, most: int) -> None:
    """No result; the names beside the branches, each at a share of the axis where there is room."""
    places = {
        "odd-point": (above, 0.62, (-6, -12), "right", "odd point, attracts"),
        "separating": (above, 0.6, (8, -13), "left", "separating point, repels"),
        "uniform": (above, 0.45, (-6, 9), "right", "uniform point, attracts"),
        "ideal": (below, 0.5, (8, 5), "left", "ideal (τ = 0), repels"),
    }
    for kind, (axes, share, offset, side, says) in places.items():
        n = round(least ** (1 - share) * most**share)
        point = next((point for point in fixed_points(PLAIN, n) if point.kind == kind), None)
        if point is not None:
            look = {
                "color": text_colour(STROKES[kind].colour),
                "ha": side,
                "textcoords": "offset points",
                "bbox": BESIDE,
            }
            axes.annotate(says, (n, point.along() if axes is below else point.tau), offset, **look)


def _alt(least: int, most: int) -> str:
    start, tau = fold()
    points = {point.kind: point for point in fixed_points(PLAIN, most)}
    says = [f"the uniform point, τ = n² − 2n, attracts for every n from {least} to {most}"]
    if least < start < most:
        says.append(
            f"an odd point, which attracts, and a separating point, which repels, are born in a saddle node at n_c = "
            f"{start:.6f}, τ = {tau:.5f}"
        )
    if "odd-point" in points:
        ends = (
            f"τ = {points[kind].tau:.4g}, dτ′/dτ = {points[kind].along():.4f}" for kind in ("odd-point", "separating")
        )
        says.append("at n = {} they are {} at the odd and {} at the separating point".format(most, *ends))
    return f"Fixed points of the reduced map of rc+relu against the number of points: {'; '.join(says)}."


def _caption(at: int | None) -> str:
    here = f" The dotted line is at n = {at}." if at is not None else ""
    return (
        "The fixed points of recentring + ReLU against the batch size, and the multiplier of the reduced map there. "
        f"Marks are proved enclosures, the star is the proved saddle node; lines join them for real n.{here}"
    )


def _zero(n: float, outer: float, inner: float) -> float:
    """The zero of the form between a tangent where it is positive and one where it is not, by bisection."""
    for _ in range(_HALVINGS):
        middle = (outer + inner) / 2
        positive = float(odd_family.fixed_point_form(n, middle, 1.0)) > 0
        outer, inner = (middle, inner) if positive else (outer, middle)
    return (outer + inner) / 2
