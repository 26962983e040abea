"""The size of the experiments: a function of the budget, within bounds."""

from __future__ import annotations

import pytest

from bnproofs.errors import InputError
from numerics.cross_validation.plan import Plan, parse_budget


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("5", 5), ("60s", 60), ("90", 90), ("2m", 120), ("1.5m", 90), ("24h", 86400), ("86400", 86400), (" 7.25s ", 7.25)],
)
def test_budgets_are_times(text, seconds):
    assert parse_budget(text) == seconds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "s",
        "4.9",
        "25h",
        "-60",
        "1e3",
        "nan",
        "inf",
        "60 s",
        "1d",
        "60S",
        "٦٠",
        "6_0",
        "0x40",
        ".5m",
        "60s2m",
        "1" * 9000,
    ],
)
def test_what_is_no_budget_is_refused_in_one_short_line(text):
    with pytest.raises(InputError, match="60s or 2m") as caught:
        parse_budget(text)
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 150


def test_a_share_is_the_part_of_the_budget_over_the_cost_within_bounds():
    plan = Plan(10, 60.0)
    assert plan.share(0.5, 0.1, 1, 10**6) == 300
    assert plan.share(0.5, 0.1, 400, 10**6) == 400
    assert plan.share(0.5, 0.1, 1, 200) == 200
    assert Plan(10, 120.0).share(0.5, 0.1, 1, 10**6) == 600
    assert isinstance(plan.share(0.3, 0.07, 1, 10), int)
