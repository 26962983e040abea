"""The order of the claims of the theorem for every batch size."""

from __future__ import annotations

from .cuts import Allowance
from .docket import Docket
from .reader import Theorem
from .theorem_claims import (
    angle,
    at_most_three,
    odd_point,
    saddle_node,
    small_batches,
    stability,
    two_clusters,
    uniform_point,
)


def verify_theorem(theorem: Theorem, docket: Docket) -> None:
    """Nothing, once the eight claims are proved, in this order: each may use those before it."""
    allowance = Allowance()
    docket.prove("two-clusters", two_clusters)
    docket.prove("at-most-three", at_most_three)
    docket.prove("small-batches", lambda claim: small_batches(claim, allowance))
    docket.prove("odd-point", lambda claim: odd_point(claim, allowance))
    docket.prove("angle", lambda claim: angle(claim, allowance))
    docket.prove("stability", stability)
    docket.prove("uniform-point", lambda claim: uniform_point(claim, allowance))
    docket.prove("saddle-node", lambda claim: saddle_node(claim, theorem, allowance))
