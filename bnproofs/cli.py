"""The command line: `bnproofs COMMAND`, one file a command in `bnproofs.commands`."""

from __future__ import annotations

import io
import os
import sys

import click

from bnproofs import __version__
from bnproofs.commands.certify import certify
from bnproofs.commands.check import check
from bnproofs.commands.cross_validate import cross_validate
from bnproofs.commands.decompose import decompose
from bnproofs.commands.derive import derive
from bnproofs.commands.export_rocq import export_rocq
from bnproofs.commands.figure import figure
from bnproofs.commands.literature import literature
from bnproofs.commands.plot import plot
from bnproofs.commands.prove import prove
from bnproofs.commands.report import report
from bnproofs.commands.show import show
from bnproofs.commands.simulate import simulate
from bnproofs.commands.statements import statements
from bnproofs.errors import InputError

_LONGEST = 400


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bnproofs")
def cli() -> None:
    """Proofs of what normalised networks do at initialisation."""


for command in (
    certify,
    check,
    show,
    report,
    export_rocq,
    prove,
    decompose,
    derive,
    simulate,
    cross_validate,
    plot,
    figure,
    literature,
    statements,
):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> int:
    """The exit status of the command line; bad input is one line on standard error and status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show τ shows ? instead
    try:
        status = cli.main(args=arguments, prog_name="bnproofs", standalone_mode=False)
        if sys.stdout is not None:  # it is None if the shell closed it, as in '>&-'
            sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError:
        return _refuse(f"name a command: {', '.join(cli.commands)}; see 'bnproofs --help'")
    except click.UsageError as error:
        known = error.ctx is not None and type(error) is not click.UsageError
        command = error.ctx.command_path if error.ctx is not None else "bnproofs"
        return _refuse(error.format_message() + (f" See '{command} --help'." if known else ""))
    except click.ClickException as error:
        return _refuse(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        click.echo("bnproofs: stopped", err=True)
        return 130
    except (BrokenPipeError, SystemExit) as stopped:  # click turns a broken pipe into an exit of its own
        if isinstance(stopped, SystemExit) and not stopped.code:
            return 0  # words for the completion of a shell, all printed
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - the reader has gone; nothing more can be printed
        return 141
    except OSError as error:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - what is still buffered cannot be printed either
        return _refuse(f"cannot write the output: {error.strerror or error}")
    except InputError as error:
        return _refuse(str(error))
    except MemoryError:
        return _refuse("there is not enough memory: take fewer points, replicas, layers, or a smaller --at-once")
    return int(status or 0)


def _refuse(message: str) -> int:
    line = " ".join(message.split())
    half = _LONGEST // 2
    click.echo(f"bnproofs: {line if len(line) <= _LONGEST else line[:half] + '…' + line[-half:]}", err=True)
    return 2


def run() -> None:
    """No result; the console script."""
    sys.exit(main())


if __name__ == "__main__":
    run()
