"""Certificates that other commands take: read, checked, and refused unless the checker accepts them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bnproofs.checker.reader import Certificate, Theorem


def accepted(file: str, say: Callable[[str], object]) -> Certificate | Theorem:
    """The certificate in a file, once the checker has accepted it; `say` gets the checker's lines.

    Raises:
        click.UsageError: the file is no certificate.
        click.exceptions.Exit: with status 1, as the checker refuses it.
    """
    from bnproofs.checker import NotACertificate, Outcome, check, read_file
    from bnproofs.checker.reader import parse, validated
    from bnproofs.checker.report import lines
    from bnproofs.commands.check import MAKE_ONE

    try:
        data = read_file(file)
    except NotACertificate as failure:
        raise click.UsageError(f"NOT A CERTIFICATE: {failure}; {MAKE_ONE}") from failure
    report = check(data)
    said = lines(report)
    if report.outcome is Outcome.NOT_A_CERTIFICATE:
        raise click.UsageError(f"{said[-1]}; {MAKE_ONE}")
    for line in said:
        say(line)
    if report.outcome is Outcome.REFUSED:
        raise click.exceptions.Exit(report.outcome.value)
    return validated(parse(data), data)
