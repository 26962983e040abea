"""What no theorem of Rocq says, and the files of Rocq that state no theorem of the table."""

from __future__ import annotations

NOT_FORMALISED = (
    "That the mean-field layer, a map of Gram matrices, is the limit of infinite width of random networks: it is the "
    "definition from which all statements start. Simulations of finite networks agree with it.",
    "That the kernel of Rocq's layer, the arc-cosine formula, is E relu(u) relu(v) for Gaussian u, v: derived "
    "(dual-kernels).",
    "That every recentred Gram matrix of exchangeable points and an odd one is a multiple of a member of the family: "
    "derived (recentred-blocks).",
    "That the isotypic components exhaust all directions, and their multiplicities: derived (components-exhaust). In "
    "Rocq the derivative is known on each component, and the multiplicities are numbers that add up to n(n − 1)/2; "
    "stability in all directions is therefore at the level of certificates.",
    "The derivative of the layer on invariant matrices: derived (invariant-matrices). In Rocq the trivial eigenvalue "
    "is dτ′/dτ.",
    "The derivative of the layer at a two-cluster ray: derived (two-cluster-spectrum). Rocq has its closed forms.",
    "That zeros of F counted with multiplicity are at most three: certified (at-most-three). In Rocq no four are "
    "different, and three are simple.",
    "The end τ = ∞ of the family, which claims on one batch include.",
    "That the rescaled moments E relu(u_i) relu(u_j) n/‖u‖² are the integral over s, with det(I + 2sK) the product of "
    "the (1 + 2sλ_k)^d_k: that is their definition in Rocq; `rescaled_integral` derives it.",
    "The spectral theorem, by which every recentred symmetric matrix has a spectral resolution. So the derivative of "
    "the rescaled layer is known in Rocq where a resolution is given, and there are some for directions that span the "
    "components; the rest is derived (rescaled-uniform-stable).",
    "That stable fixed points attract nearby batches outside the odd-point family: no level has it. Stability is that "
    "of the linearised map; inside the family, orbits are followed from every start.",
)
"""What is not formalised, each in a sentence or two."""

LIBRARIES = {
    "ArctangentBounds": "Taylor polynomials as bounds of the arctangent, and the double angle",
    "ClearedForm": "F without denominators and its derivatives, for FixedPointCount",
    "ClearedZeros": "zeros of these, by Rolle's theorem, for FixedPointCount",
    "Enclose": "tactics of interval arithmetic for generated files",
    "HalfAngle": "half an angle in terms of its versed sine, for ClearedForm",
    "ImproperIntegral": "an integral over [0, ∞) as one over [0, 1], for RescaledAtSimplex",
    "JuryConditions": "when both roots of a quadratic polynomial are inside the unit circle",
    "KernelOfFamily": "the derivative of the kernel along lines, for LayerDerivative and UniformLinearisation",
    "OddPointCurves": "signs of F on two curves, for AngleLimit",
    "ParameterIntegral": "differentiation under the integral sign, for RescaledDerivative",
    "RescaledIntegrand": "the integrand of the rescaled moments as a function of a parameter, for RescaledDerivative",
    "SaddleNodeShape": "the shape of F in T for 6 ≤ n ≤ 7, for SaddleNode",
    "SaddleNodeSigns": "signs of the derivatives of F on boxes of n and T, for SaddleNode",
    "SignChange": "signs of F between its zeros",
    "SmoothKernel": "the kernel of functions of a parameter, for RescaledIntegrand",
    "ThirdDerivative": "that of the form without denominators vanishes at most once, for ClearedZeros",
}
"""The Rocq files of lemmas and tactics alone, with what they hold."""
