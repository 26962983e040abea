"""The command line: `bnproofs certify | check | derive | show`."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path

import click

from bnproofs import __version__
from bnproofs.errors import InputError

_LONGEST = 400
_MAKE_ONE = "write one with 'bnproofs certify --layer rc+relu --batch 10 --out FILE'"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="bnproofs")
def cli() -> None:
    """Proofs of what normalised networks do at initialisation."""


@cli.command()
@click.option("--layer", required=True, help="Short name of the layer, for example rc+relu.")
@click.option("--batch", required=True, type=int, help="Number n of points in the batch.")
@click.option(
    "--configuration", default="odd-point", show_default=True, help="odd-point, uniform, separating or two-cluster:K."
)
@click.option("--bits", default=128, show_default=True, type=int, help="Correct bits promised for every enclosure.")
@click.option("--out", type=click.Path(path_type=Path), help="Write the certificate to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a report.")
def certify(layer: str, batch: int, configuration: str, bits: int, out: Path | None, as_json: bool) -> None:
    """Prove what there is to prove of a configuration, and write the certificate.

    Exit status: 0 everything is proved (also instability or non-existence), 3 something is undecided (no file is
    written), 2 bad input.
    """
    from bnproofs.configurations.name import Configuration
    from bnproofs.layer import Layer

    parsed, shape = Layer.parse(layer), Configuration.parse(configuration)
    from bnproofs.certificate import certify as prove_all
    from bnproofs.report.summary import summary

    if out is not None:
        _require_place(out)
    certificate = prove_all(parsed, batch, shape, bits)
    header = {"layer": str(parsed), "batch": batch, "configuration": str(shape), "bits": bits}
    statements = {x.id: x.statement for x in certificate.theorems if x.verdict.value == "proved"}
    if out is not None and certificate.decided:
        _write(out, certificate.to_bytes())
    if as_json:
        verdicts = {x.id: x.verdict.value for x in certificate.theorems}
        click.echo(json.dumps(summary(header, statements, verdicts), indent=1))
    else:
        from bnproofs.report.terminal import page, print_page

        print_page(page(header, [(x.id, x.verdict.value, x.sentence) for x in certificate.theorems], statements))
    if not certificate.decided:
        click.echo("bnproofs: something is undecided" + (f"; {out} is not written" if out else ""), err=True)
        raise click.exceptions.Exit(3)


@cli.command()
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
        raise click.UsageError(f"{verdict}; {_MAKE_ONE}")
    for line in [*accepted, verdict]:
        click.echo(line)
    raise click.exceptions.Exit(report.outcome.value)


@cli.command()
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
        raise click.UsageError(f"NOT A CERTIFICATE: {failure}; {_MAKE_ONE}") from failure
    report = check(data)
    if report.outcome is Outcome.NOT_A_CERTIFICATE:
        raise click.UsageError(f"{lines(report)[-1]}; {_MAKE_ONE}")
    if report.outcome is Outcome.REFUSED:
        click.echo(f"bnproofs: {lines(report)[-1]}", err=True)
        raise click.exceptions.Exit(report.outcome.value)
    value = json.loads(data)
    sentences = [(claim["id"], "proved", sentence(claim["id"], claim["statement"])) for claim in value["claims"]]
    print_page(page(value, sentences, {claim["id"]: claim["statement"] for claim in value["claims"]}))


@cli.command()
@click.argument("names", nargs=-1)
@click.option("--list", "as_list", is_flag=True, help="List the derivations and stop.")
@click.option("--all", "everything", is_flag=True, help="Run all of them.")
@click.option("--latex", type=click.Path(path_type=Path), help="Also write the derivations to this LaTeX file.")
def derive(names: tuple[str, ...], as_list: bool, everything: bool, latex: Path | None) -> None:
    """Derive closed forms step by step, each step checked.

    Exit status: 0 every step holds, 1 a step fails, 2 bad input.
    """
    import derivations

    titles = derivations.titles()
    if as_list and (names or everything or latex):
        raise click.UsageError("--list stands alone: leave out the names and the other options, or --list")
    if as_list:
        for name, title in titles.items():
            click.echo(f"{name:<28} {title}")
        return
    chosen = list(titles) if everything else list(names)
    if not chosen:
        raise click.UsageError("name a derivation, or use --list or --all")
    unknown = [name for name in chosen if name not in titles]
    if unknown:
        import difflib

        nearest = difflib.get_close_matches(unknown[0], titles, n=1, cutoff=0)[0]
        raise click.UsageError(f"{unknown[0][:40]!r} is no derivation; the nearest is {nearest!r} (see --list)")
    if latex is not None:
        _require_place(latex)
    done = []
    for name in chosen:
        try:
            derivation = derivations.derive(name)
        except derivations.StepFailed as failure:
            click.echo(f"bnproofs: derivation {name} fails: {failure}", err=True)
            raise click.exceptions.Exit(1) from failure
        click.echo(derivations.render_text(derivation))
        done.append(derivation)
    if latex is not None:
        _write(latex, derivations.render_latex(done).encode())


def _write(path: Path, data: bytes) -> None:
    from bnproofs.files import write_atomically

    try:
        write_atomically(path, data)
    except OSError as error:
        raise _unwritable(path, error) from error


def _require_place(path: Path) -> None:
    from bnproofs.files import require_regular

    try:
        require_regular(path)
    except OSError as error:
        raise _unwritable(path, error) from error


def _unwritable(path: Path, error: OSError) -> click.UsageError:
    return click.UsageError(f"cannot write {path}: {error.strerror or error}; choose another file")


def main(arguments: list[str] | None = None) -> int:
    """The exit status of the command line; bad input is one line on standard error and status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show τ shows ? instead
    try:
        status = cli.main(args=arguments, prog_name="bnproofs", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError:
        return _refuse("name a command: certify, check, derive or show; see 'bnproofs --help'")
    except click.UsageError as error:
        known = error.ctx is not None and type(error) is not click.UsageError
        command = error.ctx.command_path if error.ctx is not None else "bnproofs"
        return _refuse(error.format_message() + (f" See '{command} --help'." if known else ""))
    except click.ClickException as error:
        return _refuse(error.format_message())
    except (click.Abort, KeyboardInterrupt):
        click.echo("bnproofs: stopped", err=True)
        return 130
    except (BrokenPipeError, SystemExit):  # click turns a broken pipe into an exit of its own
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - the reader has gone; nothing more can be printed
        return 141
    except OSError as error:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115 - what is still buffered cannot be printed either
        return _refuse(f"cannot write the output: {error.strerror or error}")
    except InputError as error:
        return _refuse(str(error))
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
