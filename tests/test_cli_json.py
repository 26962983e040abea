"""The object that `certify --json` prints, by its schema."""

from __future__ import annotations

import json
from fractions import Fraction

import jsonschema
import pytest

DECIMAL = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?(E[+-][0-9]+)?$"}
INTERVAL = {"type": "array", "items": DECIMAL, "minItems": 2, "maxItems": 2}
NAMES = ["theta", "tau", "cos_cluster", "cos_odd", "norm_ratio", "growth", "spectral_radius"]


def closed(properties):
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(properties),
        "additionalProperties": False,
    }


SCHEMA = closed(
    {
        "layer": {"const": "rc+relu"},
        "batch": {"type": "integer"},
        "configuration": {"type": "string"},
        "stability": {"enum": ["stable", "unstable", "does-not-exist", "undecided"]},
        "statements": {
            "type": "array",
            "minItems": 5,
            "items": closed({"id": {"type": "string"}, "verdict": {"enum": ["proved", "refuted", "undecided"]}}),
        },
        "quantities": closed({name: {"oneOf": [INTERVAL, {"type": "null"}]} for name in NAMES}),
        "spectrum": {
            "type": "array",
            "items": closed(
                {
                    "component": {"type": "string"},
                    "multiplicity": {"type": "integer", "minimum": 1},
                    "eigenvalues": {"type": "array", "items": INTERVAL, "minItems": 1},
                }
            ),
        },
    }
)

CASES = [
    (10, "odd-point", 128, "stable"),
    (10, "separating", 64, "unstable"),
    (3, "uniform", 128, "stable"),
    (5, "odd-point", 128, "does-not-exist"),
    (12, "two-cluster:3", 32, "unstable"),
    (1000000, "odd-point", 400, "stable"),
]


@pytest.mark.parametrize(("n", "configuration", "bits", "stability"), CASES)
def test_one_object_with_the_promised_keys_and_outward_decimals(n, configuration, bits, stability, bnproofs):
    done = bnproofs(
        "certify", "--layer", "rc+relu", "--batch", n, "--configuration", configuration, "--bits", bits, "--json"
    )
    assert (done.returncode, done.stderr) == (0, "")
    value = json.loads(done.stdout)
    jsonschema.validate(value, SCHEMA)
    assert (value["batch"], value["configuration"], value["stability"]) == (n, configuration, stability)
    assert all(row["verdict"] == "proved" for row in value["statements"])
    intervals = [pair for pair in value["quantities"].values() if pair]
    intervals += [pair for part in value["spectrum"] for pair in part["eigenvalues"]]
    for low, high in intervals:
        low, high = Fraction(low), Fraction(high)
        assert low <= high
        assert high - low <= Fraction(2) ** (8 - bits) * max(abs(low), abs(high))
    exists = stability != "does-not-exist"
    assert bool(value["spectrum"]) == exists
    assert all((pair is not None) == exists for pair in value["quantities"].values())
    if exists:
        total = sum(part["multiplicity"] * len(part["eigenvalues"]) for part in value["spectrum"])
        assert total + 1 == n * (n - 1) // 2
        radius = list(map(Fraction, value["quantities"]["spectral_radius"]))
        assert (radius[1] < 1) == (stability == "stable")


def test_the_file_says_the_same_as_the_object(bnproofs, tmp_path):
    path = tmp_path / "certificate.json"
    done = bnproofs("certify", "--layer", "rc+relu", "--batch", 9, "--json", "--out", path)
    told, written = json.loads(done.stdout), json.loads(path.read_bytes())
    claims = {claim["id"]: claim["statement"] for claim in written["claims"]}
    assert [row["id"] for row in told["statements"]] == list(claims)
    for name in ("theta", "tau", "growth"):
        low, high = map(Fraction, claims["enclosure"][name])
        down, up = map(Fraction, told["quantities"][name])
        assert down <= low <= high <= up
