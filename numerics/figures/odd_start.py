"""The figure of batches that start with one point much longer than the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from bnproofs.figures.canvas import Drawing, blank
from bnproofs.figures.style import DATA, FAINT, LAW, house_style
from numerics.odd_start import OddStart


@house_style()
def draw(runs: Sequence[OddStart]) -> Drawing:
    """The drawing of the squared norm ratio of the odd point, layer by layer, a panel for each run.

    Thin lines are networks, the thick one is the mean-field orbit, with two standard deviations of a network about it.
    """
    drawing = blank(3.1 * len(runs))
    panels = drawing.figure.subplots(len(runs), 1, squeeze=False)[:, 0]
    for axes, run in zip(panels, runs, strict=True):
        panel = f"n = {run.batch}"
        depths = np.arange(len(run.expected))
        low, high = run.expected - 2 * run.deviation, run.expected + 2 * run.deviation
        drawing.band(
            axes, panel, ("two deviations below", "two deviations above"), depths, low, high, color=LAW, alpha=0.2
        )
        for at, ratios in enumerate(run.ratios):
            drawing.line(
                axes, panel, f"network {at + 1}", depths, ratios, color=DATA if at == 0 else FAINT, linewidth=0.8
            )
        drawing.line(axes, panel, "mean field", depths, run.expected, color=LAW, linewidth=1.8)
        axes.set_title(f"{run.layer}, {run.batch} points, width {run.width}", loc="left")
        axes.set(xlim=(0, depths[-1]), ylim=(0, None), ylabel="norm² ratio, odd over cluster")
    panels[-1].set_xlabel("depth ℓ, in layers")
    return drawing
