"""Statements on one layer: the kernel, its derivatives, recentring, and the map on the odd-point family."""

from __future__ import annotations

from bnproofs.statements.statement import Statement

ROWS = (
    Statement(
        id="dual-kernels",
        sentence="For centred Gaussian (u, v), K_uv = √(K_uu K_vv) cos θ: E relu(u) relu(v) = √(K_uu K_vv) (sin θ + "
        "(π − θ) cos θ)/(2π), and E φ(u) φ(v) = (1 − a)² E relu(u) relu(v) + a K_uv for φ(x) = max(x, 0) + a min(x, "
        "0).",
        hypothesis="every covariance matrix of (u, v), every real a",
        derivations=("relu_kernel", "leaky_relu_kernel"),
    ),
    Statement(
        id="kernel-slopes",
        sentence="The ReLU kernel √(ab) (sin θ + (π − θ) cos θ)/(2π), with variances a, b and covariance √(ab) cos θ, "
        "has the partial derivative (π − θ)/(2π) by the covariance and √(b/a) sin θ/(4π) by a; on the diagonal, where "
        "both variances and the covariance are a, it has the slope 1/2.",
        hypothesis="all real a, b > 0 and 0 < θ < π",
        derivations=("relu_kernel_derivatives",),
        rocq=(
            "KernelDerivative.relu_kernel_derivative",
            "KernelDerivative.relu_kernel_by_covariance_at_angle",
            "KernelDerivative.relu_kernel_by_variance_at_angle",
            "KernelDerivative.relu_kernel_diagonal_derivative",
        ),
    ),
    Statement(
        id="kernel-ends",
        sentence="κ(1 − δ) = 1 − δ + D(δ) and κ(−1 + δ) = D(δ) with a power series D in δ times δ^(3/2): at both ends "
        "κ is once differentiable, one-sidedly, and not twice.",
        hypothesis="0 ≤ δ < 2",
        derivations=("relu_kernel_ends",),
    ),
    Statement(
        id="defect",
        sentence="1 − κ(ρ) = (1 − ρ)(1 − q) with the defect q, which increases with the angle θ, ρ = cos θ, and has "
        "0 < q ≤ 1/2.",
        hypothesis="every θ in (0, π), as t = tan(θ/2) > 0",
        derivations=("defect_monotone",),
        rocq=(
            "MeanField.kappa_by_half_tangent",
            "ReducedMap.defect_rises",
            "OddPointForm.defect_pos",
            "ReducedMap.defect_le_half",
        ),
    ),
    Statement(
        id="arctangent-remainder",
        sentence="a(u) = (u − atan u)/u³ has 1/(3(1 + u²)) ≤ a ≤ 1/3, a ≥ 1/3 − u²/5 and −2u/5 ≤ a′ ≤ 0.",
        hypothesis="every real u > 0",
        derivations=("arctangent_remainder",),
    ),
    Statement(
        id="recentred-blocks",
        sentence="Recentring takes e_a + e_b − ē from the entries of the groups a, b of two groups of exchangeable "
        "points, e the means of rows; and the recentred Gram matrices of m exchangeable points and an odd one have, "
        "up to scale, one parameter: sin²ψ = ((m − 1)/m)(1 − cos θ), 1 + τ = m² K_cc/K_oo.",
        hypothesis="every whole number of points in the groups",
        derivations=("recentring", "one_angle"),
    ),
    Statement(
        id="layer-of-blocks",
        sentence="On the Gram matrices of m exchangeable points and an odd one, recentring and the mean-field layer of "
        "(m + 1) × (m + 1) matrices are the maps on four numbers of which the statements for real n = m + 1 speak.",
        hypothesis="every whole number m of exchangeable points",
        derivations=("recentring",),
        rocq=("BatchMatrix.recentred_of_blocks", "BatchMatrix.batch_layer_of_blocks"),
    ),
    Statement(
        id="reduced-map",
        sentence="The member τ of the odd-point family is recentred, and one layer maps it to a positive multiple of "
        "the member τ′ = n²τ(1 − q)/Y = τ(1 + F/Y); so it spans a fixed ray exactly where F(n, √τ) = 0.",
        hypothesis="every real n ≥ 3, τ > 0",
        derivations=("odd_point_map", "one_angle"),
        rocq=(
            "MeanField.odd_family_is_recentred",
            "MeanField.layer_on_family",
            "MeanField.reduced_map_moves_by_the_form",
            "MeanField.reduced_map_in_angles",
            "MeanField.fixed_ray_iff",
        ),
    ),
)
"""The statements of the group, in order."""
