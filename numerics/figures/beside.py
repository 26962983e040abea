"""Heat maps of a simulation above those of a theory, layer by layer, with their distance."""

from __future__ import annotations

from typing import Any

import numpy as np

from bnproofs.extras import optional
from bnproofs.figures.canvas import WIDTH, Drawing, blank
from bnproofs.figures.style import title
from numerics.arrays import Floats

_ROWS = ("simulation", "theory")


def distance(one: Floats, other: Floats) -> float:
    """The root of the mean squared difference of two matrices of cosines, off their diagonals."""
    off = ~np.eye(len(one), dtype=bool)
    return float(np.sqrt(np.mean((one - other)[off] ** 2))) if off.any() else 0.0


def beside(panels: list[tuple[str, Floats]], theory: list[Floats], below: str) -> Drawing:
    """The drawing of the matrices of a simulation, by their names, above those of a theory for the same layers."""
    columns = len(panels)
    side = min((WIDTH - 1.4) / columns, 2.6)
    drawing = blank(1.5 + 2 * side, 1.4 + columns * side if columns > 2 else WIDTH)
    grid = drawing.figure.subplots(2, columns, squeeze=False, sharex=True, sharey=True)
    picture: Any = None
    for column, ((name, simulated), said) in enumerate(zip(panels, theory, strict=True)):
        for axes, kind, values in zip(grid[:, column], _ROWS, (simulated, said), strict=True):
            picture = _heat_map(drawing, axes, f"{name}, {kind}", values)
        grid[0, column].set_title(name)
        start = "the same start" if column == 0 else f"distance {distance(simulated, said):.3f}"
        grid[1, column].set_title(start, fontsize=8.5)
    for axes, kind in zip(grid[:, 0], _ROWS, strict=True):
        axes.set_ylabel(kind, fontsize=10)
    drawing.figure.colorbar(picture, ax=grid.ravel().tolist(), label="cosine", shrink=0.85, aspect=32)
    drawing.figure.supxlabel("place of the point in the batch, the odd one last", fontsize="medium")
    title(drawing.figure, "One batch in a network of finite width, and what the theory says of infinite width", below)
    return drawing.described(_alt(panels, theory), _CAPTION)


_CAPTION = (
    "Cosines of all pairs of points of one batch. Above: one simulated network. Below: the mean-field map applied to "
    "the first matrix again and again. Distance: root mean square over all pairs."
)


def _heat_map(drawing: Drawing, axes: Any, name: str, values: Floats) -> Any:
    size = len(values)
    locator = optional("matplotlib.ticker", "figures").MaxNLocator
    extent = (0.5, size + 0.5, size + 0.5, 0.5)
    picture = axes.imshow(values, cmap="RdBu_r", vmin=-1, vmax=1, extent=extent, interpolation="nearest")
    axes.xaxis.set_major_locator(locator(4, integer=True))
    axes.yaxis.set_major_locator(locator(4, integer=True))
    for place, row in enumerate(values, 1):
        drawing.note(name, f"row {place}", range(1, size + 1), row)
    return picture


def _alt(panels: list[tuple[str, Floats]], theory: list[Floats]) -> str:
    says = [
        f"{name}, {_means(simulated)} simulated, {_means(said)} in theory, distance {distance(simulated, said):.3f}"
        for (name, simulated), said in zip(panels, theory, strict=True)
    ]
    return (
        "Heat maps of the cosines of one batch, simulation above theory; of each the mean cosine among all points but "
        f"the last and that with the last: {'; '.join(says)}."
    )


def _means(values: Floats) -> str:
    if len(values) < 3:
        return f"{values[0, -1]:.3f}"
    cluster = values[:-1, :-1][~np.eye(len(values) - 1, dtype=bool)]
    return f"{cluster.mean():.3f} and {values[-1, :-1].mean():.3f}"
