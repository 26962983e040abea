"""The parts of a written report in order, the same ones in LaTeX and in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bnproofs.report.content import Claim, Derivation, Report, Table, Validation
from bnproofs.report.validation import cells


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; depth 0 is that of the whole report."""

    text: str
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few words in bold, and a text."""

    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in LaTeX on a line of its own."""

    latex: str


@dataclass(frozen=True, slots=True)
class Line:
    """A command line."""

    text: str


_UNMARKED = str.maketrans("", "", "`*")
"""The meanings of levels are written for pages that mark code and stress."""

Block = Heading | Paragraph | Formula | Table | Line


def outline(report: Report) -> Iterator[Block]:
    """All parts of the report, its figures excepted."""
    points = f"{report.batch} points" if report.batch else "every batch size"
    yield Heading(report.title, 0)
    yield Paragraph("Verdict", report.verdict)
    yield Paragraph(
        "Subject", f"{report.layer}, {points}, {report.configuration}: {report.standing} ({report.bits} bits)"
    )
    yield Heading("The layer")
    for name, does, latex, _ in report.components:
        yield Paragraph(name, does)
        yield Formula(latex)
    for name, does, _, _ in report.absent:
        yield Paragraph(f"Not in it: {name}", does)
    yield Heading("Statements")
    for claim in report.claims:
        yield from _claim(claim)
    levels = dict.fromkeys((claim.level, claim.level_meaning) for claim in report.claims if claim.level)
    yield from (Paragraph(level, meaning.translate(_UNMARKED)) for level, meaning in levels)
    yield Heading("Numbers")
    yield from report.tables
    yield from [report.eigenvalues] if report.eigenvalues else []
    if report.runs:
        yield Heading("Simulations")
        yield from report.runs
    if report.validations:
        yield Heading("Cross-validation")
        for validation in report.validations:
            yield from _validation(validation)
    if report.derivations:
        yield Heading("Derivations")
        for derivation in report.derivations:
            yield from _derivation(derivation)
    yield Heading("Provenance")
    yield Table("Where it comes from", ("what", "value"), report.provenance)
    yield Heading("How to check it yourself")
    for command in report.commands:
        yield Paragraph("Command", f"{command.does}:")
        yield Line(command.line)


def _claim(claim: Claim) -> Iterator[Block]:
    standing = f"{claim.verdict}, {claim.level}" if claim.level else claim.verdict
    yield Paragraph(f"{claim.id} ({standing})", claim.sentence)
    proofs = [f"Basis: {claim.basis}."] if claim.basis else []
    proofs += [f"Derivations: {', '.join(claim.derivations)}."] if claim.derivations else []
    rows = ", ".join(f"{row.id} ({row.level}{f'; of it: {row.part}' if row.part else ''})" for row in claim.rows)
    proofs += [f"Theorems: {rows}."] if rows else []
    if proofs:
        yield Paragraph("", " ".join(proofs))


def _validation(validation: Validation) -> Iterator[Block]:
    yield Paragraph(validation.source, validation.verdict)
    columns = ("quantity", "theory", "estimate", "z", "p", "verdict")
    yield Table("Comparisons", columns, tuple(cells(row) for row in validation.comparisons), validation.about)
    trials = tuple(tuple(str(row[name]) for name in _TRIAL) for row in validation.wrong_theories)
    yield Table("Theories made wrong on purpose", _TRIAL, trials)


_TRIAL = ("experiment", "flaw", "power", "evidence")


def _derivation(derivation: Derivation) -> Iterator[Block]:
    yield Heading(derivation.title, 2)
    yield Paragraph("Statement", derivation.statement)
    yield Formula(derivation.statement_latex)
    made = ", ".join(f"{name} {version}" for name, version in derivation.versions.items())
    checked = f"{len(derivation.steps)} steps, each of them checked ({made}); bnproofs derive {derivation.name}"
    yield Paragraph("Source", f"{derivation.source}. {checked}")
