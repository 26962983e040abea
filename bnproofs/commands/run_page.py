"""A run as a person reads it in a terminal, and as one plain object."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from numerics.run import Run

_LABELS = {
    "cos_cluster": "cosine within the cluster",
    "cos_odd": "cosine cluster to odd point",
    "norm_ratio": "norm of odd over cluster",
    "log_growth": "logarithm of the growth a layer",
}


def as_object(run: Run) -> dict[str, Any]:
    """The object `{complete, from_layer, levels, prevailing, odd_points, escape_layers}` of a run."""
    from numerics.summary import escapes, levels, prevailing

    reference, first = prevailing(run), _first(run)
    times = escapes(run)
    return {
        "layer": run.specification.layer,
        "batch": run.specification.batch,
        "width": run.specification.width,
        "complete": run.complete,
        "layers_done": [int(done) for done in run.layers_done],
        "from_layer": first,
        "nearest": reference.name if reference is not None else None,
        "levels": [
            {
                "observable": level.name,
                "mean": _number(level.mean),
                "spread": _number(level.spread),
                "standard_error": _number(level.standard_error),
                "certified": _number(level.certified),
            }
            for level in levels(run, first)
        ],
        "odd_points": _odd_points(run),
        "escape_layers": None if times is None else [None if at < 0 else int(at) for at in times],
    }


def page(run: Run) -> RenderableType:
    """The observables over the last half of the layers, beside the certified values, and where the replicas went."""
    said, specification = as_object(run), run.specification
    title = (
        f"{specification.layer}, {specification.batch} points, width {specification.width}: "
        f"{int((run.layers_done == specification.depth).sum())} of {specification.replicas} replicas, "
        f"{specification.depth} layers, {specification.method}, input {specification.input}, seed {specification.seed}"
    )
    table = Table(title=f"Layers {said['from_layer']} to {specification.depth}", title_justify="left")
    for column in ("observable", "mean", "± one network", "± of the mean", "certified", "within two error bars"):
        table.add_column(column, justify="left" if column == "observable" else "right")
    for level in said["levels"]:
        within = ""
        if level["certified"] is not None:
            within = "yes" if abs(level["mean"] - level["certified"]) <= 2 * level["spread"] else "no"
        values = [level[key] for key in ("mean", "spread", "standard_error", "certified")]
        table.add_row(_LABELS[level["observable"]], *("" if x is None else f"{x:.6g}" for x in values), within)
    lines = [Text(f"nearest certified configuration at the end: {said['nearest'] or 'none to compare with'}")]
    times = said["escape_layers"]
    if times is not None:
        there = [at for at in times if at is not None]
        mean = f", after {sum(there) / len(there):.1f} layers on average" if there else ""
        lines.append(Text(f"reached the odd point: {len(there)} of {len(times)} replicas{mean}"))
    return Group(Text(title, style="bold"), Text(), table, *lines)


def _first(run: Run) -> int:
    """The first layer of the second half of what was done."""
    return int(run.layers_done.max() + 1) // 2


def _odd_points(run: Run) -> list[int | None]:
    """The odd point of each replica at its last layer."""
    values = run.series("odd_point")
    return [int(values[at, depth]) if depth >= 0 else None for at, depth in enumerate(run.layers_done)]


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None
