"""`bnproofs statements`, in a process of its own, and the page of the documentation that it prints."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from bnproofs.statements import GROUPS, LIBRARIES, NOT_FORMALISED, Level, statements

PAGE = Path(__file__).parents[1] / "docs" / "statements.md"
TEXT = {"type": "string", "minLength": 1}
TEXTS = {"type": "array", "items": TEXT}
LEVELS = [level.value for level in Level]


def closed(properties):
    return {"type": "object", "properties": properties, "required": sorted(properties), "additionalProperties": False}


def listed(properties):
    return {"type": "array", "items": closed(properties)}


ROW = {
    **dict.fromkeys(("id", "group", "statement", "hypothesis"), TEXT),
    "level": {"enum": LEVELS},
    "generated": {"type": "boolean"},
    "derivations": TEXTS,
    "claims": listed({"configurations": {**TEXTS, "minItems": 1}, "id": TEXT, "part": {"type": "string"}}),
    "rocq": listed({"file": TEXT, "names": {**TEXTS, "minItems": 1}}),
}
SCHEMA = closed(
    {
        "levels": listed({"level": {"enum": LEVELS}, "meaning": TEXT}),
        "statements": listed(ROW),
        "not_formalised": TEXTS,
        "libraries": {"type": "object", "additionalProperties": TEXT},
    }
)


@pytest.fixture(scope="module")
def told(bnproofs):
    done = bnproofs("statements", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def test_one_object_with_the_promised_keys(told):
    jsonschema.validate(told, SCHEMA)
    assert [row["level"] for row in told["levels"]] == LEVELS
    assert [row["id"] for row in told["statements"]] == [row.id for row in statements()]
    assert list(dict.fromkeys(row["group"] for row in told["statements"])) == list(GROUPS)
    assert told["not_formalised"] == list(NOT_FORMALISED)
    assert told["libraries"] == LIBRARIES
    for row, statement in zip(told["statements"], statements(), strict=True):
        assert row["level"] == statement.level.value
        assert [f"{part['file']}.{name}" for part in row["rocq"] for name in part["names"]] == [
            f"{file}.{name}" for file, names in statement.files.items() for name in names
        ]


def test_the_page_of_the_documentation_is_what_the_command_prints(bnproofs):
    done = bnproofs("statements", "--markdown")
    assert (done.returncode, done.stderr) == (0, "")
    assert PAGE.read_bytes() == done.stdout.encode()
    assert done.stdout.endswith("\n")
    assert not done.stdout.endswith("\n\n")


def test_the_page_has_a_row_for_each_statement():
    text = PAGE.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| **")]
    assert [line.split("**")[1] for line in rows] == [row.id for row in statements()]
    assert all(line.count(" | ") == 1 and line.count("|") == 3 for line in rows)
    for line, row in zip(rows, statements(), strict=True):
        assert row.sentence in line
        assert row.hypothesis in line
        assert f"**{row.level.value}" in line
        assert (", generated**" in line) == row.generated
        assert all(f"`{name}`" in line for name in row.derivations)
        assert all(f"{claim.id}`" in line for claim in row.claims)
        assert all(f"`{name.partition('.')[2]}`" in line for name in row.rocq)
    assert all(f"**{level.value}** ({sum(row.level is level for row in statements())} rows)" in text for level in Level)


@pytest.mark.parametrize("level", LEVELS)
def test_one_level(bnproofs, told, level):
    done = bnproofs("statements", "--level", level, "--json")
    assert done.returncode == 0
    expected = [row for row in told["statements"] if row["level"] == level]
    assert json.loads(done.stdout) == {**told, "statements": expected}
    shown = bnproofs("statements", "--level", level).stdout
    headings = re.findall(r"^  (?:symbolic|certificate|kernel)(?:, generated)? ([a-z-]+) *$", shown, re.MULTILINE)
    assert headings == [row["id"] for row in expected]
    assert shown.splitlines()[-1].strip() == f"{level} {len(expected)}"


def test_a_person_reads_every_statement_within_a_hundred_columns(bnproofs):
    done = bnproofs("statements")
    assert (done.returncode, done.stderr) == (0, "")
    assert all(len(line) <= 100 for line in done.stdout.splitlines())
    words = " ".join(done.stdout.split())
    for row in statements():
        assert " ".join(row.sentence.split()) in words
        assert " ".join(row.hypothesis.split()) in words


def test_its_help_imports_no_mathematics(bnproofs):
    code = (
        "import sys\n"
        "from bnproofs.cli import main\n"
        "status = main(sys.argv[1:])\n"
        "loaded = {name.partition('.')[0] for name in sys.modules}\n"
        "print(status, sorted({'numpy', 'sympy', 'mpmath', 'flint', 'rich'} & loaded))\n"
    )
    assert bnproofs("statements", "--help", code=code).stdout.splitlines()[-1] == "0 []"
