"""What a run is: everything that its numbers depend on."""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

import numpy as np

from bnproofs import __version__
from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.observables import names
from numerics.references import Reference

METHODS = ("chain", "dense", "torch")
PRECISIONS = ("double", "single")

_LIMITS = {
    "batch": (2, 2000),
    "width": (1, 10**7),
    "depth": (1, 10**6),
    "replicas": (1, 10**5),
    "seed": (0, 2**63 - 1),
}
_NAMES = {
    "batch": "the number of points",
    "width": "the width",
    "depth": "the depth",
    "replicas": "the number of replicas",
    "seed": "the seed",
}
_MOST_WEIGHTS = 4 * 10**8
_MOST_NUMBERS = 2 * 10**8


class RunError(InputError):
    """A run that cannot be done, or a file that holds none; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Specification:
    """A run of `replicas` networks of `depth` layers of `width` neurons, all started from one batch of points.

    `input` names the batch and `digest` identifies its points; `snapshots` are the depths at which the Gram matrix of
    the first replica is kept; `versions` are those of the programs that made it.

    Raises:
        RunError: a number out of its range, an unknown method, or more than fits into memory.
    """

    layer: str
    batch: int
    width: int
    depth: int
    replicas: int
    seed: int
    method: str
    precision: str
    input: str
    digest: str
    references: tuple[Reference, ...]
    snapshots: tuple[int, ...]
    versions: Mapping[str, str]

    def __post_init__(self) -> None:
        require_sizes(batch=self.batch, width=self.width, depth=self.depth, replicas=self.replicas, seed=self.seed)
        require_method(self.method, self.precision)
        if self.method != "chain" and self.width**2 > _MOST_WEIGHTS:
            raise RunError(
                f"weight matrices of {self.width}×{self.width} are too large: take a width of at most "
                f"{int(_MOST_WEIGHTS**0.5)}, or --method chain, which has the same law"
            )
        numbers = self.replicas * (self.depth + 1) * len(names(self.references))
        if numbers > _MOST_NUMBERS:
            raise RunError(
                f"{self.replicas} replicas of {self.depth} layers make {numbers} numbers, more than {_MOST_NUMBERS}: "
                "take fewer replicas or layers, and several runs with different seeds"
            )
        if any(not 0 <= at <= self.depth for at in self.snapshots) or len(set(self.snapshots)) < len(self.snapshots):
            raise RunError(f"Gram matrices are kept at different depths from 0 to {self.depth}, not {self.snapshots}")
        Layer.parse(self.layer)
        words = (self.layer, self.input, self.digest, *self.versions.keys(), *self.versions.values())
        if not all(isinstance(word, str) for word in words):
            raise RunError("layer, input, digest and versions are texts")

    def as_data(self) -> dict[str, Any]:
        """The plain object that `from_data` reads."""
        return {**asdict(self), "snapshots": list(self.snapshots), "versions": dict(self.versions)}

    @staticmethod
    def from_data(data: Any) -> Specification:
        """The specification that a plain object denotes.

        Raises:
            RunError: it denotes none.
        """
        wanted = {field.name for field in fields(Specification)}
        if not isinstance(data, dict) or set(data) != wanted:
            raise RunError("the specification of the run has other keys than this version writes")
        try:
            return Specification(
                **{
                    **data,
                    "references": tuple(Reference.from_data(item) for item in data["references"]),
                    "snapshots": tuple(int(at) for at in data["snapshots"]),
                }
            )
        except (TypeError, ValueError, AttributeError) as error:
            raise RunError(f"the specification of the run cannot be read: {error}") from error


def require_sizes(**sizes: int) -> None:
    """No result; a check that the named sizes of a run are integers in their ranges.

    Raises:
        RunError: one is not.
    """
    for name, value in sizes.items():
        low, high = _LIMITS[name]
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            hint = "; a batch has at least 2 points" if name == "batch" and value in (0, 1) else ""
            raise RunError(f"{_NAMES[name]} is an integer from {low} to {high}, not {str(value)[:40]}{hint}")


def require_method(method: str, precision: str) -> None:
    """No result; a check that there is a simulator of this name and precision.

    Raises:
        RunError: there is none.
    """
    for value, known, what in ((method, METHODS, "method"), (precision, PRECISIONS, "precision")):
        if value not in known:
            raise RunError(f"{str(value)[:40]!r} is no {what}: write one of {', '.join(known)}")
    if precision == "single" and method != "chain":
        raise RunError("single precision belongs to the Gram chain: write --method chain, or leave it out")


def versions_of(method: str) -> dict[str, str]:
    """The versions of the programs that a run by this method depends on."""
    versions = {"bnproofs": __version__, "numpy": np.__version__, "python": platform.python_version()}
    if method == "torch":
        from numerics.pytorch import torch_version

        versions["torch"] = torch_version()
    return versions


def default_snapshots(n: int, depth: int) -> tuple[int, ...]:
    """Depths at which Gram matrices are worth keeping: the input, then ever further apart, and the last layer."""
    middle = (1, 3, 10, 30, 100, 300, 1000) if n <= 200 else ()
    return tuple(sorted({0, depth, *(at for at in middle if at < depth)}))
