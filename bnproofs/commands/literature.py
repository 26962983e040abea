"""`bnproofs literature`."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--paper", help="Compare the statements of this paper only, for example cho2009.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a report.")
def literature(paper: str | None, as_json: bool) -> None:
    """Compare published formulas and numbers with what is enclosed here.

    Exit status: 0 the comparisons were made (a published number that disagrees is a result, not a failure), 2 bad
    input, or a paper about layers that are not proved here yet.
    """
    from bnproofs.literature import compare, entries_of, papers_to_come

    chosen = entries_of(paper)
    compared = [(entry, compare(entry)) for entry in chosen]
    to_come = papers_to_come() if paper is None else ()
    if as_json:
        from bnproofs.commands.literature_page import as_data

        click.echo(json.dumps(as_data(compared, to_come), indent=1))
    else:
        from bnproofs.commands.literature_page import page
        from bnproofs.report.terminal import print_page

        print_page(page(compared, to_come))
