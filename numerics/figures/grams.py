"""The figure of the Gram matrices of one replica, as heat maps of cosines, above those of the theory if it is given."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from bnproofs.errors import InputError
from bnproofs.extras import optional
from bnproofs.figures.canvas import WIDTH, Drawing, blank
from bnproofs.figures.style import house_style, title, words
from numerics.arrays import Floats, Integers
from numerics.figures.beside import beside
from numerics.figures.setting import setting
from numerics.references import Reference
from numerics.run import Run

MOST_PANELS = 8
"""The most matrices of a run that are drawn; the theory's comes on top."""

MOST_PAIRS = 6
"""The most matrices of a run that are drawn above those of a theory."""

MOST_POINTS = 100
"""The most points of a batch that are drawn; of larger batches some, and the odd point."""

_COLUMNS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 3, 6: 3, 7: 4, 8: 4, 9: 3}


Orbit = Callable[[Floats, list[int]], list[Floats]]
"""What a theory says: the Gram matrices that a given one becomes after so many layers, in increasing order."""


@house_style()
def draw(run: Run, theory: Orbit | None = None) -> Drawing:
    """The drawing of the Gram matrices that were kept of the first replica, as cosines from −1 to 1.

    The odd point of the last matrix comes last in all of them. Below each there is what the `theory` makes of the first
    one. Without it, the last panel is the certified attractor that the last matrix is nearest to, if there are any.

    Raises:
        InputError: no Gram matrix was kept, or matplotlib is missing.
    """
    specification, n = run.specification, run.specification.batch
    there = np.flatnonzero(np.isfinite(run.grams).all(axis=(1, 2)))
    if not len(there):
        raise InputError("no Gram matrix of this run is kept: simulate with --grams, for example --grams 0,10,100")
    there = there[np.argsort(np.array(specification.snapshots)[there])]
    most = MOST_PANELS if theory is None else MOST_PAIRS
    shown = there[np.unique(np.linspace(0, len(there) - 1, most).round().astype(int))]
    order = drawn_points(cosines(run.grams[there[-1]]))
    depths = [int(specification.snapshots[at]) for at in shown]
    panels = [(f"layer {depth}", _drawn(run.grams[at], order)) for depth, at in zip(depths, shown, strict=True)]
    below = f"{setting(run)}{_some(len(order), n)}"
    if theory is not None:
        start = run.grams[shown[0]]
        said = [start, *theory(start, [depth - depths[0] for depth in depths[1:]])] if len(depths) > 1 else [start]
        return beside(panels, [_drawn(gram, order) for gram in said], below)
    attractor = nearest_attractor(run, specification.snapshots[there[-1]])
    if attractor is not None:
        ideal = cosines(attractor.gram(n))[np.ix_(range(-len(order), 0), range(-len(order), 0))]
        panels.append((f"theory: {words(attractor.name)}", ideal))
    return _heat_maps(panels, below).described(_alt(panels), "The Gram matrices of one replica, as cosines, by layers.")


def _drawn(gram: Floats, order: Integers) -> Floats:
    return cosines(gram)[np.ix_(order, order)]


def _alt(panels: list[tuple[str, Floats]]) -> str:
    """What each panel shows: its mean cosine among all but the last point, and with the last."""
    says = []
    for name, values in panels:
        cluster = values[:-1, :-1][~np.eye(len(values) - 1, dtype=bool)]
        within = f"{cluster.mean():.3f} on average among all points but the last and " if len(cluster) else ""
        says.append(f"{name}, cosines {within}{values[-1, :-1].mean():.3f} with the last")
    return f"Heat maps of Gram matrices: {'; '.join(says)}."


def cosines(gram: Floats) -> Floats:
    """The cosines of a Gram matrix; a point at zero has the cosine 0 with all, itself included."""
    lengths = np.sqrt(np.maximum(np.diag(gram), 0))
    inverse = np.divide(1.0, lengths, out=np.zeros_like(lengths), where=lengths > 0)
    return gram * inverse[:, None] * inverse[None, :]


def drawn_points(last: Floats) -> Integers:
    """The points that are drawn: all, or 100 evenly chosen, but the least like the others of all comes last."""
    odd = int(np.argmin(last.sum(axis=1) - np.diag(last)))
    others = np.delete(np.arange(len(last)), odd)
    if len(last) > MOST_POINTS:
        others = others[np.linspace(0, len(others) - 1, MOST_POINTS - 1).round().astype(int)]
    return np.append(others, odd)


def nearest_attractor(run: Run, depth: int) -> Reference | None:
    """The configuration nearest to the first replica at a depth, among those that attract; None if there is none."""
    away = zip(run.distances()[0, depth], run.specification.references, strict=True)
    known = [(float(far), reference) for far, reference in away if reference.attracts and np.isfinite(far)]
    return min(known, key=lambda pair: pair[0])[1] if known else None


def _some(drawn: int, n: int) -> str:
    some = f"{drawn} of the {n} points, " if drawn < n else ""
    return f"\nfirst replica, {some}ordered so that the odd point of the last layer drawn comes last"


def _heat_maps(panels: list[tuple[str, Floats]], below: str) -> Drawing:
    columns = _COLUMNS[len(panels)]
    rows, side = math.ceil(len(panels) / columns), min((WIDTH - 1.6) / columns - 0.3, 3.6)
    drawing = blank(1.3 + rows * (side + 0.5))
    grid = drawing.figure.subplots(rows, columns, squeeze=False).ravel()
    integers = optional("matplotlib.ticker", "figures").MaxNLocator
    picture: Any = None
    for axes, (name, values) in zip(grid, panels, strict=False):
        size = len(values)
        extent = (0.5, size + 0.5, size + 0.5, 0.5)
        picture = axes.imshow(values, cmap="RdBu_r", vmin=-1, vmax=1, extent=extent, interpolation="nearest")
        axes.set_title(name)
        axes.xaxis.set_major_locator(integers(4, integer=True))
        axes.yaxis.set_major_locator(integers(4, integer=True))
        for place, row in enumerate(values, 1):
            drawing.note(name, f"row {place}", range(1, size + 1), row)
    for axes in grid[len(panels) :]:
        axes.remove()
    drawing.figure.supxlabel("place $j$ of the point, the odd one last", fontsize="medium")
    drawing.figure.supylabel("place $i$ of the point, the odd one last", fontsize="medium")
    drawing.figure.colorbar(picture, ax=list(grid[: len(panels)]), label="cosine $\\rho_{ij}$", shrink=0.8, aspect=30)
    title(drawing.figure, "Gram matrices of one batch, as cosines", below)
    return drawing
