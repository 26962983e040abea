"""What a run says in a few numbers, beside the certified ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from numerics.arrays import Floats, Integers
from numerics.escape import escape_layers, nearest
from numerics.references import Reference
from numerics.run import Run
from numerics.statistics.exponential import EscapeRate, escape_rate

QUANTITIES = ("cos_cluster", "cos_odd", "norm_ratio", "log_growth")
"""The observables that a certificate speaks of."""


@dataclass(frozen=True, slots=True)
class Level:
    """An observable over some layers of all replicas.

    `spread` is the standard deviation over layers and replicas, the finite-width error bar of one network at one layer;
    `standard_error` that of the mean, from the replicas' means, NaN for one replica. `certified` is the value at the
    configuration that the replicas are nearest to at the end, NaN if there is none. `drift` is the mean of the second
    half of the layers less that of the first.
    """

    name: str
    mean: float
    spread: float
    standard_error: float
    certified: float
    drift: float

    @property
    def settled(self) -> bool:
        """Whether the two halves of the layers agree within half an error bar of one network."""
        return bool(abs(self.drift) <= self.spread / 2)


def certified_value(reference: Reference, name: str) -> float:
    """The value of an observable of `QUANTITIES` at a configuration."""
    return float(np.log(reference.growth)) if name == "log_growth" else float(getattr(reference, name))


def prevailing(run: Run) -> Reference | None:
    """The configuration that most replicas are nearest to at their last layer; None if there is none to compare."""
    references = run.specification.references
    if not references:
        return None
    last = [run.distances()[at, depth] for at, depth in enumerate(run.layers_done) if depth >= 0]
    chosen = [at for at, reference in enumerate(references) if reference.attracts]
    chosen = chosen or list(range(len(references)))
    at = nearest(np.array(last)[:, chosen]) if last else np.array([-1])
    counts = np.bincount(at[at >= 0], minlength=len(chosen))
    return references[chosen[int(np.argmax(counts))]] if counts.any() else None


def levels(run: Run, first: int) -> tuple[Level, ...]:
    """The observables of `QUANTITIES` over the layers from `first` on, of the replicas that reached it."""
    reference = prevailing(run)
    done = run.layers_done >= first
    result = []
    for name in QUANTITIES:
        values: Floats = run.series(name)[done, first:]
        values = np.where(np.isfinite(values), values, np.nan)
        values = values[~np.isnan(values).all(axis=1)]
        if not values.size:
            continue
        means = np.nanmean(values, axis=1)
        error = float(means.std(ddof=1) / np.sqrt(len(means))) if len(means) > 1 else float("nan")
        certified = certified_value(reference, name) if reference is not None else float("nan")
        half = values.shape[1] // 2
        drift = float(_mean(values[:, half:]) - _mean(values[:, :half]))
        result.append(Level(name, _mean(values), float(np.nanstd(values)), error, certified, drift))
    return tuple(result)


def _mean(values: Floats) -> float:
    """The mean of what is known, NaN if nothing is."""
    return float(np.nanmean(values)) if np.isfinite(values).any() else float("nan")


def escapes(run: Run, target: str = "odd-point") -> Integers | None:
    """The first layer (replicas) at which `target` is the nearest attractor, −1 if none was; None if it is none."""
    references = run.specification.references
    if target not in [reference.name for reference in references if reference.attracts]:
        return None
    return escape_layers(run.distances(), references, target)


def escape_time(run: Run, target: str = "odd-point") -> EscapeRate | None:
    """The mean time of escape, from finished replicas that did not start nearest to `target`; None without any."""
    times = escapes(run, target)
    if times is None:
        return None
    counted = times[(run.layers_done == run.specification.depth) & (times != 0)]
    return escape_rate(counted, run.specification.depth) if len(counted) else None
