"""Statements on layers of ReLU, leaky ReLU or absolute value that neither recentre nor rescale."""

from __future__ import annotations

from bnproofs.statements.statement import ONE_BATCH, Claim, Statement

COLLAPSED = "plain: collapsed"
"""What stands in the place of a configuration for certificates of layers without recentring and rescaling."""

ROWS = (
    Statement(
        id="alignment-bounds",
        sentence="With η = (1 − a)²/(1 + a²), v = η√2/(3π) and C = η(25η + 6)/300 the number u = (1 − ρ)^(−1/2) of two "
        "points has after l layers u_0 + vl ≤ u_l, and u_l ≤ u_0 + vl + C/u_0 + (C/v) log(1 + vl/u_0) if η² ≤ 2u_0², "
        "which holds for a ≥ 0 and, for a < 0, from the first layer on. So l²(1 − ρ_l) tends to 9π²/(2η²).",
        hypothesis="mean field, every real a ≠ 1, every ρ_0 < 1, every whole l ≥ 0",
        derivations=("leaky_collapse", "relu_collapse_rate"),
    ),
    Statement(
        id="collapsed-rays",
        sentence="The Gram matrices of points in one direction are fixed rays with growth (1 + a²)/2, and no others "
        "are; there the derivative along Gram matrices is the growth times the identity, so that every eigenvalue of "
        "the projective Jacobian is 1.",
        hypothesis="mean field, every real a ≠ 1, every whole n",
        derivations=("leaky_collapse",),
    ),
    Statement(
        id="rank-growth",
        sentence="One layer makes the Gram matrix of points of norm 1 with cosines of at most t in size positive "
        "definite, its least eigenvalue at least (1 − a)²/4 times Σ b_j (1 − (n − 1)t^(2j)) over the positive terms, "
        "where Σ b_j ρ^(2j) = (2/π)(√(1 − ρ²) + ρ arcsin ρ). It is singular only if two points have the same "
        "direction, or those that occur with their opposite are dependent (for a = −1: or two are opposite).",
        hypothesis="mean field, every real a ≠ 1, every whole n, every t < 1",
        derivations=("rank_growth",),
    ),
    Statement(
        id="rank-growth-size",
        sentence="For points of norm 1 with angles between α and π − α that least eigenvalue is at least (1 − a)²/(48π "
        "J^(3/2)), J the least whole number ≥ log(2n − 2)/α².",
        hypothesis="mean field, every real a ≠ 1, every whole n ≥ 2, 0 < α < π/2",
        derivations=("rank_growth",),
    ),
    Statement(
        id="collapsed-of-one-batch",
        sentence="For the slope a of the certificate: growth, factor η, excess C and first layer are the fractions "
        "stated, v, the rate 9π²/(2η²) and the bound of the least eigenvalue for each largest cosine lie in the "
        "intervals stated; all n(n + 1)/2 − 1 eigenvalues are 1, so that the configuration is marginal.",
        hypothesis=f"{ONE_BATCH}, every rational a; for a = 1 the growth and the eigenvalues only",
        derivations=("leaky_collapse", "rank_growth"),
        claims=tuple(
            Claim((COLLAPSED,), id) for id in ("fixed-point", "spectrum", "stability", "collapse", "rank-growth")
        ),
    ),
)
"""The statements of the group, in order."""
