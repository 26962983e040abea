"""Guesses and enclosures of the fixed points of the reduced map with rescaling."""

from __future__ import annotations

from fractions import Fraction

import pytest
from flint import arb

from bnproofs.configurations import rescaled_odd_family as family
from bnproofs.fixed_points.candidate import Candidate
from bnproofs.fixed_points.enclosure import EnclosureFailedError
from bnproofs.fixed_points.rescaled import enclose_rescaled
from bnproofs.fixed_points.rescaled_candidate import limit_ratio, propose_rescaled
from bnproofs.numbers.precision import working_precision


@pytest.mark.parametrize("n", [3, 10, 40, 51])
def test_small_batches_have_no_guess(n):
    assert propose_rescaled(n, 60) == ()


@pytest.mark.parametrize("n", [52, 100, 1000, 1001, 10**6])
def test_guesses_are_fixed_to_the_bits_asked_for(n):
    for guess in propose_rescaled(n, 60):
        with working_precision(120):
            tau = guess.tangent * guess.tangent
            ahead = family.next_tau(n, guess.tangent, arb(1))
            assert abs(ahead / tau - 1).upper() < 2.0**-50
            assert 0 < tau < n * (n - 2)


def test_the_guesses_of_large_batches_go_on_from_those_of_small_ones():
    below, above = (propose_rescaled(n, 40) for n in (1000, 1001))
    for x, y in zip(below, above, strict=True):
        assert x.kind == y.kind
        assert abs(float(y.tangent) / float(x.tangent) - 1) < 2e-3


def test_the_limit_of_tau_over_n():
    n = 10**6
    tau = float(propose_rescaled(n, 40)[0].tangent) ** 2
    assert abs(tau / n - limit_ratio()) < 20 / n**0.5


def test_an_enclosure_is_narrow_and_holds_the_guess():
    odd, separating = propose_rescaled(64, 60)
    with working_precision(120):
        first, second = (enclose_rescaled(64, x, 60) for x in (odd, separating))
        assert 0 < first.low < first.high < second.low < second.high < 1
        assert first.high - first.low <= 3 * Fraction(2) ** -60
        with pytest.raises(EnclosureFailedError, match="no fixed point proved"):
            enclose_rescaled(64, Candidate("separating", odd.tangent), 60)
        with pytest.raises(EnclosureFailedError, match="no fixed point proved"):
            enclose_rescaled(64, Candidate("odd-point", (odd.tangent * (1 + arb(2) ** -40)).mid()), 60)
