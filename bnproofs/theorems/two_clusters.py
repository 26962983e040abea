"""Theorems on the ideal two-cluster rays of recentring + ReLU, all of them exact and rational."""

from __future__ import annotations

from fractions import Fraction

from bnproofs.configurations import two_clusters
from bnproofs.symmetry import BlockGram, recentre_blocks
from bnproofs.theorems.theorem import Theorem, decided, degenerate, proved


def prove_invariance(n: int, k: int) -> Theorem:
    """The theorem that the ray of n − k points at one place and k at another is fixed, 1 ≤ k < n.

    PROVED asserts: every weight matrix maps such a batch to such a batch, with orthogonal clusters, and the mean-field
    map multiplies its recentred Gram matrix K = vvᵀ by the growth. Each neuron is a multiple g·v of v = (k/n, …,
    −(n−k)/n, …), so the ReLU gives g⁺v⁺ + g⁻v⁻ and the mean-field map ½(v⁺v⁺ᵀ + v⁻v⁻ᵀ), whose recentring is compared
    with vvᵀ in exact arithmetic. Source: derivations/two_cluster_invariance.py.
    """
    plus, minus = Fraction(k, n), Fraction(k - n, n)
    image = recentre_blocks(
        BlockGram((n - k, k), (plus**2 / 2, minus**2 / 2), ((plus**2 / 2, Fraction(0)), (Fraction(0), minus**2 / 2)))
    )
    growth = two_clusters.growth(n, k)
    wanted = (growth * plus**2, growth * minus**2, growth * plus * minus)
    fixed = (image.diagonal[0], image.diagonal[1], image.products[0][1]) == wanted
    statement = {"k": k, "norm_ratio": two_clusters.norm_ratio(n, k), "growth": growth}
    return decided("two-cluster-invariant", fixed, statement)


def prove_instability(n: int, k: int) -> Theorem:
    """The theorem that the two-cluster ray is linearly unstable, 1 ≤ k < n.

    PROVED asserts: perturbations within a cluster, with rows that add up to zero, are multiplied by n²/((n−k)² + k²) >
    1 relative to the growth. Source: derivations/two_cluster_spectrum.py.
    """
    multiplier = two_clusters.transverse_multiplier(n, k)
    return decided("two-cluster-unstable", multiplier > 1, {"k": k, "transverse_multiplier": multiplier})


def enclose_two_clusters(n: int, k: int) -> Theorem:
    """The exact geometry of the two-cluster ray.

    PROVED asserts the values: θ and τ of the cluster, the cosines within and between the clusters, norm ratio and
    growth.
    """
    zero, one = degenerate(0), degenerate(1)
    ratio, growth = two_clusters.norm_ratio(n, k), two_clusters.growth(n, k)
    values = {
        "theta": zero,
        "tau": zero,
        "cos_cluster": one,
        "cos_odd": zero,
        "norm_ratio": degenerate(ratio),
        "growth": degenerate(growth),
    }
    return proved("enclosure", values)


def prove_two_cluster_spectrum(n: int, k: int) -> Theorem:
    """The complete spectrum of the projective Jacobian at the two-cluster ray.

    PROVED asserts: these are all eigenvalues, by isotypic component of S_{n−k} × S_k; with the scale mode the
    multiplicities add up to n(n−1)/2. Source: derivations/two_cluster_spectrum.py.
    """
    rows = two_clusters.spectrum(n, k)
    complete = sum(multiplicity for _, multiplicity, _ in rows) + 1 == n * (n - 1) // 2
    radius = max(abs(value) for _, _, value in rows)
    statement = {
        "components": [
            {"component": name, "multiplicity": m, "eigenvalues": [degenerate(value)]} for name, m, value in rows
        ],
        "spectral_radius": degenerate(radius),
    }
    return decided("spectrum", complete, statement)
