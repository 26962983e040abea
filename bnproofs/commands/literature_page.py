"""Comparisons with the literature, as a person reads them in a terminal and as plain objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bnproofs.literature import Comparison, Entry, Paper
from bnproofs.report.decimals import outward_decimals, proven_digits

Compared = Sequence[tuple[Entry, Comparison]]

_STYLES = {
    "agrees": "green",
    "differently normalised": "green",
    "bound, not sharp": "green",
    "disagrees": "bold red",
    "not compared": "yellow",
}
_READ, _WRITTEN = 20, 40
"""Digits on the page, and digits in the object."""


def as_data(compared: Compared, to_come: Iterable[Paper]) -> dict[str, Any]:
    """The object `{comparisons, to_come}`: source, verdict, reason and enclosures, as outward decimals, of each."""
    return {
        "comparisons": [_row(entry, comparison) for entry, comparison in compared],
        "to_come": [{**_source(paper), "reason": paper.awaits} for paper in to_come],
    }


def _row(entry: Entry, comparison: Comparison) -> dict[str, Any]:
    return {
        "id": entry.id,
        **_source(entry.paper),
        "where": entry.where,
        "statement": entry.statement,
        "formula": entry.formula,
        "ours": entry.ours,
        "normalisation": entry.normalisation,
        "expected_factor": str(entry.factor),
        "verdict": comparison.verdict.value,
        "reason": comparison.reason,
        "values": [
            {"label": label.strip(), "enclosure": list(outward_decimals(x.lower, x.upper, _WRITTEN))}
            for label, x in comparison.values
        ],
    }


def _source(paper: Paper) -> dict[str, Any]:
    return {
        "paper": paper.key,
        "authors": list(paper.authors),
        "title": paper.title,
        "year": paper.year,
        "venue": paper.venue,
        "arxiv": paper.arxiv,
    }


def page(compared: Compared, to_come: Iterable[Paper]) -> RenderableType:
    """The papers, their statements with verdicts and reasons, and the digits that the enclosures prove."""
    lines: list[RenderableType] = []
    for paper, rows in groupby(compared, key=lambda row: row[0].paper):
        lines += [Text(_citation(paper), "bold"), Text()]
        for entry, comparison in rows:
            lines += [Padding(_statement(entry, comparison), (0, 0, 1, 2))]
    lines += [Text(f"To come: {_citation(paper)} — {paper.awaits}.", "dim") for paper in to_come]
    return Group(*lines)


def _citation(paper: Paper) -> str:
    place = paper.venue if paper.arxiv is None else f"{paper.venue}, arXiv {paper.arxiv}"
    return f"{paper.key}: {', '.join(paper.authors)}, {paper.title} ({paper.year}, {place})"


def _statement(entry: Entry, comparison: Comparison) -> RenderableType:
    style = _STYLES[comparison.verdict.value]
    about = Table(show_header=False, box=None, padding=(0, 1))
    about.add_column(style="dim", no_wrap=True)
    about.add_column(overflow="fold")
    rows = (
        ("where", entry.where),
        ("published", f"{entry.statement} {entry.formula}".strip()),
        ("ours", entry.ours),
        ("normalisation", entry.normalisation),
    )
    for row in rows:
        about.add_row(*row)
    verdict = Text.assemble((comparison.verdict.value, style), f" {entry.id}: {comparison.reason}")
    parts: list[RenderableType] = [verdict, about]
    if comparison.values:
        table = Table(show_header=False, box=None, padding=(0, 1))
        table.add_column(overflow="fold")
        table.add_column(overflow="fold")
        for label, x in comparison.values:
            table.add_row(label, proven_digits(x.lower, x.upper, _READ))
        parts.append(Padding(table, (0, 0, 0, 2)))
    return Group(*parts)
