"""A run, finished or under way, and its file."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from bnproofs.files import write_atomically
from numerics.arrays import Floats, Integers
from numerics.observables import names
from numerics.specification import RunError, Specification

FORMAT = "bnproofs-run-1"


@dataclass(slots=True)
class Pending:
    """The replicas under way, all at the same layer: their states, and the powers of two taken out of these."""

    replicas: tuple[int, ...]
    state: Floats
    exponents: Integers


@dataclass(slots=True)
class Run:
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
            "file": path.name,
            "sha256": hashlib.sha256(data).hexdigest(),
            "complete": self.complete,
            "replicas_complete": int((self.layers_done == self.specification.depth).sum()),
            "observables": list(names(self.specification.references)),
            **self.specification.as_data(),
        }
        write_atomically(path.with_suffix(".json"), (json.dumps(sidecar, indent=1, ensure_ascii=False) + "\n").encode())

    @staticmethod
    def load(path: Path) -> Run:
        """The run in a file.

        Raises:
            RunError: no such file, or it holds no run of this version.
        """
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
                arrays = {name: archive[name] for name in archive.files}
        except OSError as error:
            raise RunError(f"cannot read {path}: {error.strerror or error}") from error
        except (
            ValueError,
            EOFError,
            KeyError,
            zipfile.BadZipFile,
            AttributeError,
            TypeError,
            RuntimeError,
            MemoryError,
        ) as error:
            raise RunError(f"{path} is no run: make one with 'bnproofs simulate --out {path.name}'") from error
        try:
            return _run_of(arrays)
        except (RunError, KeyError, ValueError, TypeError, IndexError) as error:
            reason = str(error) if isinstance(error, RunError) else "an array is missing or has another shape"
            raise RunError(f"{path} is no run that this version reads: {reason}") from error


def _run_of(arrays: dict[str, Any]) -> Run:
    data = json.loads(str(arrays["specification"]))
    if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
        raise RunError(f"its format is not {FORMAT}")
    run = Run.empty(Specification.from_data(data))
    for name in ("layers_done", "observables", "grams"):
        blank, found = getattr(run, name), arrays[name]
        if found.shape != blank.shape or found.dtype != blank.dtype:
            raise RunError(f"the array {name} has another shape or type")
        setattr(run, name, found)
    if not ((run.layers_done >= -1) & (run.layers_done <= run.specification.depth)).all():
        raise RunError("it has layers beyond its depth")
    if "pending_replicas" in arrays:
        n = run.specification.batch
        replicas = tuple(int(at) for at in arrays["pending_replicas"])
        state, exponents = arrays["pending_state"], arrays["pending_exponents"]
        known = 0 < len(replicas) == len(set(replicas)) and set(replicas) <= set(range(len(run.layers_done)))
        depths = {int(run.layers_done[at]) for at in replicas} if known else set()
        together = len(depths) == 1 and -1 not in depths
        whole = arrays["pending_replicas"].dtype == exponents.dtype == np.int64 and exponents.shape == (len(replicas),)
        fits = state.dtype == np.float64 and state.ndim == 3 and state.shape[::2] == (len(replicas), n)
        square = fits and (run.specification.method != "chain" or state.shape[1] == n)
        if not (together and whole and square and np.isfinite(state).all()):
            raise RunError("the state of the replicas under way has another shape or type")
        run.pending = Pending(replicas, state, exponents)
    return run
