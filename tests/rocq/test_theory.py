"""The theory: which files there are, what they import, and an order to compile them in."""

from __future__ import annotations

import re

import pytest

from bnproofs.rocq import theory
from bnproofs.rocq.export import ENCLOSING, THEORY
from bnproofs.rocq.vocabulary import Function


def test_the_theory_is_the_folder():
    assert theory.names() == tuple(sorted(path.stem for path in theory.FOLDER.glob("*.v")))
    assert len(theory.names()) > 20
    assert set(THEORY.split()) | {ENCLOSING, "SmallClaims"} <= set(theory.names())


@pytest.mark.parametrize("name", theory.names())
def test_every_file_comes_after_all_that_it_imports(name):
    order = theory.needed([name])
    assert order[-1] == name
    assert len(set(order)) == len(order)
    for place, part in enumerate(order):
        assert set(theory.imports(theory.source(part))) <= set(order[:place])


def test_nothing_is_needed_that_nothing_imports():
    for root in ("Claims", "Enclose"):
        order = theory.needed([root])
        imported = {other for part in order for other in theory.imports(theory.source(part))}
        assert set(order) == imported | {root}


@pytest.mark.parametrize("name", theory.names())
def test_a_file_assumes_nothing_and_admits_nothing(name):
    text = re.sub(r"\(\*.*?\*\)", " ", theory.source(name), flags=re.DOTALL)
    words = set(re.findall(r"\w+", text))
    forbidden = {"Axiom", "Axioms", "Admitted", "admit", "Parameter", "Parameters", "Conjecture", "Hypothesis"}
    forbidden |= {"Variable", "Variables", "give_up", "Unset", "bypass_check", "native_compute"}
    assert not words & forbidden


@pytest.mark.parametrize("name", ["", "Nothing", "../Claims", "Claims.v", "/etc/passwd", "claims"])
def test_a_file_that_does_not_exist_has_no_source(name):
    with pytest.raises(LookupError, match="no file"):
        theory.source(name)
    with pytest.raises(LookupError):
        theory.needed([name])


def test_imports_are_read_from_the_text_and_not_from_comments():
    text = (
        "(* From BNProofs Require Import Nothing. *)\n"
        "From Coq Require Import Reals Lra.\nFrom BNProofs Require Import MeanField\n  Claims.\n"
        "From BNProofs Require Import Enclose.\nFrom Certificate Require Import Data.\n"
    )
    assert theory.imports(text) == ("MeanField", "Claims", "Enclose")
    assert theory.imports(text, "Certificate") == ("Data",)
    assert theory.imports(text, "Coq") == ("Reals", "Lra")


@pytest.mark.parametrize("function", Function)
def test_every_function_of_the_vocabulary_is_defined_once_in_what_exports_import(function):
    files = theory.needed([*THEORY.split(), ENCLOSING])
    found = [name for name in files if f"Definition {function.value} (" in theory.source(name)]
    assert len(found) == 1
