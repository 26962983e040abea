"""The report as one HTML file: no network, no script, readable offline and printed."""

from __future__ import annotations

import base64
import gzip
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from urllib.parse import quote

from jinja2 import Environment
from markupsafe import Markup, escape

from bnproofs import __version__
from bnproofs.errors import InputError
from bnproofs.figures.palette import DARK_PAPER, declarations
from bnproofs.report.components import in_order
from bnproofs.report.content import Report
from bnproofs.report.girth import girth
from bnproofs.report.levels import meanings
from bnproofs.report.markup import safe
from bnproofs.report.pages import templates
from bnproofs.report.validation import cells

MOST_BYTES = 2_000_000
"""The size of a page that is never exceeded."""

_LONG = 50_000
"""The longest data, in bytes, that a link holds as it is; longer data are compressed."""

_RUN = re.compile(r"\d{11,}", re.ASCII)
_MINUS = re.compile(r"(?<![\w.,)])-(?=\d)|(?<=\([mn])-(?=[\dk])")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""Signs that cannot be seen and change what is seen around them, or that no file holds."""

_CODE = re.compile(r"`([^`]+)`")
_EMPHASIS = re.compile(r"\*([^*<>]+)\*")
_WIDE = 30


def html(report: Report) -> str:
    """The page; of a page that would be too large, without the data of its figures.

    Raises:
        InputError: even that would be too large.
        UnsafeMarkupError: a figure or a formula holds more than a figure or a formula.
    """
    for data in (True, False):
        page = _UNSEEN.sub("\ufffd", _page(report, data))
        if len(page.encode()) < MOST_BYTES:
            return page
    raise InputError(f"the page would be larger than {MOST_BYTES} bytes: name fewer runs")


def _page(report: Report, data: bool) -> str:
    return (
        _environment()
        .get_template("report.html")
        .render(
            report=report,
            data=data,
            parts=in_order(report.components, report.absent),
            levels=meanings(),
            known={derivation.name for derivation in report.derivations},
            dark_paper=Markup(DARK_PAPER),
            light=Markup(declarations(dark=False)),
            dark=Markup(declarations(dark=True)),
            version=__version__,
        )
    )


def digits(text: str) -> Markup:
    """The text with places where long runs of digits may be broken, which copying leaves out, and signs of minus.

    >>> digits("-0.123456789012345")
    Markup('−0.1234567890<wbr>12345')
    """

    def broken(found: re.Match[str]) -> str:
        run = found[0]
        return "<wbr>".join(run[at : at + 10] for at in range(0, len(run), 10))

    return Markup(_RUN.sub(broken, _MINUS.sub("−", str(escape(text)))))


def code(text: str) -> Markup:
    """The text with what stands between backticks as code, and between asterisks with emphasis.

    >>> code("*run* `a<b`")
    Markup('<em>run</em> <code>a&lt;b</code>')
    """
    return Markup(_EMPHASIS.sub(r"<em>\1</em>", _CODE.sub(r"<code>\1</code>", str(escape(text)))))


def by_experiment(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """The comparisons by the names of their experiments, in the order in which these come."""
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["experiment"], []).append(row)
    return found


def data_link(name: str, data: str) -> Markup:
    """A link that saves data as a file, compressed if they are long."""
    raw = data.encode(errors="replace")
    if len(raw) <= _LONG:
        target, file, words = f"data:text/csv;charset=utf-8,{quote(raw)}", f"{name}.csv", "CSV"
    else:
        packed = base64.b64encode(gzip.compress(raw, mtime=0)).decode()
        target, file, words = f"data:application/gzip;base64,{packed}", f"{name}.csv.gz", "CSV, compressed with gzip"
    rows = data.count("\n") - 1
    return Markup('<a href="{}" download="{}">Data: {} rows of {}</a>').format(target, file, rows, words)


@cache
def _environment() -> Environment:
    environment = templates(
        safe_markup=safe,
        digits=digits,
        cells=cells,
        anchor=anchor,
        code=code,
        girth=girth,
        by_experiment=by_experiment,
    )
    environment.globals.update(data_link=data_link, wide=lambda text: len(text) > _WIDE)
    return environment


def anchor(text: str) -> str:
    """A text as a part of an identifier: small letters, digits and hyphens.

    >>> anchor("Where orbits go")
    'where-orbits-go'
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "part"
