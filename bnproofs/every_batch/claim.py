"""What the theorem asserts, piece by piece."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FIRST = 7
"""The least whole batch with an odd point."""


class NotProvedError(ArithmeticError):
    """A claim that was not proved; the message says which step failed."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A proved claim, in the form of docs/theorem-certificate.md, and the number of boxes that its proof took."""

    id: str
    statement: Mapping[str, Any]
    witness: Mapping[str, Any] = field(default_factory=dict)
    boxes: int = 0
