"""The page of a cross-validation: the verdict first, every row with its numbers, and what was missed."""

from __future__ import annotations

import math

import pytest

from bnproofs.commands.comparison_page import page
from numerics.cross_validation.comparison import Comparison, adjust, not_compared
from numerics.cross_validation.family import CrossValidation, Trial
from numerics.cross_validation.wrong import Flaw
from numerics.statistics.verdict import Power

HEADER = {"layer": "rc+relu", "batch": 10, "budget_seconds": 60.0, "seed": 7}
SEEDS = {"kernels": 11, "one layer": 22, "networks": 33}
GOOD = (
    Comparison("kernels", "relative error", deviation=3e-41, bound=1e-27, remark="quadrature"),
    Comparison("one layer", "entry (1, 2)", 0.25, 0.25, 0.2512345678, 0.001, 1.2345, 0.2, remark="many neurons"),
    *not_compared("networks", "torch cannot be imported"),
)
BAD = (
    Comparison("kernels", "relative error", deviation=0.01, bound=1e-27),
    Comparison("one layer", "entry (3, 4)", 0.5, 0.5, 0.9, 0.0, math.inf, 0.0),
)


def said(printed, comparisons=GOOD, trials=(), level=0.01, **options):
    data = CrossValidation(level, SEEDS, adjust(comparisons), trials).as_data()
    return printed(page(HEADER, data), **options)


def test_the_verdict_comes_first_and_counts_what_was_compared(printed):
    first, second, *_ = said(printed).splitlines()
    assert first == "rc+relu, 10 points: nothing disagrees in 2 comparisons"
    assert "at most 0.01" in second
    assert said(printed, GOOD + BAD).splitlines()[0] == "rc+relu, 10 points: 2 of 4 comparisons disagree"
    assert "at most 0.05" in said(printed, level=0.05)


def row(text, start):
    (line,) = [line for line in map(squeezed, text.splitlines()) if line.startswith(start)]
    return line


def squeezed(line):
    return " ".join(line.split())


def test_each_row_has_its_numbers_and_its_verdict(printed):
    text = said(printed)
    assert row(text, "relative error") == "relative error off by 3e-41 ≤ 1e-27 agrees"
    assert row(text, "entry (1, 2)") == "entry (1, 2) 0.25 0.251235 ± 0.001 +1.23 0.2 agrees"
    assert row(text, "torch cannot") == "torch cannot be imported not compared"
    for remark in ("quadrature", "many neurons"):
        assert remark in text


def test_what_disagrees_is_said_to(printed):
    text = said(printed, BAD)
    assert row(text, "relative error") == "relative error off by 1e-02 > 1e-27 disagrees"
    assert row(text, "entry (3, 4)").endswith("0 disagrees")


@pytest.mark.parametrize("deviation", [math.inf, math.nan])
def test_a_deviation_that_is_no_number_can_be_printed(deviation, printed):
    text = said(printed, (Comparison("kernels", "relative error", deviation=deviation, bound=1e-27),))
    assert row(text, "relative error") == "relative error disagrees"


@pytest.mark.parametrize("power", Power)
def test_wrong_theories_are_listed_and_the_missed_ones_counted(power, printed):
    trials = (Trial("one layer", Flaw.KERNEL, power, "p = 0.3"), Trial("kernels", Flaw.KERNEL, Power.CAUGHT, "1e+24"))
    text = said(printed, trials=trials)
    assert ("missed: agreement means little there" in text) == (power is Power.MISSED)
    assert row(text, "one layer κ").startswith("one layer κ off by 1 % " + power.value)
    assert "p = 0.3" in text


def test_the_seeds_are_there_to_repeat_it(printed):
    text = " ".join(said(printed).split())
    assert "Budget 60 s, seed 7; of the experiments: kernels 11, one layer 22, networks 33." in text


def test_brackets_in_names_and_remarks_are_printed_as_they_are(printed):
    text = said(printed, not_compared("networks", "pip install 'bnproofs[torch]' [red]x[/red]"))
    assert "bnproofs[torch]" in text
    assert "[red]x[/red]" in text


def test_a_terminal_of_eighty_columns_loses_no_verdict(printed):
    text = said(printed, (*GOOD, *BAD), width=80)
    assert "2 of 4 comparisons disagree" in text
    for verdict in ("agrees", "disagrees", "not compared"):
        assert verdict in text.replace("nothing disagrees", "").replace("comparisons disagree", "").split("\n", 5)[5]
