"""The rows: complete, distinct, with the level that their columns make, and every derivation named by one."""

from __future__ import annotations

import re
from itertools import product

import pytest

from bnproofs.statements import GROUPS, LIBRARIES, NOT_FORMALISED, Claim, Level, Statement, groups_at, statements
from derivations.index import ENTRIES

WHOLE, PART = Claim(("every batch",), "angle"), Claim(("every batch",), "angle", "half of it")


def made(**columns):
    return Statement("some-id", "A sentence.", "every real n ≥ 3", **columns)


@pytest.mark.parametrize("statement", statements(), ids=lambda statement: statement.id)
def test_a_row_is_complete(statement):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", statement.id)
    assert statement.sentence.count(". ") <= 2
    assert statement.hypothesis
    assert not re.search(r"[|*`\n]|  |<\S", statement.sentence + statement.hypothesis)  # plain text in a Markdown table
    for column in (statement.derivations, statement.claims, statement.rocq):
        assert len(set(column)) == len(column)


def test_ids_and_sentences_are_distinct():
    assert (
        len({row.id for row in statements()}) == len({row.sentence for row in statements()}) == len(statements()) > 40
    )


def test_every_derivation_named_exists_and_every_one_is_named():
    assert {name for row in statements() for name in row.derivations} == set(ENTRIES)


@pytest.mark.parametrize(
    ("derivations", "claims", "rocq"),
    list(product([(), ("relu_kernel",)], [(), (WHOLE,), (PART,), (PART, WHOLE)], [(), ("File.name",)])),
)
def test_the_level_is_the_highest_column_that_says_all(derivations, claims, rocq):
    columns = {"derivations": derivations, "claims": claims, "rocq": rocq}
    reached = [
        level
        for level, proofs in zip(Level, (derivations, [x for x in claims if not x.part], rocq), strict=True)
        if proofs
    ]
    if reached:
        assert made(**columns).level is reached[-1]
    else:
        with pytest.raises(ValueError, match="not proved anywhere"):
            made(**columns)


@pytest.mark.parametrize("columns", [{"rocq": ("File.name",)}, {"claims": (WHOLE,)}])
def test_what_is_generated_has_a_claim_and_definitions(columns):
    made(**columns)
    with pytest.raises(ValueError, match="what is generated"):
        made(**columns, generated=True)


@pytest.mark.parametrize(("sentence", "hypothesis"), [("no sentence", "n ≥ 3"), ("A sentence.", "every n ≥ 3.")])
def test_a_statement_is_a_sentence_and_its_hypothesis_is_none(sentence, hypothesis):
    with pytest.raises(ValueError, match="is a sentence"):
        Statement("some-id", sentence, hypothesis, ("relu_kernel",))


def test_names_by_file_keep_their_order():
    assert made(rocq=("B.x", "A.y", "B.z")).files == {"B": ("x", "z"), "A": ("y",)}


def test_levels_part_the_table():
    listed = [[row for rows in groups_at(level).values() for row in rows] for level in Level]
    assert sorted(row.id for rows in listed for row in rows) == sorted(row.id for row in statements())
    assert all(rows for rows in listed)
    assert all(row.level is level for level, rows in zip(Level, listed, strict=True) for row in rows)
    assert groups_at(None) == GROUPS


def test_what_is_not_formalised_is_said_in_sentences_that_name_rows():
    ids = {row.id: row.level for row in statements()}
    named = [name for text in NOT_FORMALISED for name in re.findall(r"\((\w+(?:-\w+)+)\)", text)]
    assert len(named) >= 4
    assert all(ids[name] is not Level.KERNEL for name in named)
    assert all(text.endswith(".") for text in NOT_FORMALISED)
    assert all(LIBRARIES.values())
