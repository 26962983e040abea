"""The drawing: a figure and the numbers in it, which grow together and go into two files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from bnproofs.errors import InputError
from bnproofs.extras import optional
from bnproofs.figures.style import house_style
from bnproofs.files import require_regular, write_atomically

WIDTH = 9.6
"""The width of the figures of runs, in inches."""

COLUMN = 5.8
"""The width of figures that stand in the text of a page, in inches, so that they can be read on a small screen."""

HEADER = ("panel", "series", "x", "y")
"""The columns of the data. An empty x is that of a line right across the panel."""

_METADATA: dict[str, dict[str, None]] = {".svg": {"Date": None}, ".png": {}, ".pdf": {"CreationDate": None}}
_DOTS = 150


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure of matplotlib, and `rows` (panel, series, x, y) with all numbers that are drawn in it.

    `alt` says in a sentence or two, with numbers, what the figure shows, to those who do not see it; `caption` stands
    below it.
    """

    figure: Any
    rows: list[tuple[str, str, float, float]] = field(default_factory=list)
    alt: str = ""
    caption: str = ""

    def described(self, alt: str, caption: str) -> Drawing:
        """The finished drawing with its description and its caption; the places of its parts stay from now on."""
        self.figure.draw_without_rendering()
        self.figure.set_layout_engine("none")
        return replace(self, alt=" ".join(alt.split()), caption=" ".join(caption.split()))

    def line(self, axes: Any, panel: str, series: str, x: Any, y: Any, **look: Any) -> None:
        """No result; the curve through the points (x, y), with gaps where y is NaN."""
        axes.plot(x, y, **look)
        self.note(panel, series, x, y)

    def band(self, axes: Any, panel: str, series: tuple[str, str], x: Any, low: Any, high: Any, **look: Any) -> None:
        """No result; the area between two curves."""
        axes.fill_between(x, low, high, linewidth=0, **look)
        self.note(panel, series[0], x, low)
        self.note(panel, series[1], x, high)

    def level(self, axes: Any, panel: str, series: str, y: float, **look: Any) -> None:
        """No result; the horizontal line at y."""
        axes.axhline(y, **look)
        self.note(panel, series, [np.nan], [y])

    def note(self, panel: str, series: str, x: Iterable[Any], y: Iterable[Any]) -> None:
        """No result; rows of data, without those whose y is NaN."""
        pairs = ((float(a), float(b)) for a, b in zip(x, y, strict=True))
        self.rows.extend((panel, series, a, b) for a, b in pairs if not np.isnan(b))

    def data(self) -> bytes:
        """The rows as CSV, with every digit of every number."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows((panel, series, _spelled(x), _spelled(y)) for panel, series, x, y in self.rows)
        return text.getvalue().encode()


def blank(height: float, width: float = WIDTH) -> Drawing:
    """The empty drawing of a height and a width in inches; to be called, and drawn on, in the `house_style`."""
    figure = optional("matplotlib.figure", "figures").Figure(figsize=(width, height), layout="constrained")
    optional("matplotlib.backends.backend_agg", "figures").FigureCanvasAgg(figure)
    return Drawing(figure)


def files_of(path: Path, *, moving: bool = False) -> tuple[Path, Path]:
    """The two files of a drawing at a path: the figure, and its data with the ending `.csv`.

    Raises:
        InputError: the ending is not .svg, .png or .pdf, or .gif if it is `moving`, or a file of other data has that
            name.
    """
    endings = [*([".gif"] if moving else []), *_METADATA]
    if path.suffix.lower() not in endings:
        given = (
            f"{path.suffix[:20]!r} is no format of a figure" if path.suffix else "a figure's name ends in its format"
        )
        raise InputError(f"{given}: write one of {', '.join(path.stem[:40] + ending for ending in endings)}")
    data = path.with_suffix(".csv")
    if data.is_file():
        with data.open("rb") as file:
            if file.readline(64).rstrip(b"\n") != ",".join(HEADER).encode():
                raise InputError(f"the data of the figure would replace {data}, which is none: choose another name")
    return path, data


def save(drawing: Drawing, path: Path) -> tuple[Path, Path]:
    """The two files that were written: the figure, in the format that its ending says, and its data.

    The same drawing gives the same bytes.

    Raises:
        InputError: no such format, or other data would be replaced.
        OSError: a file cannot be written; each is old or new and never half of one.
    """
    path, data = files_of(path)
    ending, drawn = path.suffix.lower(), io.BytesIO()
    require_regular(data)
    with house_style():
        drawing.figure.savefig(drawn, format=ending[1:], dpi=_DOTS, metadata=_METADATA[ending])
    write_atomically(path, drawn.getvalue())
    write_atomically(data, drawing.data())
    return path, data


def _spelled(value: float) -> str:
    if np.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 2**53 else repr(value)
