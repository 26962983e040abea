"""Axioms: what Rocq prints of them is read whole, and nothing passes but what is allowed."""

from __future__ import annotations

import pytest

from bnproofs.rocq.assumptions import ALLOWED, ForbiddenAxiomError, accounted, axioms
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


def test_names_are_read_whatever_their_types_look_like():
    assert axioms(REALS) == NAMES
    assert axioms("some warning\nof two lines\n" + REALS) == NAMES
    assert sorted(accounted(NAMES)) == sorted(set(ALLOWED.values()))


def test_a_closed_theorem_assumes_nothing():
    assert axioms("Closed under the global context\n") == ()
    assert accounted(()) == ()


@pytest.mark.parametrize("printed", ["", "Axioms", "certificate : True\n", "axioms:\na : False\n"])
def test_an_answer_that_lists_nothing_is_no_answer(printed):
    with pytest.raises(ForbiddenAxiomError, match="did not list"):
        axioms(printed)


@pytest.mark.parametrize(
    "line",
    [
        "Bad is assumed to be positive.",
        "loop is assumed to be guarded.",
        "certificate relies on an unsafe hierarchy.",
        "T relies on definitional UIP.",
        "Type hierarchy is collapsed (logic is inconsistent)",
        "? : False",
    ],
)
def test_what_is_assumed_without_being_an_axiom_is_refused(line):
    with pytest.raises(ForbiddenAxiomError, match="no axiom"):
        axioms(REALS + line + "\n")


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
        "Epsilon.epsilon_statement",
        "",
    ],
)
def test_any_other_axiom_is_refused(name):
    with pytest.raises(ForbiddenAxiomError, match="not an allowed axiom"):
        accounted((*NAMES, name))
    if name:
        with pytest.raises(ForbiddenAxiomError):
            accounted(axioms(REALS + f"{name}\n  : False\n"))
        with pytest.raises(ForbiddenAxiomError):
            accounted(axioms(REALS + f"{name} : False\n"))


IMPORTS = "From Coq Require Import Reals List Lra PrimFloat FloatAxioms.\n"
UNGUARDED = (
    "Unset Guard Checking.\nFixpoint loop (n : nat) : False := loop n.\nSet Guard Checking.\n"
    "Theorem certificate : False.\nProof. exact (loop 0). Qed.\n"
)
THEOREMS = {
    "closed": ("Theorem certificate : 1 = 1.\nProof. reflexivity. Qed.\n", True),
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
            accounted(axioms(printed))
        else:
            with pytest.raises(ForbiddenAxiomError):
                accounted(axioms(printed))
        assert ("Closed under the global context" in printed) == (name == "closed")
