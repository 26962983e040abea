"""Fixed points as marks: filled if they attract, open if they repel, with their names beside them."""

from __future__ import annotations

from typing import Any

from bnproofs.figures.family import NAMES, STROKES, FixedPoint
from bnproofs.figures.palette import text_colour
from bnproofs.figures.style import PAPER

_SHAPES = {"ideal": "D", "odd-point": "o", "separating": "s", "uniform": "o"}


def look(kind: str, attracts: bool, size: float = 8) -> dict[str, Any]:
    """The look of a mark of matplotlib for a kind of fixed point."""
    colour = STROKES[kind].colour
    return {
        "marker": _SHAPES[kind],
        "color": colour,
        "markerfacecolor": colour if attracts else PAPER,
        "markeredgewidth": 1.6,
        "markersize": size,
        "linestyle": "none",
    }


def mark(
    axes: Any,
    point: FixedPoint,
    at: tuple[float, float],
    offset: tuple[float, float],
    *,
    named: bool = True,
    **text: Any,
) -> None:
    """No result; the mark of a fixed point at a place, and what it is called and does, `offset` points from there."""
    axes.plot(*[[x] for x in at], zorder=5, **look(point.kind, point.attracts))
    if not named:
        return
    says = f"{NAMES[point.kind]}\n{'attracts' if point.attracts else 'repels'}"
    colour = text_colour(STROKES[point.kind].colour)
    axes.annotate(says, at, offset, textcoords="offset points", color=colour, zorder=6, **text)
