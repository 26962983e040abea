"""`bnproofs check`."""

from __future__ import annotations

import click

MAKE_ONE = "write one with 'bnproofs certify --layer rc+relu --batch 10 --out FILE'"
"""The advice to those whose file is no certificate."""


@click.command()
@click.argument("file", type=click.Path())
def check(file: str) -> None:
    """Check a certificate, trusting nothing but the checker.

    Exit status: 0 accepted, 1 refused, 2 not a certificate.
    """
    from bnproofs.checker import Outcome, check_file
    from bnproofs.checker.report import lines

    report = check_file(file)
    *accepted, verdict = lines(report)
    if report.outcome is Outcome.NOT_A_CERTIFICATE:
        raise click.UsageError(f"{verdict}; {MAKE_ONE}")
    for line in [*accepted, verdict]:
        click.echo(line)
    raise click.exceptions.Exit(report.outcome.value)
