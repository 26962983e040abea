"""Runs read from files, which anybody may have written."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from numerics.run import FORMAT, FORMATS, Pending, Run
from numerics.specification import RunError, Specification

_UNREADABLE = (
    OSError,
    ValueError,
    EOFError,
    KeyError,
    zipfile.BadZipFile,
    AttributeError,
    TypeError,
    RuntimeError,
    MemoryError,
)
"""What NumPy raises at files that are damaged, or something else."""


def load_run(path: Path) -> Run:
    """The run in a file.

    Raises:
        RunError: no such file, or it holds no run of this version.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in archive.files}
    except OSError as error:
        raise RunError(f"cannot read {path}: {error.strerror or error}") from error
    except _UNREADABLE as error:
        raise RunError(f"{path} is no run: make one with 'bnproofs simulate --out {path.name}'") from error
    try:
        return _run_of(arrays)
    except (RunError, KeyError, ValueError, TypeError, IndexError, RecursionError) as error:
        reason = str(error) if isinstance(error, RunError) else "an array is missing or has another shape"
        raise RunError(f"{path} is no run that this version reads: {reason}") from error


def describes_run(path: Path) -> bool:
    """Whether a `.json` file is one that `Run.save` writes beside a run, of this or another version."""
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(data, dict) and str(data.get("format")).startswith(FORMATS)


def holds_run(path: Path) -> bool:
    """Whether an `.npz` file holds a run, of this or another version, whole or in part."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as archive:
            data = json.loads(str(archive["specification"]))
    except _UNREADABLE:
        return False
    return isinstance(data, dict) and str(data.get("format")).startswith(FORMATS)


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
    _require_layers(run, [int(at) for at in arrays.get("pending_replicas", [])])
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


def _require_layers(run: Run, pending: list[int]) -> None:
    """No result; a check that replicas are at layers where a run can leave them."""
    others = np.delete(run.layers_done, [at for at in pending if 0 <= at < len(run.layers_done)])
    depth = run.specification.depth
    if not (
        ((others == -1) | (others == depth)).all() and ((run.layers_done >= -1) & (run.layers_done <= depth)).all()
    ):
        raise RunError("its replicas are at layers where no run leaves them")
