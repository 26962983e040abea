"""The checker on Hermite polynomials: its polynomials against the kernel of the library, and signs on boxes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from bnproofs.activations import Hermite
from bnproofs.checker.fields import Refusal
from bnproofs.checker.layers import general_even, general_growth
from bnproofs.checker.layers.general_even import excess, gain, is_never_kept, largest, over_difference, shifted
from bnproofs.checker.layers.general_growth import require_growth, surplus
from bnproofs.checker.layers.polynomials import is_positive, plus, power, times, within
from bnproofs.fixed_points.odd_pair import next_pair
from bnproofs.layer import Layer

ODD, EVEN = (3, 5, 7, 9, 11), (4, 6, 8, 10, 12)
UNIT = ((0, 1), (1, 1))


def value(form, *at):
    return sum(c * at[0] ** i * at[1] ** j * at[2] ** k for (i, j, k), c in form.items())


@pytest.mark.parametrize("order", ODD)
def test_the_surplus_is_that_of_the_kernel(order):
    phi = Hermite(order)
    for h, z, gap in ((Fraction(2, 3), Fraction(1, 5), Fraction(1, 2)), (Fraction(3), Fraction(6, 7), Fraction(-2, 5))):
        a, b, c = h + gap, h * (1 - 2 * z), h - gap
        square = phi.second_moment(a) + phi.second_moment(c) - 2 * phi.dual_kernel(a, b, c)
        kappa = gap**2 / (4 * h**2 * z * (1 - z))
        assert value(surplus(order), h, z, kappa) == square / (2 * h * z) - 4
        assert value(surplus(order), h, z, kappa * Fraction(101, 100)) != square / (2 * h * z) - 4


@pytest.mark.parametrize("order", ODD)
def test_growth_is_proved_of_odd_orders(order):
    require_growth(order)


@pytest.mark.parametrize("order", [-3, 1, 2, 4, 12])
def test_growth_is_not_proved_of_other_orders(order):
    with pytest.raises(Refusal, match="not odd"):
        require_growth(order)


def test_the_cubic_does_not_grow_by_more_than_it_does(monkeypatch):
    """The least factor 3 is attained."""
    for rate in (3, 4):
        monkeypatch.setattr(general_growth, "RATE", rate)
        with pytest.raises(Refusal, match="not proved"):
            require_growth(3)


@pytest.mark.parametrize("order", EVEN)
def test_the_excess_is_that_of_one_layer(order):
    layer = Layer.parse(f"rc+hermite({order})")
    for n, a, o in ((3, Fraction(1, 40), Fraction(1, 17)), (8, Fraction(2, 5), Fraction(4))):
        m = n - 1
        pairs, row = m * (m - 1), o / m
        product = (row - a) / (m - 1)
        after, product_after = next_pair(layer, n, a, product)
        gap, gap_after = a - product, after - product_after
        found = n * (gap_after * n * row - gap * n * (after + (m - 1) * product_after))
        assert found == -gap * value(excess(order), a, o, m) * (o - a) / pairs**order
        assert found != -gap * value(excess(order), a * Fraction(101, 100), o, m) * (o - a) / pairs**order


@pytest.mark.parametrize("order", EVEN)
def test_the_gain_is_below_that_of_every_family(order):
    phi = Hermite(order)
    count = 0
    for a in (Fraction(1, 100), Fraction(1, 2), Fraction(1), Fraction(7, 3)):
        bound = sum(c * a**i for i, c in enumerate(gain(order)))
        for part in (Fraction(-49, 100), Fraction(-1, 7), Fraction(1, 2), Fraction(99, 100)):
            within = (phi.second_moment(a) - phi.dual_kernel(a, part * a, a)) / (a - part * a)
            assert bound <= within - 1
            count += 1
    assert count == 16
    assert sum(c * (a - 2) ** i for i, c in enumerate(shifted(gain(order), Fraction(2)))) == bound
    assert sum(c * largest(order) ** i for i, c in enumerate(gain(order))) > 0


@pytest.mark.parametrize("order", EVEN)
def test_of_which_batches_it_is_proved(order):
    assert [n for n in range(1, 9) if is_never_kept(order, n)] == [3, 5, 6, 7, 8]


@pytest.mark.parametrize("order", [2, 3, 5, 0, -4])
def test_of_which_orders_it_is_not(order):
    assert not is_never_kept(order, 10)


def test_a_bound_that_is_too_small_or_too_large_proves_nothing(monkeypatch):
    """Below the variances of fixed batches λ'/λ is less than 1; far above them H takes both signs."""
    for order, factor in ((4, Fraction(1, 2)), (4, Fraction(30)), (6, Fraction(4, 5)), (6, Fraction(1500))):
        monkeypatch.setattr(general_even, "largest", lambda order, factor=factor: factor * largest(order))
        assert not is_never_kept(order, 10)


def test_four_points_are_among_those_it_is_not_true_of(monkeypatch):
    monkeypatch.setattr(general_even, "beyond", lambda points: ((min(points, 3), 1), (1, 0)))
    assert not is_never_kept(4, 10)


def test_signs_on_boxes():
    x = {(1, 0, 0): 1}
    cases = (
        (plus(x, {(0, 0, 0): 1}), UNIT, True),
        (plus(times(-1, x), {(0, 0, 0): 2}), UNIT, True),
        (plus(times(-1, x), {(0, 0, 0): 2}), ((0, 1), (1, 0)), False),
        (plus(times(-1, x), {(0, 0, 0): 1}), UNIT, False),
        (plus({(2, 0, 0): 2, (1, 0, 0): -2}, {(0, 0, 0): 1}), UNIT, False),
        (plus({(2, 0, 0): 2, (1, 0, 0): -2}, {(0, 0, 0): 1}), ((0, 1), (1, 2)), True),
        (plus({(2, 0, 0): 2, (1, 0, 0): -2}, {(0, 0, 0): 1}), ((-1, 1), (1, 1)), False),
        ({(2, 0, 0): 1, (0, 0, 0): 1}, ((0, 1), (1, 0)), False),
        ({(2, 0, 0): 1, (0, 0, 0): 1}, ((1, 1), (1, 0)), True),
    )
    for form, side, expected in cases:
        assert is_positive(form, (side, UNIT, UNIT)) is expected


def test_a_form_on_a_box_has_the_values_of_the_form():
    form = {(3, 1, 0): 5, (1, 0, 2): -7, (0, 0, 0): 2, (0, 2, 1): 1}
    turned = within(form, 0, 3, ((1, 3), (5, 2)))
    x = Fraction(4, 9)
    at = (1 + 5 * x) / (3 + 2 * x)
    assert value(turned, x, 2, 3) == value(form, at, 2, 3) * (3 + 2 * x) ** 3
    assert value(power(form, 3), 1, 2, 3) == value(form, 1, 2, 3) ** 3


def test_division():
    difference, other = {(0, 1, 0): 1, (1, 0, 0): -1}, {(0, 2, 1): 3, (4, 0, 0): -2, (0, 0, 0): 1}
    assert over_difference(times(difference, other)) == other
    with pytest.raises(Refusal, match="not kept"):
        over_difference(plus(times(difference, other), {(0, 0, 0): 1}))
