"""The content of a report: plain data that every form of it (HTML, LaTeX, Markdown) shows, with the same digits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the statement table that a claim stands in, its level in words and its theorems of Rocq.

    `part` is not empty where the claim says less than the row: it says what of it then.
    """

    id: str
    sentence: str
    hypothesis: str
    level: str
    part: str
    derivations: tuple[str, ...]
    rocq: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of the certificate: its sentence, its verdict, and where in the statement table it is proved.

    `verdict` is "proved" or "on faith", `basis` what it rests on in a few words. `level` and `level_meaning` are those
    of the statement table: the lowest of the `rows` that are not about a part, or that of certificates. They are empty
    where there are no rows, and where the claim is on faith or follows from one that is. `derivations` are names,
    `rocq` theorems of Rocq, of all rows.
    """

    id: str
    verdict: str
    sentence: str
    basis: str
    level: str
    level_meaning: str
    derivations: tuple[str, ...]
    rocq: tuple[str, ...]
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of strings, its title and its columns; numbers are spelled with their proven digits."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a derivation: a sentence, its formula in LaTeX and MathML, what it rests on, how that was checked."""

    text: str
    formula: str
    latex: str
    mathml: str
    evidence: str
    checked: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """A derivation whose steps were all checked when its page was made; `versions` says with what."""

    name: str
    title: str
    statement: str
    statement_latex: str
    source: str
    steps: tuple[Step, ...]
    result: str
    result_latex: str
    result_mathml: str
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure as inline SVG, with what it shows in words (`alt`), a caption, and its data as CSV."""

    name: str
    title: str
    svg: str
    alt: str
    caption: str
    data: str


@dataclass(frozen=True, slots=True)
class Validation:
    """A cross-validation: its verdict in words, the comparisons, the wrong theories, the level and the seeds.

    `comparisons` and `wrong_theories` are the rows of `CrossValidation.as_data`.
    """

    source: str
    verdict: str
    agrees: bool
    comparisons: tuple[Mapping[str, Any], ...]
    wrong_theories: tuple[Mapping[str, Any], ...]
    about: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command line that checks something again, and what it does."""

    line: str
    does: str


@dataclass(frozen=True, slots=True)
class Report:
    """All that the report of one accepted certificate says, in the order in which it is read.

    `verdict` is one sentence, the first line; `standing` one of "stable", "unstable", "marginal",
    "not-differentiable", "does-not-exist", "undecided". `components` are the parts of the layer in order: (short name,
    what it does, formula in LaTeX, formula in MathML); `absent` are the parts that it does without. The theorem for
    every batch size has the batch 0.
    """

    title: str
    layer: str
    batch: int
    configuration: str
    bits: int
    verdict: str
    standing: str
    components: tuple[tuple[str, str, str, str], ...]
    claims: tuple[Claim, ...]
    tables: tuple[Table, ...]
    eigenvalues: Table | None
    pictures: tuple[Picture, ...]
    runs: tuple[Table, ...]
    validations: tuple[Validation, ...]
    derivations: tuple[Derivation, ...]
    provenance: tuple[tuple[str, str], ...]
    commands: tuple[Command, ...]
    absent: tuple[tuple[str, str, str, str], ...] = ()
