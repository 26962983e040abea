"""The figure of the layers at which batches escape to the odd point, and of the law fitted to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bnproofs.errors import InputError
from bnproofs.figures.canvas import Drawing, blank
from bnproofs.figures.labels import plain_logarithms
from bnproofs.figures.style import DATA, FAINT, LAW, counted, house_style, title, words
from numerics.arrays import Floats, Integers
from numerics.figures.setting import setting
from numerics.run import Run
from numerics.statistics.exponential import NOT_ESCAPED, EscapeRate, escape_rate
from numerics.summary import escapes

_BINS = 30
_NAMED = 8
_TAIL = 0.25
"""The share of the escapes that is left to the beginning, while the input is being forgotten."""


@dataclass(frozen=True, slots=True, eq=False)
class Tail:
    """Escapes after the layer `after`: `rate` is fitted to the `at_risk` replicas that had not escaped at it."""

    after: int
    at_risk: int
    rate: EscapeRate


def tail_of(times: Integers, horizon: int, after: int | None = None) -> Tail:
    """The tail of times of escape, −1 for those not seen by the layer `horizon`.

    It starts where a quarter of the escapes is over, unless told: a time without memory has none after an event either.

    Raises:
        InputError: no replica is left at the start of the tail.
    """
    escaped = times[times > 0]
    start = int(np.quantile(escaped, _TAIL, method="inverted_cdf")) if after is None else after
    late = times[(times > start) | (times == NOT_ESCAPED)]
    if start >= horizon or not len(late):
        raise InputError(f"no replica is left after layer {start}: simulate more of them, or start the tail earlier")
    return Tail(start, len(late), escape_rate(np.where(late > 0, late - start, NOT_ESCAPED), horizon - start))


@house_style()
def draw(run: Run, *, target: str = "odd-point", after: int | None = None) -> Drawing:
    """The drawing of the layers at which the attractor `target` became the nearest, and of the replicas still away.

    An exponential law is fitted to what comes after the layer `after`, by default that at which a quarter of the
    escapes is over. Only replicas at the deepest layer reached by any are counted, so that all have one horizon.

    Raises:
        InputError: `target` is not certified to attract, nothing is simulated, no replica reached it or could, or
            matplotlib is missing.
    """
    everyone = escapes(run, target)
    if everyone is None:
        raise InputError(
            f"no {words(target)} is certified to attract for {run.specification.layer} and n = "
            f"{run.specification.batch}: there is nothing to escape to"
        )
    horizon = int(run.layers_done.max())
    counted_ones = np.flatnonzero((run.layers_done == horizon) & (everyone != 0))
    times = everyone[counted_ones].astype(np.int64)
    if horizon < 1 or not (times > 0).any():
        raise InputError(
            f"no replica reached the {words(target)} in {max(horizon, 0)} layers: simulate more layers or replicas"
        )
    tail = tail_of(times, horizon, after)
    drawing = blank(6.6)
    above, below = drawing.figure.subplots(2, 1, sharex=True)
    last = horizon if (times == NOT_ESCAPED).any() else int(times.max())
    _histogram(drawing, above, times, last, tail)
    _survivors(drawing, below, times, last, tail)
    below.set(xlim=(0, last * 1.02), xlabel="depth ℓ, in layers")
    remaining = counted_ones[times == NOT_ESCAPED]
    above.set_title(_never(remaining, horizon), loc="left", fontsize=8.5, pad=18)
    above.legend(loc="lower left", bbox_to_anchor=(-0.01, 0.99), ncols=2, frameon=False)
    below.legend(loc="lower left", framealpha=1, edgecolor="none")
    drawing.note("times", "escape layer of replica", counted_ones[times > 0], times[times > 0])
    title(drawing.figure, f"The layer of escape to the {words(target)}", setting(run))
    return drawing.described(
        f"{setting(run)}. {(times > 0).sum()} of {len(times)} replicas reached the {words(target)} within {horizon} "
        f"layers, the middle one of them after {np.median(times[times > 0]):.4g}; {_fit(tail)}.",
        "Above, the layers at which replicas escaped; below, the share of those still away, on an axis on which an "
        "exponential law is straight.",
    )


def _histogram(drawing: Drawing, axes: Any, times: Integers, last: int, tail: Tail) -> None:
    step = max(1, -(-last // _BINS))
    edges = np.arange(0, last + step + 1, step) + 0.5
    counts, _ = np.histogram(times[times > 0], edges)
    escaped = counted(int(counts.sum()), "replica")
    axes.bar(edges[:-1], counts, width=step, align="edge", color=FAINT, edgecolor="white", label=f"{escaped} escaped")
    drawing.note("histogram", f"escapes in the {step} layers from", edges[:-1] + 0.5, counts)
    depths, law = _law(tail, tail.rate.mean, last)
    drawing.line(
        axes,
        "histogram",
        "exponential law",
        depths,
        tail.at_risk * step / tail.rate.mean * law,
        color=LAW,
        linewidth=1.8,
        label=_fit(tail),
    )
    axes.axvline(tail.after, color=DATA, linestyle=":", linewidth=1)
    axes.set_ylabel(f"escapes in {counted(step, 'layer')}")


def _survivors(drawing: Drawing, axes: Any, times: Integers, last: int, tail: Tail) -> None:
    """No result; the share S of replicas still away, on a logarithmic axis, where an exponential law is straight."""
    layers, counts = np.unique(times[times > 0], return_counts=True)
    layers = np.concatenate([[0], layers, [last]])
    share = 1 - np.concatenate([[0], np.cumsum(counts), [counts.sum()]]) / len(times)
    share = np.where(share > 0.5 / len(times), share, np.nan)
    look = {"color": DATA, "linewidth": 1.5, "drawstyle": "steps-post", "label": "replicas"}
    drawing.line(axes, "survivors", "share", layers, share, **look)
    scale = tail.at_risk / len(times)
    depths, law = _law(tail, tail.rate.mean, last)
    drawing.line(
        axes, "survivors", "exponential law", depths, scale * law, color=LAW, linewidth=1.8, label="exponential law"
    )
    low, high = (scale * _law(tail, mean, last)[1] for mean in (tail.rate.lower, tail.rate.upper))
    interval = f"{tail.rate.level:.0%} interval of its mean"
    drawing.band(
        axes,
        "survivors",
        ("lower", "upper"),
        depths,
        low,
        high,
        color=LAW,
        alpha=0.2,
        label=interval.replace("%", " %"),
    )
    axes.axvline(tail.after, color=DATA, linestyle=":", linewidth=1, label=f"start of the tail, layer {tail.after}")
    axes.set_yscale("log")
    plain_logarithms(axes.yaxis)
    axes.set(ylabel="share still away, $S(\\ell)$", ylim=(0.4 * float(np.nanmin(share)), 1.3))


def _law(tail: Tail, mean: float, last: int) -> tuple[Floats, Floats]:
    depths = np.linspace(tail.after, max(last, tail.after + 1), 200)
    return depths, np.exp(-(depths - tail.after) / mean)


def _fit(tail: Tail) -> str:
    rate = tail.rate
    return (
        f"exponential law after layer {tail.after}: mean {rate.mean:.4g} layers, "
        f"{100 * rate.level:.0f} % interval {rate.lower:.4g} to {rate.upper:.4g}"
    )


def _never(replicas: Integers, horizon: int) -> str:
    """The words that name the replicas that never escaped."""
    if not len(replicas):
        return "every replica escaped, none is censored"
    more = f" and {len(replicas) - _NAMED} more" if len(replicas) > _NAMED else ""
    which = ", ".join(map(str, replicas[:_NAMED])) + more
    return f"{len(replicas)} censored, not escaped by layer {horizon}: {which}"
