"""The certificate of the theorem for every batch size: exported, accepted, and refused where the fold is not."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from fold_sabotage import ends, fold_sabotaged, misplaced
from refusal import Kernel

from bnproofs.checker.reader import Theorem, parse, validated
from bnproofs.commands.kernel import exported
from bnproofs.numbers.precision import working_precision
from bnproofs.rocq import theory
from bnproofs.rocq.compiler import Answer
from bnproofs.rocq.every_batch import FOLD, PROVED, export_theorem, tangents
from bnproofs.rocq.fold_goals import AboveAt, FormSign, SlopeSign
from bnproofs.rocq.goals import GUARD, UndecidedGoalError, precision
from bnproofs.rocq.kernel import judge

MUSEUM = Path(__file__).parents[1] / "certificates"
HONEST = MUSEUM / "theorem" / "accept" / "every-batch.json"
LEAST = 224


def read(path):
    data = path.read_bytes()
    return validated(parse(data), data)


@pytest.fixture(scope="module")
def theorem():
    found = read(HONEST)
    assert isinstance(found, Theorem)
    return found


ACCEPTED = sorted([*MUSEUM.glob("accept/*.json"), *MUSEUM.glob("theorem/accept/*.json")])


def test_the_museum_has_certificates_of_both_kinds():
    assert len({type(read(path)) for path in ACCEPTED}) == 2


@pytest.mark.parametrize("path", ACCEPTED, ids=lambda path: path.stem)
def test_what_the_checker_accepts_can_be_exported(path):
    certificate = read(path)
    made = exported(certificate)
    assert [file.claim for file in made.files if file.claim] == [claim.id for claim in certificate.claims]


def test_the_fold_is_the_only_claim_with_goals(theorem):
    made = export_theorem(theorem)
    assert [file.name for file in made.files if "Lemma" in file.text] == [f"Claim{len(theorem.claims)}"]
    assert {file.claim for file in made.files if file.claim} == {*PROVED, FOLD}
    for name in PROVED.values():
        text = theory.source("TheoremClaims")
        assert f"Definition {name}_claim " in text
        assert f"{name}_proved" in text
    data = made.files[0].text
    for key in ("batch", "tau"):
        for end in ends(theorem, key):
            assert f"({end.numerator} / {end.denominator})" in data


@pytest.mark.parametrize("bits", [1, 8, 64, 128])
@pytest.mark.parametrize(
    "tau", [(Fraction(7, 2), Fraction(23, 5)), (Fraction(4), Fraction(9)), (Fraction(2), Fraction(3))]
)
def test_squares_of_tangents_fill_the_interval_of_tau(tau, bits):
    left, right = tangents(tau, bits)
    step = Fraction(1, 4**bits)
    assert tau[0] <= left**2
    assert (left - step) ** 2 < tau[0]
    assert right**2 <= tau[1]
    assert tau[1] < (right + step) ** 2


def test_what_is_misplaced_is_not_decided_in_balls(theorem):
    """The intervals inside out are refused where they are read."""
    count = 0
    for what, lie in misplaced(theorem):
        if "swapped" not in what:
            with pytest.raises(UndecidedGoalError):
                export_theorem(lie)
            count += 1
    assert count == 9


def goals_at(batch, tau):
    """The four goals with intervals around a place."""
    left, right = tangents(tau, 128)
    intervals = {"fold_batch": batch, "fold_tangent": (left, right)}
    goals = (
        SlopeSign("falls", left, -1, "fold_batch"),
        SlopeSign("rises", right, +1, "fold_batch"),
        AboveAt("before", batch[0], "fold_tangent"),
        FormSign("after", batch[1], left, -1),
    )
    return goals, intervals


def test_goals_are_decided_where_they_are_true_and_their_contraries_are_not(theorem):
    goals, intervals = goals_at(ends(theorem, "batch"), ends(theorem, "tau"))
    for goal in goals:
        assert precision(goal, 0, intervals, LEAST) == LEAST + GUARD
        if not isinstance(goal, AboveAt):
            with pytest.raises(UndecidedGoalError, match=goal.name):
                precision(replace(goal, sign=-goal.sign), 0, intervals, LEAST)
    *_, before, _ = goals
    with pytest.raises(UndecidedGoalError, match="before"):
        precision(replace(before, batch=ends(theorem, "batch")[1]), 0, intervals, LEAST)


def test_the_centred_form_of_the_slope_is_narrower_and_encloses_it(theorem):
    """On intervals of n that are not tiny: by the mixed derivative."""
    (low, _), tau = ends(theorem, "batch"), ends(theorem, "tau")
    wide = (low, low + Fraction(1, 1000))
    goals, intervals = goals_at(wide, tau)
    with working_precision(LEAST):
        for goal in goals[:2]:
            natural, centred = goal.enclosures(0, intervals)
            assert centred.rad() < natural.rad()
            for place in (wide[0], wide[1], sum(wide) / 2):
                at, _ = goal.enclosures(0, {"fold_batch": (place, place)})
                assert natural.contains(at)
                assert centred.contains(at)


@pytest.fixture(scope="module")
def lies(theorem):
    return list(fold_sabotaged(theorem))


SAMPLE = (
    "batch shifted up",
    "batch with its ends swapped",
    "tau shifted down",
    "tangent above the root",
    "tangent below the root",
    "saddle-node:positive_before",
    "saddle-node:falls_at_left",
)
"""`scripts/kernel_sabotage.py` has them all."""


def test_there_are_lies_about_every_goal(lies):
    assert len(lies) == 4 + 11 + 2
    assert len({lie.place for lie in lies}) == len(lies)
    assert set(SAMPLE) <= {lie.place for lie in lies}


@pytest.mark.parametrize("place", SAMPLE)
def test_a_fold_that_is_elsewhere_is_refused_because_a_proof_fails(place, lies, compiler, compiled):
    (lie,) = (lie for lie in lies if lie.place == place)
    refusal = Kernel(compiler, compiled).asked(lie)
    assert refusal.answer is Answer.REFUSED
    assert refusal.honest, refusal.message


def test_the_kernel_accepts_the_theorem(theorem, compiler, compiled):
    expected = [claim.id for claim in theorem.claims]
    judgement = judge(compiler, export_theorem(theorem), expected, 600, compiled)
    assert judgement.accepted, judgement.reason
