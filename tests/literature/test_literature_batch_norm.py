"""Batch norm in the literature: what was published agrees but for one symbol, and one per cent off is caught."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from mpmath import mp

from bnproofs.evolution import dense_jacobian, mean_field_map
from bnproofs.layer import Layer
from bnproofs.literature import Constant, Verdict, compare, entries_of
from bnproofs.literature.batch_norm import (
    LINEAR,
    RELU,
    published_eigenvalues,
    published_fixed_point,
    published_gradient_rate,
)
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import working_precision

ENTRIES = {entry.id: entry for entry in entries_of("yang2019")}


def half():
    return Balls().number(1) / 2


@pytest.mark.parametrize("n", [4, 5, 12])
def test_the_published_fixed_point_is_one_of_the_map_in_doubles(n):
    norm, cosine = (float(x.mid()) for x in published_fixed_point(n, half()))
    gram = np.full((n, n), norm * cosine)
    np.fill_diagonal(gram, norm)
    np.testing.assert_allclose(mean_field_map(RELU, gram), gram, rtol=1e-12)
    assert norm == pytest.approx(0.5, rel=1e-14)


@pytest.mark.parametrize("n", [4, 5, 7])
def test_eigenvalues_are_those_of_the_dense_jacobian_with_u_and_not_with_v(n):
    """The full derivative of the map at the fixed point, in doubles: no closed form of ours."""
    norm, cosine = published_fixed_point(n, half())
    gram = np.full((n, n), float((norm * cosine).mid()))
    np.fill_diagonal(gram, float(norm.mid()))
    found = np.linalg.eigvals(dense_jacobian(RELU, gram))
    assert np.abs(found.imag).max() < 1e-9

    def far(denominator):
        values = [float(x.mid()) for x in published_eigenvalues(n, half(), denominator).values()]
        return [np.abs(found.real - value).min() for value in values]

    assert max(far(norm * (1 - cosine))) < 1e-9
    assert min(far(norm * cosine)) > 0.1
    assert min(far(norm * (1 - cosine) * 101 / 100)) > 1e-3


@pytest.mark.parametrize("factor", ["101/100", "99/100"])
@pytest.mark.parametrize("id", [id for id in ENTRIES if ENTRIES[id].published])
def test_a_published_number_that_is_off_by_one_per_cent_is_caught(id, factor):
    entry = ENTRIES[id]
    for name, true in entry.published.items():
        wrong = replace(true, rational=true.rational * Fraction(factor))
        changed = replace(entry, published={**entry.published, name: wrong})
        assert compare(changed).verdict is Verdict.DISAGREES


def test_eigenvalues_as_printed_are_too_large_by_the_quotient_of_u_and_v():
    entry = ENTRIES["yang2019-eigenvalues-as-printed"]
    found = compare(entry)
    assert found.verdict is Verdict.DISAGREES
    for (label, interval), n in zip(found.values, [n for n in entry.at["batches"] for _ in range(2)], strict=True):
        _, cosine = published_fixed_point(n, half())
        assert f"n = {n}" in label
        assert float(interval.lower) == pytest.approx(float(((1 - cosine) / cosine).mid()), rel=1e-12)


def test_as_printed_and_as_meant_are_the_same_statement_but_for_the_symbol():
    printed, meant = ENTRIES["yang2019-eigenvalues-as-printed"], ENTRIES["yang2019-eigenvalues"]
    assert printed.formula.replace("v*", "u*") == meant.formula
    assert (printed.published, printed.at, printed.ours) == (meant.published, meant.at, meant.ours)


@pytest.mark.parametrize(("constant", "verdict"), [((1, 1), "agrees"), ((3, 0), "disagrees"), ((22, 0), "disagrees")])
def test_the_limit_of_the_rate(constant, verdict):
    entry = ENTRIES["yang2019-gradient-limit"]
    changed = replace(entry, published={"constant": Constant(Fraction(constant[0]), constant[1])})
    assert compare(changed).verdict.value == verdict


def test_rates_are_those_that_mpmath_evaluates():
    n = 8
    with working_precision(160):
        relu, linear = published_gradient_rate(RELU, n), published_gradient_rate(LINEAR, n)
    with mp.workdps(40):
        c = mp.mpf(-1) / (n - 1)
        kernel = (mp.sqrt(1 - c * c) + (mp.pi - mp.acos(c)) * c) / mp.pi
        slope = (mp.pi - mp.acos(c)) / mp.pi
        wanted = (slope + n - 2 + kernel) / ((n - 3) * (1 - kernel))
    assert float(relu.mid()) == pytest.approx(float(wanted), rel=1e-14)
    assert float(linear.mid()) == pytest.approx(1.2, rel=1e-15)
    assert (str(RELU), str(LINEAR)) == ("rc+rs+relu", "rc+rs+identity")
    assert Layer.parse("rc+rs+relu") == RELU
