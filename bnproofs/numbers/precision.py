"""The working precision of ball arithmetic: the one place that sets it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from flint import ctx


def current_bits() -> int:
    """The working precision of balls, in bits."""
    return int(ctx.prec)


@contextmanager
def working_precision(bits: int | None = None, *, extra: int = 0) -> Iterator[int]:
    """The block in which balls carry `bits` (default: as many as now) plus `extra` bits.

    python-flint keeps one precision for the whole process, so run two precisions at once in two processes, never in
    two threads. The former precision comes back however the block ends.

    Raises:
        ValueError: fewer than 2 bits are asked for.
    """
    before = ctx.prec
    wanted = (before if bits is None else bits) + extra
    if wanted < 2:
        raise ValueError(f"a ball needs at least 2 bits, not {wanted}")
    ctx.prec = wanted
    try:
        yield wanted
    finally:
        ctx.prec = before
