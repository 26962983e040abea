"""Axioms: what Rocq prints of them is read whole, and nothing passes but what is allowed."""

from __future__ import annotations

import re

import pytest

from bnproofs.rocq.assumptions import ALLOWED, BEGIN, END, QUESTION, ForbiddenAxiomError, accounted, axioms, question
from bnproofs.rocq.compiler import Answer

REALS = """Axioms:
ClassicalDedekindReals.sig_not_dec : forall P : Prop, {~ ~ P} + {~ P}
ClassicalDedekindReals.sig_forall_dec
  : forall P : nat -> Prop,
    (forall n : nat, {P n} + {~ P n}) ->
    {n : nat | ~ P n} + {forall n : nat, P n}
FunctionalExtensionality.functional_extensionality_dep
  : forall (A : Type) (B : A -> Type) (f g : forall x : A, B x),
    (forall x : A, f x = g x) -> f = g
Classical_Prop.classic : forall P : Prop, P \\/ ~ P
PrimInt63.int : Set
Uint63.eqb_refl : forall x : PrimInt63.int, PrimInt63.eqb x x = true
"""
NAMES = (
    "ClassicalDedekindReals.sig_forall_dec",
    "ClassicalDedekindReals.sig_not_dec",
    "Classical_Prop.classic",
    "FunctionalExtensionality.functional_extensionality_dep",
    "PrimInt63.int",
    "Uint63.eqb_refl",
)


def listed(printed):
    """The axioms in what stands between the marks."""
    return axioms(f"{BEGIN}\n{printed}{END}\n")


def test_names_are_read_whatever_their_types_look_like():
    assert listed(REALS) == NAMES
    assert axioms(f"some warning\nof two lines\n{BEGIN}\n{REALS}{END}\nand more\n") == NAMES
    assert sorted(accounted(NAMES)) == sorted(set(ALLOWED.values()))


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Axioms",
        "Axioms:\n",
        "\n",
        "certificate : True\n",
        "axioms:\na : False\n",
        "Closed under the global context\n",
        "Closed under the global context\n" + REALS,
        "Section Variables:\nx : nat\n" + REALS,
        "a warning\n" + REALS,
    ],
)
def test_an_answer_that_lists_nothing_or_something_else_is_no_answer(printed):
    with pytest.raises(ForbiddenAxiomError, match="did not list"):
        listed(printed)


@pytest.mark.parametrize(
    "printed",
    [
        REALS,
        f"{BEGIN}\n{REALS}",
        f"{REALS}{END}\n",
        f"{END}\n{REALS}{BEGIN}\n",
        f"{BEGIN}\n{REALS}{END}\n{BEGIN}\n{REALS}{END}\n",
        f"{BEGIN} \n{REALS}{END}\n",
    ],
)
def test_an_answer_stands_between_two_marks(printed):
    with pytest.raises(ForbiddenAxiomError, match="did not list the assumptions"):
        axioms(printed)


@pytest.mark.parametrize("names", [(), tuple(name for name in NAMES if "Dedekind" not in name)])
def test_a_theorem_on_real_numbers_rests_on_their_axioms(names):
    with pytest.raises(ForbiddenAxiomError, match="no axiom of the real numbers"):
        accounted(names)


def test_the_allowed_axioms_are_names_and_not_patterns():
    assert all(re.fullmatch(r"[A-Za-z0-9_]+\.\w+", name) for name in ALLOWED)
    assert {name.partition(".")[0] for name in ALLOWED} == {
        "ClassicalDedekindReals", "Classical_Prop", "FunctionalExtensionality", "PrimInt63", "Uint63"
    }  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Bad is assumed to be positive.",
        "loop is assumed to be guarded.",
        "certificate relies on an unsafe hierarchy.",
        "T relies on definitional UIP.",
        "Type hierarchy is collapsed (logic is inconsistent)",
        "? : False",
        "Section Variables:",
        "Transparent constants:",
        "Closed under the global context",
        "",
        " one : False",
        "a b : False",
        "certificate:False",
    ],
)
def test_what_is_assumed_without_being_an_axiom_is_refused(line):
    with pytest.raises(ForbiddenAxiomError, match="no axiom"):
        listed(REALS + line + "\n")


