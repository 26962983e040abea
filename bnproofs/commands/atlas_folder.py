"""The folder of an atlas: which folder may become one, and what of an earlier atlas goes."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from bnproofs.commands.output import unwritable, write
from bnproofs.report.atlas_names import INDEX, MARK, is_place

_FORMAT, _VERSION = "bnproofs-atlas", 1
_MOST_BYTES = 10_000_000


def require_folder(folder: Path) -> None:
    """No result; a check, before any work is done, that an atlas may be written there.

    Raises:
        click.UsageError: it is no folder, or one that holds something else.
    """
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{folder} is no folder: choose another name")
    if not folder.exists() and not folder.resolve().parent.is_dir():
        raise click.UsageError(f"the folder {folder} would be in does not exist: make it, or choose another name")
    try:
        if folder.is_dir() and any(folder.iterdir()) and _files(folder) is None:
            raise click.UsageError(
                f"{folder} holds files and is no atlas: choose a new or empty folder, or that of an atlas"
            )
    except OSError as error:
        raise unwritable(folder, error) from error


def begin(folder: Path, places: Sequence[str]) -> None:
    """No result; a folder that is marked as an atlas with files at these places, and has none of them yet.

    An earlier atlas goes, its first page first: a folder with a first page is complete.

    Raises:
        click.UsageError: the folder cannot be written.
    """
    try:
        folder.mkdir(exist_ok=True)
        (folder / INDEX).unlink(missing_ok=True)
        for place in _files(folder) or ():
            _remove(folder, place)
    except OSError as error:
        raise unwritable(folder, error) from error
    mark = {"format": _FORMAT, "version": _VERSION, "files": sorted(places)}
    write(folder / MARK, (json.dumps(mark, indent=1) + "\n").encode())


def put(folder: Path, place: str, data: bytes) -> None:
    """No result; the file with these bytes at a place of the atlas.

    Raises:
        click.UsageError: it cannot be written.
    """
    path = folder / place
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error
    if path.parent.is_symlink():
        raise click.UsageError(f"cannot write {path}: {path.parent} leads elsewhere; remove that link")
    write(path, data)


def _remove(folder: Path, place: str) -> None:
    """No result; the file of an earlier atlas is gone, and its folder if it is empty now."""
    path = folder / place
    if path.parent.is_symlink():
        return
    path.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        path.parent.rmdir()


def _files(folder: Path) -> tuple[str, ...] | None:
    """The places that the mark of an atlas names; None where there is no such mark."""
    try:
        with (folder / MARK).open("rb") as file:
            mark: Any = json.loads(file.read(_MOST_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(mark, dict) or (mark.get("format"), mark.get("version")) != (_FORMAT, _VERSION):
        return None
    files = mark.get("files")
    if not isinstance(files, list) or not all(isinstance(place, str) and is_place(place) for place in files):
        return None
    return tuple(files)
