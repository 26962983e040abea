"""What a certificate says, as one plain object: the answer of `bnproofs certify --json`."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from bnproofs.report.decimals import digits_for, outward_decimals

QUANTITIES = ("theta", "tau", "cos_cluster", "cos_odd", "norm_ratio", "growth", "spectral_radius")


def summary(
    header: Mapping[str, Any], statements: Mapping[str, Mapping[str, Any]], verdicts: Mapping[str, str]
) -> dict[str, Any]:
    """The object `{layer, batch, configuration, stability, statements, quantities, spectrum}` with outward decimals.

    `header` has layer, batch, configuration and bits; `statements` the proved statements by id, in the form of
    docs/certificate.md, numbers as fractions or strings; `verdicts` the verdict of every theorem. Quantities of a
    configuration that does not exist, or that are undecided, are null.
    """
    digits = digits_for(header["bits"])

    def decimals(interval: Any) -> list[str]:
        return list(outward_decimals(Fraction(interval[0]), Fraction(interval[1]), digits))

    spectrum = statements.get("spectrum", {})
    values = {**statements.get("enclosure", {}), **spectrum}
    return {
        "layer": header["layer"],
        "batch": header["batch"],
        "configuration": header["configuration"],
        "stability": _stability(statements),
        "statements": [{"id": id, "verdict": verdict} for id, verdict in verdicts.items()],
        "quantities": {name: decimals(values[name]) if name in values else None for name in QUANTITIES},
        "spectrum": [
            {
                "component": part["component"],
                "multiplicity": part["multiplicity"],
                "eigenvalues": [decimals(value) for value in part["eigenvalues"]],
            }
            for part in spectrum.get("components", [])
        ],
    }


def _stability(statements: Mapping[str, Mapping[str, Any]]) -> str:
    if "non-existence" in statements:
        return "does-not-exist"
    return str(statements.get("stability", {}).get("verdict", "undecided"))
