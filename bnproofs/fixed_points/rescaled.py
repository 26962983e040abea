"""Fixed points of the reduced map of recentring + rescaling + ReLU, enclosed by a change of sign."""

from __future__ import annotations

from functools import partial

from bnproofs.configurations import rescaled_odd_family as family
from bnproofs.fixed_points.candidate import Candidate
from bnproofs.fixed_points.enclosure import Enclosure, EnclosureFailedError, power_below
from bnproofs.fixed_points.shape import sign_at
from bnproofs.numbers.interval import exact_value
from bnproofs.numbers.predicates import Sign

KINDS = ("odd-point", "separating")
"""The kinds of fixed points between the ideal and the uniform one."""


def enclose_rescaled(n: int, candidate: Candidate, bits: int) -> Enclosure:
    """The interval of x = T/(1 + T) around a candidate, as wide as that of `enclose`, that holds a fixed point.

    Proved: τ' − τ has different signs at the two ends, falling at an odd point and rising at a separating one.

    Raises:
        EnclosureFailedError: the candidate is not that close to one, or the precision is too low to see the signs.
    """
    t = exact_value(candidate.tangent)
    x = t / (1 + t)
    step = power_below(min(x, 1 - x)) / 2**bits
    low, high = step * (x // step - 1), step * (x // step + 2)
    falls = (Sign.POSITIVE, Sign.NEGATIVE)
    wanted = falls if candidate.kind == KINDS[0] else falls[::-1]
    form = partial(family.change_form, n)
    if not 0 < low < high < 1 or (sign_at(form, low), sign_at(form, high)) != wanted:
        raise EnclosureFailedError(
            f"no fixed point proved next to the guess x = {float(x):.17g} of the {candidate.kind}: raise the precision"
        )
    return Enclosure(candidate.kind, low, high)
