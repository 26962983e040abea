"""A cross-validation as a person reads it in a terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bnproofs.report.validation import cells

_STYLES = {"agrees": "green", "disagrees": "bold red", "not compared": "yellow", "caught": "green", "missed": "yellow"}


def page(header: Mapping[str, Any], data: Mapping[str, Any]) -> RenderableType:
    """The verdict, the table of comparisons, the wrong theories and the seeds.

    `data` is that of `CrossValidation.as_data`; `header` has layer, batch, budget_seconds and seed.
    """
    made = [row for row in data["comparisons"] if row["verdict"] != "not compared"]
    bad = sum(row["verdict"] == "disagrees" for row in made)
    verdict = f"{bad} of {len(made)} comparisons disagree" if bad else f"nothing disagrees in {len(made)} comparisons"
    seeds = ", ".join(f"{name} {seed}" for name, seed in data["seeds"].items())
    lines = [
        Text(f"{header['layer']}, {header['batch']} points: {verdict}", _STYLES["disagrees" if bad else "agrees"]),
        Text(f"The chance of any false alarm is at most {data['level']:g} (Holm)."),
    ]
    missed = sum(row["power"] == "missed" for row in data["wrong_theories"])
    if missed:
        advice = f"{missed} wrong theories were missed: agreement means little there; take a larger --budget."
        lines.append(Text(advice, _STYLES["missed"]))
    about = Text(f"Budget {header['budget_seconds']:g} s, seed {header['seed']}; of the experiments: {seeds}.", "dim")
    return Group(*lines, Text(), _comparisons(data), _wrong_theories(data), Text(), about)


def _comparisons(data: Mapping[str, Any]) -> Table:
    table = Table(title="Theory against simulation", title_justify="left", box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("quantity", min_width=20, ratio=1)
    for column in ("theory", "estimate ± error", "z", "p"):
        table.add_column(column, justify="right", no_wrap=True)
    table.add_column("verdict", no_wrap=True)
    for name in data["seeds"]:
        table.add_row(Text(name, "bold"))
        for row in data["comparisons"]:
            if row["experiment"] == name:
                table.add_row(*_cells(row))
        table.add_section()
    return table


def _cells(row: Mapping[str, Any]) -> tuple[Text, str, str, str, str, Text]:
    quantity = Text(row["quantity"])
    if row["remark"]:
        quantity.append(("\n" if row["quantity"] else "") + row["remark"], "dim")
    _, value, estimate, z, p, verdict = cells(row)
    return quantity, value, estimate, z, p, Text(verdict, _STYLES[verdict])


def _wrong_theories(data: Mapping[str, Any]) -> Table:
    table = Table(title="Wrong theories, which the same tests must reject", title_justify="left", box=box.SIMPLE_HEAD)
    for column in ("experiment", "wrong theory", "verdict", "evidence"):
        table.add_column(column)
    for row in data["wrong_theories"]:
        table.add_row(row["experiment"], row["flaw"], Text(row["power"], _STYLES[row["power"]]), row["evidence"])
    return table
