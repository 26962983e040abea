"""Polynomials in three variables with whole coefficients, and their sign on boxes."""

from __future__ import annotations

from collections.abc import Sequence

Polynomial = dict[tuple[int, int, int], int]
"""Coefficients that are not zero, by the exponents of the variables."""
Side = tuple[tuple[int, int], tuple[int, int]]
"""The ends (p, q), (p', q') of an interval from p/q to p'/q'; p/0 is infinity."""

ONE: Polynomial = {(0, 0, 0): 1}


def is_positive(form: Polynomial, box: Sequence[Side]) -> bool:
    """Whether (p + p'X)/(q + q'X), X ≥ 0, for each variable gives a polynomial with positive coefficients only.

    Over powers of the q + q'X: it is positive, so the form is positive on the box, infinite ends left out.
    """
    size = 1
    for axis, side in enumerate(box):
        top = max(key[axis] for key in form)
        form = within(form, axis, top, side)
        size *= top + 1
    return len(form) == size and min(form.values()) > 0


def within(form: Polynomial, axis: int, degree: int, side: Side) -> Polynomial:
    """The form with (p + p'X)/(q + q'X) for one of its variables, times (q + q'X)^degree."""
    x = variable(axis)
    above, below = ({(0, 0, 0): first} | {x: second} for first, second in zip(*side, strict=True))
    images = [times(power(above, i), power(below, degree - i)) for i in range(degree + 1)]
    result: Polynomial = {}
    for key, value in form.items():
        a, b, c = (0 if i == axis else exponent for i, exponent in enumerate(key))
        for (d, e, f), factor in images[key[axis]].items():
            place = (a + d, b + e, c + f)
            result[place] = result.get(place, 0) + value * factor
    return {key: value for key, value in result.items() if value}


def variable(axis: int) -> tuple[int, int, int]:
    """The exponents of a variable."""
    return int(axis == 0), int(axis == 1), int(axis == 2)


def plus(first: Polynomial, second: Polynomial) -> Polynomial:
    """The sum."""
    result = dict(first)
    for key, value in second.items():
        result[key] = result.get(key, 0) + value
    return {key: value for key, value in result.items() if value}


def times(first: Polynomial | int, second: Polynomial) -> Polynomial:
    """The product."""
    left = {(0, 0, 0): first} if isinstance(first, int) else first
    result: Polynomial = {}
    for (a, b, c), x in left.items():
        for (d, e, f), y in second.items():
            key = (a + d, b + e, c + f)
            result[key] = result.get(key, 0) + x * y
    return {key: value for key, value in result.items() if value}


def power(base: Polynomial, exponent: int) -> Polynomial:
    """The power."""
    result = ONE
    for _ in range(exponent):
        result = times(result, base)
    return result
