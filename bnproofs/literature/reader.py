"""The data file `entries.json`: every published formula and number of the package, with its source."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from bnproofs.literature.entry import Constant, Entry, LiteratureError, Paper


def entries_of(key: str | None = None) -> tuple[Entry, ...]:
    """The entries of one paper, or of all.

    Raises:
        LiteratureError: no such paper, or one whose layers are not proved here yet.
    """
    papers_, entries = _file()
    if key is None:
        return entries
    if key not in papers_:
        nearest = difflib.get_close_matches(key.lower()[:40], papers_, n=1, cutoff=0)[0]
        raise LiteratureError(
            f"{key[:40]!r} is no paper; the nearest is {nearest!r} (known: {', '.join(sorted(papers_))})"
        )
    if papers_[key].awaits:
        raise LiteratureError(f"{key} cannot be compared yet: {papers_[key].awaits}")
    return tuple(entry for entry in entries if entry.paper.key == key)


def papers() -> tuple[Paper, ...]:
    """The papers with entries."""
    return tuple(paper for paper in _file()[0].values() if not paper.awaits)


def papers_to_come() -> tuple[Paper, ...]:
    """The papers that nothing here can be compared with yet."""
    return tuple(paper for paper in _file()[0].values() if paper.awaits)


@cache
def _file() -> tuple[dict[str, Paper], tuple[Entry, ...]]:
    return read(json.loads(files(__package__).joinpath("entries.json").read_text(encoding="utf-8")))


def read(data: Mapping[str, Any]) -> tuple[dict[str, Paper], tuple[Entry, ...]]:
    """The papers by key, and the entries, of the plain objects of a data file.

    Rational numbers are strings, `"9/2"`; what else is a string is never evaluated.

    Raises:
        KeyError, TypeError, ValueError: an unknown or a missing key, a name twice, an unknown paper, no rational.
    """
    found = {row["key"]: Paper(**{**row, "authors": tuple(row["authors"])}) for row in data["papers"]}
    entries = tuple(_entry(row, found) for row in data["entries"])
    if len(found) != len(data["papers"]) or len({entry.id for entry in entries}) != len(entries):
        raise ValueError("a key or an id stands twice")
    return found, entries


def _entry(row: Mapping[str, Any], known: Mapping[str, Paper]) -> Entry:
    plain = {
        **row,
        "paper": known[row["paper"]],
        "factor": Fraction(row["factor"]),
        "published": {name: _constant(value) for name, value in row["published"].items()},
        "at": {name: _exact(value) for name, value in row["at"].items()},
    }
    return Entry(**plain)


def _constant(row: Mapping[str, Any]) -> Constant:
    return Constant(**{**row, "rational": Fraction(row["rational"])})


def _exact(value: Any) -> Any:
    """The value with lists as tuples and strings as the rational numbers that they spell."""
    if isinstance(value, list):
        return tuple(map(_exact, value))
    return Fraction(value) if isinstance(value, str) else value
