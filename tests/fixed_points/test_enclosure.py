"""Fixed points, guessed and enclosed: guesses are close, enclosures hold the true zero, wrong guesses are refused."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction

import pytest
from flint import arb
from mpmath import mp

from bnproofs.configurations.odd_family import fixed_point_form_of as form_of
from bnproofs.fixed_points.candidate import Candidate, propose
from bnproofs.fixed_points.cover import isolate
from bnproofs.fixed_points.enclosure import EnclosureFailedError, enclose
from bnproofs.numbers.precision import working_precision

SIZES = [7, 8, 10, 25]
BITS = 150


def cover_of(n, guesses):
    with working_precision(110):
        return isolate(form_of(n), (*(float(guess.tangent) for guess in guesses), math.sqrt(n * (n - 2))))


def enclosed(n):
    guesses = propose(n, BITS)
    with working_precision(BITS + 100):
        boxes = cover_of(n, guesses).zero_boxes
        return guesses, boxes, [enclose(form_of(n), g, b, BITS) for g, b in zip(guesses, boxes, strict=False)]


@pytest.mark.parametrize("n", [3, 4, 5, 6])
def test_up_to_six_points_nothing_is_proposed(n, reference):
    assert propose(n, 64) == ()
    with mp.workdps(20):
        assert reference.roots(n, 400) == []


@pytest.mark.parametrize("n", SIZES)
@pytest.mark.parametrize("bits", [64, 400])
def test_guesses_are_the_true_zeros_to_the_bits_asked_for(n, bits, reference, number):
    found = propose(n, bits)
    assert [guess.kind for guess in found] == ["odd-point", "separating"]
    with mp.workdps(140):
        wanted = [mp.sqrt(reference.tau_of(n, theta)) for theta in reference.roots(n, 300)]
        assert len(wanted) == 2
        for guess, tangent in zip(found, wanted, strict=True):
            assert abs(number.exactly(guess.tangent) - number.exactly(tangent)) < number.exactly(tangent) / 2**bits


@pytest.mark.parametrize("n", [10**3, 10**4, 10**6])
def test_guesses_of_large_batches_are_fixed_points_too(n, reference, number):
    for guess in propose(n, 128):
        with mp.workdps(80):
            t = number.exactly(guess.tangent)
            x = mp.mpf(t.numerator) / t.denominator
            ahead = [reference.form(n, y / (1 + y)) for y in (x * (1 - mp.mpf(2) ** -110), x * (1 + mp.mpf(2) ** -110))]
            assert ahead[0] * ahead[1] < 0


@pytest.mark.parametrize("n", SIZES)
def test_the_enclosure_holds_the_true_zero_and_is_as_narrow_as_promised(n, reference, number):
    guesses, boxes, found = enclosed(n)
    with mp.workdps(80):
        zeros = [mp.sqrt(reference.tau_of(n, theta)) for theta in reference.roots(n, 300)]
        for tangent, enclosure, box, guess in zip(zeros, found, boxes, guesses, strict=False):
            x = number.exactly(tangent / (1 + tangent))
            assert box.low < enclosure.low < x < enclosure.high < box.high
            assert enclosure.high - enclosure.low <= 3 * min(x, 1 - x) / 2**BITS
            assert enclosure.kind == guess.kind
            signs = [
                mp.sign(reference.form(n, mp.mpf(e.numerator) / e.denominator)) for e in (enclosure.low, enclosure.high)
            ]
            assert signs[0] * signs[1] == -1
            with working_precision(250):
                s, c = enclosure.direction()
            for ball, value in ((s, x), (c, 1 - x)):
                low, high = number.ends(ball)
                assert low <= value <= high
    assert len(found) == 2


@pytest.mark.parametrize("n", [7, 12])
@pytest.mark.parametrize("kind", [0, 1])
def test_a_guess_that_is_not_close_enough_is_refused(n, kind):
    guesses, boxes, _ = enclosed(n)
    count = 0
    with working_precision(BITS + 100):
        for power in (20, 60, BITS - 8):
            for sign in (1, -1):
                wrong = replace(guesses[kind], tangent=(guesses[kind].tangent * (1 + sign * arb(2) ** -power)).mid())
                with pytest.raises(
                    EnclosureFailedError, match=f"guess x = .* of the {wrong.kind}: raise the precision"
                ):
                    enclose(form_of(n), wrong, boxes[kind], BITS)
                count += 1
    assert count == 6


def test_a_guess_in_another_box_is_refused():
    guesses, boxes, _ = enclosed(9)
    with working_precision(BITS + 100):
        for guess, box in ((guesses[0], boxes[1]), (guesses[1], boxes[0]), (guesses[0], boxes[2])):
            with pytest.raises(EnclosureFailedError):
                enclose(form_of(9), guess, box, BITS)


def test_too_little_precision_is_refused_rather_than_rounded():
    guesses, boxes, _ = enclosed(9)
    with working_precision(60), pytest.raises(EnclosureFailedError):
        enclose(form_of(9), guesses[0], boxes[0], BITS)


def test_a_guess_of_nothing_at_all_is_refused():
    _, boxes, _ = enclosed(9)
    with working_precision(200):
        for value in (arb(1), arb(3) / 1024, arb(10) ** 6):
            with pytest.raises(EnclosureFailedError):
                enclose(form_of(9), Candidate("odd-point", value.mid()), boxes[0], 20)
    assert Fraction(0) < boxes[0].low
