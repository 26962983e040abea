"""`bnproofs decompose`."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--batch", "batches", required=True, multiple=True, type=int, help="Number n of points; may be repeated.")
@click.option(
    "--activations",
    type=click.Choice(["relu", "all"]),
    default="relu",
    show_default=True,
    help="ReLU alone, or every activation.",
)
@click.option("--bits", default=64, show_default=True, type=int, help="Correct bits promised for every enclosure.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list instead of a table.")
@click.option("--markdown", is_flag=True, help="Print the page of the documentation instead of a table.")
def decompose(
    batches: tuple[int, ...], activations: str, bits: int, quiet: bool, as_json: bool, markdown: bool
) -> None:
    """Which component of batch normalisation does what: all layers, what is fixed, what attracts, how fast.

    Every row is a certificate, made and checked anew. Exit status: 0 everything is proved, 3 something is undecided,
    2 bad input.
    """
    from bnproofs.commands import decompose_page
    from bnproofs.commands.progress import progress
    from bnproofs.decomposition import Activations, Basis, layers, row
    from bnproofs.theorems import configurations, has_theorems, require_limits

    if as_json and markdown:
        raise click.UsageError("--json and --markdown are two forms of the same table: choose one")
    chosen = layers(Activations(activations))
    for n in batches:
        require_limits(n, bits)
    tasks = [
        (n, layer, configuration)
        for n in dict.fromkeys(batches)
        for layer in chosen
        if has_theorems(layer)
        for configuration in configurations(layer, n)
    ]
    rows = []
    with progress(len(tasks), 0, "certificates", quiet) as step:
        for n, layer, configuration in tasks:
            step(0, f"{layer}, {configuration}, {n} points")
            rows.append(row(layer, n, configuration, bits))
            step(1, "")
    if as_json:
        click.echo(json.dumps(decompose_page.as_data(rows, batches, chosen), indent=1))
    elif markdown:
        options = "".join(f" --batch {n}" for n in dict.fromkeys(batches))
        options += f" --activations {activations}" if activations != "relu" else ""
        click.echo(decompose_page.as_markdown(rows, batches, chosen, options), nl=False)
    else:
        from bnproofs.report.terminal import print_page

        print_page(decompose_page.as_tables(rows, batches, chosen))
    undecided = [found for found in rows if found.basis is Basis.UNDECIDED]
    if undecided:
        first = undecided[0].certificate
        click.echo(f"bnproofs: {len(undecided)} undecided, the first: {first.layer}, {first.configuration}", err=True)
        raise click.exceptions.Exit(3)
