"""The claims of the theorem for every batch size, one function each, which returns only when all is discharged.

`Refusal` and `NoEnclosure` mean that the claim is not proved. Source: docs/theorem-certificate.md, the numbered claims.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from .arctangent import pi
from .claims import KINDS, cover_of, exactly
from .cover import compare_with_uniform, crossings, working_bits
from .curves import LAST, require_along, require_angle
from .cuts import BITS, Allowance, cuts_in_two
from .family import drift, on_segment
from .fields import Refusal, bounds, items, members, require_equal, require_narrow
from .identities import AT_MOST_THREE, STANDARD_BLOCK, TWO_CLUSTERS, UNIFORM, require_zero
from .interval import surely_less, whole
from .jet import Jet
from .reader import Claim, Theorem
from .saddle import require_one_birth, require_place, witness
from .uniform_rate import require_remainder

SMALL = (3, 4, 5, 6)
LEAST = 7
BELOW, BEND, ABOVE = 5, 40, 30
"""3π/2 − BELOW·e + BEND·e² < n tan(θ/2) < 3π/2 + ABOVE·e² at the odd point."""
REACH = 2 * BELOW
"""3π − REACH/n < n θ < 3π at the odd point."""
REMAINDER = 2
"""0 < r < REMAINDER/n² in the expansion of n(1 − λ) at the uniform point."""


def two_clusters(claim: Claim) -> None:
    """Claim 1: the transverse multiplier exceeds 1 for all 1 ≤ k ≤ n − 1, n ≥ 3, and is least at k = 1."""
    exactly(claim, {"least_batch": SMALL[0], "least_at": 1})
    require_zero(TWO_CLUSTERS)


def at_most_three(claim: Claim) -> None:
    """Claim 2: F has at most three zeros T > 0, for every real n ≥ 3."""
    exactly(claim, {"least_batch": 3, "most": 3})
    require_zero(AT_MOST_THREE)


def small_batches(claim: Claim, allowance: Allowance) -> None:
    """Claim 3: the only fixed points of the reduced map are ideal and uniform, for n = 3, 4, 5, 6."""
    require_equal(claim.statement, {"batches": list(SMALL), "kinds": list(KINDS[1])}, "the statement")
    (covers,) = members(claim.witness, "covers")
    for n, cover in zip(SMALL, items(covers, len(SMALL), len(SMALL)), strict=True):
        require_only_uniform(n, cover, allowance)


def require_only_uniform(n: int, cover: Any, allowance: Allowance) -> None:
    """Nothing; `Refusal` unless the cover proves that the uniform point is the only zero of F for n points."""
    points, shapes = cover_of(cover)
    allowance.take(len(shapes))

    def f(x: Jet) -> Jet:
        return drift(n, *on_segment(x))

    zeros = crossings(f, points, shapes, working_bits(n, 0))
    if [zero.sign for zero in zeros] != [1]:
        raise Refusal(f"the signs of the function are not + - for {n} points")
    if not compare_with_uniform(n, zeros[0].left) < 0 < compare_with_uniform(n, zeros[0].right):
        raise Refusal(f"the zero is not proved to be the uniform point for {n} points")


def odd_point(claim: Claim, allowance: Allowance) -> None:
    """Claim 4: for every real n ≥ 7 exactly four fixed points, and the odd one between the two curves."""
    stated = {"least_batch": LEAST, "below": str(BELOW), "bend": str(BEND), "above": str(ABOVE)}
    require_equal(claim.statement, stated, "the statement")
    below, above = members(claim.witness, "below", "above")
    if not (ABOVE - BEND) * LAST + BELOW > 0:
        raise Refusal("the two curves are not in order")
    require_along(below, -BELOW, BEND, 1, allowance)
    require_along(above, 0, ABOVE, -1, allowance)


def angle(claim: Claim, allowance: Allowance) -> None:
    """Claim 5: 3π − 10/n < n θ < 3π at the odd point: v³ a(e v) < 40 on the lower curve, > 30 on the upper one."""
    require_equal(claim.statement, {"reach": str(REACH)}, "the statement")
    lower, upper = members(claim.witness, "lower", "upper")
    require_angle(lower, -BELOW, BEND, -1, allowance)
    require_angle(upper, 0, ABOVE, 1, allowance)


def stability(claim: Claim) -> None:
    """Claim 6: for every n ≥ 7 the odd point is stable, by the page; 3π/7 < π/2, 3 < π and the identities are left."""
    exactly(claim, {"configuration": "odd-point", "verdict": "stable"})
    if not (LEAST > 2 * 3 and surely_less(whole(3, BITS), pi(BITS))):
        raise Refusal("the angle of the odd point is not proved to be acute")
    require_zero(STANDARD_BLOCK)


def uniform_point(claim: Claim, allowance: Allowance) -> None:
    """Claim 7: for every n ≥ 3 the uniform point is stable, and n(1 − λ) = c₀ + c₁/n + r with 0 < r < 2/n²."""
    require_equal(
        claim.statement, {"least_batch": SMALL[0], "verdict": "stable", "remainder": str(REMAINDER)}, "the statement"
    )
    require_zero(UNIFORM)
    (value,) = members(claim.witness, "remainder")
    bend, rest = cuts_in_two(members(value, "bend", "value"), Fraction(1, SMALL[0]), allowance)
    require_remainder(bend, rest, REMAINDER)


def saddle_node(claim: Claim, theorem: Theorem, allowance: Allowance) -> None:
    """Claim 8: the odd and the separating point are born at one real n_c ≥ 3, in a fold, and exist for all n > n_c."""
    least, *intervals = members(claim.statement, "least_batch", "batch", "tau")
    require_equal(least, SMALL[0], "the least batch size")
    batch, tau = (bounds(value) for value in intervals)
    given = witness(claim.witness, allowance)
    require_narrow(batch, theorem.bits, "the batch size")
    require_narrow(tau, theorem.bits, "tau")
    require_place(given.at, batch, tau, theorem.bits)
    require_one_birth(given.crossing)
