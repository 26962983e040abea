"""`bnproofs statements`."""

from __future__ import annotations

import json

import click

from bnproofs.statements.level import Level


@click.command()
@click.option(
    "--level",
    type=click.Choice([level.value for level in Level]),
    help="List the statements at this level only.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a report.")
@click.option("--markdown", is_flag=True, help="Print the page of the documentation instead of a report.")
def statements(level: str | None, as_json: bool, markdown: bool) -> None:
    """List the theorems: each with its hypothesis, its level, and where it is proved.

    Nothing is proved again: that is for the commands derive, check, and check --kernel rocq.

    Exit status: 0 listed, 2 bad input.
    """
    from bnproofs.commands import statements_page
    from bnproofs.statements import groups_at

    if as_json and markdown:
        raise click.UsageError("--json and --markdown are two forms of the same table: choose one")
    if markdown and level is not None:
        raise click.UsageError("--markdown prints the whole page: leave out --level, or choose --json")
    groups = groups_at(None if level is None else Level(level))
    if as_json:
        click.echo(json.dumps(statements_page.as_data(groups), indent=1))
    elif markdown:
        click.echo(statements_page.as_markdown(groups), nl=False)
    else:
        from bnproofs.commands.statements_terminal import page
        from bnproofs.report.terminal import print_page

        print_page(page(groups))
