"""Enclosures of functions of (n, T) on boxes, by jets in each variable, sharpened by the mean value theorem."""

from __future__ import annotations

from collections.abc import Callable

from .interval import Interval, NoEnclosure
from .jet import Jet, constant, variable

Surface = Callable[[Jet, Jet], Jet]
Fact = Callable[[Interval, Interval], bool]


def in_n(f: Surface, n: Interval, root: Interval, order: int) -> Jet:
    """The jet of n ↦ f(n, T) on an interval of n, enclosed for all T of an interval."""
    return f(variable(n, order), constant(root, order))


def in_root(f: Surface, n: Interval, root: Interval, order: int) -> Jet:
    """The jet of T ↦ f(n, T) on an interval of T, enclosed for all n of an interval."""
    return f(constant(n, order), variable(root, order))


def range_of(f: Surface, n: Interval, root: Interval) -> Interval:
    """The enclosure of f on a box, met with f(n₀, T₀) + f_n (n − n₀) + f_T (T − T₀), (n₀, T₀) its middle."""
    across, up = in_n(f, n, root, 1), in_root(f, n, root, 1)
    middle = in_n(f, n.middle(), root.middle(), 0).value
    steps = across.terms[1] * (n - n.middle()) + up.terms[1] * (root - root.middle())
    return up.value.meet(middle + steps)


def on_quarters(fact: Fact, n: Interval, root: Interval, halvings: int = 1) -> bool:
    """Whether a fact is proved on a box, or else on each of its four quarters. False proves nothing."""
    try:
        if fact(n, root):
            return True
    except NoEnclosure:
        pass
    return halvings > 0 and all(
        on_quarters(fact, left, low, halvings - 1) for left in n.halves() for low in root.halves()
    )
