"""The time of escape: how many layers a batch stays near one configuration before another one is nearer."""

from __future__ import annotations

import numpy as np

from numerics.arrays import Floats, Integers
from numerics.references import Reference


def nearest(distances: Floats) -> Integers:
    """The index of the nearest configuration (…), given the distances (…, configurations); −1 where unknown."""
    unknown = np.isnan(distances).any(axis=-1)
    return np.where(unknown, -1, np.argmin(np.nan_to_num(distances, nan=np.inf), axis=-1)).astype(np.int64)


def escape_layers(distances: Floats, references: tuple[Reference, ...], target: str) -> Integers:
    """The first layer (R) at which the attractor `target` is the nearest of the attractors; −1 if there was none.

    `distances` is (R, layers + 1, references). Configurations that repel do not count: at the moment of passage the
    batch is next to one of them.

    Raises:
        ValueError: `target` is none of the attractors.
    """
    attractors = [at for at, reference in enumerate(references) if reference.attracts]
    chosen = [references[at].name for at in attractors]
    if target not in chosen:
        raise ValueError(f"{target!r} is none of the attractors {chosen}")
    there = nearest(distances[..., attractors]) == chosen.index(target)
    return np.where(there.any(axis=-1), np.argmax(there, axis=-1), -1).astype(np.int64)
