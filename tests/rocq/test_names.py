"""Names of generated files: none of them is a name of the theory, which it would hide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bnproofs.checker.reader import parse, validated
from bnproofs.commands.kernel import exported
from bnproofs.rocq import theory

MUSEUM = Path(__file__).parents[1] / "certificates"
ACCEPTED = sorted([*MUSEUM.glob("accept/*.json"), *MUSEUM.glob("theorem/accept/*.json")])
DEFINED = re.compile(
    r"^\s*(?:(?:Local|Global)\s+)?(?:Definition|Fixpoint|Lemma|Theorem|Corollary|Remark|Ltac|Inductive|Record|Notation)"
    r"\s+([A-Za-z_][\w']*)",
    re.MULTILINE,
)
RECORD = re.compile(r"Record\s[^.]*?:=\s*(\w*)\s*\{(.*?)\}\.", re.DOTALL)


def defined(text):
    """The names that a file defines, constructors and fields of records among them."""
    text = re.sub(r"\(\*.*?\*\)", " ", text, flags=re.DOTALL)
    names = set(DEFINED.findall(text))
    for constructor, fields in RECORD.findall(text):
        for group in re.findall(r"(?:^|;)\s*([\w\s]+?)\s*:", fields):
            names |= {constructor, *group.split()}
    return names - {""}


def test_names_are_found():
    assert {"two_gram", "first", "second", "across"} <= defined(theory.source("TwoClusterRay"))
    assert {"gram"} <= defined(theory.source("MeanField"))


@pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.stem)
def test_no_name_of_a_generated_file_is_one_of_the_theory(path):
    data = path.read_bytes()
    generated = set().union(*(defined(file.text) for file in exported(validated(parse(data), data)).files))
    taken = {name: file for file in theory.names() for name in defined(theory.source(file))}
    assert {"certificate", "data"} <= generated
    assert {name: taken[name] for name in generated if name in taken} == {}
