"""Certificates that other commands take: read, checked, and refused unless the checker accepts them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from bnproofs.checker import Report
    from bnproofs.checker.reader import Certificate, Theorem


def accepted(file: str, say: Callable[[str], object]) -> Certificate | Theorem:
    """The certificate in a file, once the checker has accepted it; `say` gets the checker's lines.

    Raises:
        click.UsageError: the file is no certificate.
        click.exceptions.Exit: with status 1, as the checker refuses it.
    """
    from bnproofs.checker import Outcome
    from bnproofs.checker.reader import parse, validated
    from bnproofs.checker.report import lines

    data, report = checked(file)
    for line in lines(report):
        say(line)
    if report.outcome is Outcome.REFUSED:
        raise click.exceptions.Exit(report.outcome.value)
    return validated(parse(data), data)


def accepted_content(file: str) -> tuple[Any, Report]:
    """The plain object of the certificate in a file, once the checker has accepted it, and what the checker says.

    Raises:
        click.UsageError: the file is no certificate.
        click.exceptions.Exit: with status 1, as the checker refuses it; its verdict is on standard error.
    """
    from bnproofs.checker import Outcome
    from bnproofs.checker.report import lines

    data, report = checked(file)
    if report.outcome is Outcome.REFUSED:
        click.echo(f"bnproofs: {lines(report)[-1]}", err=True)
        raise click.exceptions.Exit(report.outcome.value)
    return json.loads(data), report


def checked(file: str) -> tuple[bytes, Report]:
    """The bytes of a certificate, and what the checker says of it: accepted or refused.

    Raises:
        click.UsageError: the file is no certificate.
    """
    from bnproofs.checker import NotACertificate, Outcome, check, read_file
    from bnproofs.checker.report import lines
    from bnproofs.commands.check import MAKE_ONE

    try:
        data = read_file(file)
    except NotACertificate as failure:
        raise click.UsageError(f"NOT A CERTIFICATE: {failure}; {MAKE_ONE}") from failure
    report = check(data)
    if report.outcome is Outcome.NOT_A_CERTIFICATE:
        raise click.UsageError(f"{lines(report)[-1]}; {MAKE_ONE}")
    return data, report
