"""Recentring + leaky ReLU of slope a, from recentring + ReLU: the layer is (1−a)² times that one plus a times K.

On recentred Gram matrices K one layer of slope a is K ↦ (1−a)² C V(K) C + a K, V the ReLU kernel. So for a ≠ 1 the rays
that it maps to themselves are those of ReLU that it does not take to zero; growth, eigenvalues and cosines there are
functions of those of ReLU. Slope 0 is ReLU, slope −1 the absolute value, slope 1 the identity. Source of all:
derivations/leaky_slope.py.
"""

from __future__ import annotations

from fractions import Fraction

from bnproofs.configurations import two_clusters
from bnproofs.layer import Layer
from bnproofs.numbers import Number, lift

_SLOPES = {"relu": Fraction(0), "abs": Fraction(-1), "identity": Fraction(1)}


def slope_of(layer: Layer) -> Fraction:
    """The slope a for negative arguments, of an activation max(x, 0) + a min(x, 0).

    Raises:
        ValueError: the activation is none of these.
    """
    if layer.activation == "leaky_relu":
        return layer.parameters[0]
    try:
        return _SLOPES[layer.activation]
    except KeyError:
        raise ValueError(
            f"{layer.activation} has no slope: there is one for leaky_relu and {', '.join(_SLOPES)}"
        ) from None


def growth(slope: Number, rectified: Number) -> Number:
    """The growth (1−a)² g + a of a fixed ray, g its growth under ReLU."""
    _, a, g = lift(slope, rectified)
    return (1 - a) * (1 - a) * g + a


def eigenvalue(slope: Number, rectified_growth: Number, rectified: Number) -> Number:
    """The eigenvalue ((1−a)² g λ + a)/((1−a)² g + a) of the projective Jacobian, λ and g those under ReLU.

    With σ = (1−a)² g/((1−a)² g + a) it is 1 − σ(1 − λ): for a ≥ 0, a ≠ 1, between λ and 1, as 0 < σ ≤ 1.
    """
    _, a, g, value = lift(slope, rectified_growth, rectified)
    return growth(a, g * value) / growth(a, g)


def cosine(slope: Number, rectified: Number, before: Number) -> Number:
    """The cosine ((1−a)² κ + 2aρ)/(1 + a²) after the activation, ρ that before it and κ that after a ReLU."""
    _, a, kappa, rho = lift(slope, rectified, before)
    return ((1 - a) * (1 - a) * kappa + 2 * a * rho) / (1 + a * a)


def across(slope: Number) -> Number:
    """The cosine −2a/(1 + a²) between the clusters of a batch at two places, after the activation."""
    _, a = lift(slope)
    return -2 * a / (1 + a * a)


def two_cluster_growth(n: Number, k: Number, slope: Number) -> Number:
    """The growth ((1+a²)w + 4ak(n−k))/(2n²) of the two-cluster ray, w = (n−k)² + k².

    It is 0 for a = −1 and 2k = n only: the absolute value puts two equal clusters at one place.
    """
    _, n, k, a = lift(n, k, slope)
    return growth(a, two_clusters.growth(n, k))


def transverse_multiplier(n: Number, k: Number, slope: Number) -> Number:
    """The eigenvalue n²(1+a²)/((1+a²)w + 4ak(n−k)) on matrices within a cluster, above 1 for a ≠ 1."""
    _, n, k, a = lift(n, k, slope)
    return eigenvalue(a, two_clusters.growth(n, k), two_clusters.transverse_multiplier(n, k))


def spectrum(n: int, k: int, slope: Fraction) -> tuple[tuple[str, int, Number], ...]:
    """The triples (component, multiplicity, eigenvalue) of the projective Jacobian at the two-cluster ray.

    As `two_clusters.spectrum`; the growth must not be 0.
    """
    g = two_clusters.growth(n, k)
    return tuple((name, count, eigenvalue(slope, g, value)) for name, count, value in two_clusters.spectrum(n, k))
