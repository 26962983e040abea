"""The pages of an atlas and their certificates, as bytes: of a layer and a batch, and of every batch size."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bnproofs.commands.report_pictures import Maker
    from bnproofs.layer import Layer
    from bnproofs.report.atlas_table import Entry
    from bnproofs.report.content import Picture

BITS = 64
"""The precision of all certificates, that of `bnproofs decompose`."""


@dataclass(frozen=True, slots=True)
class Made:
    """What one certificate gives: its entry in the table, or the theorem's first line; its files by their places.

    There are no files where something is undecided.
    """

    entry: Entry | None
    theorem: str
    files: dict[str, bytes]


def of_layer(layer: Layer, n: int) -> list[Made]:
    """All configurations of n points under a layer; figures that several pages have are drawn once."""
    from bnproofs.decomposition import row
    from bnproofs.report.atlas_table import entry
    from bnproofs.theorems import configurations

    drawn: dict[Any, Picture | None] = {}
    found = []
    for configuration in configurations(layer, n):
        made = row(layer, n, configuration, BITS)
        says = entry(made)
        data = made.certificate.to_bytes() if says.place else b""
        files = _files(data, made.believed, says.place, drawn)[1] if data else {}
        found.append(Made(says, "", files))
    return found


def of_every_batch() -> list[Made]:
    """The theorem for every batch size."""
    from bnproofs.certificate.theorem import theorem_bytes
    from bnproofs.checker import Outcome, check
    from bnproofs.every_batch.theorem import prove_every_batch
    from bnproofs.report.atlas_names import EVERY_BATCH
    from bnproofs.theorems import Verdict

    result = prove_every_batch(BITS)
    if result.verdict is not Verdict.PROVED:
        return [Made(None, "", {})]
    data = theorem_bytes(result)
    checked = check(data)
    if checked.outcome is not Outcome.ACCEPTED:
        return [Made(None, "", {})]
    line, files = _files(data, checked.believed, EVERY_BATCH, {})
    return [Made(None, line, files)]


def _files(
    data: bytes, believed: tuple[str, ...], place: str, drawn: dict[Any, Picture | None]
) -> tuple[str, dict[str, bytes]]:
    """The first line of the page of an accepted certificate, and both files by their places."""
    from bnproofs.commands.report import content_of
    from bnproofs.commands.report_material import Sources
    from bnproofs.report.atlas import linked
    from bnproofs.report.html import html

    name = f"{place.rpartition('/')[2]}.json"
    report = content_of(json.loads(data), believed, name, Sources(), quiet=True, draw=partial(_once, drawn))
    return report.verdict, {f"{place}.json": data, f"{place}.html": linked(html(report), place).encode()}


def _once(drawn: dict[Any, Picture | None], maker: Maker) -> Picture | None:
    """The picture of a maker, drawn unless one that calls the same function with the same arguments was."""
    from bnproofs.commands.report_pictures import picture

    draw = maker.draw
    if not isinstance(draw, partial):
        return picture(maker)
    key = (maker.name, maker.title, draw.func, draw.args, tuple(sorted(draw.keywords.items())))
    if key not in drawn:
        drawn[key] = picture(maker)
    return drawn[key]
