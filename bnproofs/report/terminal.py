"""A certificate as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from bnproofs.report.decimals import digits_for, proven_digits

_LABELS = {
    "theta": "angle θ in the cluster, of K (radians)",
    "tau": "τ = tan²ψ, of K",
    "cos_cluster": "cosine within the cluster, after the layer",
    "cos_odd": "cosine cluster to odd point, after the layer",
    "norm_ratio": "norm of odd over cluster, after the layer",
    "growth": "growth s per layer",
    "spectral_radius": "spectral radius",
}
_COLOURS = {"proved": "green", "on faith": "cyan", "refuted": "red", "undecided": "yellow"}


def page(
    header: Mapping[str, Any],
    sentences: list[tuple[str, str, str]],
    statements: Mapping[str, Mapping[str, Any]],
) -> RenderableType:
    """The statements, the quantities with their proven digits and the table of eigenvalues.

    `sentences` are triples (id, verdict, sentence); `header` and `statements` are those of `summary`.
    """
    digits = digits_for(header["bits"])

    def number(interval: Any) -> str:
        return proven_digits(Fraction(interval[0]), Fraction(interval[1]), digits)

    title = f"{header['layer']}, {header['batch']} points: {header['configuration']} ({header['bits']} bits)"
    points = [(point["kind"], number(point["tau"])) for point in statements.get("fixed-points", {}).get("points", [])]
    flows = [
        (f"{row['from']} and {row['to']}", row["limit"])
        for row in statements.get("reduced-dynamics", {}).get("flows", [])
    ]
    values = {**statements.get("enclosure", {}), **statements.get("spectrum", {})}
    quantities = [(label, number(values[name])) for name, label in _LABELS.items() if name in values]
    eigenvalues = [
        (part["component"], str(part["multiplicity"]), number(value))
        for part in values.get("components", [])
        for value in part["eigenvalues"]
    ]
    return Group(
        *_claims(title, sentences),
        *_table("Fixed points of the reduced map", ("fixed point", "τ"), points),
        *_table("Where orbits of the reduced map go", ("τ between", "limit"), flows),
        *_table("Proven digits", ("quantity", "value"), quantities),
        *_table("Eigenvalues", ("component", "multiplicity", "eigenvalue"), eigenvalues),
    )


def theorem_page(
    header: Mapping[str, Any],
    sentences: list[tuple[str, str, str]],
    statements: Mapping[str, Mapping[str, Any]],
) -> RenderableType:
    """The statements of the theorem for every batch size, and its saddle node with its proven digits.

    The arguments are those of `page`, of a certificate of the theorem.
    """
    digits = digits_for(header["bits"])
    labels = {"batch": "batch size n_c of the saddle node", "tau": "τ = tan²ψ there, of K"}
    ends = {name: [Fraction(end) for end in statements["saddle-node"][name]] for name in labels}
    rows = [(label, proven_digits(ends[name][0], ends[name][1], digits)) for name, label in labels.items()]
    title = f"{header['layer']}, every batch size: {header['theorem']} ({header['bits']} bits)"
    return Group(*_claims(title, sentences), *_table("Proven digits", ("quantity", "value"), rows))


def _claims(title: str, sentences: list[tuple[str, str, str]]) -> list[RenderableType]:
    """The title, an empty line and the sentences with their verdicts."""
    claims = Table(show_header=False, box=None, padding=(0, 1))
    for id, verdict, sentence in sentences:
        claims.add_row(Text(verdict, style=_COLOURS[verdict]), Text(id, style="bold"), Text(sentence))
    return [Text(title, style="bold"), Text(), claims]


def _table(title: str, columns: tuple[str, ...], rows: list[Any]) -> list[RenderableType]:
    """An empty line and the table, or nothing if it has no rows."""
    if not rows:
        return []
    table = Table(title=title, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column == "multiplicity" else "left")
    for row in rows:
        table.add_row(*row)
    return [Text(), table]


def print_page(renderable: RenderableType) -> None:
    """No result; the page on standard output, as wide as the terminal, or 100 columns where there is none."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=100)
    console.print(renderable)
