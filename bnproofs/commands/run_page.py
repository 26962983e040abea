"""A run as a person reads it in a terminal, and as one plain object."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from numerics.run import Run

_LABELS = {
    "cos_cluster": "cosine within the cluster",
    "cos_odd": "cosine to the odd point",
    "norm_ratio": "norm, odd over cluster",
    "log_growth": "growth a layer, logarithm",
}


def as_object(run: Run) -> dict[str, Any]:
    """The object of a run: what was done, `from_layer`, `nearest`, `levels`, `odd_points` and `escape_layers`."""
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
                "settled": level.settled,
            }
            for level in levels(run, first)
        ],
        "odd_points": _odd_points(run),
        "escape_layers": None if times is None else [None if at < 0 else int(at) for at in times],
    }


def page(run: Run) -> RenderableType:
    """The observables over the last half of the layers, beside the certified values, and where the replicas went."""
    import numpy as np

    from numerics.summary import escape_time

    said, specification = as_object(run), run.specification
    title = (
        f"{specification.layer}, {specification.batch} points, width {specification.width}: "
        f"{int((run.layers_done == specification.depth).sum())} of {specification.replicas} replicas, "
        f"{specification.depth} layers, {specification.method}, input {specification.input}, seed {specification.seed}"
    )
    title_of_table = f"Layers {said['from_layer']} to {int(run.layers_done.max())}; ± is one standard deviation"
    table = Table(title=title_of_table, title_justify="left", box=box.SIMPLE_HEAD)
    for column in ("observable", "mean", "± one network", "± mean", "certified"):
        table.add_column(column, justify="left" if column == "observable" else "right", no_wrap=True)
    for level in said["levels"]:
        values = ((level["mean"], 6), (level["spread"], 2), (level["standard_error"], 2), (level["certified"], 6))
        table.add_row(_LABELS[level["observable"]], *("" if x is None else f"{x:.{k}g}" for x, k in values))
    moving = [_LABELS[level["observable"]] for level in said["levels"] if not level["settled"]]
    lines = []
    if moving:
        lines.append(Text(f"not settled yet: {', '.join(moving)}; simulate more layers", "yellow"))
    lines.append(Text(f"nearest certified configuration at the end: {said['nearest'] or 'none to compare with'}"))
    silent = int(np.isneginf(run.series("log_scale")).any(axis=1).sum())
    if silent:
        lines.append(Text(f"{silent} of {specification.replicas} replicas fell silent: all their neurons are zero"))
    rate = escape_time(run)
    if rate is not None:
        line = f"reached the odd point: {rate.events} of {specification.replicas} replicas"
        if rate.events:
            line += (
                f", after {rate.mean:.4g} layers on average (95 % if memoryless: {rate.lower:.4g} to {rate.upper:.4g})"
            )
        lines.append(Text(line))
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
