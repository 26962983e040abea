"""The figure of the reduced map: cobwebs around the ideal and odd points, and around the separating and uniform points.

One layer moves τ by a few per cent only, so the figure shows the map of ten layers, the tenfold iterate, with the same
fixed points.

`python -m bnproofs.figures.cobweb --batch 10 --out docs/figures/cobweb.svg` draws it; matplotlib comes with the extra
`figures`. The numbers behind it are written beside it, as CSV.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np

from bnproofs.configurations import odd_family
from bnproofs.files import write_atomically
from bnproofs.fixed_points.candidate import propose

_STABLE, _UNSTABLE, _CURVE, _ORBIT = "#1f5fa8", "#b3261e", "#333333", "#b8790f"
_LAYERS = 10


@dataclass(frozen=True, slots=True)
class Panel:
    """One cobweb: range of τ, marked fixed points (name, τ, attracts), starts and length of orbits."""

    low: float
    high: float
    marks: tuple[tuple[str, float, bool], ...]
    starts: tuple[float, ...]
    steps: int


def panels(n: int) -> tuple[Panel, Panel]:
    """The two cobwebs for a batch of n ≥ 7 points, from guessed fixed points.

    Raises:
        ValueError: there is no odd point for this n.
    """
    guesses = propose(n, 64)
    if not guesses:
        raise ValueError(f"there is no odd point to draw for n = {n}: take n ≥ 7")
    odd, separating = (float(guess.tangent) ** 2 for guess in guesses)
    uniform = float(n * (n - 2))
    gap = uniform - separating
    low, high = separating - 1.2 * gap, uniform + 0.9 * gap
    return (
        Panel(-0.22 * odd, 2 * odd, (("ideal", 0.0, False), ("odd point", odd, True)), (odd / 40, 1.9 * odd), 8),
        Panel(
            low,
            high,
            (("separating", separating, False), ("uniform", uniform, True)),
            (separating - 0.12 * gap, separating + 0.12 * gap, uniform + 0.8 * gap),
            10,
        ),
    )


def image(n: int, tau: Any) -> Any:
    """The values of τ after ten layers, at an array of τ, in doubles."""
    for _ in range(_LAYERS):
        root = np.sqrt(tau)
        tau = odd_family.next_tau(n, root, np.ones_like(root))
    return tau


def cobweb(n: int, start: float, steps: int) -> tuple[list[float], list[float]]:
    """The corners of the cobweb of an orbit: vertical to the curve, horizontal to the diagonal."""
    x, y = [start], [start]
    for _ in range(steps):
        ahead = float(image(n, np.array([x[-1]]))[0])
        x += [x[-1], ahead]
        y += [ahead, ahead]
    return x, y


def draw(n: int, path: Path) -> None:
    """No result; the figure at `path` (its ending chooses the format) and its data at `path` with the ending `.csv`."""
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    rows = [f"panel,tau,tau_after_{_LAYERS}_layers"]
    with mpl.rc_context({"svg.hashsalt": "bnproofs", "font.size": 10}):
        figure = Figure(figsize=(9.6, 4.8), layout="constrained")
        FigureCanvasAgg(figure)
        for axes, panel, title in zip(
            figure.subplots(1, 2),
            panels(n),
            ("the ideal repels, the odd point attracts", "the separating repels, the uniform attracts"),
            strict=True,
        ):
            tau = np.linspace(max(0.0, panel.low), panel.high, 200)
            ahead = image(n, tau)
            name = " and ".join(mark[0] for mark in panel.marks)
            rows += [f"{name},{float(t)!r},{float(a)!r}" for t, a in zip(tau, ahead, strict=True)]
            axes.plot(tau, tau, color="#999999", linewidth=1, linestyle="--", label="the diagonal")
            axes.plot(tau, ahead, color=_CURVE, linewidth=1.6, label=f"τ after {_LAYERS} layers")
            for start in panel.starts:
                x, y = cobweb(n, start, panel.steps)
                axes.plot(x, y, color=_ORBIT, linewidth=1)
                axes.annotate("", (x[3], y[3]), (x[2], y[2]), arrowprops={"arrowstyle": "->", "color": _ORBIT, "lw": 1})
            for mark, at, attracts in panel.marks:
                colour = _STABLE if attracts else _UNSTABLE
                axes.plot([at], [at], "o", color=colour, markerfacecolor=colour if attracts else "white", markersize=8)
                axes.annotate(
                    f"{mark}\n{'attracts' if attracts else 'repels'}",
                    (at, at),
                    (12, -26),
                    textcoords="offset points",
                    color=colour,
                )
            axes.set(xlim=(panel.low, panel.high), ylim=(panel.low, panel.high), xlabel="τ", title=title)
            axes.set_ylabel(f"τ after {_LAYERS} layers")
            axes.legend(loc="upper left", frameon=False)
        figure.suptitle(f"The reduced map of recentring + ReLU, n = {n}, and all its fixed points")
        drawn = io.BytesIO()
        ending = path.suffix.lstrip(".") or "svg"
        figure.savefig(drawn, format=ending, metadata={"Date": None} if ending == "svg" else None)
    write_atomically(path, drawn.getvalue())
    write_atomically(path.with_suffix(".csv"), ("\n".join(rows) + "\n").encode())


@click.command()
@click.option("--batch", default=10, show_default=True, type=click.IntRange(min=7), help="Number n of points.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="File to write, .svg or .png.")
def main(batch: int, out: Path) -> None:
    """Draw the cobweb of the reduced map."""
    draw(batch, out)


if __name__ == "__main__":
    main()
