"""The claims of the theorem for every batch size, as Rocq proves them."""

from __future__ import annotations

from bnproofs.checker.reader import Theorem
from bnproofs.rocq.export import Export


def export_theorem(theorem: Theorem) -> Export:
    """The Rocq files."""
    raise NotImplementedError
