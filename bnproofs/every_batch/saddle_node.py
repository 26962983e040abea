"""The saddle node: the real batch size n_c between 6 and 7 beyond which there is an odd point."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb

from bnproofs.configurations import odd_family
from bnproofs.every_batch.boxes import at, boxes_of, over
from bnproofs.every_batch.claim import FIRST, Claim, NotProvedError
from bnproofs.every_batch.crossing import LEAST, prove_one_way
from bnproofs.every_batch.forms import constant, variable
from bnproofs.numbers.interval import exact_value
from bnproofs.numbers.jets import Jet
from bnproofs.numbers.precision import current_bits, working_precision
from bnproofs.numbers.predicates import surely_less, surely_negative, surely_positive

Pair = tuple[Fraction, Fraction]

EXTRA_BITS = 64
"""The digits are computed with that many more bits than are promised."""

_STEPS = 64
_ROOM = 2**12


def form(n: Jet, t: Jet) -> Jet:
    """The jet of F(n; T, 1), along n, along T or along both."""
    result: Jet = odd_family.fixed_point_form(n, t, constant(1))
    return result


def prove_saddle_node(bits: int) -> Claim:
    """The claim `saddle-node`: for one real n_c ≥ 3 and no other F has a double zero with 0 < τ < τ_u.

    It asserts enclosures of n_c and of τ there, of a width of at most 2^(16 − `bits`) relative; that F_TT > 0 > F_n
    there; that only the ideal and the uniform point are fixed for 3 ≤ n < n_c, and two more for n > n_c. Rests on the
    claims `at-most-three` and `odd-point` and on the page. Boxes are computed at the working precision.

    Raises:
        BoxesFailedError: double zeros are not proved to be passed one way only.
        NotProvedError: the double zero is not proved to be where it is guessed.
    """
    numbers, tangents = prove_one_way()
    with working_precision(bits + EXTRA_BITS):
        place, batch, tau = propose(bits)
        require_double_zero(place, batch, tau)
    boxes = boxes_of(numbers) * boxes_of(tangents) + 1
    statement = {"least_batch": LEAST, "batch": list(batch), "tau": list(tau)}
    return Claim("saddle-node", statement, {"at": place, "crossing": [numbers, tangents]}, boxes)


def require_double_zero(place: Fraction, batch: Pair, tau: Pair) -> None:
    """No result; a proof that F has a double zero with F_TT > 0 in the box `batch` × √`tau`, 0 < τ < τ_u.

    On the box F_TT > 0, and F_T changes its sign from the left to the right side for each n: one critical point T̂(n).
    There F > 0 at the lower end of `batch`, by the tangent at T = `place` and the least F_TT, and F < 0 at the upper
    end. So F(n, T̂(n)) = 0 for some n between.

    Raises:
        NotProvedError: the box is not where it must be, or a sign is not proved.
    """
    (low, high), t = batch, at(place)
    left, right = (at(end).sqrt() for end in tau)
    if not (LEAST < low < high < FIRST and 0 < tau[0] < tau[1] < low * (low - 2)):
        raise NotProvedError("the box of the saddle node leaves the batches from 3 to 7, or the uniform point's left")
    if not (surely_less(left, t) and surely_less(t, right)):
        raise NotProvedError("the box of the saddle node does not hold the point where F is evaluated")
    start, end, box = (form(constant(over(low, high)), variable(x)) for x in (left, right, left.union(right)))
    first, last = (form(constant(at(n)), variable(t)) for n in batch)
    signs = {
        "F_TT > 0 on the box": surely_positive(box.second),
        "F_T < 0 on its left": surely_negative(start.first),
        "F_T > 0 on its right": surely_positive(end.first),
        "F > 0 at its lower batch": surely_positive(first.value - first.first * first.first / (2 * box.second)),
        "F < 0 at its upper batch": surely_negative(last.value),
    }
    missing = [name for name, proved in signs.items() if not proved]
    if missing:
        raise NotProvedError(f"at the saddle node {', '.join(missing)} is not proved: raise the precision")


def propose(bits: int) -> tuple[Fraction, Pair, Pair]:
    """The guess of T and of intervals around n_c and τ, by Newton's method for F = F_T = 0. Nothing here is proved."""
    n, t = arb(13) / 2, arb(2)
    for _ in range(_STEPS):
        along_t, along_n = form(constant(n), variable(t)), form(variable(n), constant(t))
        mixed = (form(variable(n), variable(t)).second - along_t.second - along_n.second) / 2
        determinant = along_n.first * along_t.second - along_t.first * mixed
        down = (along_t.value * along_t.second - along_t.first * along_t.first) / determinant
        across = (along_n.first * along_t.first - mixed * along_t.value) / determinant
        n, t = (n - down).mid(), (t - across).mid()
        if abs(down) + abs(across) < arb(2) ** -(3 * current_bits() // 4):
            break
    step = Fraction(1, 2**bits)
    return exact_value(t) // step * step, _around(n, step), _around(t * t, _ROOM * step)


def _around(x: Any, step: Fraction) -> Pair:
    """The interval around x on the grid of a step, from at least one step before it to at least one behind it."""
    below = exact_value(x.mid()) // step
    return step * (below - 1), step * (below + 2)
