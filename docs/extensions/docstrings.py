"""Docstrings as reStructuredText: tables of Markdown become tables, and other vertical bars stay as they are."""

from __future__ import annotations

from itertools import groupby
from typing import Any


def prepared(app: Any, what: str, name: str, thing: Any, options: Any, lines: list[str]) -> None:
    """No result; the lines of a docstring, changed in place."""
    result: list[str] = []
    for is_table, group in groupby(lines, key=lambda line: line.lstrip().startswith("|")):
        if is_table:
            result += ["", *_table([line.strip() for line in group]), ""]
        else:
            result += [line.replace("|", r"\|") for line in group]
    lines[:] = result


def _table(rows: list[str]) -> list[str]:
    """The list table of the rows of a Markdown table; a row of dashes after the first makes that a header."""
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    header = len(cells) > 1 and all(set(cell) <= set("-: ") for cell in cells[1])
    lines = [".. list-table::", *(["   :header-rows: 1"] if header else []), ""]
    for at, row in enumerate(cells):
        if not (header and at == 1):
            lines += [f"   {'* -' if not column else '  -'} {cell}" for column, cell in enumerate(row)]
    return lines
