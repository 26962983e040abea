"""The table of statements as plain objects and as a page of the documentation."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bnproofs.statements import LIBRARIES, NOT_FORMALISED, Level, Statement

Groups = Mapping[str, Sequence[Statement]]

_OPENING = """\
Every theorem of the project, with its hypothesis, the level at which it is proved, and where. Where only a part of a
statement reaches a level, there are two rows: a row says what is proved at its level, and nothing more. The page is
the output of `bnproofs statements --markdown`; `bnproofs statements --level kernel` lists one level.

Notation as on the pages on [certificates](certificate.md) and on [every batch size](every-batch.md): n points, m =
n − 1 of them in the cluster, T = √τ = tan ψ, θ the angle in the cluster, q the defect, F the form whose zeros are the
fixed points, g the growth. A batch has a whole number n of points; statements for real n are about closed forms, which
at whole n are the reduced map and the spectrum. What a row on one batch calls *stated* is stated in the certificate.

The level is the highest one at which the whole statement is proved. In rising order of what need not be believed:"""

_COLUMNS = """\
A *derivation* is a file of `derivations/`, which derives the formulas. A *claim* is given by the configurations and the
id of a claim of [the certificate of one batch](certificate.md), or as *every batch* and the id of one of [the theorem
for every batch size](theorem-certificate.md); what stands in parentheses is all that the claim says of the statement.
*Rocq* gives a file of `bnproofs/rocq/` and names in it."""


def as_data(groups: Groups) -> dict[str, Any]:
    """The object `{levels, statements, not_formalised, libraries}`."""
    return {
        "levels": [{"level": level.value, "meaning": level.meaning} for level in Level],
        "statements": [_row(title, statement) for title, rows in groups.items() for statement in rows],
        "not_formalised": list(NOT_FORMALISED),
        "libraries": dict(LIBRARIES),
    }


def _row(title: str, statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "group": title,
        "statement": statement.sentence,
        "hypothesis": statement.hypothesis,
        "level": statement.level.value,
        "generated": statement.generated,
        "derivations": list(statement.derivations),
        "claims": [
            {"configurations": list(claim.configurations), "id": claim.id, "part": claim.part}
            for claim in statement.claims
        ],
        "rocq": [{"file": file, "names": list(names)} for file, names in statement.files.items()],
    }


def level_of(statement: Statement) -> str:
    """The level in words, with `generated` where that is so."""
    return statement.level.value + (", generated" if statement.generated else "")


def as_markdown(groups: Groups) -> str:
    """The page, with a table for each group; it ends in a newline."""
    listed = [statement for rows in groups.values() for statement in rows]
    parts = ["# Statements", _OPENING]
    counts = {level: sum(statement.level is level for statement in listed) for level in Level}
    parts.append("\n".join(_item(f"**{level.value}** ({counts[level]} rows). {level.meaning}") for level in Level))
    parts.append(_COLUMNS)
    for title, rows in groups.items():
        parts += [f"## {title}", _table(rows)]
    parts += ["## Not formalised", "What no theorem of Rocq says:", "\n".join(map(_item, NOT_FORMALISED))]
    files = "; ".join(f"`{file}.v` ({holds})" for file, holds in LIBRARIES.items())
    parts.append(textwrap.fill(f"Files of `bnproofs/rocq/` with lemmas and tactics alone: {files}.", 118))
    return "\n\n".join(parts) + "\n"


def _item(text: str) -> str:
    return textwrap.fill(f"* {text}", 118, subsequent_indent="  ", break_on_hyphens=False)


def _table(rows: Iterable[Statement]) -> str:
    lines = ["| statement | level, and where it is proved |", "|---|---|"]
    for row in rows:
        said = (f"**{row.id}**", row.sentence, f"*Holds for* {row.hypothesis}.")
        proved = (f"**{level_of(row)}**", *_places(row))
        lines.append(f"| {'<br>'.join(said)} | {'<br>'.join(proved)} |")
    return "\n".join(lines)


def _places(row: Statement) -> list[str]:
    """Derivations, claims and Rocq files with the names in them, one line each."""
    places = [f"derivation {_code(row.derivations)}"] if row.derivations else []
    for claim in row.claims:
        limits = f" ({claim.part})" if claim.part else ""
        places.append(f"claim `{', '.join(claim.configurations)}: {claim.id}`{limits}")
    return places + [f"Rocq `{file}`: {_code(names)}" for file, names in row.files.items()]


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
