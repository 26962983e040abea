"""What is proved here of batch sizes and precisions, and the error for what lies outside."""

from __future__ import annotations

import operator
from typing import Any

from bnproofs.errors import InputError

LEAST_BATCH, MOST_BATCH = 3, 10**9
LEAST_BITS, MOST_BITS = 32, 4096


class LimitError(InputError):
    """A layer, batch size or precision outside what is proved here; the message says what there is."""


def integer(value: Any, name: str) -> int:
    """The Python integer that a number of any library is.

    Raises:
        LimitError: no integer; the message has the name of the number.
    """
    try:
        return int(operator.index(value))
    except TypeError:
        shown = " ".join(repr(value).split())[:40]
        raise LimitError(f"the {name} is an integer, not {shown}") from None


def require_limits(n: int, bits: int) -> None:
    """No result; a check that the batch size and the precision are among those that are proved.

    Raises:
        LimitError: they are not.
    """
    if not LEAST_BATCH <= n <= MOST_BATCH:
        reason = (
            "two recentred points are always opposite, so there is nothing to prove of them"
            if n < LEAST_BATCH
            else "larger batches are not proved here"
        )
        raise LimitError(f"the batch has between {LEAST_BATCH} and {MOST_BATCH} points, not {_short(n)}; {reason}")
    if not LEAST_BITS <= bits <= MOST_BITS:
        raise LimitError(f"the precision is between {LEAST_BITS} and {MOST_BITS} bits, not {_short(bits)}")


def _short(value: int) -> str:
    """The digits of an integer, if they are few."""
    return str(value) if abs(value) < 10**40 else "one of more than 40 digits"
