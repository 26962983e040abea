"""The decomposition of batch normalisation as a picture: layers across, configurations down, what each does there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from bnproofs.decomposition import Basis, Row
from bnproofs.extras import optional
from bnproofs.figures.canvas import Drawing, blank
from bnproofs.figures.palette import BLUE, FAINT, MUTED, ORANGE, PURPLE, VERMILION, text_colour
from bnproofs.figures.style import GRID, PAPER, house_style
from bnproofs.layer import Layer
from bnproofs.spectrum import Stability


@dataclass(frozen=True, slots=True)
class Sign:
    """How a verdict is drawn: its shape and colour, filled or not, and what it is in words."""

    shape: str
    colour: str
    filled: bool
    words: str


SIGNS = {
    Stability.STABLE: Sign("o", BLUE.light, True, "attracts"),
    Stability.UNSTABLE: Sign("D", VERMILION.light, False, "repels"),
    Stability.MARGINAL: Sign("s", ORANGE.light, False, "marginal"),
    Stability.NOT_DIFFERENTIABLE: Sign("^", PURPLE.light, False, "not differentiable"),
    Stability.DOES_NOT_EXIST: Sign("x", FAINT.light, False, "does not exist"),
    Stability.UNDECIDED: Sign("$?$", MUTED.light, False, "undecided"),
}
"""The sign of each verdict; shape and filling tell them apart without colour."""

_NAMES = {
    "uniform": "uniform",
    "odd-point": "odd point",
    "separating": "separating",
    "two-cluster:1": "ideal odd point",
    "collapsed": "collapsed",
}
_SIZE = 13


def columns(rows: Sequence[Row]) -> list[str]:
    """The configurations in the rows: those of the odd-point family, then projectors by their rank, then others."""
    found = dict.fromkeys(str(row.certificate.configuration) for row in rows)
    first = [name for name in _NAMES if name in found]
    return first + [name for name in found if name not in first]


def factor(row: Row) -> str:
    """The words below a sign: the spectral radius to four digits, or the law that is proved in its place."""
    if row.leading is not None and row.leading[1][0] != 1:
        low, high = (float(Fraction(x)) for x in row.leading[1])
        middle = (low + high) / 2
        return f"{middle:.0f}" if low == high == round(middle) else f"{middle:.4f}"
    return row.law.removeprefix("all come: ")


@house_style()
def draw(rows: Sequence[Row], layers: Sequence[Layer], n: int) -> Drawing:
    """The drawing of the rows of `bnproofs.decomposition` for batches of n points; a layer without any stays empty.

    Raises:
        InputError: matplotlib is missing.
    """
    mine = [row for row in rows if row.certificate.batch == n]
    across = columns(mine)
    drawing = blank(1.6 + 0.64 * len(layers), 1.6 + 1.0 * len(across))
    axes = drawing.figure.subplots()
    for at, layer in enumerate(layers):
        for row in mine:
            if row.certificate.layer == layer:
                _cell(drawing, axes, across.index(str(row.certificate.configuration)), at, row)
    for y in range(len(layers) + 1):
        axes.axhline(y - 0.5, color=GRID, linewidth=0.8)
    axes.set(xlim=(-0.6, len(across) - 0.4), ylim=(len(layers) - 0.5, -0.5))
    axes.set_xticks(range(len(across)), [_heading(name) for name in across])
    axes.set_yticks(range(len(layers)), [str(layer) for layer in layers])
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    _legend(drawing, mine)
    drawing.figure.suptitle(f"Which component does what: batches of {n} points")
    return drawing.described(_alt(mine, layers, n), _caption(n))


def _heading(name: str) -> str:
    return _NAMES.get(name, name.replace("projector:", "projector\nof rank ")).replace("ideal odd", "ideal\nodd")


def _cell(drawing: Drawing, axes: Any, x: int, y: int, row: Row) -> None:
    sign = SIGNS[row.stability]
    style = {
        "marker": sign.shape,
        "markersize": _SIZE if sign.shape != "x" else 7,
        "color": sign.colour,
        "markerfacecolor": sign.colour if sign.filled else PAPER,
        "markeredgewidth": 1.8,
        "linestyle": "none",
    }
    axes.plot([x], [y - 0.13], **style)
    size = float(sum(map(Fraction, row.leading[1])) / 2) if row.leading is not None else float("nan")
    drawing.note(f"{row.certificate.layer}", f"{row.certificate.configuration}: {sign.words}", [x], [size])
    says = factor(row).replace(": ", ":\n") + (" *" if row.basis is Basis.ON_FAITH else "")
    axes.text(x, y + 0.3, says, color=text_colour(sign.colour), fontsize=8, ha="center", va="center", parse_math=False)


def _legend(drawing: Drawing, rows: Sequence[Row]) -> None:
    line = optional("matplotlib.lines", "figures").Line2D
    there = {row.stability for row in rows}
    handles = [
        line(
            [],
            [],
            linestyle="none",
            marker=sign.shape,
            color=sign.colour,
            markerfacecolor=sign.colour if sign.filled else PAPER,
            markeredgewidth=1.6,
            markersize=8,
            label=sign.words,
        )
        for stability, sign in SIGNS.items()
        if stability in there
    ]
    drawing.figure.legend(handles=handles, loc="outside lower center", ncols=3, frameon=False)


def _alt(rows: Sequence[Row], layers: Sequence[Layer], n: int) -> str:
    says = []
    for layer in layers:
        parts = [
            f"{_heading(str(row.certificate.configuration))} {SIGNS[row.stability].words}"
            + (f" ({factor(row)})" if factor(row) else "")
            for row in rows
            if row.certificate.layer == layer
        ]
        says.append(f"{layer}: {', '.join(parts) or 'nothing is proved'}")
    return f"What each configuration of {n} points does under each layer. {'. '.join(says)}."


def _caption(n: int) -> str:
    return (
        f"The components of batch normalisation alone and together, for batches of {n} points. The number is the "
        "factor by which a layer multiplies the distance to the configuration in the end. A star: proved in part on "
        "faith in the ball arithmetic."
    )
