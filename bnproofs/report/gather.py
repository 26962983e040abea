"""From an accepted certificate, and what goes with it, to the content of its report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bnproofs.every_batch import sentences
from bnproofs.every_batch.levels import LEVELS
from bnproofs.layer import Layer
from bnproofs.report.again import commands
from bnproofs.report.components import parts
from bnproofs.report.content import Claim, Derivation, Picture, Report, Table, Validation
from bnproofs.report.levels import lowest, place, rows_of
from bnproofs.report.plain import shown
from bnproofs.report.tables import eigenvalues, tables
from bnproofs.report.verdict import FAITHS, standing, title, verdict
from bnproofs.theorems import sentence

_CHECKED = "the checker proves it anew, with Python's standard library alone"
_FOLLOWS = "it follows from the spectrum, which is on faith"
_BITS = {"ball-bits": "working precision of the balls, in bits"}


@dataclass(frozen=True, slots=True)
class Material:
    """What goes with a certificate: pictures, tables of runs, cross-validations, derivations."""

    pictures: tuple[Picture, ...] = ()
    runs: tuple[Table, ...] = ()
    validations: tuple[Validation, ...] = ()
    derivations: tuple[Derivation, ...] = ()


def claims(value: Mapping[str, Any], believed: tuple[str, ...]) -> tuple[Claim, ...]:
    """The claims of an accepted certificate, of which the checker takes those `believed` on faith."""
    where = place(value)
    return tuple(_claim(value, where, claim, claim["id"] in believed) for claim in value["claims"])


def derivations_of(claims: tuple[Claim, ...]) -> tuple[str, ...]:
    """The names of the derivations that some claims rest on, each once, in the order of the claims."""
    return tuple(dict.fromkeys(name for claim in claims for name in claim.derivations))


def report(value: Mapping[str, Any], found: tuple[Claim, ...], file: str, material: Material) -> Report:
    """The content of the report of an accepted certificate in a file of this name, with its claims."""
    says = {claim["id"]: claim["statement"] for claim in value["claims"]}
    faith = {claim.id: value["faith"][claim.id] for claim in found if claim.verdict == "on faith"}
    present, absent = parts(Layer.parse(value["layer"]))
    return Report(
        title=title(value),
        layer=value["layer"],
        batch=int(value.get("batch", 0)),
        configuration=value.get("configuration", value.get("theorem", "")),
        bits=value["bits"],
        verdict=verdict(value, says, faith),
        standing=standing(says),
        components=present,
        claims=found,
        tables=tables(says, value["bits"]),
        eigenvalues=eigenvalues(says, value["bits"]),
        pictures=material.pictures,
        runs=material.runs,
        validations=material.validations,
        derivations=material.derivations,
        provenance=_provenance(value, file),
        commands=commands(value, file, derivations_of(found), standing(says) == "stable"),
        absent=absent,
    )


def _claim(value: Mapping[str, Any], where: str, claim: Mapping[str, Any], believed: bool) -> Claim:
    id, rows = claim["id"], rows_of(where, claim["id"])
    follows = id == "stability" and "spectrum" in value.get("faith", {})
    level, meaning = ("", "") if believed or follows else lowest(rows)
    return Claim(
        id=id,
        verdict="on faith" if believed else "proved",
        sentence=(sentence.sentence if "configuration" in value else sentences.sentence)(id, claim["statement"]),
        basis=_FOLLOWS if follows else _basis(value, id, believed),
        level=level,
        level_meaning=meaning,
        derivations=tuple(dict.fromkeys(name for row in rows for name in row.derivations)),
        rocq=tuple(dict.fromkeys(name for row in rows for name in row.rocq)),
        rows=rows,
    )


def _basis(value: Mapping[str, Any], id: str, believed: bool) -> str:
    if believed:
        return f"{FAITHS.get(value['faith'][id], value['faith'][id])}, which the checker does not repeat"
    return _CHECKED if "configuration" in value else f"{LEVELS[id].sentence}; {_CHECKED}"


def _provenance(value: Mapping[str, Any], file: str) -> tuple[tuple[str, str], ...]:
    made = [(_BITS.get(name, name), shown(text)) for name, text in value["provenance"].items()]
    header = [
        ("file", shown(file)),
        ("digest", value["digest"]),
        ("format", f"{value['format']}, version {value['version']}"),
    ]
    return (*header, ("precision promised, in bits", str(value["bits"])), *made)
