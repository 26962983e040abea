"""The figure of the eigenvalues at the odd and the uniform point against the batch size, by isotypic component."""

from __future__ import annotations

from typing import Any

import numpy as np

from bnproofs.every_batch import uniform_point
from bnproofs.figures.canvas import COLUMN, Drawing, blank
from bnproofs.figures.family import NAMES, PLAIN, STROKES, fixed_points, fold
from bnproofs.figures.palette import text_colour
from bnproofs.figures.style import BESIDE, DATA, GRID, PAPER, house_style
from bnproofs.numbers.precision import working_precision

LEAST, MOST = 3, 1000
"""The batch sizes that are drawn, unless told."""

ODD_LAW = (1.0, 1.0)
"""The numbers (c, d) of 1 − c/n − d/n², the three large eigenvalues at the odd point for large n.

Source: derivations/odd_point_asymptotics.py, in the statement table as `odd-point-expansion`.
"""

_MARKS = 28
_TICKS = (3, 5, 7, 10, 20, 30, 60, 100, 200, 300, 600, 1000, 3000, 10000)
_SHAPES = {"trivial": "o", "standard": "s", "(m-2,2)": "^", "(n-2,2)": "^"}
_HIGHEST = 2.3


def uniform_law() -> tuple[float, float]:
    """The numbers (c, d) of 1 − c/n − d/n², the standard eigenvalue at the uniform point for large n, as proved."""
    with working_precision(64):
        return float(uniform_point.limit()), float(uniform_point.correction())


def batches(least: int, most: int) -> list[int]:
    """The batch sizes that are drawn: all small ones, then evenly spaced on a logarithmic axis."""
    spaced = np.geomspace(least, most, _MARKS).round().astype(int).tolist()
    return sorted({n for n in (*range(least, min(most, 10) + 1), *spaced) if least <= n <= most})


def series(kind: str, least: int, most: int) -> dict[tuple[str, int], tuple[list[int], list[float]]]:
    """The eigenvalues against n at a fixed point, by component and their place in it, the largest first."""
    result: dict[tuple[str, int], tuple[list[int], list[float]]] = {}
    for n in batches(least, most):
        for point in fixed_points(PLAIN, n):
            seen: dict[str, int] = {}
            for component, _, value in point.eigenvalues if point.kind == kind else ():
                seen[component] = seen.get(component, -1) + 1
                x, y = result.setdefault((component, seen[component]), ([], []))
                x.append(n)
                y.append(value)
    return result


@house_style()
def draw(least: int = LEAST, most: int = MOST, *, at: int | None = None) -> Drawing:
    """The drawing of the eigenvalues λ for least ≤ n ≤ most, and of n(1 − λ), with the laws 1 − c/n − d/n².

    Raises:
        InputError: a batch size out of range, or matplotlib is missing.
    """
    drawing = blank(7.4, COLUMN)
    above, below = drawing.figure.subplots(2, 1, sharex=True)
    for kind in ("odd-point", "uniform"):
        for (component, place), (n, values) in series(kind, least, most).items():
            name = f"{NAMES[kind]}, {component}" + (", second" if place else "")
            style = {
                "color": STROKES[kind].colour,
                "linewidth": 1.1,
                "marker": _SHAPES[component],
                "markersize": 4.2,
                "markerfacecolor": STROKES[kind].colour if not place else PAPER,
            }
            drawing.line(above, "eigenvalue", name, n, values, label=name, **style)
            drawing.line(
                below, "n(1 - eigenvalue)", name, n, [x * (1 - y) for x, y in zip(n, values, strict=True)], **style
            )
    _laws(drawing, above, below, least, most)
    drawing.level(above, "eigenvalue", "1", 1.0, color=DATA, linewidth=0.9, zorder=1)
    above.set(
        xscale="log", ylabel="eigenvalue λ", title="Eigenvalues of one layer on rays, by component", ylim=(0, 1.05)
    )
    below.set(xlabel="number n of points", ylabel="n (1 − λ)", ylim=(0, _HIGHEST))
    shown = [n for n in _TICKS if least <= n <= most]
    below.set_xticks(shown, [str(n) for n in shown])
    below.set_xticks([], minor=True)
    below.set_xlim(least / 1.06, most * 1.06)
    for axes in (above, below):
        axes.set_axisbelow(True)
        axes.grid(color=GRID, linewidth=0.6)
        if at is not None:
            axes.axvline(at, color=DATA, linewidth=0.9, linestyle=(0, (1, 2)))
    drawing.figure.legend(*above.get_legend_handles_labels(), loc="outside lower center", ncols=2, frameon=False)
    return drawing.described(_alt(least, most), _caption(at))


def _laws(drawing: Drawing, above: Any, below: Any, least: int, most: int) -> None:
    """No result; the laws for large n, and their constants at the right of the lower panel."""
    for kind, (c, d), start in (("odd-point", ODD_LAW, max(least, fold()[0])), ("uniform", uniform_law(), least)):
        if most <= start:
            continue
        n = np.geomspace(start, most, 120)
        style: dict[str, Any] = {"color": DATA, "linewidth": 1.2, "linestyle": (0, (4, 2)), "zorder": 4}
        name = f"law of the {NAMES[kind]}"
        drawing.line(above, "eigenvalue", name, n, 1 - c / n - d / n**2, **style)
        drawing.line(below, "n(1 - eigenvalue)", name, n, c + d / n, **style)
        says = f"n (1 − λ) → {c:.4g}" if kind == "uniform" else "n (1 − λ) → 1"
        colour = text_colour(STROKES[kind].colour)
        look = {"color": colour, "ha": "right", "va": "bottom", "bbox": BESIDE}
        below.annotate(says, (most, c), (-2, 5), textcoords="offset points", **look)


def _alt(least: int, most: int) -> str:
    says = []
    for kind, (c, _) in (("odd-point", ODD_LAW), ("uniform", uniform_law())):
        found = [point for point in fixed_points(PLAIN, most) if point.kind == kind]
        for point in found:
            parts = ", ".join(f"{value:.5f} on {component}" for component, _, value in point.eigenvalues)
            says.append(f"at the {NAMES[kind]} they are {parts}, and the largest go like 1 − {c:.4g}/n")
    return (
        f"Eigenvalues of rc+relu against the number n of points from {least} to {most}, all below 1. "
        f"For n = {most}, {'; '.join(says)}."
    )


def _caption(at: int | None) -> str:
    here = f" The dotted line is at n = {at}." if at is not None else ""
    return (
        "Proved eigenvalues of one layer of recentring + ReLU on rays, at the odd point (blue) and at the uniform "
        "point (green), by isotypic component. Below, their distance from 1 times n. Broken lines are the laws "
        f"1 − c/n − d/n² with the derived c and d.{here}"
    )
