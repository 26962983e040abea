"""From a claim of a certificate to the rows of the statement table that it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
from bnproofs.report.content import Row
from bnproofs.statements import THEOREM, Level, Statement, statements
from bnproofs.theorems.theory import theory_of

_GROUPS = {
    "rc_relu": "",
    "linear": "linear: ",
    "leaky": "leaky: ",
    "collapse": "plain: ",
    "rescaled_uniform": "rescaled: ",
    "rescaled_odd": "rescaled: ",
    "regularised_odd": "regularised: ",
    "rescaled_correlated": "correlated: ",
    "general": "general: ",
}
"""How the statement table calls the configurations of a theory of `bnproofs.theorems`."""

_ORDER = tuple(Level)


def place(value: Mapping[str, Any]) -> str:
    """What the statement table has in the place of a configuration for an accepted certificate.

    >>> place({"layer": "rs+identity", "batch": 10, "configuration": "projector:2"})
    'linear: projector:k'
    """
    if "configuration" not in value:
        return THEOREM
    configuration = Configuration.parse(value["configuration"])
    theory = theory_of(Layer.parse(value["layer"]), int(value["batch"]), configuration)
    name = str(vars(theory)["__name__"]).rpartition(".")[2]
    return _GROUPS[name] + configuration.kind + ("" if configuration.k is None else ":k")


def rows_of(where: str, id: str) -> tuple[Row, ...]:
    """The rows of the statement table that name a claim there, those that it is the whole of first."""
    found = [
        _row(statement, claim.part)
        for statement in statements()
        for claim in statement.claims
        if claim.id == id and where in claim.configurations
    ]
    return tuple(sorted(found, key=lambda row: bool(row.part)))


def lowest(rows: tuple[Row, ...]) -> tuple[str, str]:
    """The level at which all of a claim stands that the checker proves anew, and its meaning; empty without any rows.

    It is the lowest of the rows that are about all of it, and that of certificates where there is none.
    """
    if not rows:
        return "", ""
    whole = [row for row in rows if not row.part]
    row = min(whole, key=lambda row: _ORDER.index(_level(row)), default=None)
    return (Level.CERTIFICATE.value, Level.CERTIFICATE.meaning) if row is None else (row.level, _level(row).meaning)


def meanings() -> tuple[tuple[str, str], ...]:
    """The levels in rising order of what need not be believed, each with its meaning."""
    return tuple((level.value, level.meaning) for level in _ORDER)


def _level(row: Row) -> Level:
    return Level(row.level.partition(",")[0])


def _row(statement: Statement, part: str) -> Row:
    level = statement.level.value + (", generated" if statement.generated else "")
    proofs = statement.derivations, statement.rocq
    return Row(statement.id, statement.sentence, statement.hypothesis, level, part, *proofs)
