"""The pages of the documentation and the commands that they show, in order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Line:
    """A command of a page, without its comment, continued lines put together."""

    page: str
    number: int
    text: str


def pages():
    """The README and every page of the documentation, as paths below the root."""
    found = sorted((ROOT / "docs").rglob("*.md"))
    return [
        "README.md",
        *(str(path.relative_to(ROOT)) for path in found if "_build" not in path.parts),
        "benchmarks/README.md",
    ]


def lines_of(page):
    """The commands in the shell blocks of a page."""
    text = (ROOT / page).read_text(encoding="utf-8")
    result = []
    for block in _BLOCK.finditer(text):
        number, whole = text.count("\n", 0, block.start(1)) + 1, ""
        for at, line in enumerate(block[1].splitlines()):
            whole += re.sub(r"\s+#( .*)?$", "", line) if not line.endswith("\\") else line[:-1]
            if not line.endswith("\\"):
                if whole.strip() and not whole.lstrip().startswith("#"):
                    result.append(Line(page, number + at, " ".join(whole.split())))
                whole = ""
    return result
