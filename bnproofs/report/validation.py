"""A cross-validation read from what `bnproofs cross-validate --json` printed, which anybody may have written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bnproofs.errors import InputError
from bnproofs.report.content import Validation
from bnproofs.report.fields import NUMBER, TEXT, Kind, Many, fits
from bnproofs.report.plain import shown

MOST_BYTES = 2_000_000
"""The longest file that is read."""

_COMPARISON: dict[str, Kind | Many] = {
    "experiment": TEXT,
    "quantity": TEXT,
    "value": Kind.MAYBE_PAIR,
    "verdict": TEXT,
    "remark": TEXT,
    **dict.fromkeys(("estimate", "standard_error", "z", "p_value", "adjusted_p_value"), Kind.MAYBE_NUMBER),
    **dict.fromkeys(("deviation", "bound"), Kind.MAYBE_NUMBER),
}
_TRIAL: dict[str, Kind | Many] = dict.fromkeys(("experiment", "flaw", "power", "evidence"), TEXT)
_WHOLE: dict[str, Kind | Many] = {
    "layer": TEXT,
    "batch": Kind.COUNT,
    "budget_seconds": NUMBER,
    "seed": Kind.COUNT,
    "certificate": Kind.MAYBE_TEXT,
    "verdict": TEXT,
    "level": NUMBER,
    "seeds": Kind.COUNTS,
    "comparisons": Many(_COMPARISON),
    "wrong_theories": Many(_TRIAL),
}


def read_validation(data: bytes, source: str, layer: str, batch: int) -> Validation:
    """The cross-validation in the bytes of a file named `source`, of this layer and batch.

    Raises:
        InputError: they hold none, or that of another layer or batch, or one that contradicts itself.
    """
    value = _parsed(data, source)
    if not fits(value, _WHOLE):
        raise _no_validation(source, "its fields are not those that the command prints")
    if (value["layer"], value["batch"]) != (layer, batch):
        about = f"{shown(value['layer'], 40)} with {value['batch']} points"
        raise InputError(f"{shown(source)} is about {about}, not {layer} with {batch}: cross-validate that instead")
    disagree = [row for row in value["comparisons"] if row["verdict"] == "disagrees"]
    words = [_verdict(row, value["level"]) for row in value["comparisons"]]
    if (
        words != [row["verdict"] for row in value["comparisons"]]
        or value["verdict"] != ("disagrees" if disagree else "agrees")
        or any(trial["power"] not in ("caught", "missed") for trial in value["wrong_theories"])
        or not 0 < value["level"] < 1
    ):
        raise _no_validation(source, "its verdicts do not follow from its numbers")
    made = sum(row["verdict"] != "not compared" for row in value["comparisons"])
    missed = sum(trial["power"] == "missed" for trial in value["wrong_theories"])
    said = f"{len(disagree)} of {made} comparisons disagree" if disagree else f"nothing disagrees in {made} comparisons"
    if missed:
        tried = len(value["wrong_theories"])
        said += f"; {missed} of {tried} wrong theories were missed, so that agreement means little there"
    return Validation(
        source=shown(source),
        verdict=said,
        agrees=not disagree,
        comparisons=tuple(value["comparisons"]),
        wrong_theories=tuple(value["wrong_theories"]),
        about=_about(value),
    )


def cells(row: Mapping[str, Any]) -> tuple[str, str, str, str, str, str]:
    """The cells of a comparison: quantity, theory, estimate ± error, z, p, verdict."""
    quantity = " ".join(filter(None, (row["quantity"], f"({row['remark']})" if row["remark"] else "")))
    return (
        quantity,
        "" if row["value"] is None else f"{row['value'][0]:.8g}",
        _estimate(row),
        "" if row["z"] is None else f"{row['z']:+.2f}",
        "" if row["adjusted_p_value"] is None else f"{row['adjusted_p_value']:.2g}",
        row["verdict"],
    )


def _estimate(row: Mapping[str, Any]) -> str:
    if row["bound"] is not None and row["deviation"] is not None:
        relation = "≤" if row["deviation"] <= row["bound"] else ">"
        return f"off by {row['deviation']:.0e} {relation} {row['bound']:.0e}"
    if row["estimate"] is None:
        return ""
    return f"{row['estimate']:.6g}" + ("" if row["standard_error"] is None else f" ± {row['standard_error']:.1g}")


def _verdict(row: Mapping[str, Any], level: float) -> str:
    """The verdict that follows from the numbers of a comparison."""
    if row["bound"] is not None:
        return "agrees" if row["deviation"] is not None and row["deviation"] <= row["bound"] else "disagrees"
    if row["adjusted_p_value"] is None:
        return "not compared"
    return "agrees" if row["adjusted_p_value"] > level else "disagrees"


def _about(value: Mapping[str, Any]) -> str:
    seeds = ", ".join(f"{name} {seed}" for name, seed in value["seeds"].items())
    return (
        f"The chance of any false alarm is at most {value['level']:g} (Holm). Budget {value['budget_seconds']:g} s, "
        f"seed {value['seed']}; of the experiments: {seeds}."
    )


def _parsed(data: bytes, source: str) -> Any:
    if len(data) > MOST_BYTES:
        raise _no_validation(source, f"it is longer than {MOST_BYTES} bytes")
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant)
    except (ValueError, RecursionError) as error:
        raise _no_validation(source, "it is no JSON of this kind") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) < len(pairs):
        raise ValueError("a name occurs twice")
    return dict(pairs)


def _constant(word: str) -> Any:
    raise ValueError(word)


def _no_validation(source: str, why: str) -> InputError:
    return InputError(
        f"{shown(source)} is no cross-validation: {why}; make one with "
        "'bnproofs cross-validate --certificate FILE --json'"
    )
