"""Statements on batches at two places."""

from __future__ import annotations

from bnproofs.statements.statement import ONE_BATCH, Claim, Statement, of_every_configuration, of_theorem

ROWS = (
    Statement(
        id="disjoint-supports",
        sentence="Recentred, a batch with n − k points at one place and k at another has for each neuron the values "
        "g k/n and −g(n − k)/n; at most one of them is positive, so after the ReLU the two groups are orthogonal.",
        hypothesis="every weight matrix, that is every real g, and every real 0 < k < n",
        derivations=("two_cluster_invariance",),
        rocq=("TwoClusters.disjoint_supports",),
    ),
    Statement(
        id="two-cluster-ray",
        sentence="The Gram matrices of such a batch span a fixed ray of the mean-field layer, with growth "
        "((n − k)² + k²)/(2n²) and norm ratio (n − k)/k.",
        hypothesis="every real 0 < k < n",
        derivations=("two_cluster_invariance",),
        rocq=("TwoClusterRay.two_places_ray", "TwoClusterRay.two_norm_ratio_is"),
    ),
    Statement(
        id="transverse-multiplier",
        sentence="The slope 1/2 over the growth, n²/((n − k)² + k²), exceeds 1 and is least at k = 1.",
        hypothesis="every real 1 ≤ k ≤ n − 1",
        derivations=("two_cluster_spectrum",),
        claims=(of_theorem("two-clusters", "for whole n ≥ 3 and k"),),
        rocq=(
            "TwoClusterRay.transverse_multiplier_is",
            "TwoClusters.transverse_exceeds_one",
            "TwoClusters.transverse_least_at_one",
        ),
    ),
    Statement(
        id="two-cluster-spectrum",
        sentence="With w = (n − k)² + k², the derivative of the layer at the ray, divided by the growth, is n²/w on "
        "matrices within a cluster, kn/w and (n − k)n/w on the standard components of the clusters of n − k and of k "
        "points, and 0 across.",
        hypothesis="all whole 1 ≤ k ≤ n − 1",
        derivations=("two_cluster_spectrum",),
    ),
    Statement(
        id="two-clusters-of-one-batch",
        sentence="The norm ratio, the growth, the cosine across and the closed forms n²/w, kn/w, (n − k)n/w are the "
        "fractions stated, w = (n − k)² + k²; n²/w exceeds 1; the multiplicities stated, with 1 for the scale, add up "
        "to n(n − 1)/2.",
        hypothesis=f"{ONE_BATCH}, and one whole k, 1 ≤ k ≤ n − 1; k = 1 for the other configurations",
        derivations=("two_cluster_invariance",),
        claims=(
            of_every_configuration("two-cluster-invariant"),
            of_every_configuration("two-cluster-unstable"),
            *(Claim(("two-cluster:k",), id) for id in ("enclosure", "spectrum", "stability")),
        ),
        rocq=(
            "Claims.two_cluster_invariant",
            "Claims.two_cluster_unstable",
            "Claims.two_cluster_geometry",
            "TwoClusters.transverse_multiplier",
            "TwoClusters.standard_multiplier",
            "Claims.two_cluster_multiplicities",
        ),
        generated=True,
    ),
)
"""The statements of the group, in order."""
