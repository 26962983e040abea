"""The look of the figures: colours, lines, words."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from bnproofs.extras import optional
from bnproofs.figures import palette

DATA, SECOND, FAINT, LAW = (colour.light for colour in (palette.INK, palette.SECOND, palette.FAINT, palette.VERMILION))
"""The colours of what was simulated, of a second such series, of single replicas, and of a fitted law."""

PAPER, GRID, MUTED = palette.PAPER.light, palette.GRID.light, palette.MUTED.light
"""The colours of the background, of lines that only guide the eye, and of what is not known or matters less."""

BESIDE = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}
"""The box behind a text, so that lines do not run through it."""

_ATTRACTING = tuple(colour.light for colour in (palette.BLUE, palette.GREEN, palette.SKY))
_REPELLING = tuple(colour.light for colour in (palette.VERMILION, palette.PURPLE, palette.ORANGE))
_SIZES = {"font.size": 9.5, "axes.titlesize": 10, "figure.titlesize": 11, "legend.fontsize": 8.5}
_INKED = dict.fromkeys(("text.color", "axes.edgecolor", "axes.labelcolor", "xtick.color", "ytick.color"), DATA)
_LINE = 105


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a configuration is drawn: by its colour and by its kind of line, and what it does in one word."""

    colour: str
    line: str
    verb: str


def strokes_of(attracts: Iterable[tuple[str, bool | None]]) -> dict[str, Stroke]:
    """The strokes of configurations by their names: cold and solid if they attract, warm and dashed if they repel.

    The colours are those of Okabe and Ito, which colour-blind people tell apart.
    """
    cold, warm = cycle(_ATTRACTING), cycle(_REPELLING)
    return {
        name: Stroke(MUTED, ":", "stability unknown")
        if stable is None
        else Stroke(next(cold), "-", "attracts")
        if stable
        else Stroke(next(warm), "--", "repels")
        for name, stable in attracts
    }


@contextmanager
def house_style() -> Iterator[None]:
    """A context in which matplotlib draws the same whatever the user's settings are.

    Raises:
        InputError: matplotlib is missing.
    """
    mpl = optional("matplotlib", "figures")
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(
            {"svg.hashsalt": "bnproofs", "axes.spines.top": False, "axes.spines.right": False, "legend.edgecolor": GRID}
            | _SIZES
            | _INKED
        )
        yield


def words(name: str) -> str:
    """The name of a configuration as a person reads it."""
    return name.replace("-", " ")


def title(figure: Any, heading: str, below: str) -> None:
    """No result; the figure with a heading and, below it, what it was made from, lines broken where they are long."""
    lines = [part for line in below.splitlines() for part in textwrap.wrap(line, _LINE)]
    figure.suptitle("\n".join([heading, *lines]), parse_math=False)


def counted(count: int, noun: str) -> str:
    """The number of things, in words: `1 replica`, `8 replicas`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def printable(text: str, most: int = 40) -> str:
    """The start of a text, with ? for what the font lacks: all but the Latin, Greek and Cyrillic alphabets."""
    return "".join(sign if sign.isprintable() and sign < "\u0530" else "?" for sign in text[:most])
