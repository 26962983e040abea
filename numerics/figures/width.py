"""The figure of distances from the certified configuration against the width."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from bnproofs.errors import InputError
from bnproofs.figures.canvas import Drawing, blank
from bnproofs.figures.labels import plain_logarithms
from bnproofs.figures.style import DATA, FAINT, LAW, counted, house_style, title, words
from numerics.arrays import Floats, Integers
from numerics.escape import nearest
from numerics.references import Reference
from numerics.run import Run
from numerics.statistics.slope import Exponent, fitted_exponent

_REPLICAS = 8
"""The least number of replicas at each width whose slope has an interval."""


@house_style()
def width_figure(
    widths: Any, deviations: Any, *, exponent: Exponent | None = None, quantity: str = "deviation", below: str = ""
) -> Drawing:
    """The drawing of deviations (W × R) against widths (W), on logarithmic axes; NaN where a replica is missing.

    Beside the replicas and their medians there are the line of slope −1/2 through the widest median, and that of the
    fitted slope, if given, through the middle of the medians. `quantity` names the axis, `below` the runs.

    Raises:
        InputError: other shapes, fewer than two widths, a width without a positive deviation, or matplotlib is missing.
    """
    d, values = np.asarray(widths, dtype=np.float64), np.asarray(deviations, dtype=np.float64)
    if values.ndim != 2 or d.shape != values.shape[:1]:
        raise InputError("deviations against width: give a row of replicas for each width")
    if len(set(d.tolist())) < 2:
        raise InputError("deviations against width: give at least two different widths")
    values = np.where(np.isfinite(values) & (values > 0), values, np.nan)
    if np.isnan(values).all(axis=1).any():
        raise InputError("deviations against width: give each width a positive deviation")
    values = values[np.argsort(d, kind="stable")]
    d = np.sort(d)
    medians = np.nanmedian(values, axis=1)
    drawing = blank(5.4)
    axes = drawing.figure.subplots()
    axes.set_xscale("log")
    axes.set_yscale("log")
    dots = {"color": FAINT, "marker": "o", "markersize": 3, "linestyle": "none", "zorder": 1}
    for replica, column in enumerate(values.T):
        label = None if replica else "single replicas"
        drawing.line(axes, "deviation", f"replica {replica}", d, column, label=label, **dots)
    look = {"color": DATA, "marker": "D", "markersize": 7, "linestyle": "none"}
    drawing.line(axes, "deviation", "median", d, medians, label="median of the replicas", **look)
    ends = np.array([d[0] / 1.15, d[-1] * 1.15])
    half = medians[-1] * (ends / d[-1]) ** -0.5
    drawing.line(axes, "deviation", "slope -1/2", ends, half, color=DATA, linestyle="--", label="slope −1/2")
    if exponent is not None:
        logs = np.log(medians).mean() + exponent.slope * (np.log(ends) - np.log(d).mean())
        drawing.line(
            axes, "deviation", "fitted slope", ends, np.exp(logs), color=LAW, linewidth=1.8, label=_slope(exponent)
        )
    axes.set_xticks(np.unique(d), [f"{width:g}" for width in np.unique(d)], minor=False)
    axes.set_xticks([], minor=True)
    plain_logarithms(axes.yaxis)
    axes.set(xlabel="width $d$, neurons a layer", ylabel=quantity, xlim=(ends[0], ends[1]))
    axes.legend(loc="upper right", frameon=False)
    title(drawing.figure, "The deviation from the mean-field limit against the width", below)
    middles = ", ".join(f"{value:.3g} at width {width:g}" for width, value in zip(d, medians, strict=True))
    fitted = f" The {_slope(exponent)}." if exponent is not None else ""
    return drawing.described(
        f"Deviation from the mean-field limit against the width, on logarithmic axes. Medians: {middles}.{fitted}",
        "How far simulated batches are from the certified configuration, by width; the theory's fluctuations go like "
        "the width to the power −1/2, the broken line.",
    )


def draw(runs: Sequence[Run]) -> Drawing:
    """The drawing of runs of different width: for each replica the median distance over the last half of the layers.

    The distance is from the attractor that most replicas of each run are nearest to at the end. A replica counts if it
    is nearest to it at the beginning of that half already. The slope is fitted to the mean squares over the replicas.

    Raises:
        InputError: fewer than two runs, runs of different layers or batch sizes or of one width, runs without a
            certified attractor, with different ones at the end, or on the way to it, or matplotlib is missing.
    """
    runs = sorted(runs, key=lambda run: run.specification.width)
    widths = [run.specification.width for run in runs]
    _require_comparable(runs, widths)
    settled = [_settled(run) for run in runs]
    reference = settled[0][0]
    for width, (other, _) in zip(widths, settled, strict=True):
        if other.name != reference.name:
            raise InputError(
                f"the run of width {widths[0]} ends at the {words(reference.name)}, that of width {width} at the "
                f"{words(other.name)}: draw runs that end at one configuration"
            )
    values = [distances for _, distances in settled]
    table = np.full((len(runs), max(map(len, values))), np.nan)
    for row, distances in zip(table, values, strict=True):
        row[: len(distances)] = distances
    least = min(map(len, values))
    exponent = None
    if least >= _REPLICAS and (np.ptp(table[:, :least], axis=1) > 0).all():
        exponent = fitted_exponent(widths, table[:, :least] ** 2)
    return width_figure(
        widths,
        table,
        exponent=exponent,
        quantity=f"distance from the {words(reference.name)}, $\\delta$",
        below=_below(runs, [len(distances) for distances in values], exponent is not None),
    )


def _require_comparable(runs: Sequence[Run], widths: list[int]) -> None:
    if len(runs) < 2:
        raise InputError("distances against width need runs of at least two widths: give two files or more")
    kinds = sorted({(run.specification.layer, run.specification.batch) for run in runs})
    if len(kinds) > 1:
        (layer, n), (other, m) = kinds[:2]
        raise InputError(f"runs of one layer and batch size are compared, not {layer}, n = {n} and {other}, n = {m}")
    for width in widths:
        if widths.count(width) > 1:
            raise InputError(f"{widths.count(width)} runs have the width {width}: give one run for each width")


def _settled(run: Run) -> tuple[Reference, Floats]:
    """The attractor that a run ends at, and the median distances from it of the replicas that stay there."""
    references, width = run.specification.references, run.specification.width
    attractors = [at for at, reference in enumerate(references) if reference.attracts]
    if not attractors:
        raise InputError(
            f"nothing is certified to attract for {run.specification.layer} and n = {run.specification.batch}: there "
            "is no distance to draw"
        )
    last = int(run.layers_done.max())
    if last < 1:
        raise InputError(f"no layer of the run of width {width} is simulated yet: go on with its simulation")
    paths = run.distances()[run.layers_done == last][..., attractors]
    first = (last + 1) // 2
    before, end = nearest(paths[:, first]), nearest(paths[:, last])
    counts = np.bincount(end[end >= 0], minlength=len(attractors))
    at = int(np.argmax(counts))
    there: Integers = np.flatnonzero((before == at) & (end == at))
    if not len(there):
        raise InputError(
            f"the replicas of width {width} are still on their way in the last half of {last} layers: simulate more "
            "layers"
        )
    return references[attractors[at]], np.median(paths[there, first : last + 1, at], axis=1)


def _slope(exponent: Exponent) -> str:
    numbers = (f"{value:.3f}".replace("-", "−") for value in (exponent.slope, exponent.lower, exponent.upper))
    return "fitted slope {}, {:.0f} % interval {} to {}".format(next(numbers), 100 * exponent.level, *numbers)


def _below(runs: Sequence[Run], counts: list[int], fitted: bool) -> str:
    """The words that say which runs are drawn, and how many replicas of each count."""
    first = runs[0].specification
    several: dict[str, list[Any]] = {
        "depth": sorted({run.specification.depth for run in runs}),
        "method": sorted({run.specification.method for run in runs}),
        "seed": sorted({run.specification.seed for run in runs}),
    }
    shared = ", ".join(f"{name} {', '.join(map(str, values))}" for name, values in several.items())
    used = ", ".join(
        f"{count} of {run.specification.replicas} at {run.specification.width}"
        for run, count in zip(runs, counts, strict=True)
    )
    without = "" if fitted else f"; no slope is fitted to fewer than {counted(_REPLICAS, 'replica')}"
    return f"{first.layer}, n = {first.batch} points, {shared}\nlast half of the layers; replicas: {used}{without}"
