"""Comparisons with the literature as a page of the documentation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from bnproofs.commands.literature_page import Compared
from bnproofs.literature import Comparison, Entry, Paper

_OPENING = """\
Published formulas and numbers, each compared with what is enclosed here: the formula as it is printed, evaluated in
ball arithmetic, over ours. A published number that disagrees is a result, not a failure of this package; the reason
says by how much. The page is the output of `bnproofs literature --markdown`; `bnproofs literature --paper KEY` prints
one paper with all its comparisons."""

_MARKUP = re.compile(r"([\\`*_<>\[\]|#$])")


def as_markdown(compared: Compared, to_come: Iterable[Paper]) -> str:
    """The page, with a table for each paper; it ends in a newline."""
    parts = ["# The literature", _OPENING]
    for paper, rows in groupby(compared, key=lambda row: row[0].paper):
        parts += [f"## {_plain(', '.join(paper.authors))} ({paper.year})", _source(paper)]
        lines = ["| published | ours | verdict |", "|---|---|---|"]
        parts.append("\n".join([*lines, *(_row(entry, comparison) for entry, comparison in rows)]))
    waiting = [f"* {_source(paper)} {_plain(paper.awaits)}." for paper in to_come]
    parts += ["## To come", "\n".join(waiting)] if waiting else []
    return "\n\n".join(parts) + "\n"


def _source(paper: Paper) -> str:
    link = "" if paper.arxiv is None else f", [arXiv {_plain(paper.arxiv)}](https://arxiv.org/abs/{paper.arxiv})"
    return f"*{_plain(paper.title)}*, {_plain(paper.venue)}{link}. Key: `{paper.key}`."


def _row(entry: Entry, comparison: Comparison) -> str:
    published = f"**{_plain(entry.where)}**<br>{_plain(f'{entry.statement} {entry.formula}'.strip())}"
    ours = "<br>".join(_plain(text) for text in (entry.ours, entry.normalisation) if text)
    verdict = f"**{comparison.verdict.value}**<br>{_plain(comparison.reason)}"
    return f"| {published} | {ours} | {verdict} |"


def _plain(text: str) -> str:
    """The text on one line, with the signs that Markdown would read as mark-up made plain."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))
