"""`bnproofs certify`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bnproofs.commands.output import require_place, write

if TYPE_CHECKING:
    from bnproofs.theorems import Theorem


@click.command()
@click.option("--layer", required=True, help="Short name of the layer, for example rc+relu.")
@click.option("--batch", required=True, type=int, help="Number n of points in the batch.")
@click.option(
    "--configuration",
    default="odd-point",
    show_default=True,
    help="odd-point, uniform, separating, two-cluster:K, collapsed or projector:K.",
)
@click.option("--bits", default=128, show_default=True, type=int, help="Correct bits promised for every enclosure.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the certificate to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a report.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def certify(
    layer: str, batch: int, configuration: str, bits: int, out: Path | None, as_json: bool, quiet: bool
) -> None:
    """Prove what there is to prove of a configuration, and write the certificate.

    Exit status: 0 everything is proved (also instability or non-existence), 3 something is undecided (no file is
    written), 2 bad input.
    """
    from bnproofs.configurations.name import Configuration
    from bnproofs.layer import Layer

    parsed, shape = Layer.parse(layer), Configuration.parse(configuration)
    from bnproofs.certificate import certify as prove_all
    from bnproofs.commands.progress import working
    from bnproofs.report.summary import summary

    if out is not None:
        require_place(out)
    with working(f"{parsed}, {batch} points: {shape} is being proved", quiet):
        certificate = prove_all(parsed, batch, shape, bits)
    header = {"layer": str(parsed), "batch": batch, "configuration": str(shape), "bits": bits}
    statements = {x.id: x.statement for x in certificate.theorems if x.verdict.value == "proved"}
    if out is not None and certificate.decided:
        write(out, certificate.to_bytes())
    if as_json:
        verdicts = {x.id: x.verdict.value for x in certificate.theorems}
        click.echo(json.dumps(summary(header, statements, verdicts), indent=1))
    else:
        from bnproofs.report.terminal import page, print_page

        print_page(page(header, [(x.id, _verdict(x), x.sentence) for x in certificate.theorems], statements))
    if not certificate.decided:
        click.echo("bnproofs: something is undecided" + (f"; {out} is not written" if out else ""), err=True)
        raise click.exceptions.Exit(3)


def _verdict(theorem: Theorem) -> str:
    """The verdict in words; `on faith` for what is proved, but not by the checker of certificates."""
    return "on faith" if theorem.faith else theorem.verdict.value
