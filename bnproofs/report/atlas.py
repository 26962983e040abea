"""The first page of an atlas, the table of all its certificates; and the way back to it from a page."""

from __future__ import annotations

from functools import cache
from posixpath import basename

from jinja2 import Environment

from bnproofs import __version__
from bnproofs.configurations import Configuration
from bnproofs.figures.decomposition import SIGNS, Sign
from bnproofs.figures.palette import COLOURS, DARK_PAPER, declarations
from bnproofs.report.atlas_names import EVERY_BATCH, INDEX
from bnproofs.report.atlas_table import Atlas
from bnproofs.report.pages import templates

_HEADER = '<header class="top">\n'
_BACK = """\
<nav aria-label="Atlas"><p class="note"><a href="../{}">All layers</a> · <a href="{}">The certificate</a></p></nav>
"""


def index(atlas: Atlas) -> str:
    """The first page; its links lead to places beside it."""
    return (
        _environment()
        .get_template("atlas.html")
        .render(
            atlas=atlas,
            pages=[found for found in atlas.entries if found.place],
            undecided=[found for found in atlas.entries if not found.place],
            every_batch=EVERY_BATCH,
            signs={stability.value: sign for stability, sign in SIGNS.items()},
            dark_paper=DARK_PAPER,
            light=declarations(dark=False),
            dark=declarations(dark=True),
            version=__version__,
        )
    )


def linked(page: str, where: str) -> str:
    """The page of a report with links to the first page of the atlas and to the certificate beside it.

    Raises:
        ValueError: the text is not the page of a report.
    """
    if page.count(_HEADER) != 1:
        raise ValueError("the page of a report has one header")
    return page.replace(_HEADER, _HEADER + _BACK.format(INDEX, f"{basename(where)}.json"))


def label(configuration: Configuration, n: int) -> str:
    r"""A configuration of n points in the few words of a column.

    >>> label(Configuration.parse("two-cluster:1"), 10)
    'two clusters, 9\xa0+\xa01'
    """
    if configuration.kind == "two-cluster":
        return f"two clusters, {n - (configuration.k or 0)}\xa0+\xa0{configuration.k}"
    if configuration.kind == "projector":
        return f"projector of rank\xa0{configuration.k}"
    return configuration.kind.replace("-", " ")


def _variable(sign: Sign) -> str:
    return next(colour.variable for colour in COLOURS if colour.light == sign.colour)


@cache
def _environment() -> Environment:
    return templates(variable=_variable, label=label)
