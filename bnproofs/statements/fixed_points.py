"""Statements on the fixed points of the reduced map, and on its orbits."""

from __future__ import annotations

from bnproofs.statements.statement import ONE_BATCH, Claim, Statement, of_family, of_theorem

FIXED_POINTS = (
    Statement(
        id="at-most-three",
        sentence="F has at most three zeros T = √τ > 0, counted with multiplicity.",
        hypothesis="every real n ≥ 3",
        derivations=("at_most_three",),
        claims=(of_theorem("at-most-three"),),
    ),
    Statement(
        id="at-most-three-different",
        sentence="F has at most three different zeros T > 0, and if it has three, all of them are simple.",
        hypothesis="every real n ≥ 3",
        derivations=("at_most_three",),
        claims=(of_theorem("at-most-three"),),
        rocq=("FixedPointCount.at_most_three_zeros", "FixedPointCount.zeros_are_simple"),
    ),
    Statement(
        id="complete-list",
        sentence="a, b and n² − 2n are all fixed points with τ > 0, and between 0, a, b, n² − 2n and beyond τ′ − τ has "
        "the signs +, −, +, −.",
        hypothesis="every real n ≥ 3 with two fixed points 0 < a < b < n² − 2n",
        derivations=("at_most_three",),
        rocq=("CompleteList.three_rays_are_all", "CompleteList.reduced_map_between_fixed_points"),
    ),
    Statement(
        id="small-batches",
        sentence="The uniform point is the only fixed point with τ > 0, and every orbit from τ > 0 tends to it.",
        hypothesis="every real n with 3 ≤ n ≤ 6",
        claims=(of_theorem("small-batches", "the fixed points, for n = 3, 4, 5, 6"),),
        rocq=("SmallBatches.only_the_uniform_ray", "SmallClaims.small_batches"),
    ),
    Statement(
        id="fixed-points-of-one-batch",
        sentence="The fixed points with τ > 0 are the uniform point alone, or the odd, the separating and the uniform "
        "point with 0 < τ_odd < τ_sep < τ_u = n² − 2n, τ_odd and τ_sep in the intervals stated.",
        hypothesis=ONE_BATCH,
        claims=(of_family("fixed-points"), Claim(("odd-point", "separating"), "non-existence")),
        rocq=(
            "Claims.four_fixed_points",
            "Claims.two_fixed_points",
            "Claims.four_fixed_points_from_signs",
            "Claims.two_fixed_points_from_signs",
        ),
        generated=True,
    ),
)
"""The statements on fixed points, in order."""

DYNAMICS = (
    Statement(
        id="monotone-reduced-map",
        sentence="τ′ rises with τ ≤ n² − 2n, with a positive derivative, and τ > n² − 2n has τ′ > n² − 2n.",
        hypothesis="every real n ≥ 3, τ > 0",
        derivations=("monotone_reduced_map",),
        rocq=(
            "ReducedMap.reduced_map_derivative",
            "ReducedMap.reduced_map_slope_pos",
            "ReducedMap.reduced_map_increasing",
            "ReducedMap.reduced_map_beyond",
            "UniformPoint.uniform_point_is_fixed",
        ),
    ),
    Statement(
        id="orbits",
        sentence="Layer after layer, the member τ becomes a positive multiple of the members of the orbit of τ under "
        "the reduced map. Between two fixed points up to n² − 2n an orbit stays, and it tends to the one to which the "
        "sign of F between them points; from τ > n² − 2n it tends to n² − 2n.",
        hypothesis="every real n ≥ 3, τ > 0",
        derivations=("monotone_reduced_map",),
        rocq=(
            "ReducedDynamics.layers_on_family",
            "ReducedDynamics.orbit_stays",
            "ReducedDynamics.orbit_rises",
            "ReducedDynamics.orbit_falls",
            "ReducedDynamics.orbit_from_beyond",
            "UniformPoint.form_negative_beyond_uniform",
        ),
    ),
    Statement(
        id="dynamics-of-one-batch",
        sentence="Every orbit that starts between neighbouring fixed points, or beyond the last with τ < ∞, tends to "
        "the limit stated for its interval.",
        hypothesis=ONE_BATCH,
        claims=(of_family("reduced-dynamics"),),
        rocq=(
            "Claims.flows_of_four",
            "Claims.flows_of_two",
            "Claims.flows_of_four_from_signs",
            "Claims.flows_of_two_from_signs",
        ),
        generated=True,
    ),
)
"""The statements on orbits, in order."""
