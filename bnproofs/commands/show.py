"""`bnproofs show`."""

from __future__ import annotations

import json

import click

from bnproofs.commands.check import MAKE_ONE


@click.command()
@click.argument("file", type=click.Path())
def show(file: str) -> None:
    """Show what an accepted certificate says: statements, proven digits, eigenvalues.

    The certificate is checked first. Exit status: 0 shown, 1 refused, 2 not a certificate.
    """
    from bnproofs.checker import NotACertificate, Outcome, check, read_file
    from bnproofs.checker.report import lines
    from bnproofs.report.terminal import page, print_page
    from bnproofs.theorems.sentence import sentence

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
    value = json.loads(data)
    sentences = [(claim["id"], "proved", sentence(claim["id"], claim["statement"])) for claim in value["claims"]]
    print_page(page(value, sentences, {claim["id"]: claim["statement"] for claim in value["claims"]}))
