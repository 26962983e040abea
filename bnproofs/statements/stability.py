"""Statements on the derivative of the layer and its eigenvalues, on the odd-point family."""

from __future__ import annotations

from bnproofs.statements.statement import ONE_BATCH, Statement, of_every_configuration, of_family

ROWS = (
    Statement(
        id="components-exhaust",
        sentence="The recentred matrices are the sum of the components on which the derivative of the layer is known: "
        "n(n − 1)/2 = 2 + 2(m − 1) + m(m − 3)/2 at the odd-point family, m = n − 1, and 1 + (n − 1) + n(n − 3)/2 at "
        "the uniform point; so the blocks there hold all eigenvalues, with these multiplicities.",
        hypothesis="every whole n ≥ 4",
        derivations=("isotypic_blocks", "uniform_point"),
    ),
    Statement(
        id="component-derivatives",
        sentence="The derivative of the n × n layer at a member of the family takes E_ii = αv_i, E_ij = β(v_i + v_j), "
        "rows of sum 0, Σv = 0, to such a matrix, (α, β) multiplied by g times the standard block, g = Y/(2n²); and "
        "it multiplies w in the cluster, 0 on the diagonal and with rows of sum 0, by (π − θ)/(2π). The "
        "characteristic polynomial of the block has the roots given, where they are real, and no others.",
        hypothesis="every whole n ≥ 3, at every τ > 0",
        derivations=("isotypic_blocks",),
        rocq=(
            "LayerDerivative.batch_layer_derivative",
            "Linearisation.standard_derivative",
            "Linearisation.pair_derivative",
            "Eigenvalues.standard_roots_only",
        ),
    ),
    Statement(
        id="invariant-matrices",
        sentence="At a fixed ray with growth g the derivative of the layer has on the invariant matrices the "
        "eigenvalue g, for the Gram matrix itself, and g dτ′/dτ.",
        hypothesis="every whole n ≥ 3, at a fixed point",
        derivations=("trivial_component",),
    ),
    Statement(
        id="scalar-eigenvalues",
        sentence="The eigenvalue (1 − θ/π)/(1 − q) on (m−2, 2) is in (0, 1); dτ′/dτ = 1 + T F_T/(2Y), which is below 1 "
        "exactly where F_T < 0.",
        hypothesis="every real n ≥ 3, at a fixed point",
        derivations=("stability_by_hand", "trivial_component"),
        rocq=(
            "Eigenvalues.growth_by_defect",
            "ScalarComponents.pair_eigenvalue_contracts",
            "TrivialComponent.trivial_eigenvalue_is_derivative",
            "ScalarComponents.trivial_eigenvalue_below_one_iff",
        ),
    ),
    Statement(
        id="stable-where-falling",
        sentence="The eigenvalues on the components trivial, standard and (m−2, 2) are real and in (−1, 1).",
        hypothesis="every real n ≥ 4, at a fixed point with θ ≤ π/2 and F_T < 0",
        derivations=("stability_by_hand",),
        rocq=("StandardComponent.standard_block_contracts", "Stability.fixed_point_is_stable"),
    ),
    Statement(
        id="unstable-where-rising",
        sentence="The trivial eigenvalue exceeds 1.",
        hypothesis="every real n ≥ 3, where F_T > 0",
        derivations=("stability_by_hand",),
        rocq=("Stability.rising_fixed_point_is_unstable",),
    ),
    Statement(
        id="numbers-of-one-batch",
        sentence="The closed forms of the angle, τ, the cosines and the norm ratio after the ReLU, the growth, the "
        "eigenvalues on the components and the largest size of these lie in the intervals stated; the multiplicities "
        "stated, with 1 for the scale, add up to n(n − 1)/2; these eigenvalues, which are those of the layer's "
        "derivative on the components, are all in (−1, 1), or one is outside [−1, 1], as stated.",
        hypothesis=f"{ONE_BATCH}, at its odd, separating or uniform point",
        derivations=("odd_point_map", "isotypic_blocks", "uniform_point"),
        claims=(of_family("enclosure"), of_family("spectrum"), of_family("stability")),
        rocq=(
            "Claims.geometry",
            "Claims.odd_spectrum",
            "Claims.uniform_spectrum",
            "Claims.uniform_spectrum_of_three",
            "Claims.odd_multiplicities",
            "Claims.uniform_multiplicities",
            "Claims.odd_stable",
            "Claims.odd_unstable",
            "Claims.uniform_stable",
            "Claims.uniform_stable_of_three",
            "LayerEigenvalues.eigenvalues_of_layer",
            "LayerEigenvalues.eigenvalues_of_simplex",
            "Eigenvalues.growth_at_fixed_point",
            "Eigenvalues.cos_cluster_of_moments",
            "Eigenvalues.cos_odd_of_moments",
            "Eigenvalues.norm_ratio_of_moments",
        ),
        generated=True,
    ),
    Statement(
        id="spectrum-of-one-batch",
        sentence="All eigenvalues of the projective Jacobian, in all directions, lie in the intervals stated, with the "
        "multiplicities stated; the configuration is stable or unstable, as stated.",
        hypothesis=f"{ONE_BATCH}, at its odd, separating or uniform point or a two-cluster ray",
        derivations=("isotypic_blocks", "uniform_point", "two_cluster_spectrum"),
        claims=(of_every_configuration("spectrum"), of_every_configuration("stability")),
    ),
)
"""The statements of the group, in order."""
