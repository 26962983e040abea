"""Comparisons: three verdicts, and Holm's adjustment over all p-values of a family."""

from __future__ import annotations

import json
import math

import pytest

from numerics.cross_validation.comparison import Comparison, adjust, not_compared
from numerics.statistics.verdict import Agreement


def test_statistical_comparisons_are_judged_by_their_adjusted_p_value():
    row = Comparison("e", "q", p_value=1e-9)
    assert row.agreement(0.01) is Agreement.NOT_COMPARED
    (judged,) = adjust((row,))
    assert judged.agreement(0.01) is Agreement.DISAGREES
    assert judged.agreement(1e-10) is Agreement.AGREES
    (edge,) = adjust((Comparison("e", "q", p_value=0.01),))
    assert edge.agreement(0.01) is Agreement.DISAGREES
    assert edge.agreement(0.00999) is Agreement.AGREES


@pytest.mark.parametrize(
    ("deviation", "verdict"),
    [(0.0, "agrees"), (1e-3, "agrees"), (1.0001e-3, "disagrees"), (math.inf, "disagrees"), (math.nan, "disagrees")],
)
def test_numbers_without_noise_are_judged_by_their_bound(deviation, verdict):
    row = Comparison("e", "q", deviation=deviation, bound=1e-3)
    assert row.agreement(0.01).value == verdict
    assert adjust((row,)) == (row,) or math.isnan(deviation)


def test_what_was_not_compared_says_why_and_is_never_an_agreement():
    (row,) = adjust(not_compared("e", "no theory"))
    assert (row.agreement(0.01), row.remark) == (Agreement.NOT_COMPARED, "no theory")


def test_the_adjustment_is_holms_over_all_experiments_in_place():
    p_values = [0.04, None, 0.001, 0.03, None, 0.5]
    rows = tuple(
        Comparison(f"e{at % 2}", f"q{at}", p_value=p)
        if p is not None
        else Comparison("e", f"q{at}", bound=1.0, deviation=0.0)
        for at, p in enumerate(p_values)
    )
    adjusted = [row.adjusted for row in adjust(rows)]
    # By hand: 4 · 0.001, 3 · 0.03, max(3 · 0.03, 2 · 0.04), 1 · 0.5.
    assert adjusted == pytest.approx([0.09, None, 0.004, 0.09, None, 0.5])
    assert [row.quantity for row in adjust(rows)] == [f"q{at}" for at in range(6)]


def test_a_true_family_is_called_wrong_no_more_often_than_its_level(rng):
    """400 families of 15 uniform p-values at the level 0.1: more than 65 alarms have probability 5e-5."""
    alarms = 0
    for _ in range(400):
        rows = adjust(tuple(Comparison("e", "q", p_value=float(p)) for p in rng.uniform(size=15)))
        alarms += any(row.agreement(0.1) is Agreement.DISAGREES for row in rows)
    assert 10 <= alarms <= 65


def test_plain_objects_have_null_for_what_is_no_number():
    rows = adjust(
        (
            Comparison("e", "all", 1.0, 2.0, 3.0, 0.5, 2.0, 0.04),
            Comparison("e", "infinite", 1.0, 1.0, 3.0, 0.0, math.inf, 0.0),
            Comparison("e", "exact", deviation=math.inf, bound=1e-9),
            *not_compared("e", "why"),
        )
    )
    data = [row.as_data(0.01) for row in rows]
    text = json.dumps(data, allow_nan=False)
    assert json.loads(text) == data
    assert [row["verdict"] for row in data] == ["agrees", "disagrees", "disagrees", "not compared"]
    assert data[0]["value"] == [1.0, 2.0]
    assert (data[1]["z"], data[1]["p_value"], data[1]["adjusted_p_value"]) == (None, 0.0, 0.0)
    assert (data[2]["deviation"], data[2]["bound"], data[2]["value"]) == (None, 1e-9, None)
    assert data[3]["remark"] == "why"
