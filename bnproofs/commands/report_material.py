"""What goes into a report beside the certificate: derivations, figures, runs and cross-validations, read and made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bnproofs.errors import InputError
from bnproofs.layer import Layer

if TYPE_CHECKING:
    from bnproofs.commands.report_pictures import Maker
    from bnproofs.report.content import Derivation, Picture, Validation
    from bnproofs.report.gather import Material
    from numerics.run import Run

_TWICE = "two runs have the same file name {!r}: rename one, so that the report can tell them apart"


@dataclass(frozen=True, slots=True)
class Sources:
    """The files that a report is made from beside the certificate."""

    runs: tuple[Path, ...] = ()
    validations: tuple[Path, ...] = ()


def material(
    value: Any,
    sources: Sources,
    names: Sequence[str],
    quiet: bool,
    draw: Callable[[Maker], Picture | None] | None = None,
) -> Material:
    """All that goes with the content of an accepted certificate; `names` are its derivations. Shows its progress.

    `draw` makes the pictures, if not `report_pictures.picture`.

    Raises:
        InputError: a file holds no run or cross-validation, or one of another layer or batch.
    """
    from bnproofs.commands.progress import progress
    from bnproofs.commands.report_pictures import makers, picture
    from bnproofs.commands.report_runs import table
    from bnproofs.report.gather import Material

    runs = [(path.name, _run(value, path)) for path in sources.runs]
    for name, _ in runs:
        if [other for other, _ in runs].count(name) > 1:
            raise InputError(_TWICE.format(name[:80]))
    validations = tuple(_validation(value, path) for path in sources.validations)
    says = {claim["id"]: claim["statement"] for claim in value["claims"]}
    drawn, figures = [], makers(value, runs)
    with progress(len(figures), 0, "figures", quiet) as step:
        for maker in figures:
            step(0, maker.title)
            drawn.append((draw or picture)(maker))
            step(1, "")
    return Material(
        pictures=tuple(found for found in drawn if found is not None),
        runs=tuple(table(value, says, name, run) for name, run in runs),
        validations=validations,
        derivations=tuple(map(_derivation, names)),
    )


def _derivation(name: str) -> Derivation:
    from bnproofs.report.content import Derivation, Step
    from derivations.pages import page

    found = page(name)
    return Derivation(**{**found, "steps": tuple(Step(**step) for step in found["steps"])})


def _run(value: Any, path: Path) -> Run:
    """The run in a file, which must be of the certificate's layer and batch and have begun."""
    from bnproofs.report.plain import shown
    from numerics.run_file import load_run

    run = load_run(path)
    said, n = Layer.parse(run.specification.layer), run.specification.batch
    if (said, n) != (Layer.parse(value["layer"]), value["batch"]):
        about = f"{value['layer']} with {value['batch']} points"
        raise InputError(
            f"{shown(path.name)} is a run of {said} with {n} points, not of {about}: simulate that instead"
        )
    if int(run.layers_done.max()) < 0:
        raise InputError(
            f"nothing of the run {shown(path.name)} is simulated yet: go on with 'bnproofs simulate --resume'"
        )
    return run


def _validation(value: Any, path: Path) -> Validation:
    from bnproofs.report.plain import shown
    from bnproofs.report.validation import MOST_BYTES, read_validation

    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise InputError(f"cannot read {shown(path.name)}: {error.strerror or error}") from error
    return read_validation(data, path.name, value["layer"], value["batch"])
