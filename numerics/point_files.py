"""Files of points, one point a row: .npy, .npz and .csv."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bnproofs.errors import InputError
from bnproofs.files import require_regular


def read_rows(path: Path, most: int) -> NDArray[Any]:
    """The first `most` rows of the array in a file, all if there are fewer, in the type that the file has.

    * `.npy`: one array;
    * `.npz`: one array, or among several one named `points`;
    * `.csv`: numbers separated by commas, in UTF-8, the same number on each line. The first line may be a header: no
      field of it is a number. Blank lines, and what stands after a `#`, are not read.

    Nothing behind the rows asked for is looked at, but to see how many dimensions an array has.

    Raises:
        InputError: another suffix; no regular file, or an unreadable one; a damaged or empty file; an array of objects
            or not of two dimensions; several arrays, none named `points`; lines of different lengths; a field that is
            no number.
    """
    where = repr(str(path))
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{where} is no file of points: their names end in {', '.join(_READERS)}")
    try:
        require_regular(path)
        return reader(path, most)
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
    except OSError as error:
        raise InputError(f"{where} cannot be read: {error.strerror or error}") from error
    except Exception as error:
        raise InputError(
            f"{where} cannot be read as {path.suffix.lower()}: it is damaged, or holds something other than numbers"
        ) from error


def _npy(path: Path, most: int) -> NDArray[Any]:
    return _first(np.lib.format.open_memmap(path, mode="r"), most)


def _npz(path: Path, most: int) -> NDArray[Any]:
    with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
        names = archive.files
        if len(names) != 1 and "points" not in names:
            held = ", ".join(map(repr, names)) or "none"
            raise InputError(f"one array, or one named 'points', is wanted; the file holds {held}")
        return _first(archive["points" if "points" in names else names[0]], most)


def _first(array: NDArray[Any], most: int) -> NDArray[Any]:
    if array.ndim != 2:
        raise InputError(
            f"an array of {array.ndim} dimensions is no batch: reshape it to two, one point a row (points × features)"
        )
    return np.array(array[:most])


def _csv(path: Path, most: int) -> NDArray[Any]:
    rows: list[list[float | None]] = []
    columns = 0
    with path.open(encoding="utf-8-sig") as file:
        for at, line in enumerate(file, start=1):
            fields = [field.strip() for field in line.partition("#")[0].split(",")]
            if fields == [""]:
                continue
            row = [_number(field) for field in fields]
            if not columns:
                columns = len(row)
                if not any(value is not None for value in row):
                    continue
            if len(row) != columns:
                raise InputError(f"line {at} has {len(row)} fields, the first line {columns}: give each point as many")
            if None in row:
                wrong = fields[row.index(None)]
                raise InputError(f"line {at}: {wrong[:40]!r} is no number: write numbers separated by commas")
            rows.append(row)
            if len(rows) == most:
                break
    if not rows:
        raise InputError("the file is empty: write one point a line")
    return np.array(rows, dtype=np.float64)


def _number(field: str) -> float | None:
    try:
        return None if "_" in field else float(field)
    except ValueError:
        return None


_READERS: dict[str, Callable[[Path, int], NDArray[Any]]] = {".npy": _npy, ".npz": _npz, ".csv": _csv}
