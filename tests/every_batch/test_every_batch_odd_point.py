"""The bracket of the odd point is true for many batches, nearly the best of its kind, and nothing false is proved."""

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp

from bnproofs.every_batch import odd_point
from bnproofs.every_batch.boxes import BoxesFailedError
from bnproofs.every_batch.claim import NotProvedError
from bnproofs.every_batch.odd_point import ABOVE, BELOW, BEND, REACH, prove_angle, prove_odd_point, prove_stability


@pytest.fixture(autouse=True)
def _precision(balls):
    """200 bits."""


def rational(x):
    return mp.mpf(x.numerator) / x.denominator


@pytest.mark.parametrize("n", [7, 8, 10, 50, 1000, 10**9])
def test_the_odd_point_of_a_certificate_lies_in_the_bracket(n, statement, balls):
    kinds = [point["kind"] for point in statement(n, "fixed-points")["points"]]
    assert kinds == ["ideal", "odd-point", "separating", "uniform"]
    low, high = map(balls, statement(n, "enclosure")["theta"])
    middle = 3 * arb.pi() / 2
    assert middle - balls(BELOW) / n + balls(BEND) / n**2 < n * (low / 2).tan()
    assert n * (high / 2).tan() < middle + balls(ABOVE) / n**2
    assert 3 * arb.pi() - balls(REACH) / n < n * low
    assert n * high < 3 * arb.pi()
    assert statement(n, "stability") == {"verdict": "stable"}


@given(n=st.fractions(min_value=7, max_value=10**5, max_denominator=1000))
def test_the_form_changes_its_sign_between_the_curves_for_real_batches(n):
    with mp.workdps(40):
        n = rational(n)
        low = 3 * mp.pi / 2 - rational(BELOW) / n + rational(BEND) / n**2
        high = 3 * mp.pi / 2 + rational(ABOVE) / n**2
        assert low < high
        assert [sign(n, v / n) for v in (low, high)] == [1, -1]


def sign(n, t):
    """The sign of F where tan(θ/2) = t, from the angles."""
    m, theta = n - 1, 2 * mp.atan(t)
    psi = mp.asin(mp.sqrt((m - 1) / m * (1 - mp.cos(theta))))
    q = (mp.sin(theta) - theta * mp.cos(theta)) / (mp.pi * (1 - mp.cos(theta)))
    return mp.sign(2 * m + 2 * m / mp.pi * (mp.tan(psi) - psi) - q * (n**2 + mp.tan(psi) ** 2))


def test_the_constants_are_close_to_the_best(written):
    """From the zero itself: 30 and 40 at n from 7 to 40, 5 and 10 at large n, where they are all but 3π/2 and 3π."""
    bends, tops = [], []
    for n in [mp.mpf(x) / 4 for x in range(28, 160, 3)]:
        _, _, theta = written.angles(n, written.odd_tangent(n))
        rest = n * mp.tan(theta / 2) - 3 * mp.pi / 2
        tops.append(rest * n**2)
        bends.append((rest + rational(BELOW) / n) * n**2)
    assert max(tops) < rational(ABOVE) < max(tops) * 3 / 2
    assert min(bends) * 4 / 5 < rational(BEND) < min(bends)
    n = mp.mpf(10) ** 7
    _, _, theta = written.angles(n, written.odd_tangent(n))
    assert abs(n * (3 * mp.pi / 2 - n * mp.tan(theta / 2)) - 3 * mp.pi / 2) < mp.mpf(10) ** -5
    assert rational(BELOW) * 14 / 15 < 3 * mp.pi / 2 < rational(BELOW)
    assert rational(REACH) * 14 / 15 < n * (3 * mp.pi - n * theta) < rational(REACH)


@pytest.mark.parametrize(
    ("below", "bend", "above"),
    [
        (Fraction(2), BEND, ABOVE),
        (Fraction(47, 10), BEND, ABOVE),
        (BELOW, Fraction(48), ABOVE),
        (BELOW, BEND, Fraction(5)),
        (BELOW, BEND, Fraction(22)),
        (-BELOW, BEND, ABOVE),
    ],
)
def test_a_false_bracket_is_not_proved(below, bend, above):
    with pytest.raises(BoxesFailedError, match="the sign of"):
        prove_odd_point(below, bend, above)


def test_sharper_true_brackets_are_proved():
    assert prove_odd_point(BELOW, Fraction(45), Fraction(25)).boxes > prove_odd_point().boxes


@pytest.mark.parametrize("least", [Fraction(6), Fraction(61, 10)])
def test_below_the_saddle_node_there_is_nothing_to_prove(least, monkeypatch):
    monkeypatch.setattr(odd_point, "_LAST", 1 / least)
    with pytest.raises(BoxesFailedError):
        prove_odd_point()


def test_a_false_angle_is_not_proved():
    with pytest.raises(NotProvedError, match="more than 9/n"):
        prove_angle(reach=Fraction(9))
    with pytest.raises(BoxesFailedError, match="bend > v³/3"):
        prove_angle(bend=Fraction(34))
    with pytest.raises(BoxesFailedError, match="> above"):
        prove_angle(above=Fraction(35))


def test_stability_needs_an_angle_below_a_right_one(monkeypatch):
    assert prove_stability().statement["verdict"] == "stable"
    monkeypatch.setattr(odd_point, "_LAST", Fraction(1, 5))
    with pytest.raises(NotProvedError, match="π/2"):
        prove_stability()
