"""Random streams: what is drawn is a function of the seed and of where it is used, not of what was drawn before.

That is why a run gives the same numbers whatever is simulated at once, and why it can be resumed at any layer.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np


class Purpose(IntEnum):
    """What a stream is for; the first number of its key."""

    INPUT = 0
    CHAIN = 1
    DENSE = 2
    TORCH = 3
    EXPERIMENT = 4
    GRAMS = 5


def sequence(seed: int, *key: int) -> np.random.SeedSequence:
    """The descendant of `SeedSequence(seed)` with this key: the child key[-1] of the child … of the child key[0]."""
    return np.random.SeedSequence(seed, spawn_key=key)


def fast_stream(seed: int, *key: int) -> np.random.Generator:
    """The generator (SFC64) of a key, for the many normals of the Gram chain."""
    return np.random.Generator(np.random.SFC64(sequence(seed, *key)))


def stream(seed: int, *key: int) -> np.random.Generator:
    """The generator (PCG64) of a key."""
    return np.random.Generator(np.random.PCG64(sequence(seed, *key)))


def derived_seed(seed: int, *key: int) -> int:
    """The seed, of 63 bits, of a part of an experiment."""
    return int(sequence(seed, *key).generate_state(1, np.uint64)[0] >> np.uint64(1))
