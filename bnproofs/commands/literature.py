"""`bnproofs literature`."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--paper", help="Compare the statements of this paper only, for example cho2009.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a report.")
@click.option("--markdown", is_flag=True, help="Print the page of the documentation instead of a report.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def literature(paper: str | None, as_json: bool, markdown: bool, quiet: bool) -> None:
    """Compare published formulas and numbers with what is enclosed here.

    Exit status: 0 the comparisons were made (a published number that disagrees is a result, not a failure), 2 bad
    input, or a paper about layers that are not proved here yet.
    """
    from bnproofs.commands.progress import working
    from bnproofs.literature import compare, entries_of, papers_to_come

    if as_json and markdown:
        raise click.UsageError("--json and --markdown are two forms of the same table: choose one")
    if markdown and paper is not None:
        raise click.UsageError("--markdown prints the whole page: leave out --paper, or choose --json")
    chosen = entries_of(paper)
    with working("published formulas are compared with enclosures", quiet):
        compared = [(entry, compare(entry)) for entry in chosen]
    to_come = papers_to_come() if paper is None else ()
    if as_json:
        from bnproofs.commands.literature_page import as_data

        click.echo(json.dumps(as_data(compared, to_come), indent=1))
    elif markdown:
        from bnproofs.commands.literature_markdown import as_markdown

        click.echo(as_markdown(compared, to_come), nl=False)
    else:
        from bnproofs.commands.literature_page import page
        from bnproofs.report.terminal import print_page

        print_page(page(compared, to_come))
