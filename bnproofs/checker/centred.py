"""Proofs about a function on a whole interval: the enclosure by jets, and its sharpening by the mean value theorem."""

from __future__ import annotations

from collections.abc import Callable

from .interval import Interval, NoEnclosure, surely_negative, surely_positive
from .jet import Jet, variable

Function = Callable[[Jet], Jet]


def sharpened(box: Jet, middle: Jet, offset: Interval) -> Jet:
    """The jet `box` of f on an interval, all but its last coefficient met with the centred form.

    f(x) = f(x₀) + f'(ξ)(x − x₀), the same for f'. `middle` is the jet of f at x₀, of order one less; `offset` is the
    interval {x − x₀}.
    """
    terms = list(box.terms)
    for k in range(box.order - 1, -1, -1):
        step = terms[k + 1].times(k + 1) * offset
        terms[k] = terms[k].meet(middle.terms[k] + step)
    return Jet(*terms)


def on_interval(f: Function, x: Interval) -> Jet:
    """The sharpened jet of f on the interval x, where f maps the jet of x to one of the same order, or one less."""
    centre = x.middle()
    return sharpened(f(variable(x, 2)), f(variable(centre, 1)), x - centre)


def has_sign(value: Interval, sign: int) -> bool:
    """Whether every number of the interval has this sign, +1 or −1. False proves nothing."""
    return surely_positive(value) if sign > 0 else surely_negative(value)


def proves_sign(f: Function, x: Interval, sign: int, derivative: int, *, spent: int = 0, halvings: int = 2) -> bool:
    """Whether the derivative of f of that order is proved to have this sign on all of x. False proves nothing.

    f maps the jet of x to a jet of the same order less `spent`, 0 or 1; derivative + spent ≤ 2. First the plain
    enclosure is tried, then the sharpened one, then both halves of x. Each may fail as x leaves the domain.
    """
    order = derivative + spent
    try:
        if has_sign(f(variable(x, order)).terms[derivative], sign):
            return True
        if order < 2 and has_sign(on_interval(f, x).terms[derivative], sign):
            return True
    except NoEnclosure:
        pass
    return halvings > 0 and all(
        proves_sign(f, half, sign, derivative, spent=spent, halvings=halvings - 1) for half in x.halves()
    )
