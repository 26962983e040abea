"""The verdicts: true statements pass, false ones are caught, and what is too wide says nothing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from flint import arb
from mpmath import mp

from bnproofs.literature import Constant, Verdict, compare, entries_of
from bnproofs.literature.values import arc_cosine_kernel, product
from bnproofs.literature.verdict import verdict_on
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import working_precision

ENTRIES = {entry.id: entry for entry in entries_of()}
EXPECTED = {
    "cho2009-order-one": Verdict.DIFFERENTLY_NORMALISED,
    "cho2009-order-zero": Verdict.DIFFERENTLY_NORMALISED,
    "cho2009-equal-inputs": Verdict.DIFFERENTLY_NORMALISED,
    "cho2009-order-two": Verdict.DIFFERENTLY_NORMALISED,
    "hayou2019-collapse": Verdict.AGREES,
    "nachum2024-odd-direction": Verdict.AGREES,
    "nachum2024-single-cluster": Verdict.AGREES,
    "nachum2024-stability": Verdict.NOT_COMPARED,
    "yang2019-fixed-point": Verdict.AGREES,
    "yang2019-eigenvalues-as-printed": Verdict.DISAGREES,
    "yang2019-eigenvalues": Verdict.AGREES,
    "yang2019-relu-gradients": Verdict.AGREES,
    "yang2019-gradient-limit": Verdict.AGREES,
    "yang2019-linear-gradients": Verdict.AGREES,
    "daneshmand2021-least-eigenvalue": Verdict.AGREES,
    "daneshmand2021-local-rate": Verdict.NOT_SHARP,
    "daneshmand2021-rate-by-singular-value": Verdict.DISAGREES,
    "daneshmand2021-gap": Verdict.NOT_SHARP,
    "daneshmand2021-constant": Verdict.NOT_SHARP,
    "daneshmand2021-constant-of-the-proof": Verdict.NOT_SHARP,
}
SHORT = {"starts": (Fraction(0),), "layers": (100,)}
A, D, N, X = Verdict.AGREES, Verdict.DIFFERENTLY_NORMALISED, Verdict.NOT_COMPARED, Verdict.DISAGREES


def changed(id, **published):
    entry = ENTRIES[id]
    at = SHORT if id == "hayou2019-collapse" else entry.at
    return replace(entry, published={**entry.published, **published}, at=at)


def test_every_entry_has_an_expected_verdict():
    assert set(EXPECTED) == set(ENTRIES)


@pytest.mark.parametrize("id", EXPECTED)
def test_the_verdict(id):
    found = compare(ENTRIES[id])
    assert found.verdict is EXPECTED[id]
    assert found.reason
    assert bool(found.values) == (found.verdict is not Verdict.NOT_COMPARED)
    for label, interval in found.values:
        assert label
        assert interval.upper - interval.lower <= abs(interval.upper) / 2**60


@pytest.mark.parametrize("factor", ["101/100", "99/100", "1000000000000000000001/1000000000000000000000"])
@pytest.mark.parametrize(
    ("id", "name", "true"),
    [
        ("cho2009-order-one", "prefactor", Constant(Fraction(1), -1)),
        ("cho2009-order-zero", "prefactor", Constant(Fraction(1), -1)),
        ("cho2009-order-two", "prefactor", Constant(Fraction(1), -1)),
        ("cho2009-equal-inputs", "coefficient", Constant(Fraction(1))),
        ("hayou2019-collapse", "limit", Constant(Fraction(9, 2), 2)),
        ("daneshmand2021-least-eigenvalue", "coefficient", Constant(Fraction(2))),
    ],
)
def test_a_published_number_that_is_off_is_caught(id, name, true, factor):
    assert ENTRIES[id].published == {name: true}
    assert compare(changed(id, **{name: true})).verdict is EXPECTED[id]
    wrong = replace(true, rational=true.rational * Fraction(factor))
    assert compare(changed(id, **{name: wrong})).verdict is Verdict.DISAGREES


@pytest.mark.parametrize(
    ("rational", "power", "verdict"),
    [("9/4", 2, X), ("9/2", 1, X), ("9/2", 3, X), ("9", 2, X), ("44413219804902/1000000000000", 0, X), ("4.5", 2, A)],
)
def test_other_limits_of_the_collapse(rational, power, verdict):
    found = compare(changed("hayou2019-collapse", limit=Constant(Fraction(rational), power)))
    assert found.verdict is verdict


@pytest.mark.parametrize("id", ["nachum2024-odd-direction", "nachum2024-single-cluster"])
@pytest.mark.parametrize("off", ["1/100", "-1/100", "1/1000000000"])
def test_another_limit_of_a_cosine_is_caught(id, off):
    limit = ENTRIES[id].published["limit"]
    wrong = replace(limit, rational=limit.rational + Fraction(off))
    assert compare(changed(id, limit=wrong)).verdict is Verdict.DISAGREES


@pytest.mark.parametrize("id", ["cho2009-order-one", "cho2009-order-zero", "cho2009-order-two"])
def test_the_published_kernel_in_our_normalisation_agrees(id):
    assert compare(changed(id, prefactor=Constant(Fraction(1, 2), -1))).verdict is Verdict.AGREES


def test_the_wrong_order_of_the_kernel_is_caught():
    entry = replace(ENTRIES["cho2009-order-one"], comparison="arc-cosine-order-zero")
    assert compare(entry).verdict is EXPECTED["cho2009-order-zero"]
    exchanged = replace(entry, factor=Fraction(3))
    assert compare(exchanged).verdict is Verdict.DISAGREES


def test_no_reason_turns_into_agreement():
    entry = ENTRIES["nachum2024-stability"]
    assert compare(entry).reason == entry.reason


@pytest.mark.parametrize(
    ("balls", "factor", "verdict"),
    [
        ([arb(1)], 1, A),
        ([arb(1), arb(1)], 2, A),
        ([arb(2), arb(2)], 2, D),
        ([arb(1), arb(2)], 2, X),
        ([arb(2)], 1, X),
        ([arb(2)], 3, X),
        ([arb(1), arb(1.5)], 1, X),
        ([arb(1, 1e-3)], 1, N),
        ([arb(2, 1e-3)], 2, N),
        ([arb(1, 10)], 2, N),
        ([arb(3, 1e-3)], 2, X),
        ([arb("nan")], 1, N),
        ([arb(1), arb("nan")], 1, N),
        ([arb("inf")], 1, X),
        ([], 1, N),
    ],
    ids=str,
)
def test_verdicts_on_balls(balls, factor, verdict):
    found, reason = verdict_on(balls, Fraction(factor))
    assert found is verdict
    assert reason


@pytest.mark.parametrize("order", [0, 1])
@pytest.mark.parametrize("pair", ENTRIES["cho2009-order-one"].at["pairs"], ids=str)
def test_the_published_kernel_is_twice_the_gaussian_integral(order, pair, number):
    """The definition in polar coordinates: 2 E of step or rectifier, over the overlap of two half-planes."""
    x, y = pair
    with working_precision(192):
        ball = arc_cosine_kernel(order, 1 / Balls().pi(), x, y)
    with mp.workdps(60):
        xx, xy, yy = (mp.mpf(v.numerator) / v.denominator for v in (product(x, x), product(x, y), product(y, y)))
        theta = mp.atan2(mp.sqrt(xx * yy - xy**2), xy)
        radial = 1 if order == 0 else 2 * mp.sqrt(xx * yy)
        integral = mp.quad(lambda t: (mp.cos(t) * mp.cos(t - theta)) ** order, [theta - mp.pi / 2, mp.pi / 2])
        value = 2 * radial * integral / (2 * mp.pi)
    assert number.encloses(ball, value, relative_width=Fraction(1, 2**90), slack=Fraction(1, 10**40))
