"""Theorems on the two-cluster rays of recentring + leaky ReLU of slope a, all of them exact and rational.

Source: derivations/leaky_slope.py.
"""

from __future__ import annotations

from fractions import Fraction

from bnproofs.configurations import leaky_slope, two_clusters
from bnproofs.theorems.theorem import Theorem, decided, degenerate, proved


def prove_ray(n: int, k: int, a: Fraction) -> Theorem:
    """The theorem that the ray of n − k points at one place and k at another is fixed, its growth not 0.

    PROVED asserts: the mean-field map multiplies the recentred Gram matrix vvᵀ, v = (k/n, …, −(n−k)/n, …), by the
    growth; after the activation the norm ratio is (n−k)/k and the cosine between the clusters −2a/(1+a²).
    """
    statement = {
        "k": k,
        "norm_ratio": two_clusters.norm_ratio(n, k),
        "cosine": leaky_slope.across(a),
        "growth": leaky_slope.two_cluster_growth(n, k, a),
    }
    return decided("two-cluster-ray", statement["growth"] > 0, statement)


def prove_instability(n: int, k: int, a: Fraction) -> Theorem:
    """The theorem that the two-cluster ray is linearly unstable, a ≠ 1.

    PROVED asserts: perturbations within a cluster, with rows that add up to zero, are multiplied by this number > 1
    relative to the growth.
    """
    multiplier = leaky_slope.transverse_multiplier(n, k, a)
    return decided("two-cluster-unstable", multiplier > 1, {"k": k, "transverse_multiplier": multiplier})


def enclose_ray(n: int, k: int, a: Fraction) -> Theorem:
    """The exact geometry of the two-cluster ray: θ and τ of a cluster, cosines, norm ratio and growth."""
    zero, one = degenerate(0), degenerate(1)
    exact = {
        "cos_odd": leaky_slope.across(a),
        "norm_ratio": two_clusters.norm_ratio(n, k),
        "growth": leaky_slope.two_cluster_growth(n, k, a),
    }
    values = {name: degenerate(value) for name, value in exact.items()}
    return proved("enclosure", {"theta": zero, "tau": zero, "cos_cluster": one, **values})


def prove_ray_spectrum(n: int, k: int, a: Fraction) -> Theorem:
    """The complete spectrum of the projective Jacobian at the two-cluster ray, by component of S_{n−k} × S_k."""
    rows = leaky_slope.spectrum(n, k, a)
    complete = sum(count for _, count, _ in rows) + 1 == n * (n - 1) // 2
    statement = {
        "components": [
            {"component": name, "multiplicity": count, "eigenvalues": [degenerate(value)]}
            for name, count, value in rows
        ],
        "spectral_radius": degenerate(max(abs(value) for _, _, value in rows)),
    }
    return decided("spectrum", complete, statement)
