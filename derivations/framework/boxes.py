"""The sign of polynomials on boxes, from the signs of coefficients."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sympy.polys.rings import PolyElement

Side = tuple[tuple[int, int], tuple[int, int]]
"""The ends (p, q), (p', q') of an interval from p/q to p'/q', q' = 0 for infinity."""


def wrong_signs(form: PolyElement, box: Sequence[Side]) -> int:
    """The number of coefficients that are not positive, of the form with (p + p'X)/(q + q'X) for every variable.

    It is taken times the powers of the q + q'X. If there is none, the form is positive on the box.
    """
    size = 1
    for x, side in zip(form.ring.gens, box, strict=True):
        form, degree = _within(form, x, side), form.degree(x)
        size *= degree + 1
    return size - sum(bool(value > 0) for value in form.coeffs())


def _within(form: PolyElement, x: PolyElement, side: Side) -> PolyElement:
    (p, q), (p_next, q_next) = side
    ring, axis, degree = form.ring, form.ring.gens.index(x), form.degree(x)
    levels: list[dict[Any, Any]] = [{} for _ in range(degree + 1)]
    for key, value in form.terms():
        levels[key[axis]][(*key[:axis], 0, *key[axis + 1 :])] = value
    above, below, result = p + p_next * x, q + q_next * x, ring.zero
    for exponent, level in enumerate(levels):
        result += ring.from_dict(level) * above**exponent * below ** (degree - exponent)
    return result