@pytest.mark.parametrize(
    "name",
    [
        "a",
        "Summary.a",
        "Certificate.Summary.a",
        "classic",
        "Classical_Prop.classic2",
        "My_Classical_Prop.classic",
        "Classical_Prop_classic",
        "ClassicalDedekindReals.sig_forall_dec.more",
        "PrimFloat.add",
        "PrimFloat.float",
        "FloatAxioms.add_spec",
        "FloatOps.anything",
        "PrimInt63",
        "Uint63.a.b",
        "PrimInt63.a'",
        "PrimInt63.lie",
        "Uint63.lie",
        "Uint63Axioms.add_spec",
        "Epsilon.epsilon_statement",
        "",
    ],
)
def test_any_other_axiom_is_refused(name):
    with pytest.raises(ForbiddenAxiomError, match="not an allowed axiom"):
        accounted((*NAMES, name))
    if name:
        with pytest.raises(ForbiddenAxiomError):
            accounted(listed(REALS + f"{name}\n  : False\n"))
        with pytest.raises(ForbiddenAxiomError):
            accounted(listed(REALS + f"{name} : False\n"))


IMPORTS = "From Coq Require Import Reals List Lra PrimFloat FloatAxioms.\n"
UNGUARDED = (
    "Unset Guard Checking.\nFixpoint loop (n : nat) : False := loop n.\nSet Guard Checking.\n"
    "Theorem certificate : False.\nProof. exact (loop 0). Qed.\n"
)
THEOREMS = {
    "closed": ("Theorem certificate : 1 = 1.\nProof. reflexivity. Qed.\n", False),
    "reals": ("Theorem certificate : forall x y : R, (x < y \\/ x >= y)%R.\nProof. intros. lra. Qed.\n", True),
    "an axiom": ("Axiom odd : 1 = 2.\nTheorem certificate : 1 = 2.\nProof. exact odd. Qed.\n", False),
    "an axiom of two lines": (
        f"Axiom odd : {' -> '.join(['(forall n : nat, n = n + 0)'] * 6)} -> 1 = 2.\n"
        "Theorem certificate : 1 = 2.\nProof. apply odd; auto. Qed.\n",
        False,
    ),
    "admitted": ("Theorem certificate : 1 = 2.\nProof. Admitted.\n", False),
    "floats": (
        "Theorem certificate : PrimFloat.eqb one one = true.\nProof. rewrite eqb_spec. reflexivity. Qed.\n", False
    ),
    "not guarded": (UNGUARDED, False),
}  # fmt: skip


def test_what_the_installed_compiler_prints_is_read(compiler, tmp_path):
    """One file with a module for each theorem; what is printed of each stands between two marks."""
    text = IMPORTS
    for number, (body, _) in enumerate(THEOREMS.values()):
        text += f"Module M{number}.\n{body}End M{number}.\n"
    for number in range(len(THEOREMS)):
        text += f'Goal True. idtac "mark". exact I. Qed.\nPrint Assumptions M{number}.certificate.\n'
    (tmp_path / "Printed.v").write_text(text)
    done = compiler.compile(tmp_path, [(".", "Test")], "Printed")
    assert done.answer is Answer.ACCEPTED, done.output
    parts = done.output.split("mark\n")[1:]
    assert len(parts) == len(THEOREMS)
    for (name, (_, allowed)), printed in zip(THEOREMS.items(), parts, strict=True):
        if allowed:
            accounted(listed(printed))
        else:
            with pytest.raises(ForbiddenAxiomError):
                accounted(listed(printed))
        assert ("Closed under the global context" in printed) == (name == "closed")


def test_the_question_is_about_the_theorem_of_the_summary(compiler, tmp_path):
    """Also where the file has other theorems of that name in modules."""
    (tmp_path / "Summary.v").write_text(
        IMPORTS + THEOREMS["reals"][0] + "Module M. Axiom certificate : False. End M.\n"
    )
    (tmp_path / f"{QUESTION}.v").write_text(question())
    for name in ("Summary", QUESTION):
        done = compiler.compile(tmp_path, [(".", "Certificate")], name)
        assert done.answer is Answer.ACCEPTED, done.output
    assert accounted(axioms(done.output))
