"""`bnproofs show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bnproofs.commands.accepted import accepted_content

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
    from bnproofs.report.terminal import print_page

    value, report = accepted_content(file)
    print_page(_page(value, report.every_batch))


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
