"""The ideal two-cluster rays of recentring + ReLU: n − k points at one place, k at another.

After recentring and ReLU the two groups have disjoint supports, for every weight matrix: they are orthogonal. k = 1 is
the ideal odd point. All closed forms are rational in n and k. Source: derivations/two_cluster_invariance.py,
derivations/two_cluster_spectrum.py.
"""

from __future__ import annotations

from bnproofs.numbers import Number, lift
from bnproofs.symmetry import BlockGram


def norm_ratio(n: Number, k: Number) -> Number:
    """The norm of a point of the k-cluster over that of one of the other cluster, (n − k)/k."""
    _, n, k = lift(n, k)
    return (n - k) / k


def growth(n: Number, k: Number) -> Number:
    """The growth ((n−k)² + k²)/(2n²) of the ray."""
    _, n, k = lift(n, k)
    return _weight(n, k) / (2 * n * n)


def transverse_multiplier(n: Number, k: Number) -> Number:
    """The eigenvalue n²/((n−k)² + k²) > 1 on matrices within a cluster, zero across, with rows that add up to zero."""
    _, n, k = lift(n, k)
    return n * n / _weight(n, k)


def standard_multiplier(n: Number, k: Number) -> Number:
    """The eigenvalue kn/((n−k)² + k²) on the standard component of the cluster of n − k points."""
    _, n, k = lift(n, k)
    return n * k / _weight(n, k)


def mixed_multiplier(n: Number, k: Number) -> Number:
    """The eigenvalue 0 on matrices across the clusters with rows and columns that add up to zero."""
    kind, _, _ = lift(n, k)
    return kind.number(0)


def ideal_gram(n: Number, k: Number) -> BlockGram:
    """The Gram matrix on the ray, with squared norm 1 in the cluster of n − k points."""
    kind, size, other = lift(n, k)
    zero, one, ratio = kind.number(0), kind.number(1), norm_ratio(size, other)
    return BlockGram((n - k, k), (one, ratio * ratio), ((one, zero), (zero, ratio * ratio)))


def spectrum(n: int, k: int) -> tuple[tuple[str, int, Number], ...]:
    """The triples (component, multiplicity, eigenvalue) of the projective Jacobian, for integers n > k ≥ 1.

    The scale mode is left out, and so are components of multiplicity zero; multiplicities add up to n(n−1)/2 − 1.
    """
    p = n - k
    rows = (
        ("transverse(n-k)", p * (p - 1) // 2, transverse_multiplier(n, k)),
        ("transverse(k)", k * (k - 1) // 2, transverse_multiplier(n, k)),
        ("standard(n-k)", p - 1, standard_multiplier(n, k)),
        ("standard(k)", k - 1, standard_multiplier(n, p)),
        ("mixed", (p - 1) * (k - 1), mixed_multiplier(n, k)),
    )
    return tuple(row for row in rows if row[1])


def _weight(n: Number, k: Number) -> Number:
    return (n - k) * (n - k) + k * k
