"""`bnproofs simulate`."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

import click

from bnproofs.commands.output import require_place, unwritable
from bnproofs.errors import InputError

if TYPE_CHECKING:
    from numerics.inputs import Batch
    from numerics.run import Run
    from numerics.specification import Specification


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
    layer: str,
    batch: int | None,
    width: int,
    depth: int,
    replicas: int,
    seed: int,
    source: str,
    method: str,
    precision: str,
    grams: str | None,
    at_once: int,
    chunk: int,
    save_every: float,
    out: Path,
    resume: bool,
    force: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Simulate networks of finite width, and keep what is seen after each layer.

    The numbers depend on the layer, the sizes, the input, the method and the seed alone. The run is saved on the way;
    Ctrl-C keeps it, and --resume goes on. Exit status: 0 done, 130 stopped by Ctrl-C, 2 bad input.
    """
    from bnproofs.layer import Layer
    from numerics.run import Run
    from numerics.simulate import simulate as go_on

    parsed = Layer.parse(layer)
    _require_options(out, at_once, chunk, save_every, resume, force)
    start, specification = _plan(parsed, batch, width, depth, replicas, seed, source, method, precision, grams)
    run = _begun(out, specification) if resume and out.exists() else Run.empty(specification)
    _save(run, out)
    total = specification.replicas * specification.depth
    with _interruptible() as stop, _progress(total, int(run.layers_done.clip(0).sum()), quiet) as on_layer:
        run = go_on(
            run,
            start,
            group=at_once,
            chunk=chunk,
            on_layer=on_layer,
            stop=stop,
            checkpoint=lambda run: _save(run, out),
            every=save_every,
        )
    _save(run, out)
    if as_json:
        from bnproofs.commands.run_page import as_object

        click.echo(json.dumps(as_object(run), indent=1))
    elif not quiet:
        from bnproofs.commands.run_page import page
        from bnproofs.report.terminal import print_page

        print_page(page(run))
    if not run.complete:
        click.echo(f"bnproofs: stopped; what was done is in {out}, and --resume goes on with it", err=True)
        raise click.exceptions.Exit(130)


def _require_options(out: Path, at_once: int, chunk: int, save_every: float, resume: bool, force: bool) -> None:
    if out.suffix != ".npz":
        raise click.UsageError(f"a run is kept in an .npz file, and a .json beside it: write --out {out.stem}.npz")
    if at_once < 0 or chunk < 0 or not save_every > 0:
        raise click.UsageError("--at-once, --chunk and --save-every are positive: leave them out if in doubt")
    if resume and force:
        raise click.UsageError("--resume keeps the run in the file and --force replaces it: choose one")
    require_place(out)
    require_place(out.with_suffix(".json"))
    if out.exists() and not (resume or force):
        raise click.UsageError(f"{out} exists: write --resume to go on with it, --force to replace it")


def _plan(
    layer: Any,
    n: int | None,
    width: int,
    depth: int,
    replicas: int,
    seed: int,
    source: str,
    method: str,
    precision: str,
    grams: str | None,
) -> tuple[Batch, Specification]:
    """The batch to start from, and the specification of the run."""
    from bnproofs.commands.references import references_of
    from numerics.inputs import batch_of, require_life
    from numerics.specification import METHODS, RunError, Specification, default_snapshots, require_sizes, versions_of

    given = {} if n is None else {"batch": n}
    require_sizes(**given, width=width, depth=depth, replicas=replicas, seed=seed)
    if method not in METHODS:
        raise RunError(f"{method[:40]!r} is no method: write one of {', '.join(METHODS)}")
    start = batch_of(source, n, width=width, seed=seed)
    require_life(layer, start)
    return start, Specification(
        layer=str(layer),
        batch=start.n,
        width=width,
        depth=depth,
        replicas=replicas,
        seed=seed,
        method=method,
        precision=precision,
        input=start.name,
        digest=start.digest,
        references=references_of(layer, start.n),
        snapshots=default_snapshots(start.n, depth) if grams is None else _depths(grams),
        versions=versions_of(method),
    )


def _depths(text: str) -> tuple[int, ...]:
    try:
        return tuple(sorted(int(part) for part in text.split(",") if part.strip()))
    except ValueError as error:
        raise click.UsageError(f"--grams {text[:40]!r} is no list of depths: write it as 0,10,400") from error


def _begun(path: Path, wanted: Specification) -> Run:
    """The run in a file.

    Raises:
        InputError: it is another run than the one wanted.
    """
    from numerics.run import Run

    run = Run.load(path)
    have, want = run.specification.as_data(), wanted.as_data()
    different = [name for name in want if have[name] != want[name]]
    if different:
        name = different[0]
        raise InputError(
            f"{path} holds another run: its {name} is {str(have[name])[:60]}, not {str(want[name])[:60]}; "
            "give the same options, or choose another file"
        )
    return run


def _save(run: Run, path: Path) -> None:
    try:
        run.save(path)
    except OSError as error:
        failure = unwritable(path, error)
        raise click.UsageError(f"{failure.message}, or make room and go on with --resume") from error


@contextmanager
def _interruptible() -> Iterator[Callable[[], bool]]:
    """A function that says whether Ctrl-C was pressed; a second one stops at once."""
    pressed: list[bool] = []

    def note(number: int, frame: FrameType | None) -> None:
        if pressed:
            raise KeyboardInterrupt
        pressed.append(True)

    try:
        before = signal.signal(signal.SIGINT, note)
    except ValueError:  # not the main thread
        yield lambda: False
        return
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress(total: int, done: int, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A progress bar of layers on standard error, if that is a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("layers"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=quiet or not console.is_terminal) as bar:
        task = bar.add_task("layers", total=total, completed=done)
        yield lambda count: bar.advance(task, count)
