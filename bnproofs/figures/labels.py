"""What is written beside a panel: the names of horizontal lines, kept apart, and numbers at an axis."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bnproofs.extras import optional
from bnproofs.figures.palette import text_colour


def spread(heights: Any, gap: float) -> NDArray[np.float64]:
    """The heights nearest to those given, in the sense of least squares, in the same order and at least `gap` apart.

    Groups of heights that get in each other's way are merged, and stand around their mean.
    """
    given = np.asarray(heights, dtype=np.float64)
    order = np.argsort(given, kind="stable")
    groups: list[tuple[float, int]] = []
    for height in given[order] - gap * np.arange(len(given)):
        mean, count = float(height), 1
        while groups and groups[-1][0] >= mean:
            other, others = groups.pop()
            mean, count = (mean * count + other * others) / (count + others), count + others
        groups.append((mean, count))
    result = np.empty_like(given)
    result[order] = np.repeat([mean for mean, _ in groups], [count for _, count in groups])
    result[order] += gap * np.arange(len(given))
    return result


def label_levels(axes: Any, levels: list[tuple[float, str, str]], *, gap: float = 0.11) -> None:
    """No result; the levels (y, text, colour) named at the right of the panel, whose limits must not change any more.

    `gap` is the least distance of two texts, in heights of the panel.
    """
    if not levels:
        return
    to_panel = axes.transData + axes.transAxes.inverted()
    heights = [float(to_panel.transform((1.0, y))[1]) for y, _, _ in levels]
    for height, beside, (_, text, colour) in zip(heights, spread(heights, gap), levels, strict=True):
        axes.annotate(
            text,
            (1.0, height),
            (1.025, beside),
            xycoords="axes fraction",
            textcoords="axes fraction",
            color=text_colour(colour),
            fontsize=8.5,
            va="center",
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": colour, "lw": 0.7, "shrinkA": 1, "shrinkB": 0},
        )


def plain_logarithms(axis: Any) -> None:
    """No result; a logarithmic axis of a few decades with the labels 0.5, 1, 2, 5, 10, …"""
    ticker = optional("matplotlib.ticker", "figures")
    axis.set_major_locator(ticker.LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: f"{value:g}"))
    axis.set_minor_formatter(ticker.NullFormatter())
