"""What a derivation is, once it has run. No SymPy here: plain text, LaTeX and MathML."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from html import escape
from typing import Any


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
    """One step: a sentence, its formula (plain, LaTeX and MathML), what it rests on, and how that was checked."""

    text: str
    formula: str
    latex: str
    mathml: str
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
    result_mathml: str
    used_by: tuple[str, ...]

    def _repr_html_(self) -> str:
        """The derivation in a notebook: what it states, each step in words with its formula, and the result."""
        steps = "".join(
            f"<li>{escape(step.text)}{step.mathml}<small>{escape(step.checked)}</small></li>" for step in self.steps
        )
        head = f"<p><strong>{escape(self.title)}</strong></p><p>{escape(self.statement)}</p>"
        result = f"<p>Result:</p>{self.result_mathml}<p><small>Source: {escape(self.source)}.</small></p>"
        return f'<div class="bn-result">{head}<ol>{steps}</ol>{result}</div>'

    def _repr_latex_(self) -> str:
        """The result as a formula."""
        return rf"$\displaystyle {self.result_latex}$"

    def __rich__(self) -> Any:
        """The derivation for `rich.print`."""
        from rich.console import Group
        from rich.text import Text

        parts: list[Text] = [Text(self.title, "bold"), Text(self.statement), Text()]
        for number, step in enumerate(self.steps, 1):
            parts += [Text(f"{number}. {step.text}"), Text(f"   {step.formula}"), Text(f"   {step.checked}", "dim")]
        return Group(*parts, Text(), Text.assemble(("Result  ", "bold"), self.result))


class StepFailed(Exception):
    """A step that does not hold: the derivation, the step's number and sentence, and what failed."""

    def __init__(self, derivation: str, number: int, text: str, detail: str) -> None:
        super().__init__(f"{derivation}, step {number} ({text}): {detail}")
        self.derivation = derivation
        self.number = number
        self.text = text
        self.detail = detail
