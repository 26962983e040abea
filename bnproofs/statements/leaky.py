"""Statements on recentring + leaky ReLU of slope a; the absolute value is a = −1."""

from __future__ import annotations

from bnproofs.statements.statement import ONE_BATCH, Claim, Statement

POINTS = ("leaky: odd-point", "leaky: separating", "leaky: uniform")
CLUSTERS = "leaky: two-cluster:k"
"""What stands in the place of a configuration for certificates of recentring + leaky ReLU."""

ROWS = (
    Statement(
        id="leaky-combination",
        sentence="On recentred Gram matrices K a layer of leaky ReLU of slope a is (1 − a)² times that of ReLU plus "
        "aK. So, among all Gram matrices, its fixed rays are those of ReLU with g_a = (1 − a)² g + a > 0, g the growth "
        "there and g_a the new one; an eigenvalue λ becomes ((1 − a)² gλ + a)/g_a.",
        hypothesis="mean field, every real a ≠ 1, every whole n",
        derivations=("leaky_slope",),
    ),
    Statement(
        id="leaky-stability",
        sentence="An eigenvalue λ in (−1, 1) under ReLU becomes one in (−1, 1), between λ and 1: a ray that is stable "
        "under recentring + ReLU is stable under recentring + leaky ReLU.",
        hypothesis="mean field, every real a ≥ 0, a ≠ 1, every whole n",
        derivations=("leaky_slope",),
    ),
    Statement(
        id="leaky-reduced-map",
        sentence="The next τ of the odd-point family lies between τ and the next τ under ReLU: it moves in the same "
        "direction, and intervals between fixed points are mapped into themselves.",
        hypothesis="mean field, every real a ≥ 0, a ≠ 1, every whole n ≥ 3",
        derivations=("leaky_slope",),
    ),
    Statement(
        id="leaky-two-clusters",
        sentence="With w = (n − k)² + k² the two-cluster ray has after the activation the cosine −2a/(1 + a²), the "
        "growth ((1 + a²)w + 4ak(n − k))/(2n²), zero for a = −1, 2k = n only, and else the transverse multiplier n²(1 "
        "+ a²)/((1 + a²)w + 4ak(n − k)) > 1. For a = −1, k = 1 a standard eigenvalue is −n/(n − 2).",
        hypothesis="mean field, every real a ≠ 1, all whole 1 ≤ k ≤ n − 1",
        derivations=("leaky_slope",),
    ),
    Statement(
        id="leaky-of-one-batch",
        sentence="For the slope a of the certificate: the fixed rays of the odd-point family are those listed; for a ≥ "
        "0, a ≠ 1, its orbits tend to the limits stated; angle, cosines, norm ratio, growth, all eigenvalues and the "
        "spectral radius lie in the intervals stated, and the verdict on stability follows.",
        hypothesis=f"{ONE_BATCH}, every rational a; for a = 1 two-cluster rays only",
        derivations=("leaky_slope", "isotypic_blocks", "two_cluster_spectrum"),
        claims=(
            *(Claim((*POINTS, CLUSTERS), id) for id in ("relu-combination", "two-cluster-ray", "two-cluster-unstable")),
            *(Claim(POINTS, id) for id in ("fixed-points", "reduced-dynamics", "non-existence")),
            *(Claim((*POINTS, CLUSTERS), id) for id in ("enclosure", "spectrum", "stability")),
        ),
    ),
)
"""The statements of the group, in order."""
