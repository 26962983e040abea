"""What `bnproofs simulate` is asked to do, and what a file already has of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bnproofs.errors import InputError

if TYPE_CHECKING:
    from numerics.batch import Batch
    from numerics.run import Run
    from numerics.specification import Specification


@dataclass(frozen=True, slots=True)
class Options:
    """The options of `bnproofs simulate` that its numbers depend on, as they were given."""

    layer: str
    batch: int | None
    width: int
    depth: int
    replicas: int
    seed: int
    source: str
    method: str
    precision: str
    grams: str | None


def planned(given: Options) -> tuple[Batch, Specification]:
    """The batch to start from, and the specification of the run.

    Raises:
        InputError: an option that denotes nothing, or nothing that can be done; the message says what to write.
    """
    from bnproofs.commands.references import references_of
    from bnproofs.layer import Layer
    from numerics.batch import require_life
    from numerics.inputs import batch_of
    from numerics.specification import Specification, default_snapshots, require_method, require_sizes, versions_of

    layer = Layer.parse(given.layer)
    sizes = {} if given.batch is None else {"batch": given.batch}
    require_sizes(**sizes, width=given.width, depth=given.depth, replicas=given.replicas, seed=given.seed)
    require_method(given.method, given.precision)
    start = batch_of(given.source, given.batch, width=given.width, seed=given.seed)
    require_life(layer, start)
    return start, Specification(
        layer=str(layer),
        batch=start.n,
        width=given.width,
        depth=given.depth,
        replicas=given.replicas,
        seed=given.seed,
        method=given.method,
        precision=given.precision,
        input=start.name,
        digest=start.digest,
        references=references_of(layer, start.n),
        snapshots=default_snapshots(start.n, given.depth) if given.grams is None else _depths(given.grams),
        versions=versions_of(given.method),
    )


def begun(path: Path, wanted: Specification) -> Run:
    """The run in a file.

    Raises:
        InputError: the file holds none, or another run than the one wanted.
    """
    from numerics.run_file import load_run

    run = load_run(path)
    have, want = run.specification.as_data(), wanted.as_data()
    name = next((name for name in want if have[name] != want[name]), None)
    if name is not None:
        raise InputError(
            f"{path} holds another run: its {name} is {str(have[name])[:60]}, not {str(want[name])[:60]}; "
            "give the same options, or choose another file"
        )
    return run


def rounding_of(specification: Specification, batch: Batch) -> float | None:
    """The relative error of one layer's Gram matrix that single precision makes; None in double precision."""
    from bnproofs.layer import Layer
    from numerics.gram_chain import GramChain, single_precision_error

    if specification.precision != "single":
        return None
    layer, width = Layer.parse(specification.layer), specification.width
    return single_precision_error(GramChain(layer, width, specification.seed, specification.precision), batch.gram)


def _depths(text: str) -> tuple[int, ...]:
    try:
        return tuple(sorted(int(part) for part in text.split(",") if part.strip()))
    except ValueError as error:
        raise InputError(f"--grams {text[:40]!r} is no list of depths: write it as 0,10,400") from error
