"""The theorem on the odd point for every batch size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb

from bnproofs.configurations import Configuration
from bnproofs.every_batch.boxes import BoxesFailedError, Covered, over
from bnproofs.every_batch.fixed_points import REACH, prove_fixed_points
from bnproofs.every_batch.odd_point import prove_odd_stability
from bnproofs.every_batch.uniform_point import prove_uniform_stability
from bnproofs.layer import Layer
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems import LEAST_BATCH, Verdict, prove

FIRST = 7
"""The least batch with an odd point."""

LARGE = 80
"""From here on one computation in ε = 1/n serves all batches."""

SENTENCES = (
    "for n = 3, …, 6 the reduced map has the fixed points ideal and uniform, and no others",
    "for every n ≥ 7 it has exactly four: ideal, odd, separating and uniform, in this order of τ",
    f"for every n ≥ 7 the angle of the odd point has 3π − {REACH}/n < nθ < 3π",
    "for every n ≥ 7 the odd point is stable: all eigenvalues lie strictly between −1 and 1",
    "for every n ≥ 3 the uniform point is stable; on the standard component 1/4 < n(1 − λ) < 3/4",
)
"""What `prove_every_batch` asserts, in words; n is an integer."""

_LAYER = Layer.parse("rc+relu")
_BITS, _PRECISION = 64, 96


@dataclass(frozen=True, slots=True)
class EveryBatch:
    """The verdict on `SENTENCES`, the facts proved for all n at once, and the batches proved one by one."""

    verdict: Verdict
    facts: tuple[Covered, ...] = ()
    one_by_one: tuple[int, ...] = ()
    advice: str = ""


def prove_every_batch(large: int = LARGE) -> EveryBatch:
    """The theorem on the odd point of recentring + ReLU for every batch of n ≥ 3 points.

    PROVED asserts all of `SENTENCES`. Batches below `large` are proved one by one, as a certificate proves them; all
    others by boxes in ε = 1/n ∈ [0, 1/`large`]. Anything else asserts nothing, and `advice` says what failed.
    """
    one_by_one = tuple(range(LEAST_BATCH, large))
    for n in one_by_one:
        if not _single(n):
            return EveryBatch(Verdict.UNDECIDED, advice=f"the batch of {n} points is undecided: raise the precision")
    try:
        with working_precision(_PRECISION):
            facts = (
                *prove_fixed_points(large).facts,
                *prove_odd_stability(large).facts,
                *prove_uniform_stability().facts,
            )
    except BoxesFailedError as failure:
        return EveryBatch(Verdict.UNDECIDED, advice=str(failure))
    return EveryBatch(Verdict.PROVED, facts, one_by_one)


def _single(n: int) -> bool:
    """Whether the sentences are proved for one batch."""
    theorems = prove(_LAYER, n, Configuration("odd-point"), _BITS)
    said = {theorem.id: theorem.statement for theorem in theorems if theorem.verdict is Verdict.PROVED}
    kinds = [point["kind"] for point in said.get("fixed-points", {}).get("points", [])]
    if n < FIRST:
        return kinds == ["ideal", "uniform"] and "non-existence" in said
    stable = said.get("stability", {}).get("verdict") == "stable"
    return kinds == ["ideal", "odd-point", "separating", "uniform"] and stable and _within_reach(n, said["enclosure"])


def _within_reach(n: int, enclosure: Mapping[str, Any]) -> bool:
    with working_precision(_PRECISION):
        low, high = (over(Fraction(end), Fraction(end)) * n for end in enclosure["theta"])
        limit = 3 * arb.pi()
        return bool(limit - over(REACH, REACH) / n < low) and bool(high < limit)
