"""`bnproofs literature`, in a process of its own."""

from __future__ import annotations

import json
from fractions import Fraction

import jsonschema
import pytest

TEXT = {"type": "string"}
DECIMAL = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?(E[+-][0-9]+)?$"}
VERDICTS = ["agrees", "disagrees", "differently normalised", "bound, not sharp", "not compared"]
SOURCE = {
    "paper": TEXT,
    "authors": {"type": "array", "items": TEXT, "minItems": 1},
    "title": TEXT,
    "year": {"type": "integer"},
    "venue": TEXT,
    "arxiv": {"type": ["string", "null"]},
}


def closed(properties):
    return {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}


def listed(properties):
    return {"type": "array", "items": closed(properties)}


VALUE = {"label": TEXT, "enclosure": {"type": "array", "items": DECIMAL, "minItems": 2, "maxItems": 2}}
ENTRY = {
    "id": TEXT,
    **SOURCE,
    **dict.fromkeys(("where", "statement", "formula", "ours", "normalisation", "expected_factor", "reason"), TEXT),
    "verdict": {"enum": VERDICTS},
    "values": listed(VALUE),
}
SCHEMA = closed({"comparisons": listed(ENTRY), "to_come": listed({**SOURCE, "reason": TEXT})})


@pytest.fixture(scope="module")
def told(bnproofs):
    done = bnproofs("literature", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_one_object_with_the_promised_keys(told):
    jsonschema.validate(told, SCHEMA)
    papers = {"cho2009", "hayou2019", "nachum2024", "yang2019", "daneshmand2021"}
    assert {row["paper"] for row in told["comparisons"]} == papers
    assert told["to_come"] == []
    assert {row["verdict"] for row in told["comparisons"]} == set(VERDICTS)
    for row in told["comparisons"]:
        for value in row["values"]:
            low, high = map(Fraction, value["enclosure"])
            assert 0 <= high - low <= abs(high) / 2**60


def test_the_collapse_at_finite_depth_is_below_its_limit_by_the_logarithm(told):
    (row,) = (row for row in told["comparisons"] if row["id"] == "hayou2019-collapse")
    values = {value["label"]: list(map(Fraction, value["enclosure"])) for value in row["values"]}
    limit = values["limit of ℓ²(1 − ρ_ℓ)"]
    reached = [values[f"ℓ²(1 − ρ_ℓ) at ℓ = {layer}, ρ_0 = 0"] for layer in (1000, 10000, 100000)]
    assert all(a[1] < b[0] for a, b in zip([*reached], [*reached[1:], limit], strict=True))
    factors = [x for label, x in ((v["label"], v["enclosure"]) for v in row["values"]) if "ln ℓ" in label]
    assert [Fraction(x[0]) > 3 for x in factors] == [True] * 3
    assert Fraction(factors[0][0]) > Fraction(factors[1][1])
    assert Fraction(factors[1][0]) > Fraction(factors[2][1])


def test_one_paper(bnproofs, told):
    done = bnproofs("literature", "--paper", "cho2009", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == {
        "comparisons": [row for row in told["comparisons"] if row["paper"] == "cho2009"],
        "to_come": [],
    }


def test_the_page_has_every_statement_with_its_verdict(bnproofs, told):
    done = bnproofs("literature")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"{row['verdict']} {row['id']}: " in done.stdout for row in told["comparisons"])
    assert all(f"To come: {row['paper']}: " in done.stdout for row in told["to_come"])


WRONG = (
    "import sys\n"
    "from dataclasses import replace\n"
    "from fractions import Fraction\n"
    "from bnproofs import literature\n"
    "true = literature.entries_of\n"
    "def off(constant):\n"
    "    return replace(constant, rational=constant.rational * Fraction(101, 100))\n"
    "def wrong(key=None):\n"
    "    return tuple(\n"
    "        replace(entry, published={n: off(c) for n, c in entry.published.items()})\n"
    "        for entry in true(key)\n"
    "    )\n"
    "literature.entries_of = wrong\n"
    "from bnproofs.cli import main\n"
    "sys.exit(main(sys.argv[1:]))\n"
)


def test_a_disagreement_is_a_result_and_no_failure(bnproofs):
    done = bnproofs("literature", "--paper", "cho2009", code=WRONG)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("disagrees cho2009-") == 4


def test_its_help_imports_no_mathematics(bnproofs):
    code = (
        "import sys\n"
        "from bnproofs.cli import main\n"
        "status = main(sys.argv[1:])\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(status, sorted({'numpy', 'sympy', 'mpmath', 'flint', 'rich'} & loaded))\n"
    )
    assert bnproofs("literature", "--help", code=code).stdout.splitlines()[-1] == "0 []"
