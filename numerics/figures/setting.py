"""Runs in words, and the strokes of the configurations that they are compared with."""

from __future__ import annotations

from bnproofs.figures.style import Stroke, counted, printable, strokes_of
from numerics.references import Reference
from numerics.run import Run

_METHODS = {"chain": "Gram chain", "dense": "dense network (NumPy)", "torch": "dense network (PyTorch)"}


def strokes(references: tuple[Reference, ...]) -> dict[str, Stroke]:
    """The strokes of configurations by their names, as in `bnproofs.figures.style.strokes_of`."""
    return strokes_of((reference.name, reference.attracts) for reference in references)


def setting(run: Run) -> str:
    """The words that say which run is drawn: layer, sizes, method, input, seed, and how far it is."""
    specification = run.specification
    done, every = int((run.layers_done == specification.depth).sum()), specification.replicas
    parts = [
        specification.layer,
        f"n = {specification.batch} points",
        f"width {specification.width}",
        counted(every, "replica"),
        _METHODS[specification.method] + (" in single precision" if specification.precision == "single" else ""),
        f"input {printable(specification.input)}",
        f"seed {specification.seed}",
        *([f"{done} of {every} finished"] if done < every else []),
    ]
    return ", ".join(parts)
