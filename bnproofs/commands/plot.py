"""`bnproofs plot`."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bnproofs.commands.output import require_place, unwritable

if TYPE_CHECKING:
    from bnproofs.figures.canvas import Drawing
    from numerics.run import Run

FIGURES = ("depth", "grams", "escape", "width", "animation")


@click.command()
@click.argument("files", metavar="RUN.npz [MORE.npz ...]", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--figure", default="depth", show_default=True, help="depth, grams, escape, animation, or width of several runs."
)
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="The .svg, .png, .pdf or .gif file to write."
)
@click.option("--log-depth", is_flag=True, help="A logarithmic axis of depth.")
@click.option("--quiet", is_flag=True, help="No progress, and not the names of the files.")
def plot(files: tuple[Path, ...], figure: str, out: Path, log_depth: bool, quiet: bool) -> None:
    """Draw runs that `bnproofs simulate` made.

    grams draws what the mean-field map makes of the first matrix below the simulation; animation needs the matrices of
    many layers, and moves as .gif. The numbers in the figure are written beside it, as .csv. The same runs give the
    same bytes. Exit status: 0 done, 2 bad input.
    """
    _require_options(files, figure, log_depth)
    from bnproofs.extras import optional
    from bnproofs.figures.canvas import files_of, save
    from numerics.run_file import load_run

    for path in files_of(out, moving=figure == "animation"):
        require_place(path)
    optional("matplotlib", "figures")
    runs = [load_run(path) for path in files]
    try:
        if figure == "animation":
            written = _animated(runs[0], out, quiet)
        else:
            written = save(_drawn(figure, runs, log_depth), out)
    except OSError as error:
        raise unwritable(out, error) from error
    if not quiet:
        for path in written:
            click.echo(f"wrote {path}")


def _animated(run: Run, out: Path, quiet: bool) -> tuple[Path, Path]:
    from bnproofs.commands.progress import progress
    from bnproofs.figures.film import save_film
    from numerics.figures import animation

    film = animation.draw(run)
    with progress(len(film.durations), 0, "frames", quiet) as step:
        return save_film(film, out, lambda: step(1, ""))


def _require_options(files: tuple[Path, ...], figure: str, log_depth: bool) -> None:
    if figure not in FIGURES:
        nearest = difflib.get_close_matches(figure.lower(), FIGURES, n=1, cutoff=0)[0]
        raise click.UsageError(f"{figure[:40]!r} is no figure (known: {', '.join(FIGURES)}); did you mean {nearest!r}?")
    if not files:
        raise click.UsageError("name a run to draw: write bnproofs plot RUN.npz --out run.svg")
    if figure != "width" and len(files) > 1:
        raise click.UsageError(f"--figure {figure} draws one run, not {len(files)}: name one, or write --figure width")
    if figure == "width" and len(files) < 2:
        raise click.UsageError("--figure width compares runs of different width: name two of them or more")
    if log_depth and figure != "depth":
        raise click.UsageError(f"--log-depth belongs to --figure depth: leave it out for --figure {figure}")


def _drawn(figure: str, runs: list[Run], log_depth: bool) -> Drawing:
    if figure == "depth":
        from numerics.figures import depth

        return depth.draw(runs[0], log_depth=log_depth)
    if figure == "grams":
        from bnproofs.commands.orbit import mean_field_orbit
        from bnproofs.layer import Layer
        from numerics.figures import grams

        return grams.draw(runs[0], mean_field_orbit(Layer.parse(runs[0].specification.layer)))
    if figure == "escape":
        from numerics.figures import escape

        return escape.draw(runs[0])
    from numerics.figures import width

    return width.draw(runs)
