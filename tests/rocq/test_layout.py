"""Generated files: one line a goal, definitions of exact numbers, and nothing but what the closed set allows."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest

from bnproofs.rocq.expressions import Batch, Rational, UnknownNodeError
from bnproofs.rocq.goals import Above, Equal, Inside, Sign
from bnproofs.rocq.layout import Count, Data, ProvedClaim, claim_file, data_file, lemma, opening

HALF = Fraction(1, 2)
DATA = Data(10, {"apart": Fraction(1)}, {"odd_root": (Fraction(-1, 3), HALF)})


class Lying(Sign):
    """A goal that states something else."""

    def statement(self):
        return "True"


class Imitation:
    """What has everything that a goal has."""

    name, over, interval = "sign", None, "odd_root"

    def __repr__(self):
        return "Imitation()"

    def statement(self):
        return "True"


def test_data_are_definitions_and_the_tactic_that_unfolds_them():
    text = data_file(DATA, "Claims").text
    assert "\nDefinition batch : R := 10.\n" in text
    assert "\nDefinition apart : R := (1).\n" in text
    assert "\nDefinition odd_root : R * R := ((- 1 / 3), (1 / 2)).\n" in text
    assert "\nLtac data := unfold inside, batch, apart, odd_root in *; cbn [fst snd] in *." in text


@pytest.mark.parametrize(
    "data",
    [
        Data("10. Admitted", {}, {}),
        Data(10.0, {}, {}),
        Data(True, {}, {}),
        Data(Fraction(10), {}, {}),
        Data(10, {"a b": HALF}, {}),
        Data(10, {"a. Axiom a ": HALF}, {}),
        Data(10, {"a": "1"}, {}),
        Data(10, {"a": 0.5}, {}),
        Data(10, {}, {"a\n": (HALF, HALF)}),
        Data(10, {}, {"a": ("1", HALF)}),
        Data(10, {}, {"a": (HALF, 1)}),
    ],
    ids=repr,
)
def test_data_of_another_kind_are_refused(data):
    with pytest.raises(UnknownNodeError):
        data_file(data, "Claims")


GOALS = [
    (Sign("sign", Batch(), 1), "data. enclose 99%positive."),
    (Inside("in_it", Batch(), "odd_root"), "data. split; enclose 99%positive."),
    (Inside("in_it", Batch(), "odd_root", "odd_root"), "intros s s_in. data. split; enclose_over s 99%positive."),
    (Above("above", Batch(), "odd_root"), "intros s s_in. data. enclose_over s 99%positive."),
    (Equal("equal", Rational(HALF), HALF), "data. exact_value."),
]


@pytest.mark.parametrize(("goal", "tactic"), GOALS, ids=[type(goal).__name__ for goal, _ in GOALS])
def test_a_lemma_is_one_line_for_the_goal_and_one_for_the_tactic(goal, tactic):
    assert lemma(goal, 99) == f"Lemma {goal.name} : {goal.statement()}.\nProof. {tactic} Qed.\n"


@pytest.mark.parametrize(
    ("goal", "bits"),
    [
        (Lying("sign", Batch(), 1), 99),
        (Imitation(), 99),
        (Sign("sign. Admitted", Batch(), 1), 99),
        (Sign("sign", "batch", 1), 99),
        (Sign("sign", 1.5, 1), 99),
        (Sign("sign", Batch(), 1), "99%positive. Admitted"),
        (Sign("sign", Batch(), 1), 99.0),
        (Inside("in_it", Batch(), "odd_root. Admitted"), 99),
        (Inside("in_it", Batch(), "odd_root", "(*"), 99),
        (Above("above", Batch(), 'a"'), 99),
        (Equal("equal", Batch(), "1"), 99),
        (Equal("equal", Batch(), 1), 99),
    ],
    ids=lambda x: repr(x)[:60],
)
def test_a_lemma_of_another_kind_is_refused(goal, bits):
    with pytest.raises(UnknownNodeError):
        lemma(goal, bits)


NO_COUNTS = [
    Count("odd multiplicities", 10, (1,)),
    Count("odd", 10, ("1",)),
    Count("odd", 10, (True,)),
    Count("odd", "10. Admitted", (1,)),
]


@pytest.mark.parametrize("count", NO_COUNTS, ids=repr)
def test_counts_of_another_kind_are_refused(count):
    with pytest.raises(UnknownNodeError):
        claim_file(1, ProvedClaim("spectrum", [], "True", "exact I.", count=count), "Claims")


def test_a_claim_file_imports_the_data_and_ends_with_its_theorem():
    proved = ProvedClaim("spectrum", [(GOALS[0][0], 99)], "True", "exact I.", count=Count("odd_counts", 10, (1,)))
    file = claim_file(6, proved, "Claims Enclose", ["Claim5"])
    assert (file.name, file.claim) == ("Claim6", "spectrum")
    assert file.text.startswith(opening("Claims Enclose", ["Data", "Claim5"]))
    assert "From Certificate Require Import Data Claim5.\n" in file.text
    assert f"\nTheorem multiplicities :\n  {proved.count.statement()}.\nProof. " in file.text
    assert "odd_counts points 1" in proved.count.statement()
    assert file.text.endswith("\nTheorem claim_6 :\n  True.\nProof.\n  exact I.\nQed.\n")
    assert len(re.findall(r"^(Lemma|Theorem)", file.text, re.MULTILINE)) == file.text.count("Qed.")


def test_what_a_claim_says_of_a_point():
    proved = ProvedClaim("stability", [], "forall s, good s", "", "good {s}")
    assert proved.at("(r)") == "good (r)"
    assert ProvedClaim("stability", [], "good point", "").at("(r)") == "good point"
