"""How to check a certificate oneself: the exact commands."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from bnproofs.report.content import Command
from bnproofs.report.plain import shown

_KERNEL = "rc+relu"
"""The layer whose certificates Rocq's kernel can check."""


def commands(value: Mapping[str, Any], file: str, derivations: Sequence[str], stable: bool) -> tuple[Command, ...]:
    """The commands for an accepted certificate in a file of this name, run in its folder."""
    name = quoted(file)
    found = [
        Command(f"bnproofs check {name}", "checks every claim again; exit status 0 means accepted"),
        Command(
            f"python -m checker {name}",
            "the same without this library: in a folder that holds a copy of bnproofs/checker, which needs Python's "
            "standard library alone",
        ),
    ]
    if value["layer"] == _KERNEL:
        found.append(Command(f"bnproofs check {name} --kernel rocq", "proves the claims before the kernel of Rocq"))
    if derivations:
        line = f"bnproofs derive {' '.join(derivations)}"
        found.append(Command(line, "derives the formulas again, step by checked step"))
    found.append(Command(_again(value, name), "makes the certificate again, to the same bytes with the same versions"))
    if stable and "batch" in value:
        found.append(Command(f"bnproofs cross-validate --certificate {name}", "judges it by simulations"))
    return tuple(found)


def quoted(file: str) -> str:
    """The name of a file as a shell takes it, with ? for what cannot be shown."""
    name = shown(file)
    return shlex.quote(f"./{name}" if name.startswith("-") else name)


def _again(value: Mapping[str, Any], name: str) -> str:
    bits = f"--bits {value['bits']} --out {name}"
    if "configuration" not in value:
        return f"bnproofs prove {shlex.quote(value['theorem'])} {bits}"
    layer, configuration = shlex.quote(value["layer"]), shlex.quote(value["configuration"])
    return f"bnproofs certify --layer {layer} --batch {value['batch']} --configuration {configuration} {bits}"
