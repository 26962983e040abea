"""The expansion of the rate at the uniform point, against the spectrum of one batch size and finite differences."""

from __future__ import annotations

from fractions import Fraction

import mpmath
import pytest

from bnproofs.checker.cuts import BITS
from bnproofs.checker.fields import Refusal
from bnproofs.checker.interval import Interval, hull, surely_less, surely_positive, whole
from bnproofs.checker.jet import variable
from bnproofs.checker.spectrum import uniform_point
from bnproofs.checker.uniform_rate import correction, limit, rate, remainder, require_remainder


def point(x: Fraction) -> Interval:
    return hull(x, x, BITS)


def close(exact: mpmath.mpf, x: Interval, digits: int) -> bool:
    low, high = mpmath.ldexp(x.lo, -x.bits), mpmath.ldexp(x.hi, -x.bits)
    slack = mpmath.mpf(10) ** -digits
    return bool(low - slack <= exact <= high + slack and high - low <= slack)


def plain_rate(e: mpmath.mpf) -> mpmath.mpf:
    """n(1 − λ) from the formula of the eigenvalue for one batch size, by angles, n real."""
    n = 1 / e
    theta = mpmath.acos(-1 / (n - 1))
    q = (mpmath.sin(theta) - theta * mpmath.cos(theta)) / (mpmath.pi * (1 - mpmath.cos(theta)))
    kappa, spread = (1 - theta / mpmath.pi) / 2, mpmath.sin(theta) / (4 * mpmath.pi)
    return n * (1 - ((2 / n) * (kappa - (n - 2) * spread) + (n - 2) / (2 * n)) / ((1 - q) / 2))


@pytest.mark.parametrize("n", [3, 4, 7, 10, 1000])
def test_the_rate_is_that_of_the_spectrum(n: int) -> None:
    standard = uniform_point(n, BITS).spectrum[0]
    assert standard.name == "standard"
    exact = (whole(1, BITS) - standard.eigenvalues[0]).times(n)
    value = rate(variable(point(Fraction(1, n)), 0)).value
    assert exact.meet(value).hi - exact.meet(value).lo < 2 ** (BITS // 2)


@pytest.mark.parametrize("e", [Fraction(1, 1000), Fraction(1, 50), Fraction(1, 10), Fraction(3, 10), Fraction(1, 3)])
def test_the_derivatives_of_the_rate(e: Fraction) -> None:
    jet, rest = rate(variable(point(e), 2)), remainder(variable(point(e), 2))
    with mpmath.workdps(60):
        x = mpmath.mpf(e.numerator) / e.denominator
        first, second = mpmath.diff(plain_rate, x), mpmath.diff(plain_rate, x, 2) / 2
        assert close(plain_rate(x), jet.value, 30)
        assert close(first, jet.terms[1], 10)
        assert close(second, jet.terms[2], 8)
        c0 = (mpmath.pi - 2) / (2 * (mpmath.pi - 1))
        c1 = 1 / (mpmath.pi - 1) + c0**2
        assert close(plain_rate(x) - c0 - c1 * x, rest.value, 30)
        assert close(first - c1, rest.terms[1], 10)


def test_the_coefficients_are_those_at_zero() -> None:
    jet = rate(variable(whole(0, BITS), 1))
    for found, closed in zip(jet.terms, (limit(BITS), correction(BITS)), strict=True):
        assert found.meet(closed).lo > 0
        assert max(found.hi - found.lo, closed.hi - closed.lo) < 2**20
    with mpmath.workdps(40):
        tiny = mpmath.mpf(10) ** -12
        quotient = (plain_rate(tiny) - (mpmath.pi - 2) / (2 * (mpmath.pi - 1))) / tiny
        assert close(quotient, correction(BITS), 11)


def even(start: Fraction, end: Fraction, boxes: int) -> list[Fraction]:
    return [start + (end - start) * i / boxes for i in range(boxes + 1)]


def test_the_remainder_is_below_two_but_not_below_its_value_at_three() -> None:
    bend, value = even(Fraction(0), Fraction(1, 10), 20), even(Fraction(1, 10), Fraction(1, 3), 100)
    require_remainder(bend, value, 2)
    with pytest.raises(Refusal, match="upper bound"):
        require_remainder(bend, value, 1)
    with pytest.raises(Refusal, match="upper bound of the second derivative"):
        require_remainder(even(Fraction(0), Fraction(1, 5), 400), even(Fraction(1, 5), Fraction(1, 3), 10), 2)


def test_the_constant_two_is_needed() -> None:
    last = remainder(variable(point(Fraction(1, 3)), 0)).value.times(9)
    assert surely_positive(last - whole(19, BITS).over(10))
    assert surely_less(last, whole(2, BITS))
