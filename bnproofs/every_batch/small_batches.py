"""How many fixed points there are: at most three for every real batch size, and one for three to six points."""

from __future__ import annotations

from bnproofs.every_batch.claim import FIRST, Claim, NotProvedError
from bnproofs.theorems import LEAST_BATCH
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.reduced_map import prove_fixed_points

KINDS = ["ideal", "uniform"]
"""The fixed points of a batch too small for an odd point."""

_BITS = 64


def at_most_three() -> Claim:
    """The claim `at-most-three`: F has at most three zeros T > 0, with multiplicity, for every real n ≥ 3.

    Proved by hand in docs/every-batch.md; its identities by derivations/at_most_three.py.
    """
    return Claim("at-most-three", {"least_batch": LEAST_BATCH, "most": 3})


def prove_small_batches() -> Claim:
    """The claim `small-batches`: for n = 3, …, 6 only the ideal and the uniform point are fixed.

    The witness is a cover of [0, 1] by boxes of proved shape for each n, as in a certificate of one batch.

    Raises:
        NotProvedError: a list of fixed points is undecided, or another one.
    """
    batches, covers = list(range(LEAST_BATCH, FIRST)), []
    for n in batches:
        theorem = prove_fixed_points(n, Precision.for_batch(n, _BITS)).theorem
        kinds = [point["kind"] for point in theorem.statement.get("points", [])]
        if kinds != KINDS:
            raise NotProvedError(f"the fixed points of the batch of {n} points: {theorem.advice or kinds}")
        covers.append(theorem.witness["cover"])
    boxes = sum(len(cover["shapes"]) for cover in covers)
    return Claim("small-batches", {"batches": batches, "kinds": KINDS}, {"covers": covers}, boxes)
