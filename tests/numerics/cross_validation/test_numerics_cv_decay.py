"""The experiment on the decay of perturbations: every eigenvalue of the isotypic spectrum, to many digits."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from numerics.cross_validation import decay
from numerics.cross_validation.decay import distinct
from numerics.cross_validation.wrong import Flaw
from numerics.decay import DecayRates
from numerics.statistics.verdict import Agreement

COUNTS = {10: 4, 5: 2, 3: 1}
"""How many distinct eigenvalues there are: of the odd point of ten, of the uniform point of five and of three."""


@pytest.mark.parametrize("n", COUNTS)
def test_the_library_agrees_in_every_eigenvalue(n, laboratory):
    rows = laboratory.judge(decay, n)(laboratory.theory(n))
    assert len(rows) == COUNTS[n]
    for row in rows:
        assert row.agreement(0.01) is Agreement.AGREES
        assert row.bound < 1e-10
        assert 0 < row.lower <= row.upper < 1


@pytest.mark.parametrize("n", COUNTS)
def test_each_eigenvalue_off_by_two_per_cent_is_seen(n, laboratory):
    rows = laboratory.judge(decay, n)(laboratory.wrong(n, Flaw.EIGENVALUES))
    assert [row.agreement(0.01) for row in rows] == [Agreement.DISAGREES] * COUNTS[n]
    assert all(row.deviation > 0.01 * row.lower for row in rows)


@pytest.mark.parametrize("at", range(4))
def test_one_eigenvalue_off_by_a_billionth_is_seen_and_no_other(at, laboratory):
    right = laboratory.theory(10)
    values = list(right.attractor.eigenvalues)
    name, low, high = values[at]
    values[at] = name, low + Fraction(1, 10**9), high + Fraction(1, 10**9)
    off = replace(right, attractor=replace(right.attractor, eigenvalues=tuple(values)))
    rows = laboratory.judge(decay, 10)(off)
    wrong = [row for row in rows if row.agreement(0.01) is Agreement.DISAGREES]
    assert [row.quantity for row in wrong] == [f"eigenvalue: {name}"]
    assert wrong[0].deviation == pytest.approx(1e-9, rel=1e-3)


def test_eigenvalues_that_overlap_count_once_with_all_their_names():
    def at(name, low, high):
        return name, Fraction(low), Fraction(high)

    found = distinct((at("a", 1, 2), at("b", 5, 6), at("c", 0, 1), at("b", 4, 5), at("d", 3, 3)))
    assert found == [at("b", 4, 6), at("d", 3, 3), at("a, c", 0, 2)]
    assert distinct(()) == []


@pytest.mark.parametrize("layer", ["rc+rs+relu", "relu"])
def test_without_an_attractor_nothing_is_compared(layer, laboratory):
    (row,) = laboratory.judge(decay, 5, layer)(laboratory.theory(5, layer))
    assert row.agreement(0.01) is Agreement.NOT_COMPARED


def test_a_rate_that_was_hardly_seen_is_not_compared(laboratory):
    """A bound as wide as the rate would agree with anything."""
    theory = laboratory.theory(10)
    values = distinct(theory.attractor.eigenvalues)
    for error, made in ((1e-12, True), (1e-7, False), (float("nan"), False)):
        found = DecayRates(tuple(float(low) for _, low, _ in values), (error,) * len(values), error)
        rows = decay._judge(found, theory)
        assert len(rows) == len(values)
        for row in rows:
            assert (row.agreement(0.01) is not Agreement.NOT_COMPARED) == made
            assert (row.bound is not None) == made
