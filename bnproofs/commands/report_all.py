"""`bnproofs report --all`: the atlas, a page for every certificate of the decomposition, and a first page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from bnproofs.report.atlas_table import Entry

BATCHES = (3, 10, 60)
"""The batch sizes of an atlas if none is named."""

F = TypeVar("F", bound=Callable[..., Any])

_OPTIONS = (
    click.option("--all", "everything", is_flag=True, help="Write the atlas of all layers into the folder --out."),
    click.option(
        "--batch",
        "batches",
        multiple=True,
        type=int,
        help="With --all: number n of points; may be repeated. [default: 3, 10 and 60]",
    ),
    click.option("--activations", type=click.Choice(["relu", "all"]), help="With --all: ReLU alone, or every one."),
    click.option("--jobs", type=click.IntRange(min=1), help="With --all: number of processes. [default: all cores]"),
)


def options(command: F) -> F:
    """The command with the options of an atlas: everything, batches, activations, jobs."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def write_atlas(folder: Path, batches: Sequence[int], activations: str | None, jobs: int | None, quiet: bool) -> None:
    """No result; the atlas in a folder, its first page last.

    Raises:
        click.UsageError: the folder cannot become an atlas.
        click.exceptions.Exit: with status 3, as something is undecided.
    """
    from bnproofs.commands import atlas_pages
    from bnproofs.commands.atlas_folder import begin, put, require_folder
    from bnproofs.commands.processes import run
    from bnproofs.commands.progress import progress
    from bnproofs.decomposition import Activations, layers
    from bnproofs.report.atlas import index
    from bnproofs.report.atlas_names import EVERY_BATCH, INDEX, place
    from bnproofs.report.atlas_table import Atlas
    from bnproofs.theorems import configurations, has_theorems, require_limits
    from numerics.parallel import cores

    activations = activations or "relu"
    sizes = tuple(sorted(set(batches or BATCHES)))
    for n in sizes:
        require_limits(n, atlas_pages.BITS)
    require_folder(folder)
    chosen = layers(Activations(activations))
    pairs = [(layer, n) for n in sizes for layer in chosen if has_theorems(layer)]
    places = {
        (str(layer), n, shape): place(layer, n, shape) for layer, n in pairs for shape in configurations(layer, n)
    }
    begin(folder, [f"{where}.{ending}" for where in (EVERY_BATCH, *places.values()) for ending in ("html", "json")])
    longest_first: list[Callable[[], list[atlas_pages.Made]]] = [
        partial(atlas_pages.of_layer, layer, n) for layer, n in reversed(pairs)
    ]
    found: dict[Any, Entry] = {}
    theorem = ""
    with progress(len(places) + 1, 0, "pages", quiet) as step:
        for pages in run([*longest_first, atlas_pages.of_every_batch], jobs or cores()):
            for page in pages:
                for where, data in page.files.items():
                    put(folder, where, data)
                if page.entry is not None:
                    found[page.entry.layer, page.entry.batch, page.entry.configuration] = page.entry
                theorem = theorem or page.theorem
            step(len(pages), "")
    entries = tuple(found[about] for about in places)
    again = f"bnproofs report --all{''.join(f' --batch {n}' for n in sizes)} --activations {activations} --out ."
    put(folder, INDEX, index(Atlas(sizes, chosen, entries, theorem, again)).encode())
    undecided = sum(not entry.place for entry in entries) + (not theorem)
    if not quiet:
        click.echo(f"wrote {folder / INDEX} and {len(places) + 1 - undecided} pages")
    if undecided:
        click.echo(f"bnproofs: {undecided} undecided, as the first page says", err=True)
        raise click.exceptions.Exit(3)
