"""The figures of a report: those of the theory where it has any, and those of the runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from bnproofs.errors import InputError
from bnproofs.layer import Layer

if TYPE_CHECKING:
    from bnproofs.figures.canvas import Drawing
    from bnproofs.report.content import Picture
    from numerics.run import Run

_FAMILY = ("ideal", "odd-point", "separating", "uniform")
_MOST_POINTS = 200
"""The largest batch whose family is drawn: of larger ones the fixed points cannot be told apart by eye."""


@dataclass(frozen=True, slots=True)
class Maker:
    """A figure that can be drawn: its name, its title, and how."""

    name: str
    title: str
    draw: Callable[[], Drawing]


def makers(value: Any, runs: Sequence[tuple[str, Run]]) -> list[Maker]:
    """The figures of an accepted certificate and of runs with the names of their files.

    Raises:
        InputError: matplotlib is missing.
    """
    from bnproofs.extras import optional

    found = [*_theory(value), *_simulations(runs)]
    if found:
        optional("matplotlib", "figures")
    return found


def picture(maker: Maker) -> Picture | None:
    """The figure as a report holds it; None where something that it would show is missing."""
    from bnproofs.figures.inline import inline_svg
    from bnproofs.report.content import Picture

    try:
        drawing = maker.draw()
    except InputError:
        return None
    if not drawing.alt:
        drawing = drawing.described(f"{maker.title}.", maker.title)
    svg = inline_svg(drawing, maker.name)
    return Picture(maker.name, maker.title, svg, drawing.alt, drawing.caption, drawing.data().decode())


def _theory(value: Any) -> list[Maker]:
    """The figures of the odd-point family, of layers and batches that have them."""
    from bnproofs.figures import cobweb, fixed_points, portrait, spectrum
    from bnproofs.figures.family import PLAIN, RESCALED

    layer, n, kind = Layer.parse(value["layer"]), value.get("batch"), value.get("configuration", "odd-point")
    if layer not in (PLAIN, RESCALED) or (n or 0) > _MOST_POINTS:
        return []
    found: list[Maker] = []
    if n is not None and kind in (*_FAMILY, "two-cluster:1"):
        found.append(Maker("cobweb", "The reduced map", partial(cobweb.draw, n, layer, stacked=True)))
        found.append(Maker("portrait", "Where batches of the family go", partial(portrait.draw, n, layer)))
    if n is None:
        found.append(Maker("fixed-points", "Fixed points against the batch size", fixed_points.draw))
    if layer == PLAIN:
        found.append(Maker("spectrum", "Eigenvalues against the batch size", partial(spectrum.draw, at=n)))
    return found


def _simulations(runs: Sequence[tuple[str, Run]]) -> list[Maker]:
    """The figures of each run, and that of all where they differ in width."""
    if not runs:
        return []
    from bnproofs.commands.orbit import mean_field_orbit
    from bnproofs.report.plain import shown
    from numerics.figures import depth, grams, width

    found: list[Maker] = []
    for at, (file, run) in enumerate(runs, 1):
        name = shown(file, 60)
        found.append(Maker(f"run-{at}", f"Layer by layer: {name}", partial(depth.draw, run)))
        if run.specification.snapshots:
            theory = mean_field_orbit(Layer.parse(run.specification.layer))
            found.append(Maker(f"grams-{at}", f"Gram matrices: {name}", partial(grams.draw, run, theory)))
    if len({run.specification.width for _, run in runs}) > 1:
        found.append(Maker("width", "Deviation against width", partial(width.draw, [run for _, run in runs])))
    return found
