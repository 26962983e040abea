"""The derivations as they ran: a file NAME.json for each, with every step, to read without running anything.

    bnproofs derive --all --pages derivations/pages

writes them anew, and a test compares each with what its derivation gives. Reading one does not import SymPy.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from typing import Any

from derivations.framework.model import Derivation
from derivations.index import ENTRIES

PRINTED = ("formula", "latex", "mathml", "result", "result_latex", "result_mathml")
"""What SymPy prints, and may print differently in another version."""


def page(name: str) -> dict[str, Any]:
    """The page of a derivation: name, title, statement, source, steps, result, and the versions that it ran with.

    Raises:
        ValueError: there is no derivation of that name.
    """
    if name not in ENTRIES:
        raise ValueError(f"there is no derivation {name!r}; there are {', '.join(ENTRIES)}")
    text = resources.files(__name__).joinpath(f"{name}.json").read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def as_page(derivation: Derivation) -> dict[str, Any]:
    """The page of a derivation that ran now."""
    import platform

    import sympy

    fields = asdict(derivation)
    del fields["used_by"]
    fields["steps"] = [{**step, "evidence": step["evidence"].value} for step in fields["steps"]]
    return {**fields, "versions": {"python": platform.python_version(), "sympy": sympy.__version__}}


def spelled(derivation: Derivation) -> str:
    """The text of the file of a derivation that ran now."""
    return json.dumps(as_page(derivation), ensure_ascii=False, indent=1) + "\n"
