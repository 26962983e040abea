"""Rocq's kernel, as commands ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bnproofs.checker.reader import Certificate, Theorem
    from bnproofs.rocq.compiler import Compiler
    from bnproofs.rocq.export import Export


def ask(certificate: Certificate | Theorem, compiler: Compiler, seconds: float, quiet: bool = False) -> int:
    """The exit status, once the kernel's answer is printed: 0 accepted, 1 refused, 3 not decided, as out of time."""
    from bnproofs.checker.reader import Theorem
    from bnproofs.commands.progress import working
    from bnproofs.report.kernel import lines
    from bnproofs.rocq.goals import UndecidedGoalError
    from bnproofs.rocq.kernel import TheoryRefusedError, judge
    from bnproofs.rocq.says import SAYS, SAYS_OF_EVERY_BATCH
    from bnproofs.rocq.signals import TerminatedError

    try:
        with working("Rocq compiles the theory and the claims", quiet):
            expected = [claim.id for claim in certificate.claims]
            judgement = judge(compiler, exported(certificate), expected, seconds)
    except UndecidedGoalError as failure:
        click.echo(f"NOT DECIDED before the kernel was asked: {failure}")
        return 3
    except TheoryRefusedError as failure:
        raise click.ClickException(str(failure)) from failure
    except TerminatedError as end:
        click.echo("bnproofs: stopped", err=True)
        return 128 + end.number
    says = SAYS_OF_EVERY_BATCH if isinstance(certificate, Theorem) else SAYS
    for line in lines(judgement, certificate.subject, compiler.version, says):
        click.echo(line)
    return 0 if judgement.accepted else 3 if judgement.timed_out else 1


def exported(certificate: Certificate | Theorem) -> Export:
    """The Rocq files of a certificate that the checker has accepted.

    Raises:
        UndecidedGoalError: balls do not decide what a claim rests on.
        click.UsageError: it is about a layer of which the exporter knows nothing.
    """
    from bnproofs.checker.layer import RC_RELU
    from bnproofs.checker.reader import Theorem
    from bnproofs.rocq.every_batch import export_theorem
    from bnproofs.rocq.export import export

    if isinstance(certificate, Theorem):
        return export_theorem(certificate)
    if certificate.layer != RC_RELU:
        raise click.UsageError(
            f"certificates of {certificate.layer} are not for Rocq, those of {RC_RELU} are; leave out --kernel, or see "
            "'bnproofs statements' for what Rocq proves of other layers"
        )
    return export(certificate)
