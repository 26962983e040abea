"""Results as a notebook or a rich terminal shows them: a title, tables and a remark, every text made harmless."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from typing import Any

from bnproofs.report.decimals import proven_digits

_LONGEST = 60
_DIGITS = 16
_STYLES = {
    "stable": "green",
    "proved": "green",
    "agrees": "green",
    "caught": "green",
    "on faith": "cyan",
    "unstable": "red",
    "refuted": "red",
    "disagrees": "bold red",
    "missed": "yellow",
    "undecided": "yellow",
    "not compared": "yellow",
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of strings under the names of their columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A title, tables (those without rows are left out) and a remark."""

    title: str
    tables: tuple[Table, ...] = ()
    remark: str = ""

    def html(self) -> str:
        """The sheet as a piece of HTML, without scripts and styles."""
        parts = [f"<p><strong>{escape(self.title)}</strong></p>"]
        parts += [_html(table) for table in self.tables if table.rows]
        parts += [f"<p>{escape(self.remark)}</p>"] if self.remark else []
        return f'<div class="bn-result">{"".join(parts)}</div>'

    def rich(self) -> Any:
        """The sheet for `rich.print`, coloured where a cell is a verdict."""
        from rich.console import Group
        from rich.text import Text

        parts: list[Any] = [Text(self.title, "bold"), *(_rich(table) for table in self.tables if table.rows)]
        return Group(*parts, *([Text(self.remark, "dim")] if self.remark else []))


class Displayed:
    """A result that shows itself in notebooks and in rich terminals; `sheet` says what is shown."""

    __slots__ = ()

    def sheet(self) -> Sheet:
        """What is shown."""
        raise NotImplementedError

    def _repr_html_(self) -> str:
        return self.sheet().html()

    def __rich__(self) -> Any:
        return self.sheet().rich()


def number(value: Any) -> str:
    """A number of any kind as a short text; an interval [lower, upper] by the digits that it proves.

    >>> number(1 / 3), number([Fraction(1, 3), Fraction(1, 3) + Fraction(1, 10**9)])
    ('0.3333333333333333', '0.33333333…')
    """
    if isinstance(value, list | tuple):
        return proven_digits(Fraction(value[0]), Fraction(value[1]), _DIGITS)
    text = f"{value:.16g}" if isinstance(value, float) else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def numbers(values: Iterable[Any]) -> str:
    """Numbers in a row, with commas between them."""
    return ", ".join(map(number, values))


def _html(table: Table) -> str:
    head = "".join(f'<th scope="col" style="text-align: left">{escape(name)}</th>' for name in table.columns)
    cell = '<td style="text-align: left">{}</td>'.format
    body = "".join(f"<tr>{''.join(cell(escape(text)) for text in row)}</tr>" for row in table.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _rich(table: Table) -> Any:
    from rich import box
    from rich.table import Table as RichTable
    from rich.text import Text

    made = RichTable(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for name in table.columns:
        made.add_column(Text(name), overflow="fold")
    for row in table.rows:
        made.add_row(*(Text(text, _STYLES.get(text, "")) for text in row))
    return made
