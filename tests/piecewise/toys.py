"""Activations as a user writes them, in a module of their own."""

from __future__ import annotations

from fractions import Fraction

from bnproofs.numbers import Number, lift
from bnproofs.piecewise import Piecewise


def twice_tanh_right(x: Number) -> Number:
    """The function 2 tanh x, written so that it is bounded for x > 0."""
    kind, x = lift(x)
    small = kind.exp(-2 * x)
    return 2 * (1 - small) / (1 + small)


def twice_tanh_left(x: Number) -> Number:
    """The function 2 tanh x, written so that it is bounded for x < 0."""
    return -twice_tanh_right(-x)


def slope(x: Number) -> Number:
    """Its derivative for x > 0."""
    value = twice_tanh_right(x) / 2
    return 2 * (1 - value * value)


def twice_tanh() -> Piecewise:
    """The activation 2 tanh x."""
    return Piecewise(
        pieces=(twice_tanh_left, twice_tanh_right),
        breakpoints=(Fraction(0),),
        growth=(Fraction(2), Fraction(0)),
        derivatives=(lambda x: slope(-x), slope),
    )


def signed_square() -> Piecewise:
    """The activation x abs(x), of degree 2."""
    return Piecewise(
        pieces=(lambda x: -x * x, lambda x: x * x),
        breakpoints=(Fraction(0),),
        growth=(Fraction(4), Fraction(1)),
        derivatives=(lambda x: -2 * x, lambda x: 2 * x),
        degree=2,
    )


def jump() -> Piecewise:
    """The activation −1 below 1/3 and x above."""
    return Piecewise((lambda x: 0 * x - 1, lambda x: x), (Fraction(1, 3),), (Fraction(2), Fraction(1)))


def rectifier() -> Piecewise:
    """ReLU as a user writes it."""
    return Piecewise(
        pieces=(lambda x: 0 * x, lambda x: x),
        breakpoints=(Fraction(0),),
        growth=(Fraction(1), Fraction(1)),
        derivatives=(lambda x: 0 * x, lambda x: 0 * x + 1),
        degree=1,
    )


def stretched(factor: Fraction) -> Piecewise:
    """The activation clipped to [−1, 1], x times the factor in between."""
    end = 1 / factor
    return Piecewise(
        pieces=(lambda x: 0 * x - 1, lambda x: lift(factor, x)[1] * x, lambda x: 0 * x + 1),
        breakpoints=(-end, end),
        growth=(max(Fraction(1), factor), Fraction(0)),
        derivatives=(lambda x: 0 * x, lambda x: 0 * x + lift(factor, x)[1], lambda x: 0 * x),
    )


def my_sine() -> Piecewise:
    """The sine."""
    return Piecewise((lambda x: lift(x)[0].sin(x),))
