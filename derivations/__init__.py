"""Where the closed forms come from: one identity per file, derived step by step, every step checked.

    python -m derivations.relu_kernel

runs one of them; it prints its steps and exits with status 1 if one of them fails. `index.py` maps each statement to
its file and to the code that uses it. Importing this package does not import SymPy; running a derivation does.
"""

from __future__ import annotations

from importlib import import_module

from derivations.framework.model import Derivation, Evidence, Step, StepFailed
from derivations.framework.render import render_latex, render_text
from derivations.index import ENTRIES, titles

__all__ = [
    "Derivation",
    "Evidence",
    "Step",
    "StepFailed",
    "derive",
    "derive_all",
    "names",
    "render_latex",
    "render_text",
    "titles",
]


def names() -> tuple[str, ...]:
    """The names of all derivations, in the order in which to read them."""
    return tuple(ENTRIES)


def derive(name: str) -> Derivation:
    """The derivation of that name, run now.

    Raises:
        ValueError: there is no derivation of that name.
        StepFailed: one of its steps does not hold.
    """
    if name not in ENTRIES:
        raise ValueError(f"there is no derivation {name!r}; there are {', '.join(ENTRIES)}")
    derivation: Derivation = import_module(f"derivations.{name}").derive()
    return derivation


def derive_all() -> tuple[Derivation, ...]:
    """All derivations, run now, in the order of `names()`."""
    return tuple(derive(name) for name in names())
