"""The hand-written theory: which files there are, and which of them a generated file needs, in the order to compile."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
"""The folder of the theory files, `*.v`."""

LOGICAL_NAME = "BNProofs"
"""The name under which a generated file imports the theory."""

_COMMENT = re.compile(r"\(\*.*?\*\)", re.DOTALL)
_REQUIRE = re.compile(r"From\s+(\w+)\s+Require\s+Import\s+([A-Za-z0-9_\s]+)\.(?=\s|$)")


def imports(text: str, library: str = LOGICAL_NAME) -> tuple[str, ...]:
    """The files of a library that a file imports, as it spells them."""
    found = _REQUIRE.findall(_COMMENT.sub(" ", text))
    return tuple(name for group, names in found if group == library for name in names.split())


@cache
def names() -> tuple[str, ...]:
    """The names of all theory files, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.v")))


@cache
def source(name: str) -> str:
    """The text of a theory file; `LookupError` if there is none of that name."""
    if name not in names():
        raise LookupError(f"the theory has no file {name}")
    return (FOLDER / f"{name}.v").read_text(encoding="utf-8")


def needed(roots: Iterable[str]) -> tuple[str, ...]:
    """The theory files that these files need, themselves among them: each after all that it imports.

    >>> needed(["OddPointForm"])
    ('ArctangentBounds', 'OddPointForm')
    """
    order: list[str] = []

    def visit(name: str) -> None:
        if name not in order:
            for other in imports(source(name)):
                visit(other)
            order.append(name)

    for root in roots:
        visit(root)
    return tuple(order)
