"""The first page of an atlas, the table of all its certificates; and the way back to it from a page."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from posixpath import basename

from jinja2 import Environment, PackageLoader, StrictUndefined

from bnproofs import __version__
from bnproofs.configurations import Configuration
from bnproofs.decomposition import Basis, Row
from bnproofs.figures.decomposition import SIGNS, Sign
from bnproofs.figures.palette import COLOURS, DARK_PAPER, declarations
from bnproofs.layer import Layer
from bnproofs.report.atlas_names import EVERY_BATCH, INDEX, place
from bnproofs.report.decimals import proven_digits
from bnproofs.spectrum import Stability

_DIGITS = 6
_KINDS = ("uniform", "odd-point", "separating", "two-cluster", "collapsed", "projector")
"""The order of the columns: the odd-point family, then what other layers have."""

_HEADER = '<header class="top">\n'
_BACK = """\
<nav aria-label="Atlas"><p class="note"><a href="../{}">All layers</a> · <a href="{}">The certificate</a></p></nav>
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A cell of the table: a configuration under a layer, what it does, how fast, and where its page is.

    `factor` is the spectral radius in proven digits, `law` what is proved where that does not say it; `faith`: in part
    on faith. Without `place` there is no page, as something is undecided.
    """

    layer: str
    batch: int
    configuration: Configuration
    standing: Stability
    factor: str
    law: str
    faith: bool
    place: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """All that the first page says; `theorem` is the verdict for every batch size, or empty if it is undecided."""

    batches: tuple[int, ...]
    layers: tuple[Layer, ...]
    entries: tuple[Entry, ...]
    theorem: str
    command: str

    def columns(self, n: int) -> list[Configuration]:
        """The configurations of n points that some layer has a certificate or an open question on, in order."""
        found = {entry.configuration for entry in self.entries if entry.batch == n}
        return sorted(found, key=lambda shape: (_KINDS.index(shape.kind), shape.k or 0))

    def any(self, n: int, layer: Layer) -> bool:
        """Whether a layer has any entry for n points."""
        return any((found.layer, found.batch) == (str(layer), n) for found in self.entries)

    def cell(self, n: int, layer: Layer, configuration: Configuration) -> Entry | None:
        """The entry in a cell, if there is one."""
        about = (str(layer), n, configuration)
        return next((x for x in self.entries if (x.layer, x.batch, x.configuration) == about), None)


def entry(row: Row) -> Entry:
    """The entry of a row of the decomposition."""
    about, leading = row.certificate, row.leading
    factor = ""
    if leading is not None:
        factor = proven_digits(Fraction(leading[1][0]), Fraction(leading[1][1]), _DIGITS)
    decided = row.basis is not Basis.UNDECIDED
    return Entry(
        layer=str(about.layer),
        batch=about.batch,
        configuration=about.configuration,
        standing=row.stability,
        factor="" if factor == "1" else factor,
        law=row.law.removeprefix("repels: ").removeprefix("all come: "),
        faith=row.basis is Basis.ON_FAITH,
        place=place(about.layer, about.batch, about.configuration) if decided else "",
    )


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
    environment = Environment(
        loader=PackageLoader("bnproofs.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(variable=_variable, label=label)
    return environment
