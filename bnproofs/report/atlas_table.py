"""The table of an atlas as plain data: its entries, their order, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from bnproofs.configurations import Configuration
from bnproofs.decomposition import Basis, Row
from bnproofs.layer import Layer
from bnproofs.report.atlas_names import place
from bnproofs.report.decimals import proven_digits
from bnproofs.spectrum import Stability

_DIGITS = 6
_KINDS = ("uniform", "odd-point", "separating", "two-cluster", "collapsed", "projector")
"""The order of the columns: the odd-point family, then what other layers have."""


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
        law=row.law,
        faith=row.basis is Basis.ON_FAITH,
        place=place(about.layer, about.batch, about.configuration) if decided else "",
    )
