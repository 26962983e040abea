"""Statements on the uniform point of recentring + rescaling + ReLU."""

from __future__ import annotations

from bnproofs.statements.statement import Statement

ROWS = (
    Statement(
        id="rescaled-moments-near-simplex",
        sentence="Let K = Σλ_kP_k, P_k orthogonal projectors of ranks d_k that add up to C. Then K(I + 2sK)⁻¹ = "
        "Σλ_k/(1 + 2sλ_k)P_k, and Π(1 + 2sλ_k)^d_k, for det(I + 2sK), obeys Jacobi's formula; for λ_k = σ(1 + hε_k), h "
        "small and Σd_kε_k = 0, the integral of the rescaled moments converges, to n ∫₀¹ x^(n−2) ΠD_k^(−d_k/2) "
        "V(Σ(1 + hε_k)/D_k P_k) dx, D_k = 1 + (1 − x²)hε_k, V the kernel.",
        hypothesis="every whole n ≥ 3",
        derivations=("rescaled_integral",),
        rocq=(
            "RescaledMoments.shrunk_solves",
            "RescaledMoments.determinant_jacobi",
            "RescaledAtSimplex.moments_by_unit_integral",
            "RescaledDerivative.moments_near_simplex",
        ),
    ),
    Statement(
        id="rescaled-uniform-fixed",
        sentence="With rescaling every multiple of the simplex has the moments 1/2 on the diagonal and κ(ρ)/2 beside "
        "it, ρ = −1/(n − 1), and the layer takes it to (1 − κ(ρ))(n − 1)/(2n) times the simplex, which is so a fixed "
        "point.",
        hypothesis="every whole n ≥ 3",
        derivations=("rescaled_uniform_point",),
        rocq=(
            "RescaledAtSimplex.moments_of_simplex",
            "RescaledUniform.rescaled_layer_at_simplex",
            "RescaledStability.growth_by_kappa",
        ),
    ),
    Statement(
        id="rescaled-uniform-components",
        sentence="At this fixed point, along any E with Σ E_ii = 0 of which the spectral resolution is given, the "
        "derivative of the rescaled layer is (n − 1)/(n + 1) times that without rescaling over the growth. It "
        "multiplies E_ii = (n − 2)v_i, E_ij = −(v_i + v_j), Σv = 0, by λ_std, and w, 0 on the diagonal and with rows "
        "of sum 0, by λ_(n−2,2).",
        hypothesis="every whole n ≥ 3",
        derivations=("rescaled_uniform_point",),
        rocq=(
            "RescaledDerivative.moments_derivative",
            "RescaledUniform.near_uniform_is_line",
            "RescaledUniform.rescaled_layer_derivative",
            "RescaledUniform.rescaled_standard_derivative",
            "RescaledUniform.rescaled_pair_derivative",
        ),
    ),
    Statement(
        id="rescaled-uniform-directions",
        sentence="There are such spectral resolutions: for v = e_p − e_q, and for w_ij = a_i b_j + b_i a_j, a = e_p − "
        "e_q, b = e_r − e_t, at any different points p, q, r, t.",
        hypothesis="every whole n ≥ 4",
        rocq=("RescaledDirections.standard_direction_resolved", "RescaledDirections.pair_direction_resolved"),
    ),
    Statement(
        id="rescaled-uniform-eigenvalues",
        sentence="With rescaling λ_std and λ_(n−2,2) at the uniform point are (n − 1)/(n + 1) times those without it, "
        "and in (0, (n − 1)/(n + 1)); n(1 − λ_std) = (5π − 6)/(2(π − 1)) − r with 1/n < r < 2/n, and λ_(n−2,2) = "
        "π/(2(π − 1)) − r with another such r.",
        hypothesis="every real n ≥ 3",
        derivations=("rescaled_uniform_point",),
        rocq=(
            "RescaledStability.rescaled_by_uniform",
            "RescaledStability.rescaled_contracts",
            "RescaledStability.rescaled_standard_gap",
            "RescaledStability.rescaled_pair_remainder",
            "RescaledStability.rescaled_standard_limit",
            "RescaledStability.rescaled_pair_limit",
        ),
    ),
    Statement(
        id="uniform-gaps-in-proportion",
        sentence="Without rescaling 1 − λ_(n−2,2) = (n − 1)(1 − λ_std) at the uniform point.",
        hypothesis="every real n ≥ 3",
        derivations=("uniform_gap",),
        rocq=("RescaledStability.uniform_pair_gap",),
    ),
    Statement(
        id="rescaled-uniform-stable",
        sentence="The uniform point with rescaling is stable, in all directions: on recentred matrices the derivative "
        "of the layer has the eigenvalue 0, on the scale mode, and λ_std and λ_(n−2,2), and no others.",
        hypothesis="every whole n ≥ 3",
        derivations=("rescaled_uniform_point", "uniform_point"),
    ),
)
"""The statements of the group, in order."""
