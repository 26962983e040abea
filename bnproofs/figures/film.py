"""Drawings that move: an animated GIF, its last frame as a figure, and all its numbers beside it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bnproofs.extras import optional
from bnproofs.figures.canvas import Drawing, files_of, save
from bnproofs.figures.style import house_style
from bnproofs.files import require_regular, write_atomically

ENDING = ".gif"
"""The format of what moves."""

_DOTS, _COLOURS, _WHITE = 100, 48, 246


@dataclass(frozen=True, slots=True)
class Film:
    """A drawing of the last frame, a function that makes it show frame i, and how long each stands, in milliseconds."""

    drawing: Drawing
    show: Callable[[int], None]
    durations: Sequence[int]


def save_film(film: Film, path: Path, on_frame: Callable[[], None] = lambda: None) -> tuple[Path, Path]:
    """The two files that were written: the animation, or its last frame if the ending is not .gif, and the data.

    The same film gives the same bytes.

    Raises:
        InputError: no such format, or other data would be replaced.
        OSError: a file cannot be written; each is old or new and never half of one.
    """
    if path.suffix.lower() != ENDING:
        return save(film.drawing, path)
    path, data = files_of(path, moving=True)
    require_regular(data)
    write_atomically(path, _animated(film, on_frame))
    write_atomically(data, film.drawing.data())
    return path, data


def _animated(film: Film, on_frame: Callable[[], None]) -> bytes:
    """The bytes of the GIF, all frames in the colours of the last."""
    last = len(film.durations) - 1
    with house_style():
        film.show(last)
        palette = _palette(_frame(film.drawing))
        frames = []
        for at in range(last + 1):
            film.show(at)
            frames.append(_frame(film.drawing).quantize(palette=palette, dither=0))
            on_frame()
    written = io.BytesIO()
    options = {"save_all": True, "append_images": frames[1:], "duration": list(film.durations), "loop": 0}
    frames[0].save(written, format="GIF", optimize=False, disposal=1, **options)
    return written.getvalue()


def _palette(picture: Any) -> Any:
    """The picture in few colours, those that are nearly white being white."""
    found = picture.quantize(_COLOURS)
    colours = np.array(found.getpalette()).reshape(-1, 3)
    colours[colours.min(axis=1) >= _WHITE] = 255
    found.putpalette(colours.ravel().tolist())
    return found


def _frame(drawing: Drawing) -> Any:
    """The picture of a drawing as it is now."""
    drawing.figure.set_dpi(_DOTS)
    drawing.figure.canvas.draw()
    return optional("PIL.Image", "figures").fromarray(np.asarray(drawing.figure.canvas.buffer_rgba())[..., :3].copy())
