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
    "cos_cluster": "cosine within the cluster, after ReLU",
    "cos_odd": "cosine cluster to odd point, after ReLU",
    "norm_ratio": "norm of odd over cluster, after ReLU",
    "growth": "growth s per layer",
    "spectral_radius": "spectral radius",
}
_COLOURS = {"proved": "green", "refuted": "red", "undecided": "yellow"}


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
    parts: list[RenderableType] = [Text(title, style="bold"), Text()]
    claims = Table(show_header=False, box=None, padding=(0, 1))
    for id, verdict, sentence in sentences:
        claims.add_row(Text(verdict, style=_COLOURS[verdict]), Text(id, style="bold"), Text(sentence))
    parts.append(claims)
    if "fixed-points" in statements:
        table = Table(title="Fixed points of the reduced map", title_justify="left")
        table.add_column("fixed point")
        table.add_column("τ", overflow="fold")
        for point in statements["fixed-points"]["points"]:
            table.add_row(point["kind"], number(point["tau"]))
        parts += [Text(), table]
    if "reduced-dynamics" in statements:
        table = Table(title="Where orbits of the reduced map go", title_justify="left")
        table.add_column("τ between")
        table.add_column("limit")
        for row in statements["reduced-dynamics"]["flows"]:
            table.add_row(f"{row['from']} and {row['to']}", row["limit"])
        parts += [Text(), table]
    values = {**statements.get("enclosure", {}), **statements.get("spectrum", {})}
    if "theta" in values:
        table = Table(title="Proven digits", title_justify="left")
        table.add_column("quantity")
        table.add_column("value", overflow="fold")
        for name, label in _LABELS.items():
            if name in values:
                table.add_row(label, number(values[name]))
        parts += [Text(), table]
    if "components" in values:
        table = Table(title="Eigenvalues of the projective Jacobian", title_justify="left")
        table.add_column("component")
        table.add_column("multiplicity", justify="right")
        table.add_column("eigenvalue", overflow="fold")
        for part in values["components"]:
            for value in part["eigenvalues"]:
                table.add_row(part["component"], str(part["multiplicity"]), number(value))
        parts += [Text(), table]
    return Group(*parts)


def print_page(renderable: RenderableType) -> None:
    """No result; the page on standard output, as wide as the terminal, or 100 columns where there is none."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=100)
    console.print(renderable)
