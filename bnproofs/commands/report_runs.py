"""A run beside the certified values of a configuration, as a table of a report."""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from bnproofs.commands.references import shape_of
from bnproofs.report.content import Table
from bnproofs.report.decimals import proven_digits
from bnproofs.report.plain import shown

if TYPE_CHECKING:
    from numerics.run import Run

_LABELS = {
    "cos_cluster": "cosine within the cluster",
    "cos_odd": "cosine to the odd point",
    "norm_ratio": "norm, odd over cluster",
    "log_growth": "growth a layer, logarithm",
}
_COLUMNS = ("observable", "certified", "median", "± standard error", "difference")
_DIGITS = 8


def table(value: Any, says: Mapping[str, Mapping[str, Any]], file: str, run: Run) -> Table:
    """The observables of the replicas that reached the last layer of a run, beside those of an accepted certificate.

    The standard error is half the width of the distribution-free interval of the median with a level of about 68 %.
    """
    specification = run.specification
    last = int(run.layers_done.max())
    done = run.layers_done == last
    shape = _certified(value, says)
    rows = []
    for name, label in _LABELS.items():
        values = run.series(name)[done, last]
        values = np.sort(values[np.isfinite(values)])
        if values.size:
            rows.append((label, *_cells(shape.get(name), values)))
    title = (
        f"{shown(file, 60)}: width {specification.width}, layer {last}, "
        f"{int(done.sum())} of {specification.replicas} replicas"
    )
    return Table(title, _COLUMNS, tuple(rows), _remark(run, done, last))


def median_error(ordered: Any) -> float:
    """Half the width of an interval of a median, about 68 %, between order statistics; NaN for fewer than three values.

    >>> median_error([1.0, 2.0, 3.0, 4.0, 5.0])
    1.0
    """
    count = len(ordered)
    if count < 3:
        return math.nan
    below = max(math.floor((count - math.sqrt(count)) / 2), 0)
    return (float(ordered[count - 1 - below]) - float(ordered[below])) / 2


def _cells(certified: tuple[str, float] | None, ordered: Any) -> tuple[str, ...]:
    median, error = float(np.median(ordered)), median_error(ordered)
    spread = "" if math.isnan(error) else f"{error:.2g}"
    if certified is None:
        return "", f"{median:.6g}", spread, ""
    return certified[0], f"{median:.6g}", spread, f"{median - certified[1]:+.2g}"


def _certified(value: Any, says: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[str, float]]:
    """The certified values: their proven digits, and a double near them."""
    shape = shape_of(value["configuration"], value["batch"], says)
    if shape is None:
        return {}
    found = {}
    for name in ("cos_cluster", "cos_odd", "norm_ratio"):
        low, high = (Fraction(end) for end in shape[name])
        found[name] = (proven_digits(low, high, _DIGITS), float((low + high) / 2))
    if "growth" in shape:
        low, high = (Fraction(end) for end in shape["growth"])
        logarithm = math.log((low + high) / 2)
        found["log_growth"] = (f"{logarithm:.6g}", logarithm)
    return found


def _remark(run: Run, done: Any, last: int) -> str:
    """Where the replicas went, and why they need not have the certified values."""
    from numerics.escape import nearest

    said = []
    references = run.specification.references
    attractors = [at for at, reference in enumerate(references) if reference.attracts]
    if attractors:
        where = nearest(run.distances()[done, last][:, attractors])
        for at, index in enumerate(attractors):
            count = int((where == at).sum())
            if count:
                name = shown(references[index].name, 40).replace("-", " ")
                said.append(f"{count} {'is' if count == 1 else 'are'} nearest to the {name}")
    nearby = f"Of these replicas {', '.join(said)}. " if said else ""
    return (
        f"{nearby}The certified values are those of the mean field. A network of finite width stays near them, not at "
        "them: it fluctuates by O(1/√width), and its mean is shifted by O(1/width)."
    )
