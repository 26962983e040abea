"""The numbers of a certificate as tables of strings: proven digits, fixed points, flows, eigenvalues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from bnproofs.report.content import Table
from bnproofs.report.decimals import digits_for, proven_digits
from bnproofs.report.labels import COMPONENTS, LABELS, OWN, TWO_NUMBERS
from bnproofs.report.verdict import Statements

_SHORT = 14
"""The most signs of a fraction that is written beside its decimals."""


def number(value: Any, bits: int) -> str:
    """The proven digits of an interval [lower, upper], or of a number; a short fraction is written before them.

    >>> number(["1/3", "1/3"], 32)
    '1/3 = 0.3333333333…'
    """
    low, high = (Fraction(end) for end in (value if isinstance(value, list) else (value, value)))
    shown = proven_digits(low, high, digits_for(bits))
    fraction = str(low)
    if low == high and "/" in fraction and len(fraction) <= _SHORT and ("…" in shown or "[" in shown):
        return f"{fraction} = {shown}" if "…" in shown else fraction
    return shown


def tables(says: Statements, bits: int) -> tuple[Table, ...]:
    """All tables but that of eigenvalues, without those that have no rows."""
    points = [(point["kind"], number(point["tau"], bits)) for point in says.get("fixed-points", {}).get("points", [])]
    flows = [
        (f"{flow['from']} and {flow['to']}", flow["limit"])
        for flow in says.get("reduced-dynamics", {}).get("flows", [])
    ]
    spread = [
        (str(part["points"]), number(part["constant"], bits), number(part["correction"], bits))
        for part in says.get("not-differentiable", {}).get("clusters", [])
    ]
    ranks = [
        (number(bound["cosine"], bits), number(bound["least_eigenvalue"], bits))
        for bound in says.get("rank-growth", {}).get("bounds", [])
    ]
    found = (
        Table("Proven digits", ("quantity", "value"), tuple(_quantities(says, bits)), _DIGITS),
        Table("Fixed points of the reduced map", ("fixed point", "τ = tan²ψ"), tuple(points), _POINTS),
        Table("Where orbits of the reduced map go", ("τ between", "limit"), tuple(flows)),
        Table("How a cluster opens", ("points", "C in D ↦ C √D", "correction"), tuple(spread), _OPENS),
        Table("Rank after one layer", ("cosines of at most", "least eigenvalue of at least"), tuple(ranks)),
    )
    return tuple(table for table in found if table.rows)


def eigenvalues(says: Statements, bits: int) -> Table | None:
    """The eigenvalues by isotypic component, with what each does; None where the certificate has no spectrum."""
    parts = says.get("spectrum", {}).get("components", [])
    rows = [
        (
            part["component"],
            number(value, bits),
            str(part["multiplicity"]),
            does(value),
            COMPONENTS.get(part["component"], ""),
        )
        for part in parts
        for value in part["eigenvalues"]
    ]
    if not rows:
        return None
    total = sum(part["multiplicity"] * len(part["eigenvalues"]) for part in parts)
    columns = ("component", "eigenvalue", "multiplicity", "effect", "what it changes")
    return Table(
        "Eigenvalues by isotypic component", columns, tuple(rows), f"{total} eigenvalues in all. {_EIGENVALUES}"
    )


def does(interval: Sequence[Any]) -> str:
    """What an eigenvalue in an interval does to a perturbation, in one word.

    >>> does(["-3/2", "-5/4"])
    'repels'
    """
    low, high = (Fraction(end) for end in interval)
    if max(-low, high) < 1:
        return "attracts"
    if low > 1 or high < -1:
        return "repels"
    return "is neutral" if low == high else "is undecided"


def _quantities(says: Statements, bits: int) -> list[tuple[str, str]]:
    """The numbers of the configuration itself, each once."""
    rows: dict[str, str] = {}
    for id in OWN:
        for name, value in _flat(says.get(id, {})):
            label = LABELS.get(f"{id}.{name}", LABELS.get(name))
            if label is not None:
                rows.setdefault(label, _spelled(name, value, bits))
    order = list(dict.fromkeys(LABELS.values()))
    return sorted(rows.items(), key=lambda row: order.index(row[0]))


def _flat(statement: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The fields of a statement, those of an object in it by its name and theirs."""
    found: list[tuple[str, Any]] = []
    for name, value in statement.items():
        if isinstance(value, Mapping):
            found += [(f"{name}.{inner}", item) for inner, item in value.items()]
        else:
            found.append((name, value))
    return found


def _spelled(name: str, value: Any, bits: int) -> str:
    if name in TWO_NUMBERS:
        return " and ".join(number(item, bits) for item in value)
    return str(value) if value == "none" else number(value, bits)


_DIGITS = "Every digit shown is proved; … stands for those that follow. Brackets hold the ends of an interval."
_POINTS = "The list is complete: among batches of n − 1 exchangeable points and one more nothing else is fixed."
_OPENS = "Points of a cluster that spread by a small squared distance D come to C √D: the slope at 0 is infinite."
_EIGENVALUES = (
    "They are those of the derivative of the mean-field layer on Gram matrices, recentred where the layer recentres, "
    "divided by the growth; the scale has a row of its own where it is part of the state. A perturbation in a "
    "component dies out where the eigenvalue is below 1 in absolute value, and grows where it is above 1."
)
