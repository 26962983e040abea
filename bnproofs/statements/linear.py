"""Statements on linear layers."""

from __future__ import annotations

from bnproofs.statements.statement import ONE_BATCH, Claim, Statement

UNIFORM, PROJECTOR = "linear: uniform", "linear: projector:k"
"""What stands in the place of a configuration for certificates of linear layers."""

ROWS = (
    Statement(
        id="linear-eigenvalues",
        sentence="A linear layer with rescaling keeps the eigenvectors of a Gram matrix, after recentring if there is "
        "one, and the order of the eigenvalues, and shrinks quotients of different ones strictly. Its fixed points are "
        "exactly (n/k)P, P a projector of rank k.",
        hypothesis="mean field, every whole n",
        derivations=("linear_rescaling",),
    ),
    Statement(
        id="orthogonalisation",
        sentence="Under linear layers with rescaling every Gram matrix of full rank tends to I, with recentring to "
        "n/(n − 1) C; with k the full rank and μ the least eigenvalue over the mean one, 1 − μ′ ≤ (1 − 2μ/(k + 2))(1 − "
        "μ), and k/(k + 2) is the best rate.",
        hypothesis="mean field, every whole n ≥ 3",
        derivations=("linear_convergence", "projector_spectrum"),
    ),
    Statement(
        id="projector-spectrum",
        sentence="At (n/k)P the derivative of a linear layer with rescaling has the eigenvalues 0 on the scale mode, "
        "k/(k + 2) on traceless matrices within the range, 1 along the manifold of projectors and k/(k − 2) beside the "
        "range; so every projector of rank below the full one is unstable.",
        hypothesis="mean field, every whole n and k ≥ 3",
        derivations=("projector_spectrum",),
    ),
    Statement(
        id="rescaling-at-low-rank",
        sentence="Beside a projector of rank 1 a new eigenvalue of quotient r by the others becomes √r under a linear "
        "layer with rescaling, beside one of rank 2 r log(1/r) + O(r): the map is not differentiable there.",
        hypothesis="mean field, every whole n",
        derivations=("low_rank_rescaling",),
    ),
    Statement(
        id="linear-rank-collapse",
        sentence="Linear layers without rescaling keep every recentred Gram matrix in mean field. At width d the i-th "
        "eigenvalue after l layers is e^(2lγ_i + o(l)), almost surely, γ_i = (ψ((d − i + 1)/2) + log(2/d))/2, ψ the "
        "digamma function, and γ_i decreases: the rank collapses to 1.",
        hypothesis="Gaussian weights, n independent points, n below d",
        derivations=("linear_chain",),
    ),
    Statement(
        id="linear-of-one-batch",
        sentence="For a linear layer the scale n/k of the fixed matrix, the eigenvalues with their multiplicities, "
        "gain and rate, or the law of a new eigenvalue, are the fractions stated, and the verdict on stability "
        "follows.",
        hypothesis=f"{ONE_BATCH}, every rank k that it can have",
        derivations=("linear_rescaling",),
        claims=(
            Claim((UNIFORM, PROJECTOR), "fixed-point"),
            Claim((UNIFORM, PROJECTOR), "identity-map"),
            Claim((UNIFORM,), "global-convergence"),
            Claim((UNIFORM, PROJECTOR), "spectrum"),
            Claim((PROJECTOR,), "not-differentiable"),
            Claim((UNIFORM, PROJECTOR), "stability"),
        ),
    ),
)
"""The statements of the group, in order."""
