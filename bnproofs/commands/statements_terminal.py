"""The table of statements, as a person reads it in a terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bnproofs.commands.statements_page import Groups, level_of
from bnproofs.statements import NOT_FORMALISED, Level, Statement

_STYLES = {Level.SYMBOLIC: "yellow", Level.CERTIFICATE: "cyan", Level.KERNEL: "green"}


def page(groups: Groups) -> RenderableType:
    """The statements by group, each with its level, its hypothesis and where it is proved; then how many there are."""
    lines: list[RenderableType] = []
    for title, rows in groups.items():
        lines += [Text(title, "bold"), Text()]
        lines += [Padding(_statement(row), (0, 0, 1, 2)) for row in rows]
    listed = [row for rows in groups.values() for row in rows]
    lines += [Text("What no theorem of Rocq says", "bold"), Text()]
    lines += [Padding(Text(sentence), (0, 0, 1, 2)) for sentence in NOT_FORMALISED]
    counts = ((level, sum(row.level is level for row in listed)) for level in Level)
    lines.append(Text(", ".join(f"{level.value} {count}" for level, count in counts if count)))
    return Group(*lines)


def _statement(row: Statement) -> RenderableType:
    about = Table(show_header=False, box=None, padding=(0, 1))
    about.add_column(style="dim", no_wrap=True)
    about.add_column(overflow="fold")
    about.add_row("holds for", Text(row.hypothesis))
    if row.derivations:
        about.add_row("derivation", Text(", ".join(row.derivations)))
    for claim in row.claims:
        about.add_row("claim", Text(str(claim)))
    for file, names in row.files.items():
        about.add_row("Rocq", Text(f"{file}: {', '.join(names)}"))
    return Group(Text.assemble((level_of(row), _STYLES[row.level]), " ", (row.id, "bold")), Text(row.sentence), about)
