"""`bnproofs export-rocq`."""

from __future__ import annotations

import shlex
from pathlib import Path

import click


@click.command("export-rocq")
@click.argument("file", type=click.Path())
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Folder to make; it must not hold anything."
)
def export_rocq(file: str, out: Path) -> None:
    """Write the claims of a certificate as a folder of Rocq files, with the theory that they use.

    The certificate is checked first. Exit status: 0 written, 1 refused, 2 not a certificate or not writable, 3
    not decided whether Rocq could prove it.
    """
    from bnproofs.commands.accepted import accepted
    from bnproofs.commands.kernel import exported
    from bnproofs.rocq.folder import PROJECT, require_free, write_folder
    from bnproofs.rocq.goals import UndecidedGoalError

    try:
        require_free(out)
    except OSError as error:
        raise _unwritable(out, error) from error
    certificate = accepted(file, say=lambda line: None)
    try:
        files = write_folder(exported(certificate), out)
    except UndecidedGoalError as failure:
        click.echo(f"bnproofs: NOT DECIDED before the kernel was asked: {failure}", err=True)
        raise click.exceptions.Exit(3) from failure
    except OSError as error:
        raise _unwritable(out, error) from error
    click.echo(f"{out}: {len(files)} files, in the order of {PROJECT}; certificate/Summary.v holds the theorem")
    click.echo(f"compile them with: cd {shlex.quote(str(out))} && coq_makefile -f {PROJECT} -o Makefile && make")


def _unwritable(folder: Path, error: OSError) -> click.UsageError:
    return click.UsageError(f"cannot write the folder {folder}: {error.strerror or error}; choose another")
