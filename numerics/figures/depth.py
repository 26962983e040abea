"""The figure of what a batch does, layer by layer, beside the certified values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bnproofs.errors import InputError
from bnproofs.extras import optional
from bnproofs.figures.canvas import Drawing, blank
from bnproofs.figures.labels import label_levels, plain_logarithms
from bnproofs.figures.style import DATA, FAINT, SECOND, Stroke, house_style, title, words
from numerics.arrays import Floats, Integers
from numerics.figures.setting import setting, strokes
from numerics.run import Run
from numerics.summary import certified_value, escapes

MOST_LAYERS = 1000
"""About how many layers are drawn; of deeper runs some are left out."""

_SINGLE = 3
_QUANTILES = (0.05, 0.5, 0.95)
_MARK: dict[str, Any] = {"color": DATA, "marker": "v", "markersize": 5, "linestyle": "none"}


@dataclass(frozen=True, slots=True)
class _Panel:
    """A panel: the name of its axis, and its series: (observable, legend or "", stroke).

    A `plain` axis is labelled 1, 2, 5, 10 and not by powers of ten.
    """

    axis: str
    series: tuple[tuple[str, str, Stroke], ...]
    logarithmic: bool = False
    plain: bool = False
    certified: bool = False
    singles: bool = False


@house_style()
def draw(run: Run, *, log_depth: bool = False) -> Drawing:
    """The drawing of cosines, norm ratio, ranks and distances of all replicas against depth.

    Curves are medians over the replicas that reached a layer, with a band from the 5 % to the 95 % quantile, and the
    first three replicas; horizontal lines are the certified values. Panels of which nothing is known are left out.

    Raises:
        InputError: nothing is simulated yet, or matplotlib is missing.
    """
    last = int(run.layers_done.max())
    if last < 0:
        raise InputError("nothing of this run is simulated yet: go on with 'bnproofs simulate --resume'")
    layers = drawn_layers(last, log_depth)
    panels = [panel for panel in _panels(run) if any(_known(run, panel, name, layers) for name, _, _ in panel.series)]
    drawing = blank(1.2 + 2.15 * len(panels))
    stack = drawing.figure.subplots(len(panels), 1, sharex=True, squeeze=False)[:, 0]
    for axes, panel in zip(stack, panels, strict=True):
        _fill(drawing, axes, run, panel, layers)
    _mark_escapes(drawing, stack[-1], run)
    if log_depth:
        stack[-1].set_xscale("symlog", linthresh=1, linscale=0.4)
    some = f" ({len(layers)} of {last + 1} layers drawn)" if len(layers) <= last else ""
    stack[-1].set(xlim=(0, max(last, 1)), xlabel=f"depth ℓ, in layers{some}")
    _explain(drawing.figure, run)
    title(drawing.figure, "A batch at initialisation, layer by layer", setting(run))
    return drawing.described(_alt(run, last), _CAPTION)


def drawn_layers(last: int, log_depth: bool = False) -> Integers:
    """The layers that are drawn of a run that reached `last`: all, or about 1000 evenly spaced on the axis."""
    if last <= MOST_LAYERS:
        return np.arange(last + 1)
    if log_depth:
        return np.unique(np.concatenate([[0], np.geomspace(1, last, MOST_LAYERS).round().astype(np.int64)]))
    return np.linspace(0, last, MOST_LAYERS + 1).round().astype(np.int64)


def _panels(run: Run) -> tuple[_Panel, ...]:
    black, brown = Stroke(DATA, "-", ""), Stroke(SECOND, "-.", "")
    styles = strokes(run.specification.references)
    return (
        _Panel("cosine within\nthe cluster, $\\rho_c$", (("cos_cluster", "", black),), certified=True, singles=True),
        _Panel("cosine of odd point\nand cluster, $\\rho_o$", (("cos_odd", "", black),), certified=True, singles=True),
        _Panel(
            "norm of odd point\nover cluster, $r$",
            (("norm_ratio", "", black),),
            True,
            True,
            certified=True,
            singles=True,
        ),
        _Panel(
            "rank of the\nGram matrix",
            (("numerical_rank", "numerical", black), ("effective_rank", "effective,\nexp(entropy)", brown)),
            True,
            True,
        ),
        _Panel(
            "distance from\nconfiguration, $\\delta$",
            tuple((f"distance_{name}", "", stroke) for name, stroke in styles.items()),
            True,
        ),
    )


def _values(run: Run, panel: _Panel, name: str, layers: Integers) -> Floats:
    """The values (replicas, layers) that can be drawn, NaN for the others."""
    values = run.series(name)[:, layers]
    return np.where(np.isfinite(values) & ((values > 0) | (not panel.logarithmic)), values, np.nan)


def _known(run: Run, panel: _Panel, name: str, layers: Integers) -> bool:
    return not np.isnan(_values(run, panel, name, layers)).all()


def _fill(drawing: Drawing, axes: Any, run: Run, panel: _Panel, layers: Integers) -> None:
    if panel.logarithmic:
        axes.set_yscale("log")
    if panel.plain:
        plain_logarithms(axes.yaxis)
    for name, legend, stroke in panel.series:
        values = _values(run, panel, name, layers)
        low, middle, high = _quantiles(values)
        drawing.band(axes, name, ("5%", "95%"), layers, low, high, color=stroke.colour, alpha=0.18)
        for replica, path in enumerate(values[:_SINGLE] if panel.singles and len(values) > 1 else ()):
            drawing.line(axes, name, f"replica {replica}", layers, path, color=FAINT, linewidth=0.5)
        look = {"color": stroke.colour, "linestyle": stroke.line, "linewidth": 1.5}
        drawing.line(axes, name, "median", layers, middle, label=legend, **look)
    levels = []
    for reference in run.specification.references if panel.certified else ():
        (name, _, _), stroke = panel.series[0], strokes(run.specification.references)[reference.name]
        value = certified_value(reference, name)
        look = {"color": stroke.colour, "linestyle": stroke.line, "linewidth": 1.2}
        drawing.level(axes, name, f"certified {reference.name}", value, **look)
        levels.append((value, f"{words(reference.name)} {value:.4g}", stroke.colour))
    axes.set_ylabel(panel.axis)
    axes.set_ylim(*axes.get_ylim())
    label_levels(axes, levels)
    if any(legend for _, legend, _ in panel.series):
        axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False)


def _quantiles(values: Floats) -> Floats:
    """The quantiles (3, layers) over the replicas that are known at a layer, NaN where none is."""
    result = np.full((len(_QUANTILES), values.shape[1]), np.nan)
    known = ~np.isnan(values).all(axis=0)
    result[:, known] = np.nanquantile(values[:, known], _QUANTILES, axis=0)
    return result


def _mark_escapes(drawing: Drawing, axes: Any, run: Run) -> None:
    """No result; a mark on the upper edge of the panel at each layer at which replicas reached the odd point."""
    times = escapes(run)
    if times is None or not (times > 0).any():
        return
    layers, counts = np.unique(times[times > 0], return_counts=True)
    axes.plot(layers, np.ones(len(layers)), transform=axes.get_xaxis_transform(), clip_on=False, **_MARK)
    drawing.note("escapes", "replicas", layers, counts)


_CAPTION = (
    "Simulated batches, layer by layer: medians over the replicas, with bands from the 5 % to the 95 % quantile. "
    "Horizontal lines are certified values, not fits: solid ones attract, broken ones repel."
)


def _alt(run: Run, last: int) -> str:
    """The medians at the last layer, beside the certified values."""
    says = []
    for name, means in (("cos_cluster", "cosine within the cluster"), ("cos_odd", "cosine with the odd point")):
        values = run.series(name)[:, last]
        if np.isfinite(values).any():
            known = ", ".join(
                f"{certified_value(reference, name):.4g} at the {words(reference.name)}"
                for reference in run.specification.references
            )
            says.append(f"{means} {np.nanmedian(values):.4g} (certified: {known or 'nothing'})")
    return f"{setting(run)}. At layer {last} the median {'; the median '.join(says)}."


def _explain(figure: Any, run: Run) -> None:
    """No result; the legend below the panels."""
    line, patch = optional("matplotlib.lines", "figures").Line2D, optional("matplotlib.patches", "figures").Patch
    several, references = run.specification.replicas > 1, run.specification.references
    handles = [line([], [], color=DATA, linewidth=1.5, label="median of the replicas" if several else "the replica")]
    if several:
        handles.append(patch(color=DATA, alpha=0.18, linewidth=0, label="5 % to 95 % of the replicas"))
        handles.append(line([], [], color=FAINT, linewidth=0.5, label="single replicas"))
    times = escapes(run)
    if times is not None and (times > 0).any():
        reached = f"reaches the odd point ({(times > 0).sum()} of {len(times)})"
        handles.append(line([], [], label=reached, **_MARK))
    for name, stroke in strokes(references).items():
        look = {"color": stroke.colour, "linestyle": stroke.line, "linewidth": 1.5}
        handles.append(line([], [], label=f"{words(name)} ({stroke.verb})", **look))
    figure.legend(handles=handles, loc="outside lower center", ncols=4, frameon=False)
