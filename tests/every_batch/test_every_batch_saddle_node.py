"""The saddle node against its definition in mpmath, and false enclosures of it."""

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from bnproofs.every_batch import crossing
from bnproofs.every_batch.boxes import BoxesFailedError, over
from bnproofs.every_batch.claim import NotProvedError
from bnproofs.every_batch.crossing import centred, prove_one_way
from bnproofs.every_batch.forms import constant, variable
from bnproofs.every_batch.saddle_node import form, prove_saddle_node, require_double_zero
from bnproofs.numbers.precision import working_precision


def rational(x):
    return mp.mpf(x.numerator) / x.denominator


def double_zero(form):
    """n and T with F = F_T = 0 from numerical derivatives."""
    return mp.findroot(lambda n, t: [form(n, t), mp.diff(lambda x: form(n, x), t)], (mp.mpf("6.1"), mp.mpf("2.1")))


@pytest.fixture
def digits(claims):
    """What `require_double_zero` proves of the claim, with parts of it exchanged."""
    claim = claims["saddle-node"]

    def again(place=claim.witness["at"], batch=claim.statement["batch"], tau=claim.statement["tau"]):
        with working_precision(192):
            return require_double_zero(place, tuple(batch), tuple(tau))

    return again


def test_the_saddle_node_is_the_double_zero_to_forty_digits(claims, written):
    n, t = double_zero(written.form)
    low, high = claims["saddle-node"].statement["batch"]
    with mp.workdps(60):
        assert rational(low) - mp.mpf(10) ** -38 < n < rational(high) + mp.mpf(10) ** -38
        low, high = claims["saddle-node"].statement["tau"]
        assert rational(low) < t**2 < rational(high)
    assert mp.diff(lambda x: written.form(n, x), t, 2) > 0
    slope = mp.diff(lambda x: written.form(x, t), n)
    weight = 2 * (mp.pi + t - mp.atan(t)) * (n * (n - 2) ** 2 - (n - 3) * t**2 + t**4) - t**3 * (n**2 + t**2)
    assert mp.almosteq(slope, -weight / (mp.pi * (n - 2) * (n**2 + t**2)), mp.mpf(10) ** -15)


@pytest.mark.parametrize("bits", [32, 64, 128, 1000])
def test_the_enclosures_are_as_narrow_as_promised_and_nested(bits, claims):
    found = prove_saddle_node(bits).statement
    for name in ("batch", "tau"):
        low, high = found[name]
        assert 0 < high - low <= Fraction(2) ** (16 - bits) * high
        other = claims["saddle-node"].statement[name]
        assert low < other[1]
        assert other[0] < high


def test_thirty_digits_are_promised_by_128_bits(claims):
    low, high = claims["saddle-node"].statement["batch"]
    assert high - low < Fraction(1, 10**36)


@pytest.mark.parametrize("n", [3, 4, 5.5, 6, 6.1, 6.107])
def test_before_it_nothing_is_fixed_between_the_ideal_and_the_uniform_point(n, reference):
    assert reference.roots(mp.mpf(n), most=300) == []


@pytest.mark.parametrize("n", [6.108, 6.2, 7, 8.5])
def test_behind_it_two_points_are(n, reference):
    assert len(reference.roots(mp.mpf(n), most=300)) == 2


@given(n=st.fractions(3, 50, max_denominator=100), share=st.fractions(Fraction(1, 50), 5, max_denominator=50))
def test_nothing_is_fixed_beyond_the_uniform_point(n, share):
    with working_precision(128):
        n, share = (arb(x.numerator) / x.denominator for x in (n, share))
        t = (n * (n - 2)).sqrt() * (1 + share)
        jet = form(constant(n), variable(t))
        assert jet.value < 0
        assert jet.first < 0


@pytest.mark.parametrize("shift", [-4, 4])
def test_enclosures_beside_it_are_not_proved(shift, digits, claims):
    digits()
    statement = claims["saddle-node"].statement
    for name in ("batch", "tau"):
        low, high = statement[name]
        moved = [end + shift * (high - low) for end in (low, high)]
        with pytest.raises(NotProvedError):
            digits(**{name: moved})
    with pytest.raises(NotProvedError, match="does not hold the point"):
        digits(place=claims["saddle-node"].witness["at"] + shift)


def test_enclosures_that_leave_the_stretch_are_refused(digits):
    with pytest.raises(NotProvedError, match="leaves the batches"):
        digits(batch=(Fraction(61, 10), Fraction(71, 10)))
    with pytest.raises(NotProvedError, match="leaves the batches"):
        digits(tau=(Fraction(4), Fraction(26)))


def test_too_few_bits_prove_nothing(claims):
    claim = claims["saddle-node"]
    with working_precision(60), pytest.raises(NotProvedError):
        require_double_zero(claim.witness["at"], tuple(claim.statement["batch"]), tuple(claim.statement["tau"]))


@given(n=st.fractions(3, 7, max_denominator=100), t=st.fractions(0, 6, max_denominator=100))
def test_the_centred_enclosure_holds_the_values(n, t):
    with working_precision(128):
        box = centred(over(n, n + Fraction(1, 10)), over(t, t + Fraction(1, 10)))
        for a in (n, n + Fraction(1, 30), n + Fraction(1, 10)):
            for b in (t, t + Fraction(1, 20), t + Fraction(1, 10)):
                x, y = (arb(z.numerator) / z.denominator for z in (a, b))
                value = 2 * (arb.pi() + y - y.atan()) * (x * (x - 2) ** 2 - (x - 3) * y**2 + y**4)
                assert box.overlaps(value - y**3 * (x**2 + y**2))


def test_up_to_eight_points_the_crossing_is_not_one_way(monkeypatch):
    monkeypatch.setattr(crossing, "LEAST", 7)
    monkeypatch.setattr(crossing, "FIRST", 8)
    with working_precision(128), pytest.raises(BoxesFailedError, match="G > 0"):
        prove_one_way()
