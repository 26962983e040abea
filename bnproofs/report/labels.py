"""What the numbers of a certificate are called, and the components of a spectrum."""

from __future__ import annotations

OWN = (
    *("enclosure", "fixed-point", "spectrum", "identity-map", "global-convergence", "collapse"),
    *("shrinking", "growing", "relu-combination", "saddle-node"),
)
"""The claims whose numbers are those of the configuration, or of the layer, itself."""

LABELS = {
    "batch": "batch size n_c of the saddle-node",
    "saddle-node.tau": "τ = tan²ψ there, of K",
    "theta": "angle θ in the cluster, of K (radians)",
    "tau": "τ = tan²ψ, of K",
    "cos_cluster": "cosine within the cluster, after the layer",
    "cos_odd": "cosine cluster to odd point, after the layer",
    "cos_recentred": "cosine within the cluster, recentred",
    "norm_ratio": "norm of odd over cluster, after the layer",
    "cosine": "cosine of two points, after the layer",
    "growth": "growth of the Gram matrix per layer",
    "variance": "variance s, of K",
    "degree": "exponent of the scale",
    "exponent": "exponent z of the regularised scale",
    "rank": "rank",
    "scale": "scale of the projector",
    "dimension": "dimension of the space that stays as it is",
    "gram.diagonal": "squared norm of a point, after the layer",
    "gram.product": "product of two points, after the layer",
    "gram.squared_norms": "squared norms at the two places, after the layer",
    "recentred.cluster": "eigenvalue λ of the recentred cluster",
    "recentred.odd": "eigenvalue μ of the recentred odd point",
    "spectral_radius": "spectral radius",
    "global-convergence.rate": "rate of convergence a layer",
    "collapse.rate": "limit of l²(1 − ρ) after l layers",
    "shrinking.rate": "the sum of squared norms is multiplied by at most",
    "growing.rate": "the sum of squared norms is multiplied by more than",
    "gain": "gain of the least eigenvalue a layer",
    "contraction": "factor η of the slope",
    "excess": "excess C",
    "step": "step v of (1 − ρ)^(−1/2) a layer",
    "from_layer": "layer from which the upper bound holds",
    "rectifier": "multiple of ReLU in the layer",
    "identity": "multiple of the identity in the layer",
}
"""The fields of these claims, and of objects in them, in words; with the claim before it where two differ."""

TWO_NUMBERS = ("gram.squared_norms",)
"""The fields that hold two numbers, and not the ends of an interval."""

COMPONENTS = {
    "trivial": "the shape, symmetry kept",
    "standard": "one point against the others",
    "(m-2,2)": "pairs within the cluster",
    "(n-2,2)": "pairs of points",
    "scale": "the scale",
    "all": "every direction",
    "traceless": "shape within the rank",
    "manifold": "the place of the projector",
    "rank-raising": "the rank, which rises",
    "transverse(n-k)": "pairs at the place of n − k points",
    "transverse(k)": "pairs at the place of k points",
    "standard(n-k)": "one of the n − k points against the others there",
    "standard(k)": "one of the k points against the others there",
    "mixed": "one point at each place",
}
"""What a perturbation in a component of the spectrum changes."""
