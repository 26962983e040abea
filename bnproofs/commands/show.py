"""`bnproofs show`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from bnproofs.commands.check import MAKE_ONE

if TYPE_CHECKING:
    from rich.console import RenderableType


@click.command()
@click.argument("file", type=click.Path())
def show(file: str) -> None:
    """Show what an accepted certificate says: statements, proven digits, eigenvalues.

    It may be of one batch, or of the theorem for every batch size. Claims on faith rest on what the checker does not
    repeat.

    The certificate is checked first. Exit status: 0 shown, 1 refused, 2 not a certificate.
    """
    from bnproofs.checker import NotACertificate, Outcome, check, read_file
    from bnproofs.checker.report import lines
    from bnproofs.report.terminal import print_page

    try:
        data = read_file(file)
    except NotACertificate as failure:
        raise click.UsageError(f"NOT A CERTIFICATE: {failure}; {MAKE_ONE}") from failure
    report = check(data)
    if report.outcome is Outcome.NOT_A_CERTIFICATE:
        raise click.UsageError(f"{lines(report)[-1]}; {MAKE_ONE}")
    if report.outcome is Outcome.REFUSED:
        click.echo(f"bnproofs: {lines(report)[-1]}", err=True)
        raise click.exceptions.Exit(report.outcome.value)
    print_page(_page(json.loads(data), report.every_batch))


def _page(value: Any, every_batch: bool) -> RenderableType:
    """The page of the content of an accepted certificate."""
    from bnproofs.every_batch import sentences
    from bnproofs.report.terminal import page, theorem_page
    from bnproofs.theorems import sentence

    say, made = (sentences.sentence, theorem_page) if every_batch else (sentence.sentence, page)
    faith = value.get("faith", {})
    told = [
        (claim["id"], "on faith" if claim["id"] in faith else "proved", say(claim["id"], claim["statement"]))
        for claim in value["claims"]
    ]
    return made(value, told, {claim["id"]: claim["statement"] for claim in value["claims"]})
