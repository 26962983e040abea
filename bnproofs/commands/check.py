"""`bnproofs check`."""

from __future__ import annotations

import math

import click

MAKE_ONE = "write one with 'bnproofs certify --layer rc+relu --batch 10 --out FILE'"
"""The advice to those whose file is no certificate."""


@click.command()
@click.argument("file", type=click.Path())
@click.option("--kernel", type=click.Choice(["rocq"]), help="Have Rocq's kernel check it too.")
@click.option("--timeout", type=click.FloatRange(1, 86400), help="Seconds for each file that Rocq compiles; 120.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def check(file: str, kernel: str | None, timeout: float | None, quiet: bool) -> None:
    """Check a certificate, trusting nothing but the checker.

    With --kernel rocq the claims that the checker accepts are also proved in Rocq, whose kernel checks the proofs.

    Exit status: 0 accepted, 1 refused, 2 not a certificate or no Rocq, 3 not decided, as the kernel
    ran out of time.
    """
    from bnproofs.commands.accepted import accepted
    from bnproofs.commands.progress import working

    if timeout is not None and math.isnan(timeout):  # a range lets it pass
        raise click.UsageError("--timeout takes a number of seconds from 1 to 86400, not nan")
    if kernel is None and timeout is not None:
        raise click.UsageError("--timeout is for --kernel rocq: give both")
    if kernel is None:
        with working("the checker proves the claims again", quiet):
            accepted(file, say=click.echo)
        return
    from bnproofs.rocq.compiler import SECONDS, Compiler

    compiler = Compiler.find()
    found = accepted(file, say=click.echo)
    from bnproofs.commands.kernel import ask

    raise click.exceptions.Exit(ask(found, compiler, timeout or SECONDS, quiet))
