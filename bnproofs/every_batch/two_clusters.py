"""The ideal two-cluster rays, for every batch size and every division at once."""

from __future__ import annotations

from fractions import Fraction

from bnproofs.configurations import two_clusters
from bnproofs.every_batch.claim import Claim, NotProvedError
from bnproofs.theorems import LEAST_BATCH


def weight(n: int, k: int) -> Fraction:
    """The weight w(n, k) = (n − k)² + k² = n²/(transverse multiplier)."""
    result: Fraction = Fraction(n * n) / two_clusters.transverse_multiplier(Fraction(n), Fraction(k))
    return result


def prove_two_clusters() -> Claim:
    """The claim `two-clusters`: n²/w(n, k) exceeds 1 for all integers 1 ≤ k ≤ n − 1, n ≥ 3, and is least at k = 1.

    One of the clusters then has two points, which perturbations within it drive apart; two points at two places have
    no such perturbation.

    From n² − w(n, k) = 2k(n − k) and w(n, 1) − w(n, k) = 2(k − 1)(n − k − 1). Both sides are polynomials of degree at
    most two in n and in k, so that they are equal if they are at nine points of a 3 × 3 grid.

    Raises:
        NotProvedError: they are not.
    """
    for n in (5, 6, 7):
        for k in (1, 2, 3):
            if n * n - weight(n, k) != 2 * k * (n - k):
                raise NotProvedError("the transverse multiplier is not n²/(n² − 2k(n − k)): report this")
            if weight(n, 1) - weight(n, k) != 2 * (k - 1) * (n - k - 1):
                raise NotProvedError("the transverse multiplier is not least at k = 1: report this")
    return Claim("two-clusters", {"least_batch": LEAST_BATCH, "least_at": 1})
