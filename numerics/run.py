"""A run, finished or under way, and its file."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from bnproofs.display import Displayed, Sheet, Table, number
from bnproofs.files import write_atomically
from numerics.arrays import Floats, Integers
from numerics.batch import printable
from numerics.observables import names
from numerics.specification import Specification

FORMATS = "bnproofs-run-"
"""How the names of all versions of the format begin."""

FORMAT = f"{FORMATS}1"

_SHOWN = ("cos_cluster", "cos_odd", "norm_ratio", "effective_rank")
"""The observables whose means a notebook shows."""


@dataclass(slots=True)
class Pending:
    """The replicas under way, all at the same layer: their states, and the powers of two taken out of these."""

    replicas: tuple[int, ...]
    state: Floats
    exponents: Integers


@dataclass(slots=True)
class Run(Displayed):
    """What is known of a run so far.

    `observables` is (replicas, depth + 1, observables), NaN where not yet simulated; `layers_done` (replicas) is −1
    where nothing is; `grams` (snapshots, n, n) are Gram matrices of the first replica, of trace n.
    """

    specification: Specification
    layers_done: Integers
    observables: Floats
    grams: Floats
    pending: Pending | None = field(default=None)

    @staticmethod
    def empty(specification: Specification) -> Run:
        """The run of which nothing is known."""
        n, replicas = specification.batch, specification.replicas
        shape = (replicas, specification.depth + 1, len(names(specification.references)))
        return Run(
            specification,
            np.full(replicas, -1, dtype=np.int64),
            np.full(shape, np.nan),
            np.full((len(specification.snapshots), n, n), np.nan),
        )

    @property
    def complete(self) -> bool:
        """Whether every replica has reached the last layer."""
        return bool((self.layers_done == self.specification.depth).all())

    def series(self, name: str) -> Floats:
        """The values (replicas, depth + 1) of an observable."""
        values: Floats = self.observables[..., names(self.specification.references).index(name)]
        return values

    def distances(self) -> Floats:
        """The distances (replicas, depth + 1, references) from the configurations."""
        count = len(self.specification.references)
        values: Floats = self.observables[..., self.observables.shape[-1] - count :]
        return values

    def sheet(self) -> Sheet:
        """What a notebook shows: what is simulated, how far, and the means over replicas at the last common layer."""
        what, at = self.specification, int(self.layers_done.min())
        done = int((self.layers_done == what.depth).sum())
        about = {
            "layer": what.layer,
            "points": what.batch,
            "width": what.width,
            "layers": what.depth,
            "replicas": f"{what.replicas}, {done} of them complete",
            "input": what.input,
            "method": what.method,
            "seed": what.seed,
        }
        means = [] if at < 0 else [(name, float(self.series(name)[:, at].mean())) for name in _SHOWN]
        return Sheet(
            f"{what.layer}: {what.replicas} networks of width {what.width}",
            (
                Table(("run", ""), tuple((name, number(value)) for name, value in about.items())),
                Table((f"observable at layer {at}", "mean"), tuple((name, f"{mean:.6g}") for name, mean in means)),
            ),
        )

    def to_bytes(self) -> bytes:
        """The `.npz` file: the same run gives the same bytes."""
        arrays: dict[str, Any] = {
            "specification": np.array(json.dumps({"format": FORMAT, **self.specification.as_data()}, sort_keys=True)),
            "names": np.array(names(self.specification.references)),
            "layers_done": self.layers_done,
            "observables": self.observables,
            "grams": self.grams,
        }
        if self.pending is not None:
            arrays["pending_replicas"] = np.array(self.pending.replicas, dtype=np.int64)
            arrays["pending_state"] = self.pending.state
            arrays["pending_exponents"] = self.pending.exponents
        buffer = io.BytesIO()
        np.savez(buffer, allow_pickle=False, **arrays)
        return buffer.getvalue()

    def save(self, path: Path) -> None:
        """No result; the file, and beside it, with the ending `.json`, what it holds.

        Each is written whole or not at all, and the first has all that the second says.

        Raises:
            OSError: one cannot be written; the old one stays.
        """
        data = self.to_bytes()
        write_atomically(path, data)
        sidecar = {
            "format": FORMAT,
            "file": printable(path.name),
            "sha256": hashlib.sha256(data).hexdigest(),
            "complete": self.complete,
            "replicas_complete": int((self.layers_done == self.specification.depth).sum()),
            "observables": list(names(self.specification.references)),
            **self.specification.as_data(),
        }
        write_atomically(path.with_suffix(".json"), (json.dumps(sidecar, indent=1, ensure_ascii=False) + "\n").encode())
