"""`bnproofs simulate`."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bnproofs.commands.output import require_place, unwritable

if TYPE_CHECKING:
    from numerics.run import Run


_LONGEST_NAME = 240


@click.command()
@click.option("--layer", required=True, help="Short name of the layer, for example rc+relu.")
@click.option("--batch", type=int, help="Number n of points; with a file, all of its points unless told.")
@click.option("--width", required=True, type=int, help="Number d of neurons a layer.")
@click.option("--depth", required=True, type=int, help="Number of layers.")
@click.option("--replicas", default=1, show_default=True, type=int, help="Number of independent networks.")
@click.option("--seed", default=0, show_default=True, type=int, help="Seed of all random numbers.")
@click.option(
    "--input",
    "source",
    default="gaussian",
    show_default=True,
    help="gaussian, orthonormal, digits or a file of points.",
)
@click.option("--method", default="chain", show_default=True, help="chain (the exact law), dense (NumPy) or torch.")
@click.option("--precision", default="double", show_default=True, help="double, or single for the rows of the chain.")
@click.option("--grams", help="Depths at which to keep the first replica's Gram matrix, as 0,10,400.")
@click.option("--at-once", default=0, type=int, help="Replicas that move together; the numbers stay.")
@click.option("--chunk", default=0, type=int, help="Rows of the chain in memory; the numbers stay.")
@click.option("--save-every", default=20.0, show_default=True, help="Seconds between saves.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The .npz file; a .json comes beside it.")
@click.option("--resume", is_flag=True, help="Go on with the run in that file, or start it.")
@click.option("--force", is_flag=True, help="Replace a run in that file.")
@click.option("--quiet", is_flag=True, help="No progress bar and no table.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def simulate(
    out: Path,
    at_once: int,
    chunk: int,
    save_every: float,
    resume: bool,
    force: bool,
    quiet: bool,
    as_json: bool,
    **numbers: Any,
) -> None:
    """Simulate networks of finite width, and keep what is seen after each layer.

    The numbers depend on the layer, the sizes, the input, the method and the seed alone. The run is saved on the way;
    Ctrl-C keeps it, and --resume goes on. Exit status: 0 done, 130 stopped by Ctrl-C, 2 bad input.
    """
    from bnproofs.commands.progress import interruptible, progress
    from bnproofs.commands.simulation_plan import Options, begun, planned, rounding_of
    from numerics.run import Run
    from numerics.simulate import simulate as go_on

    _require_options(out, at_once, chunk, save_every, resume, force)
    batch, specification = planned(Options(**numbers))
    run = begun(out, specification) if resume and out.exists() else Run.empty(specification)
    _save(run, out)
    total, done = specification.replicas * specification.depth, int(run.layers_done.clip(0).sum())
    with interruptible() as stop, progress(total, done, "layers", quiet) as step:
        run = go_on(
            run,
            batch,
            group=at_once,
            chunk=chunk,
            on_layer=lambda count: step(count, ""),
            stop=stop,
            checkpoint=lambda run: _save(run, out),
            every=save_every,
        )
    _save(run, out)
    rounding = rounding_of(specification, batch)
    if as_json:
        from bnproofs.commands.run_page import as_object

        click.echo(json.dumps({**as_object(run), "single_precision_error": rounding}, indent=1))
    elif not quiet:
        from bnproofs.commands.run_page import page
        from bnproofs.report.terminal import print_page

        print_page(page(run))
        if rounding is not None:
            click.echo(f"single precision: a layer's Gram matrix is off by {rounding:.1e}, measured")
    if not run.complete:
        click.echo(f"bnproofs: stopped; what was done is in {out}, and --resume goes on with it", err=True)
        raise click.exceptions.Exit(130)


def _require_options(out: Path, at_once: int, chunk: int, save_every: float, resume: bool, force: bool) -> None:
    from numerics.run_file import describes_run, holds_run

    if out.suffix != ".npz":
        raise click.UsageError(
            f"a run is kept in an .npz file, and a .json beside it: write --out {out.stem or 'run'}.npz"
        )
    if at_once < 0 or chunk < 0 or not save_every > 0:
        raise click.UsageError("--at-once, --chunk and --save-every are positive: leave them out if in doubt")
    if resume and force:
        raise click.UsageError("--resume keeps the run in the file and --force replaces it: choose one")
    require_place(out)
    require_place(beside := out.with_suffix(".json"))
    if len(os.fsencode(beside.name)) > _LONGEST_NAME:
        raise click.UsageError(f"the name of the file has more than {_LONGEST_NAME} bytes: choose a shorter --out")
    if beside.exists() and not describes_run(beside):
        raise click.UsageError(f"{beside} exists and belongs to no run: choose another --out, or move it away")
    if out.exists() and not holds_run(out):
        raise click.UsageError(f"{out} exists and holds no run: choose another --out, or move it away")
    if out.exists() and not (resume or force):
        raise click.UsageError(f"{out} exists: write --resume to go on with it, --force to replace it")


def _save(run: Run, path: Path) -> None:
    try:
        run.save(path)
    except OSError as error:
        failure = unwritable(path, error)
        raise click.UsageError(f"{failure.message}, or make room and go on with --resume") from error
