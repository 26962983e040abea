"""The moments E f(x) h_k(x) of a standard normal x against orthonormal Hermite polynomials, with a proved error.

On a panel of half-width h, for F holomorphic and bounded by M in the ellipse of foci at its ends whose half-axes add up
to r h, Gauss's rule of N nodes errs by at most (64/15) M h r^(−2N)/(1 − r^(−2)) (Trefethen, Approximation Theory and
Approximation Practice, Theorem 19.3).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from flint import acb, arb

from bnproofs.numbers.precision import current_bits

Function = Callable[[Any], Any]

RADIUS = 4
"""The number r of the ellipses."""
_SPLITS = 24
_UNIT = arb(0, 1)


class QuadratureError(ArithmeticError):
    """An integral that was not enclosed; the message says what to change."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the line, its ellipse in a box, and a bound of f there."""

    function: Function
    centre: Any
    half: Any
    ellipse: Any
    bound: Any


def hermite_moments(pieces: Sequence[Function], cuts: Sequence[Any], reach: Any, top: int) -> list[Any]:
    """The balls of ∫ f(x) h_k(x) g(x) dx, k = 0, …, top, over [−reach, reach], g the standard normal density.

    `pieces[j]` is f between the cuts j − 1 and j, holomorphic next to that part of the line; h_k has E h_k² = 1.

    Raises:
        QuadratureError: a piece is not bounded next to a point of its part, or the cuts are not told apart.
    """
    bits = current_bits()
    count = bits // 4 + top // 4 + 16
    error_factor = arb(64) / 15 * arb(RADIUS) ** (-2 * count) / (1 - arb(RADIUS) ** -2)
    recurrence = _recurrence(top, bits)
    totals = [arb(0)] * (top + 1)
    for panel in _panels(pieces, cuts, reach):
        sums = [arb(0)] * (top + 1)
        for node, weight in _rule(count, bits):
            x = panel.centre + panel.half * node
            value = panel.function(x) * (-x * x / 2).exp() * weight
            before = arb(0)
            for k, (up, down) in enumerate(recurrence):
                sums[k] += value
                before, value = value, up * x * value - down * before
        scale = 1 / (2 * arb.pi()).sqrt()
        errors = _bounds(panel, recurrence)
        for k, total in enumerate(sums):
            totals[k] += scale * panel.half * (total + _UNIT * (error_factor * errors[k]))
    return totals


@cache
def _rule(count: int, bits: int) -> tuple[tuple[Any, Any], ...]:
    """Gauss's nodes on [−1, 1] with their weights, at the working precision `bits`."""
    return tuple(arb.legendre_p_root(count, i, True) for i in range(count))


@cache
def _recurrence(top: int, bits: int) -> tuple[tuple[Any, Any], ...]:
    """The factors of h_(k+1) = x h_k/√(k+1) − √(k/(k+1)) h_(k−1), k = 0, …, top."""
    return tuple((1 / arb(k + 1).sqrt(), (arb(k) / (k + 1)).sqrt()) for k in range(top + 1))


def _bounds(panel: Panel, recurrence: tuple[tuple[Any, Any], ...]) -> list[Any]:
    """Bounds of f h_k e^(−z²/2) in the ellipse, from the absolute values of the recurrence."""
    size = abs(panel.ellipse).upper()
    real, imaginary = panel.ellipse.real.abs_lower(), panel.ellipse.imag.abs_upper()
    value, before = panel.bound * ((imaginary * imaginary - real * real) / 2).exp().upper(), arb(0)
    found = []
    for up, down in recurrence:
        found.append(value)
        before, value = value, (up * size * value + down * before).upper()
    return found


def _panels(pieces: Sequence[Function], cuts: Sequence[Any], reach: Any) -> Iterator[Panel]:
    if any(not (abs(cut) < reach or abs(cut) > reach) for cut in cuts):
        raise QuadratureError("a breakpoint lies at the end of the range of integration: change the precision")
    ends = [-reach, *(cut for cut in cuts if abs(cut) < reach), reach]
    first = sum(1 for cut in cuts if cut < -reach)
    for j, (low, high) in enumerate(pairwise(ends)):
        if not low < high:
            raise QuadratureError("two breakpoints are not told apart: raise the precision")
        count = int(float((high - low).mid()) * 2 / 3) + 1
        width = (high - low) / count
        for i in range(count):
            yield from _bounded(pieces[first + j], low + width * i, low + width * (i + 1), _SPLITS)


def _bounded(function: Function, low: Any, high: Any, splits: int) -> Iterator[Panel]:
    """The panel, in halves until the function is bounded on each ellipse."""
    centre, half = (low + high) / 2, (high - low) / 2
    wide, tall = half * (RADIUS + arb(1) / RADIUS) / 2, half * (RADIUS - arb(1) / RADIUS) / 2
    ellipse = acb(centre + wide * _UNIT, tall * _UNIT)
    value = function(ellipse)
    if isinstance(value, arb):
        raise QuadratureError("a piece takes complex numbers to real ones: abs is not holomorphic, give breakpoints")
    bound = abs(acb(value))
    if bound.is_finite():
        yield Panel(function, centre, half, ellipse, bound.upper())
    elif splits:
        for left, right in ((low, centre), (centre, high)):
            yield from _bounded(function, left, right, splits - 1)
    else:
        raise QuadratureError("φ is not holomorphic next to a point of a piece: give that point as a breakpoint")
