"""`bnproofs figure`."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bnproofs.commands.output import require_place, unwritable

if TYPE_CHECKING:
    from bnproofs.figures.canvas import Drawing

FIGURES = {
    "cobweb": "the reduced map, its fixed points and orbits, of one batch",
    "fixed-points": "the fixed points against the batch size, and how fast they attract or repel",
    "spectrum": "the eigenvalues by component against the batch size",
    "portrait": "the phase portrait in the plane of the two cosines, of one batch",
    "decomposition": "what each layer does to each configuration, of one batch",
}
"""The figures of what is proved, and what each shows."""

_RANGES = ("fixed-points", "spectrum")
_LAYERED = ("cobweb", "portrait")


@click.command()
@click.argument("name", required=False)
@click.option("--list", "listed", is_flag=True, help="Print the names of the figures, and what each shows.")
@click.option("--out", type=click.Path(path_type=Path), help="The .svg, .png or .pdf file to write.")
@click.option("--batch", type=int, help="Number n of points: drawn, or marked in a figure against n.  [default: 10]")
@click.option("--layer", help="Short name of the layer: rc+relu or rc+rs+relu.  [default: rc+relu]")
@click.option("--most", type=int, help="The largest batch of a figure against n.")
@click.option("--quiet", is_flag=True, help="No progress, and not the names of the files.")
def figure(
    name: str | None,
    listed: bool,
    out: Path | None,
    batch: int | None,
    layer: str | None,
    most: int | None,
    quiet: bool,
) -> None:
    """Draw what is proved.

    Everything that is drawn is proved anew. The numbers in the figure are written beside it, as .csv; the same command
    gives the same bytes. Figures of runs are drawn by 'bnproofs plot'. Exit status: 0 done, 2 bad input.
    """
    if listed:
        for known, shows in FIGURES.items():
            click.echo(f"{known:14} {shows}")
        return
    known, file = _required(name, out)
    if layer is not None and known not in _LAYERED:
        raise click.UsageError(f"--layer belongs to {' and '.join(_LAYERED)}: leave it out for {known}")
    if most is not None and known not in _RANGES:
        raise click.UsageError(f"--most belongs to {' and '.join(_RANGES)}: leave it out for {known}")
    from bnproofs.extras import optional
    from bnproofs.figures.canvas import files_of, save

    for path in files_of(file):
        require_place(path)
    optional("matplotlib", "figures")
    drawing = _drawn(known, batch, layer, most, quiet)
    try:
        written = save(drawing, file)
    except OSError as error:
        raise unwritable(file, error) from error
    if not quiet:
        for path in written:
            click.echo(f"wrote {path}")


def _required(name: str | None, out: Path | None) -> tuple[str, Path]:
    """The name of a figure and the file to write."""
    if name is None:
        raise click.UsageError(f"name a figure to draw, one of {', '.join(FIGURES)}; see 'bnproofs figure --list'")
    if name not in FIGURES:
        nearest = difflib.get_close_matches(name.lower(), FIGURES, n=1, cutoff=0)[0]
        raise click.UsageError(f"{name[:40]!r} is no figure (known: {', '.join(FIGURES)}); did you mean {nearest!r}?")
    if out is None:
        raise click.UsageError(f"say which file to write: bnproofs figure {name} --out {name}.svg")
    return name, out


def _drawn(name: str, batch: int | None, layer: str | None, most: int | None, quiet: bool) -> Drawing:
    from bnproofs.layer import Layer
    from bnproofs.theorems import LEAST_BATCH, require_limits

    n = 10 if batch is None else batch
    require_limits(n, 64)
    if name == "decomposition":
        return _decomposition(n, quiet)
    if name in _LAYERED:
        from bnproofs.figures import cobweb, portrait

        parsed = Layer.parse(layer or "rc+relu")
        return cobweb.draw(n, parsed) if name == "cobweb" else portrait.draw(n, parsed)
    from bnproofs.figures import fixed_points, spectrum

    first = name == "fixed-points"
    end = (fixed_points.MOST if first else spectrum.MOST) if most is None else most
    require_limits(end, 64)
    if end < 2 * LEAST_BATCH:
        raise click.UsageError(f"a figure against n goes to {2 * LEAST_BATCH} points at least, not {end}: raise --most")
    return fixed_points.draw(LEAST_BATCH, end, at=batch) if first else spectrum.draw(LEAST_BATCH, end, at=batch)


def _decomposition(n: int, quiet: bool) -> Drawing:
    from bnproofs.commands.progress import progress
    from bnproofs.decomposition import Activations, layers, row
    from bnproofs.figures import decomposition
    from bnproofs.theorems import configurations, has_theorems

    chosen = layers(Activations.RELU)
    tasks = [(layer, what) for layer in chosen if has_theorems(layer) for what in configurations(layer, n)]
    rows = []
    with progress(len(tasks), 0, "certificates", quiet) as step:
        for layer, configuration in tasks:
            step(0, f"{layer}, {configuration}")
            rows.append(row(layer, n, configuration, 64))
            step(1, "")
    return decomposition.draw(rows, chosen, n)
