"""The decomposition as a table for a terminal, and as plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bnproofs.decomposition import Basis, Row
from bnproofs.layer import Layer
from bnproofs.report.decimals import outward_decimals, proven_digits
from bnproofs.report.summary import summary
from bnproofs.spectrum import Stability

_DIGITS = 8
_STYLES = {
    Stability.STABLE: "green",
    Stability.UNSTABLE: "red",
    Stability.MARGINAL: "yellow",
    Stability.NOT_DIFFERENTIABLE: "magenta",
}
_WORDS = {
    Stability.STABLE: "attracts",
    Stability.UNSTABLE: "repels",
    Stability.MARGINAL: "marginal",
    Stability.NOT_DIFFERENTIABLE: "not differentiable",
    Stability.DOES_NOT_EXIST: "does not exist",
    Stability.UNDECIDED: "undecided",
}
_COLUMNS = ("layer", "configuration", "what it does", "factor", "how", "basis")
_NOTHING = ("", Text("nothing is proved here", style="dim"), "", "", "")
_PAGE = """\
# Which component does what

What the components of batch normalisation do, alone and together: recentring `rc`, rescaling `rs` and the
nonlinearity, of which `identity` is none. Every row is a certificate, made and checked anew when the table is made.
The page is the output of `bnproofs decompose{} --markdown`.
"""
_LEGEND = (
    "factor: the spectral radius, by which a layer multiplies the distance to the configuration in the end; "
    "how: the component where it does so, or the law that is proved instead. "
    "basis: 'checked' is proved anew by the checker, 'on faith' rests in part on the ball arithmetic of this library."
)


def as_tables(rows: Sequence[Row], batches: Iterable[int], layers: Sequence[Layer]) -> RenderableType:
    """A table for each batch size: the configurations of each layer, what they do, and how fast."""
    parts: list[RenderableType] = []
    for n in dict.fromkeys(batches):
        table = Table(title=f"Batches of {n} points", title_justify="left")
        for column in _COLUMNS:
            table.add_column(column, overflow="fold", no_wrap=column == _COLUMNS[0])
        for layer in layers:
            mine = [row for row in rows if row.certificate.layer == layer and row.certificate.batch == n]
            for index, shown in enumerate(map(_line, mine) if mine else [_NOTHING]):
                table.add_row("" if index else str(layer), *shown)
            table.add_section()
        parts += [table, Text()]
    return Group(*parts, Text(_LEGEND, style="dim"))


def _line(row: Row) -> tuple[Any, ...]:
    does, leading = Text(_WORDS[row.stability], style=_STYLES.get(row.stability, "dim")), row.leading
    how, factor = row.law, ""
    if leading is not None:
        component, (low, high) = leading
        how = how or component
        factor = proven_digits(Fraction(low), Fraction(high), _DIGITS)
    return str(row.certificate.configuration), does, factor, how, row.basis.value


def as_markdown(rows: Sequence[Row], batches: Iterable[int], layers: Sequence[Layer], options: str) -> str:
    """The tables as a page of the documentation, made by the command with these options."""
    lines = [_PAGE.format(options)]
    for n in dict.fromkeys(batches):
        lines += [f"## Batches of {n} points\n", _markdown_row(_COLUMNS), _markdown_row(["---"] * len(_COLUMNS))]
        for layer in layers:
            mine = [row for row in rows if row.certificate.layer == layer and row.certificate.batch == n]
            for index, shown in enumerate(map(_line, mine) if mine else [_NOTHING]):
                lines.append(_markdown_row(["" if index else f"`{layer}`", *map(str, shown)]))
        lines.append("")
    return "\n".join([*lines, _LEGEND, ""])


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def as_data(rows: Sequence[Row], batches: Iterable[int], layers: Sequence[Layer]) -> list[dict[str, Any]]:
    """One object for each batch size and layer: what attracts, and all that is proved of each configuration."""
    return [
        {"batch": n, "layer": str(layer), **_layer(rows, n, layer)} for n in dict.fromkeys(batches) for layer in layers
    ]


def _layer(rows: Sequence[Row], n: int, layer: Layer) -> dict[str, Any]:
    mine = [row for row in rows if row.certificate.layer == layer and row.certificate.batch == n]
    return {
        "recentre": layer.recentre,
        "rescale": layer.rescale,
        "activation": layer.activation,
        "fixed": [str(row.certificate.configuration) for row in mine if _exists(row)],
        "attracts": [str(row.certificate.configuration) for row in mine if row.stability is Stability.STABLE],
        "configurations": [_configuration(row) for row in mine],
    }


def _exists(row: Row) -> bool:
    return row.stability not in (Stability.DOES_NOT_EXIST, Stability.UNDECIDED)


def _configuration(row: Row) -> dict[str, Any]:
    certificate, leading = row.certificate, row.leading
    header = {
        "layer": str(certificate.layer),
        "batch": certificate.batch,
        "configuration": str(certificate.configuration),
        "bits": certificate.bits,
    }
    statements = {x.id: x.statement for x in certificate.theorems if x.verdict.value == "proved"}
    said = summary(header, statements, {x.id: x.verdict.value for x in certificate.theorems})
    said |= {"basis": row.basis.value, "on_faith": list(row.believed), "leading": None, "law": row.law}
    if row.basis is Basis.UNDECIDED:
        said["stability"] = Stability.UNDECIDED.value
    if leading is not None:
        low, high = outward_decimals(Fraction(leading[1][0]), Fraction(leading[1][1]), _DIGITS)
        said["leading"] = {"component": leading[0], "factor": [low, high]}
    return said
