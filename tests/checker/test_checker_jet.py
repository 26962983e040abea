"""Jets against mpmath derivatives: at points true and narrow, on boxes true at every sampled point."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bnproofs.checker.angles import angle, co_excess, excess, sector
from bnproofs.checker.centred import on_interval, proves_sign
from bnproofs.checker.interval import Interval, NoEnclosure, hull, whole
from bnproofs.checker.jet import Jet, variable

BITS = 160
TINY = Fraction(1, 10**12)


def mp_sector(s: mpmath.mpf, c: mpmath.mpf) -> mpmath.mpf:
    return c * (s - c * mpmath.atan2(s, c)) / s**2


FUNCTIONS: dict[str, tuple[Callable[[Jet], Jet], Callable[[mpmath.mpf], mpmath.mpf]]] = {
    "product": (lambda x: x * x.square(), lambda x: x**3),
    "quotient": (lambda x: x / (x.square().plus(whole(1, BITS))), lambda x: x / (1 + x**2)),
    "inverse": (lambda x: x.inverse(), lambda x: 1 / x),
    "root": (lambda x: x.sqrt(), mpmath.sqrt),
    "root of a square": (lambda x: x.square().plus(whole(3, BITS)).sqrt(), lambda x: mpmath.sqrt(x**2 + 3)),
    "atan": (lambda x: x.atan(), mpmath.atan),
    "excess": (excess, lambda u: (u - mpmath.atan(u)) / u**2),
    "co-excess": (co_excess, lambda y: y * (1 - y * mpmath.atan(1 / y))),
    "angle, s moving": (lambda x: angle(x, one(x)), lambda x: mpmath.atan(x)),
    "angle, c moving": (lambda x: angle(one(x), x), lambda x: mpmath.atan2(1, x)),
    "sector, s moving": (lambda x: sector(x, one(x)), lambda x: mp_sector(x, mpmath.mpf(1))),
    "sector, c moving": (lambda x: sector(one(x), x), lambda x: mp_sector(mpmath.mpf(1), x)),
    "scaled": (lambda x: (-x).times(3).over(7).scaled(whole(2, BITS)), lambda x: -6 * x / 7),
}
NUMBERS = (Fraction(1, 10**9), Fraction(1, 97), Fraction(1, 3), Fraction(99, 100), Fraction(101, 100), Fraction(1000))


def one(x: Jet) -> Jet:
    return Jet(whole(1, BITS), *[whole(0, BITS)] * x.order)


def taylor(function: Callable[[mpmath.mpf], mpmath.mpf], x: Fraction) -> list[mpmath.mpf]:
    with mpmath.workdps(120):
        return mpmath.taylor(function, mpmath.mpf(x.numerator) / x.denominator, 2)


def as_mpf(k: int) -> mpmath.mpf:
    return mpmath.ldexp(k, -BITS)


@pytest.mark.parametrize("number", NUMBERS, ids=str)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_jets_at_points_are_true_and_narrow(name: str, number: Fraction) -> None:
    function, exact = FUNCTIONS[name]
    jet = function(variable(hull(number, number, BITS), 2))
    with mpmath.workdps(150):
        for term, value in zip(jet.terms, taylor(exact, number), strict=True):
            spread = max(number, 1 / number)
            scale = max(1, abs(value)) * mpmath.mpf(spread.numerator) ** 3 / spread.denominator**3
            slack = mpmath.mpf(10) ** -60  # of the numerical differentiation
            assert as_mpf(term.lo) - slack <= value <= as_mpf(term.hi) + slack
            assert as_mpf(term.hi - term.lo) <= scale * mpmath.ldexp(1, 20 - BITS)


@pytest.mark.parametrize("name", FUNCTIONS)
@given(st.fractions(TINY, 4), st.fractions(Fraction(101, 100), 2))
def test_jets_on_boxes_hold_at_every_sampled_point(name: str, left: Fraction, ratio: Fraction) -> None:
    function, exact = FUNCTIONS[name]
    box = hull(left, left * ratio, BITS)
    plain, sharp = function(variable(box, 2)), on_interval(function, box)
    with mpmath.workdps(100):
        for weight in (0, 1, 3, 4):
            values = taylor(exact, left + (left * ratio - left) * Fraction(weight, 4))
            slack = mpmath.mpf(10) ** -40
            for term, sharper, value in zip(plain.terms, sharp.terms, values, strict=True):
                assert term.lo <= sharper.lo <= sharper.hi <= term.hi
                assert as_mpf(sharper.lo) - slack <= value <= as_mpf(sharper.hi) + slack


@pytest.mark.parametrize("order", [0, 1, 2])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_jet_of_lower_order_is_the_beginning_of_the_higher_one(name: str, order: int) -> None:
    function, _ = FUNCTIONS[name]
    box = hull(Fraction(1, 3), Fraction(1, 2), BITS)
    low, high = function(variable(box, order)), function(variable(box, 2))
    assert low.order == order
    assert [(term.lo, term.hi) for term in low.terms] == [(term.lo, term.hi) for term in high.terms[: order + 1]]


def test_boxes_that_touch_zero_have_jets() -> None:
    for function, bound in ((excess, Fraction(1, 3)), (co_excess, Fraction(1))):
        jet = function(variable(hull(Fraction(0), Fraction(1, 4), BITS), 2))
        assert jet.value.lo <= 0
        assert jet.value.hi <= (hull(bound, bound, BITS).hi >> 2) + 2
        assert jet.terms[1].lo > 0


def test_derivative_and_lower_shift_the_taylor_coefficients() -> None:
    cube = FUNCTIONS["product"][0](variable(whole(2, BITS), 2))
    assert [term.lo >> BITS for term in cube.terms] == [8, 12, 6]
    assert [term.lo >> BITS for term in cube.derivative().terms] == [12, 12]
    assert [term.lo >> BITS for term in cube.lower().terms] == [8, 12]


def test_jets_of_different_order_do_not_mix() -> None:
    first, second = variable(whole(1, BITS), 1), variable(whole(1, BITS), 2)
    for combine in (lambda f, g: f + g, lambda f, g: f - g, lambda f, g: f * g, lambda f, g: f / g):
        with pytest.raises(ValueError, match=r"order|shorter|longer"):
            combine(first, second)
    with pytest.raises(ValueError, match="chain"):
        first.chain(whole(1, BITS))


def test_domains_are_refused() -> None:
    around_zero = variable(Interval(-1, 1, BITS), 1)
    for function in (Jet.inverse, Jet.sqrt, Jet.atan, excess, co_excess):
        with pytest.raises(NoEnclosure):
            function(around_zero)


def test_signs_are_proved_only_where_they_hold() -> None:
    def parabola(x: Jet) -> Jet:
        return x * (-x).plus(whole(1, BITS))

    inside, across = hull(Fraction(1, 10), Fraction(9, 10), BITS), hull(Fraction(1, 2), Fraction(3, 2), BITS)
    assert proves_sign(parabola, inside, 1, 0)
    assert not proves_sign(parabola, inside, -1, 0)
    assert not proves_sign(parabola, inside, 1, 1)
    assert proves_sign(parabola, inside, -1, 2)
    assert not proves_sign(parabola, across, 1, 0)
    assert not proves_sign(parabola, across, -1, 0)
    assert not proves_sign(Jet.inverse, hull(Fraction(-1), Fraction(1), BITS), 1, 0)
