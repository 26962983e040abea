"""Statements on the uniform point, the regular simplex."""

from __future__ import annotations

from bnproofs.statements.statement import Statement, of_theorem

ROWS = (
    Statement(
        id="uniform-fixed",
        sentence="τ_u = n² − 2n is a fixed point; there F falls, and beyond it F < 0, so that nothing is fixed there.",
        hypothesis="every real n ≥ 3",
        derivations=("odd_point_map", "uniform_point", "beyond_uniform"),
        rocq=(
            "UniformPoint.uniform_point_is_fixed",
            "UniformPoint.uniform_slope_negative",
            "UniformPoint.form_negative_beyond_uniform",
        ),
    ),
    Statement(
        id="uniform-components",
        sentence="The derivative of the n × n layer at the simplex multiplies E_ii = (n − 2)v_i, E_ij = −(v_i + v_j), "
        "Σv = 0, by the growth times λ_std, and w, 0 on the diagonal and with rows of sum 0, by the growth times "
        "λ_(n−2,2).",
        hypothesis="every whole n ≥ 3",
        derivations=("uniform_point",),
        rocq=("UniformLinearisation.uniform_standard_derivative", "UniformLinearisation.uniform_pair_derivative"),
    ),
    Statement(
        id="uniform-eigenvalues",
        sentence="λ_std and λ_(n−2,2) are in (0, 1); exactly, 1 − λ_std = (θ₀ − sin θ₀)/(2πng), cos θ₀ = −1/(n − 1), g "
        "the growth; and n(1 − λ_std) = c₀ + c₁/n + r with c₀ = (π − 2)/(2(π − 1)), c₁ = 1/(π − 1) + c₀², 0 < r < "
        "2/n².",
        hypothesis="every real n ≥ 3",
        derivations=("uniform_gap", "uniform_point"),
        claims=(of_theorem("uniform-point", "stability and n(1 − λ_std)"),),
        rocq=(
            "UniformStability.uniform_standard_contracts",
            "UniformStability.uniform_pair_contracts",
            "UniformStability.uniform_standard_gap",
            "UniformGap.uniform_gap_two_terms",
            "EveryBatch.uniform_point_theorem",
        ),
    ),
    Statement(
        id="uniform-stable",
        sentence="The uniform point is stable, in all directions: every eigenvalue of the projective Jacobian is in "
        "(−1, 1).",
        hypothesis="every whole n ≥ 3",
        derivations=("uniform_gap", "uniform_point"),
        claims=(of_theorem("uniform-point"),),
    ),
    Statement(
        id="uniform-gaps",
        sentence="1 − λ_(n−2,2) = (n − 1)(1 − λ_std), and n(1 − λ_std) decreases to c₀.",
        hypothesis="every real n ≥ 3",
        derivations=("uniform_gap",),
    ),
)
"""The statements of the group, in order."""
