"""Statements on the odd point for every batch size, on its birth, and for n → ∞."""

from __future__ import annotations

from bnproofs.statements.statement import Statement, of_theorem

ODD_POINT = (
    Statement(
        id="four-fixed-points",
        sentence="Besides the ideal one, τ = 0, there are exactly three fixed points: odd, separating and uniform, "
        "with 36/n² < τ_odd < 81/n² < τ_sep < τ_u = n² − 2n.",
        hypothesis="every real n ≥ 7",
        derivations=("at_most_three", "large_batches"),
        claims=(of_theorem("odd-point", "without 36/n² and 81/n²"),),
        rocq=(
            "OddPoint.odd_point_unique",
            "SeparatingPoint.fixed_rays",
            "CompleteList.exactly_three_rays",
            "EveryBatch.odd_point_theorem",
        ),
    ),
    Statement(
        id="two-curves",
        sentence="The odd point, the only fixed point with 0 < √τ ≤ 9/n, has 3π/2 − 5/n + 40/n² < n tan(θ/2) < "
        "3π/2 + 30/n².",
        hypothesis="every real n ≥ 7",
        derivations=("large_batches",),
        claims=(of_theorem("odd-point", "the curves"),),
        rocq=("OddPoint.odd_point_unique", "AngleLimit.odd_point_half_tangent"),
    ),
    Statement(
        id="angle",
        sentence="The odd point has 3π − 10/n < nθ < 3π, so nθ → 3π; and θ < π/2.",
        hypothesis="every real n ≥ 7",
        derivations=("large_batches", "arctangent_remainder"),
        claims=(of_theorem("angle"),),
        rocq=(
            "AngleLimit.odd_point_angle",
            "AngleLimit.odd_point_angle_limit",
            "AngleLimit.odd_point_angle_acute",
            "EveryBatch.odd_point_theorem",
        ),
    ),
    Statement(
        id="odd-point-eigenvalues",
        sentence="At the odd point the eigenvalues on the components trivial, standard and (m−2, 2) are real and in "
        "(−1, 1); at the separating point the trivial one exceeds 1.",
        hypothesis="every real n ≥ 7",
        derivations=("stability_by_hand",),
        claims=(of_theorem("stability", "at the odd point"),),
        rocq=(
            "StableOddPoint.odd_point_is_stable",
            "StableOddPoint.fixed_point_near_zero_is_stable",
            "EveryBatch.odd_point_theorem",
        ),
    ),
    Statement(
        id="odd-point-stable",
        sentence="The odd point is stable, in all directions: every eigenvalue of the projective Jacobian is in (−1, "
        "1).",
        hypothesis="every whole n ≥ 7",
        derivations=("stability_by_hand", "isotypic_blocks"),
        claims=(of_theorem("stability"),),
    ),
    Statement(
        id="basins",
        sentence="Orbits of the reduced map from 0 < τ < τ_sep tend to τ_odd, those from τ > τ_sep to τ_u.",
        hypothesis="every real n ≥ 7",
        derivations=("monotone_reduced_map",),
        rocq=("ReducedDynamics.basins_with_three", "EveryBatch.odd_point_theorem"),
    ),
)
"""The statements for every batch size, in order."""

SADDLE_NODE = (
    Statement(
        id="saddle-node",
        sentence="For exactly one real n_c, in the interval stated, F has a double zero with 0 < τ < τ_u, τ in the "
        "interval stated: a nondegenerate fold, F_TT > 0 > F_n. Between the ideal and the uniform point nothing is "
        "fixed for n < n_c, and exactly an odd and a separating point are for n > n_c.",
        hypothesis="every real n ≥ 3",
        derivations=("saddle_node", "fold_direction", "beyond_uniform", "at_most_three"),
        claims=(of_theorem("saddle-node"),),
        rocq=(
            "TheoremClaims.saddle_node_claim",
            "TheoremClaims.saddle_node_from_signs",
            "SaddleNodeClaim.fold_from_signs",
            "SaddleNodeClaim.one_saddle_node",
        ),
        generated=True,
    ),
    Statement(
        id="fold",
        sentence="Exactly one such n has a double zero of F with 0 < τ < τ_u: n_c = "
        "6.10707512487918601266477624538494068…, at T = 2.144181717740570306838614602702…, with F_TT > 0 > F_n. Of "
        "the members of the family only the uniform point is fixed for n < n_c, and exactly two more, both simple "
        "zeros, are for n > n_c.",
        hypothesis="every real n with 6 ≤ n ≤ 7",
        derivations=("saddle_node",),
        claims=(of_theorem("saddle-node", "to its own bits"),),
        rocq=("SaddleNode.saddle_node", "SaddleNode.unique_saddle_node", "SaddleNode.rays_around_fold"),
    ),
    Statement(
        id="form-derivatives",
        sentence="F_T, F_TT and F_n, n a real number, are the closed forms given.",
        hypothesis="every real n ≥ 3, T > 0",
        derivations=("saddle_node",),
        rocq=(
            "OddPointForm.form_slope_is_derivative",
            "FormDerivatives.form_curvature_is_derivative",
            "FormDerivatives.form_batch_slope_is_derivative",
        ),
    ),
)
"""The statements on the birth of the odd point, in order."""

ASYMPTOTICS = (
    Statement(
        id="odd-point-expansion",
        sentence="The odd point has an expansion in 1/n: θ = 3π/n − 3π/n² + (9π³/20)/n³ + O(n⁻⁴), and so has "
        "everything there; its three large eigenvalues are 1 − 1/n − 1/n² + O(n⁻³).",
        hypothesis="n → ∞",
        derivations=("odd_point_asymptotics",),
    ),
    Statement(
        id="large-batch-form",
        sentence="In ε = 1/n and v = n tan(θ/2) the form εF is analytic at ε = 0, where it is 2 − 4v/(3π); along a "
        "curve v = 3π/2 − βε + O(ε²) it is zero there, with the slope −2 + 4β/(3π).",
        hypothesis="n → ∞",
        derivations=("large_batches",),
    ),
    Statement(
        id="collapse-rate",
        sentence="Without normalisation, layers of ReLU align two points like 1 − ρ_l = (9π²/(2l²))(1 − 3 ln l/l + "
        "o(ln l/l)).",
        hypothesis="every ρ_0 < 1, l → ∞ layers",
        derivations=("relu_collapse_rate",),
    ),
)
"""The statements for n → ∞ and for many layers, in order."""
