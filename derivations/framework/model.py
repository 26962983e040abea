"""What a derivation is, once it has run. No SymPy here: plain text and LaTeX."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Evidence(Enum):
    """What a step rests on."""

    DEFINITION = "definition"
    """Nothing is claimed: names are given."""
    EXACT = "exact"
    """Proved symbolically, and spot-checked with 50 digits where it has a value at a point."""
    NUMERICAL = "numerical"
    """Seen to hold with many digits at some points, and nothing more."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a sentence, its formula (plain and LaTeX), what it rests on, and how that was checked."""

    text: str
    formula: str
    latex: str
    evidence: Evidence
    checked: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derivation all of whose steps passed: what it states, from where, by which steps, and who uses the result."""

    name: str
    title: str
    statement: str
    statement_latex: str
    source: str
    steps: tuple[Step, ...]
    result: str
    result_latex: str
    used_by: tuple[str, ...]


class StepFailed(Exception):
    """A step that does not hold: the derivation, the step's number and sentence, and what failed."""

    def __init__(self, derivation: str, number: int, text: str, detail: str) -> None:
        super().__init__(f"{derivation}, step {number} ({text}): {detail}")
        self.derivation = derivation
        self.number = number
        self.text = text
        self.detail = detail
