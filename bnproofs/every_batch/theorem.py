"""The theorem on the odd point for every batch size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import flint

from bnproofs import __version__
from bnproofs.display import Displayed, Sheet, Table
from bnproofs.every_batch.boxes import BoxesFailedError
from bnproofs.every_batch.claim import Claim, NotProvedError
from bnproofs.every_batch.odd_point import prove_angle, prove_odd_point, prove_stability
from bnproofs.every_batch.saddle_node import EXTRA_BITS, prove_saddle_node
from bnproofs.every_batch.sentences import sentence
from bnproofs.every_batch.small_batches import at_most_three, prove_small_batches
from bnproofs.every_batch.two_clusters import prove_two_clusters
from bnproofs.every_batch.uniform_point import prove_uniform_point
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems import LEAST_BITS, MOST_BITS, LimitError, Verdict, integer

BOX_BITS = 128
"""The working precision over boxes, whatever precision is promised of the saddle node."""


@dataclass(frozen=True, slots=True)
class EveryBatch(Displayed):
    """The verdict on the theorem, and its claims in order, each proved; none if something is undecided."""

    verdict: Verdict
    bits: int
    claims: tuple[Claim, ...] = ()
    advice: str = ""

    @property
    def sentences(self) -> Mapping[str, str]:
        """The sentence of each proved claim, by its id."""
        return {claim.id: sentence(claim.id, claim.statement) for claim in self.claims}

    @property
    def boxes(self) -> int:
        """The number of boxes that the proof took."""
        return sum(claim.boxes for claim in self.claims)

    def sheet(self) -> Sheet:
        """What a notebook shows: the claims in words, and how many boxes each took."""
        rows = tuple((claim.id, self.sentences[claim.id], str(claim.boxes)) for claim in self.claims)
        title = f"The odd point under rc+relu, every batch size: {self.verdict.value}"
        return Sheet(title, (Table(("claim", "what it says", "boxes"), rows),), self.advice)


def prove_every_batch(bits: int = 128) -> EveryBatch:
    """The theorem on the odd point of recentring + ReLU for every batch, its saddle node promised to `bits` bits.

    PROVED asserts all claims, as `sentences` says them: those on real n of the closed forms that for whole n are the
    reduced map and its Jacobian. Anything else asserts nothing, and `advice` says what failed.

    Raises:
        LimitError: `bits` is no integer from 32 to 4096.
    """
    bits = integer(bits, "precision")
    if not LEAST_BITS <= bits <= MOST_BITS:
        raise LimitError(f"the precision is between {LEAST_BITS} and {MOST_BITS} bits")
    try:
        with working_precision(BOX_BITS):
            claims = (
                prove_two_clusters(),
                at_most_three(),
                prove_small_batches(),
                prove_odd_point(),
                prove_angle(),
                prove_stability(),
                prove_uniform_point(),
                prove_saddle_node(bits),
            )
    except (BoxesFailedError, NotProvedError) as failure:
        return EveryBatch(Verdict.UNDECIDED, bits, advice=str(failure))
    return EveryBatch(Verdict.PROVED, bits, claims)


def provenance(bits: int) -> Mapping[str, str]:
    """The versions of the software and its working precision, as evidence for a person."""
    return {
        "bnproofs": __version__,
        "python-flint": flint.__version__,
        "flint": flint.__FLINT_VERSION__,
        "ball-bits": f"{BOX_BITS} over boxes - {bits + EXTRA_BITS} at the saddle node",
    }
