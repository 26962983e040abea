"""Statements on recentring + rescaling + φ of degree 1 beside the uniform point: two clusters, odd points, ε."""

from __future__ import annotations

from bnproofs.statements.statement import ONE_BATCH, Claim, Statement

POINTS = ("rescaled: odd-point", "rescaled: separating")
UNIFORM, CLUSTERS = "rescaled: uniform", "rescaled: two-cluster:k"
REGULARISED = ("regularised: odd-point", "regularised: separating")
REGULARISED_UNIFORM, CORRELATED = "regularised: uniform", "correlated: uniform"
"""What stands in the place of a configuration for certificates of these layers."""

ROWS = (
    Statement(
        id="rescaled-clusters-repel",
        sentence="With slopes b and a of φ, p points at one place and k at another stay so at any width, with the "
        "product −ab, and the mean-field map has a fixed point there. If the p points spread by the squared distance D "
        "> 0, the next one D' has C √D − (a² + b²)n²D/(2pkσ²) ≤ D' ≤ C √D, C > 0, σ² > 0 the squared distance of the "
        "clusters: the map has no derivative there, and D/σ² grows while it is below (pkCσ/((a² + b²)n²))².",
        hypothesis="mean field, ε = 0, all real a and b, p ≥ 2, k ≥ 1",
        derivations=("rescaled_two_clusters",),
    ),
    Statement(
        id="square-root-constant",
        sentence="C = √(n³/(2pkσ²)) times the integral of cos^(p−1) η ((b − a)²(1 − q) + 2ab) over 0 < η < π/2, q the "
        "defect at the angle θ with cot²(θ/2) = 2k/(np sin² η) + (p − 2)/p. For the ReLU and k = 1, C is √(5/3) + "
        "3/(π√5) at n = 3 and tends to (π − 1)/√(2π).",
        hypothesis="as above",
        derivations=("square_root_constant",),
    ),
    Statement(
        id="rescaled-blocks",
        sentence="On groups of exchangeable points the rescaling integral and its derivative split by isotypic "
        "component; the slope of a Gaussian mean is that of its quadratic form.",
        hypothesis="mean field, ε ≥ 0, every Young subgroup",
        derivations=("rescaled_blocks",),
    ),
    Statement(
        id="rescaled-odd-family",
        sentence="With N = n(n − 2), x = τ/N and w = abs(1 − v)^((n−3)/2)/√v one layer maps x to A/B, A half the "
        "integral "
        "of w(1 − q) and B that of w g/v over v from x to 1. P = A − xB has the sign of (x' − x)(1 − x), and P'' "
        "that of "
        "a form H without integrals: so P has at most as many zeros in (0, 1) as H.",
        hypothesis="mean field, recentring, rescaling with ε = 0 and ReLU, every real n ≥ 3",
        derivations=("rescaled_odd_family",),
    ),
    Statement(
        id="rescaled-odd-limit",
        sentence="In the limit n → ∞ with τ = tn one layer keeps τ where M(t)(1 − 1/π + t) = 1, M(t) = √(π/(2t)) "
        "e^(t/2) "
        "erfc(√(t/2)); term by term, the exchange of limits is not proved.",
        hypothesis="as above",
        derivations=("rescaled_large_batches",),
    ),
    Statement(
        id="regularised-uniform",
        sentence="With p = (n + 1)/2, g the growth without rescaling and z = nε/(2λ), the scale λ of the uniform "
        "point is "
        "fixed where z e^z E_p(z) = ε/g: at one z for ε < g, at none for ε > g. Its eigenvalues are 1 − p(1 − ρ) for "
        "the "
        "scale and ρ = z(g/ε − 1)/p times the projective ones without rescaling.",
        hypothesis="mean field, recentring, rescaling with ε > 0 and ReLU, every whole n ≥ 3",
        derivations=("regularised_uniform_point",),
    ),
    Statement(
        id="rescaled-gradients",
        sentence="At the uniform point squared gradients grow by ((n − 2)V + P + W)/((n − 3)(V − W)) a layer towards "
        "the "
        "input, V and W the squared norm and the product there, P the slope of the kernel, if gradients see weights of "
        "their own: by (n − 2)/(n − 3) for the identity, by π/(π − 1) as n → ∞ for the ReLU.",
        hypothesis="recentring, rescaling with ε = 0 and φ of degree 1, every whole n ≥ 4",
        derivations=("rescaled_gradients",),
    ),
    Statement(
        id="rescaled-batches",
        sentence="The uniform point, the two clusters with their constant C, and for ReLU with fewer than 52 points "
        "the "
        "complete list of fixed points of the odd-point family, are as stated.",
        hypothesis=f"{ONE_BATCH}, recentring, rescaling with ε = 0 and ReLU, leaky ReLU or absolute value",
        derivations=("rescaled_uniform_point", "rescaled_two_clusters", "square_root_constant", "rescaled_odd_family"),
        claims=(
            *(Claim((UNIFORM, CLUSTERS), id) for id in ("fixed-point", "stability")),
            Claim((UNIFORM,), "spectrum"),
            *(Claim((CLUSTERS,), id) for id in ("two-cluster-invariant", "not-differentiable")),
            *(Claim(POINTS, id) for id in ("fixed-points", "non-existence")),
        ),
    ),
    Statement(
        id="rescaled-points",
        sentence="The odd and the separating point from 52 points on, with ε > 0 also for fewer, and the uniform point "
        "with ε > 0 or without recentring, are as stated, with all their eigenvalues.",
        hypothesis=f"{ONE_BATCH}, rescaling and ReLU; what is on faith in the certificate rests on balls alone",
        derivations=("rescaled_odd_family", "rescaled_blocks", "regularised_uniform_point"),
        claims=(
            *(Claim(POINTS, id, "its form") for id in ("fixed-points", "enclosure", "spectrum")),
            *(Claim(REGULARISED, id, "its form") for id in ("fixed-point", "enclosure", "spectrum")),
            Claim((REGULARISED_UNIFORM, CORRELATED), "fixed-point", "its form"),
            Claim((REGULARISED_UNIFORM,), "spectrum"),
            Claim((CORRELATED,), "spectrum", "its form"),
            Claim((*POINTS, *REGULARISED, REGULARISED_UNIFORM, CORRELATED), "stability", "from the spectrum as stated"),
        ),
    ),
)
"""The statements of the group, in order."""
