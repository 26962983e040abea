"""What the statements on layers other than recentring + ReLU say, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

Says = Mapping[str, Any]


def _fixed_point(says: Says) -> str:
    if "variance" in says:
        return _fixed_variance(says)
    if "rank" in says:
        return f"every {says['scale']} P, P a projector of rank {says['rank']} that recentring keeps, is fixed"
    if "norm_ratio" in says:
        return (
            "the mean-field map takes every batch at these two places to one Gram matrix, with the norm ratio "
            f"{says['norm_ratio']}"
        )
    if "recentred" in says:
        return "a batch of n − 1 exchangeable points and one more, with these eigenvalues recentred, is fixed"
    if "gram" in says:
        return "exchangeable points with this squared norm and this product are a fixed point of the mean-field map"
    return (
        f"Gram matrices of points in one direction are multiplied by the growth {says['growth'][0]}, and for slopes "
        "other than 1 no others are fixed up to scale"
    )


def _fixed_variance(says: Says) -> str:
    place = "the odd point" if "cos_odd" in says else "this batch"
    if says["degree"] == "none":
        return f"{place} is fixed at the variance {_short(says['variance'])}, which is part of the state"
    return (
        f"{place} is fixed up to scale, with growth {_short(says['growth'])} at variance 1; the scale itself has the "
        f"exponent {says['degree']}"
    )


def _shrinking(says: Says) -> str:
    return f"every recentred batch shrinks: the sum of squared norms becomes at most {says['rate'][0]} times as large"


def _growing(says: Says) -> str:
    return f"every recentred batch grows: the sum of squared norms becomes more than {says['rate'][0]} times as large"


def _identity_map(says: Says) -> str:
    return f"the mean-field map is the identity on (recentred) Gram matrices, a space of dimension {says['dimension']}"


def _global_convergence(says: Says) -> str:
    return (
        f"every orbit of full rank {says['rank']} tends to the fixed point, at the rate {says['rate']} a layer and no "
        f"better: 1 − μ′ ≤ (1 − {says['gain']} μ)(1 − μ), μ the least eigenvalue over the mean one"
    )


def _not_differentiable(says: Says) -> str:
    if "clusters" in says:
        parts = ", ".join(f"{x['points']} points: C ≈ {_short(x['constant'])}" for x in says["clusters"])
        return (
            "the points of a cluster that spread by a small squared distance D come to C √D: there is no derivative, "
            f"and small distances grow at an infinite rate; {parts}"
        )
    law = {"square-root": "√r", "logarithm": "r log(1/r) + O(r)"}[says["law"]]
    return (
        f"a new eigenvalue of quotient r beside rank {says['rank']} goes to {law}: there is no derivative, and such "
        "perturbations grow"
    )


def _relu_combination(says: Says) -> str:
    return (
        f"on recentred Gram matrices K the layer is {says['rectifier']} times that of ReLU plus {says['identity']} "
        "times K: for slopes other than 1 its fixed rays are those of ReLU that it does not take to zero"
    )


def _two_cluster_ray(says: Says) -> str:
    return (
        f"batches at two places, {says['k']} of the points at one of them, have a fixed ray; norm ratio "
        f"{says['norm_ratio']}, cosine {says['cosine']} between the clusters after the activation, growth "
        f"{says['growth']}"
    )


def _collapse(says: Says) -> str:
    return (
        "layers align any two points: u = (1 − ρ)^(−1/2) grows by at least v = η√2/(3π) a layer, "
        f"η = {says['contraction']}, and by at most v + C/u, C = {says['excess']}, from layer {says['from_layer']} on"
    )


def _rank_growth(says: Says) -> str:
    return (
        "one layer makes points with cosines of at most t in size full rank, with a least eigenvalue of at least the "
        "number stated for t"
    )


def _short(interval: Any) -> str:
    """A few digits of the middle of an interval."""
    low, high = map(Fraction, interval)
    return f"{float((low + high) / 2):.6g}"


SENTENCES: dict[str, Callable[[Says], str]] = {
    "shrinking": _shrinking,
    "growing": _growing,
    "fixed-point": _fixed_point,
    "identity-map": _identity_map,
    "global-convergence": _global_convergence,
    "not-differentiable": _not_differentiable,
    "relu-combination": _relu_combination,
    "two-cluster-ray": _two_cluster_ray,
    "collapse": _collapse,
    "rank-growth": _rank_growth,
}
"""The sentence of a statement, by its id."""
