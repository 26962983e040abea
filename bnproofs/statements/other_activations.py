"""Statements on recentring + activations that are no leaky ReLU."""

from __future__ import annotations

from bnproofs.statements.statement import ONE_BATCH, Claim, Statement

POINTS = ("general: odd-point", "general: two-cluster:k", "general: uniform")
"""What stands in the place of a configuration for certificates of recentring + another activation."""

ROWS = (
    Statement(
        id="collapsed-batch",
        sentence="Recentred, with k y on p = n − k points, −p y on the others, y ~ N(0, s), the batch goes to such a "
        "one of variance E (φ(ky) − φ(−py))²/n². The derivative has there the eigenvalues E φ'(ky)², E φ'(py)² within "
        "the clusters, λ = (k M' + p ∂V/∂K_uv − 2k ∂V/∂K_uu)/n and λ' likewise on the standard components, "
        "E φ'(ky)φ'(−py) across and (kλ + pλ')/n for the scale.",
        hypothesis="mean field, every dual kernel V that is differentiable there, all whole 1 ≤ k ≤ n − 1",
        derivations=("two_places",),
    ),
    Statement(
        id="homogeneous-collapse",
        sentence="For φ of degree α, A = φ(1), B = φ(−1), N = (A² + B²)/2, D = AB and w = N(k^2α + p^2α) − 2D(kp)^α "
        "these are, over the growth (2α − 1)!! w/n², α²N k^(2α−2) n²/((2α−1)w), αn k^(α−1)(N k^α − D p^α)/w, "
        "−α²D(kp)^(α−1) n²/((2α−1)w), and α for the scale.",
        hypothesis="mean field, every whole α from 1 to 4 (the formulas), all whole 1 ≤ k ≤ n − 1",
        derivations=("homogeneous_two_places",),
    ),
    Statement(
        id="collapse-attracts",
        sentence="The exactly collapsed odd point attracts, up to scale, under max(x, 0)^α for n ≥ 3, under x³ and "
        "x abs(x) for n ≥ 4, under x² for n ≥ 5; it is marginal under x³ at n = 3 and under x² at n = 4. Within the "
        "cluster alone it attracts from n = 3 on, under x² from n = 4 on.",
        hypothesis="mean field, every whole α ≥ 2",
        derivations=("homogeneous_two_places",),
    ),
    Statement(
        id="exchangeable-batch",
        sentence="The exchangeable batch K_ii = s, K_ij = −s/(n − 1) goes to that of variance ((n − 1)/n)(E φ(u)² − "
        "E φ(u)φ(v)); the eigenvalues are λ = ∂V/∂K_uv on (n−2, 2), σ = ((n − 1)(M' − 2∂V/∂K_uu) + λ)/n for the scale "
        "and ((n − 2)σ + λ)/(n − 1) on the standard component.",
        hypothesis="mean field, every dual kernel V that is differentiable there, every whole n ≥ 3",
        derivations=("exchangeable_batch",),
    ),
    Statement(
        id="every-batch-shrinks-or-grows",
        sentence="tr CΦ(G)C ≤ r tr CGC, r = w² for sin(wx) and cos(wx), with < for CGC ≠ 0, and r = 19/25 for GELU; "
        "tr CΦ(G)C > w² tr CGC for e^(wx), CGC ≠ 0. So nothing but zero is fixed for w² ≤ 1, or w² ≥ 1.",
        hypothesis="mean field, every Gram matrix G, every real w ≠ 0",
        derivations=("shrinking",),
    ),
    Statement(
        id="odd-hermite-polynomials-grow",
        sentence="E (He_k(u) − He_k(v))² > 2 E (u − v)² unless u = v, so tr CΦ(G)C > 2 tr CGC for CGC ≠ 0, and nothing "
        "but zero is fixed: no batch at two places, no exchangeable one, no odd point. For k = 3 the factor is 3, "
        "which three exchangeable points of squared norm 2/3 attain.",
        hypothesis="mean field, every Gram matrix G, k = 3, 5, 7, 9, 11",
        derivations=("hermite_growth", "shrinking"),
    ),
    Statement(
        id="gains-within-and-across",
        sentence="Let n − 1 points be exchangeable: recentred, with the eigenvalue λ > 0 on their vectors of sum zero "
        "and μ > 0 on (1, …, 1, 1 − n). One layer raises λ/μ if and only if E (φ(u) − φ(v))² over E (u − v)² is larger "
        "for two of them than for one of them and the point apart.",
        hypothesis="mean field, every activation, every whole n ≥ 3",
        derivations=("towards_uniform",),
    ),
    Statement(
        id="towards-the-uniform-batch",
        sentence="One layer raises that λ/μ if λ < μ, and lowers it if λ > μ. So nothing is fixed but the uniform and "
        "the exactly collapsed batch: there is no odd point. Under step and sign every such λ/μ tends to 1.",
        hypothesis="mean field, every whole n ≥ 3, step, sign, erf and sin(wx) for every real w ≠ 0; for sin(wx) and "
        "n = 3 the case λ < μ only",
        derivations=("towards_uniform",),
    ),
    Statement(
        id="no-ratio-below-one-is-kept",
        sentence="No λ/μ between 0 and 1 is kept by a layer: there is no odd point but, where that is fixed, the "
        "collapsed one. Under e^(wx) every such λ/μ falls.",
        hypothesis="mean field, e^(wx) for every real w ≠ 0, x² and x² − 1, every whole n ≥ 3; x³, n = 3",
        derivations=("towards_uniform",),
    ),
    Statement(
        id="even-hermite-polynomials-without-odd-point",
        sentence="No recentred batch of n − 1 exchangeable points and one apart with 0 < λ < μ is fixed: there is no "
        "odd point.",
        hypothesis="mean field, He_k, k = 4, 6, 8, 10, 12, n = 3 and every whole n ≥ 5",
        derivations=("hermite_ratio", "towards_uniform"),
    ),
    Statement(
        id="any-kernel-in-hermite-coefficients",
        sentence="With c_k(a) = E φ(√a x) h_k(x), E h_k² = 1, E φ(u)φ(v) is Σ c_k(K_uu) c_k(K_vv) ρ^k, its slope in "
        "K_uv Σ k c_k c_k ρ^(k−1)/√(K_uu K_vv) and in K_uu Σ √((k+1)(k+2)) c_(k+2) c_k ρ^k/(2K_uu).",
        hypothesis="every φ with abs(φ(x)) ≤ A e^(B abs(x)), correlation abs(ρ) < 1",
        derivations=("hermite_series",),
    ),
    Statement(
        id="other-activation-of-one-batch",
        sentence="The configuration is fixed, up to scale for a homogeneous activation; variance or growth, cosines, "
        "all eigenvalues and the spectral radius lie in the intervals stated, and the verdict on stability follows; or "
        "nothing but zero is fixed; or no odd point is, and the orbits tend to the uniform batch where that is stated.",
        hypothesis=f"{ONE_BATCH}, the activation of the certificate",
        derivations=(
            "two_places",
            "homogeneous_two_places",
            "exchangeable_batch",
            "shrinking",
            "hermite_growth",
            "towards_uniform",
            "hermite_ratio",
            "isotypic_blocks",
        ),
        claims=(
            *(Claim(POINTS, id) for id in ("fixed-point", "spectrum", "stability")),
            *(Claim(POINTS, id) for id in ("shrinking", "growing", "non-existence")),
            *(Claim(POINTS[:1], id) for id in ("fixed-points", "reduced-dynamics")),
        ),
    ),
)
"""The statements of the group, in order."""
