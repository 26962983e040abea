"""The certificate of the theorem for every batch size for Rocq: of its claims one has data, the others are theorems."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

from bnproofs.checker.fields import bounds
from bnproofs.checker.reader import Theorem
from bnproofs.rocq.export import ENCLOSING, Export
from bnproofs.rocq.fold_goals import AboveAt, FormSign, SlopeSign
from bnproofs.rocq.goals import Goal, Interval
from bnproofs.rocq.layout import Data, ProvedClaim, claim_file, conjunction_of, data_file
from bnproofs.rocq.point_claims import decided
from bnproofs.rocq.summary import conjunction, summary_file

THEORY = "OddPointForm Claims TheoremClaims"
"""The theory files that the generated ones import."""

PROVED = {
    "two-clusters": "two_clusters",
    "at-most-three": "at_most_three",
    "small-batches": "small_batches",
    "odd-point": "odd_point",
    "angle": "angle",
    "stability": "stability",
    "uniform-point": "uniform_point",
}
"""Claims without data of their own, and what the theory calls them."""

FOLD = "saddle-node"
"""The claim with data."""


def export_theorem(theorem: Theorem) -> Export:
    """The Rocq files of a certificate of the theorem for every batch size, once the checker has accepted it.

    Raises:
        UndecidedGoalError: the saddle-node is not proved, with margin, to be where the certificate says.
    """
    statement = next(claim for claim in theorem.claims if claim.id == FOLD).statement
    batch, tau = (bounds(statement[key]) for key in ("batch", "tau"))
    intervals = {
        "fold_batch": (batch.lower, batch.upper),
        "fold_tau": (tau.lower, tau.upper),
        "fold_tangent": tangents((tau.lower, tau.upper), theorem.bits),
    }
    data = Data(0, {}, intervals)
    claims = [ProvedClaim(claim, [], f"{name}_claim", f"exact {name}_proved.") for claim, name in PROVED.items()]
    claims.append(_fold(data, theorem.bits + 32))
    files = [data_file(data, THEORY)]
    for number, claim in enumerate(claims, 1):
        files.append(claim_file(number, claim, THEORY + (f" {ENCLOSING}" if claim.goals else "")))
    proofs = [f"claim_{number}" for number in range(1, len(claims) + 1)]
    said = conjunction([claim.theorem for claim in claims])
    imports = ["Data", *(f"Claim{number}" for number in range(1, len(claims) + 1))]
    files.append(summary_file(said, f"exact {conjunction_of(proofs)}.", THEORY, imports))
    return Export(tuple(files), (*THEORY.split(), ENCLOSING))


def tangents(tau: Interval, bits: int) -> Interval:
    """An interval of rationals whose squares lie in that of τ, as wide as the grid of 2⁻⁽²ᵇⁱᵗˢ⁾ allows."""
    grid = 1 << (2 * bits)
    low, high = (end * grid * grid for end in tau)
    return Fraction(isqrt(-(-low.numerator // low.denominator) - 1) + 1, grid), Fraction(isqrt(int(high)), grid)


def _fold(data: Data, least: int) -> ProvedClaim:
    """The saddle-node, from the signs that place it."""
    (low, high), (left, right) = data.intervals["fold_batch"], data.intervals["fold_tangent"]
    goals: list[Goal] = [
        SlopeSign("falls_at_left", left, -1, "fold_batch"),
        SlopeSign("rises_at_right", right, +1, "fold_batch"),
        AboveAt("positive_before", low, "fold_tangent"),
        FormSign("negative_after", high, left, -1),
    ]
    exact = " | ".join(["data; lra"] * 8)
    signs = " | ".join(f"data; exact {goal.name}" for goal in goals)
    return ProvedClaim(
        FOLD,
        decided(data, least, goals),
        "saddle_node_claim fold_batch fold_tau",
        f"apply (saddle_node_from_signs fold_batch fold_tangent fold_tau);\n  [{exact} | {signs}].",
    )
