"""Theorems on recentring + rescaling + ReLU, leaky ReLU or absolute value, ε = 0: uniform point and two clusters."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bnproofs.activations import activation_of
from bnproofs.configurations import Configuration, rescaled_two_clusters, rescaled_uniform
from bnproofs.configurations.name import ConfigurationError
from bnproofs.layer import Layer
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.interval import outward
from bnproofs.numbers.precision import working_precision
from bnproofs.numbers.predicates import surely_positive
from bnproofs.spectrum import Eigenvalues, Stability, spectral_radius, stability
from bnproofs.theorems.limits import LimitError
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.square_root_constant import MOST_BITS, enclose_constant
from bnproofs.theorems.theorem import Theorem, decided, pair, proved, undecided

ACTIVATIONS = ("relu", "leaky_relu", "abs")

Slopes = tuple[Fraction, Fraction]


def covers(layer: Layer) -> bool:
    """Whether the layer is recentring + rescaling with ε = 0 + one of `ACTIVATIONS`."""
    return layer.recentre and layer.rescale and not layer.epsilon and layer.activation in ACTIVATIONS


def configurations(layer: Layer, n: int) -> tuple[Configuration, ...]:
    """The ideal configuration with one point apart, and the uniform point."""
    return Configuration("two-cluster", 1), Configuration("uniform")


def prove(layer: Layer, n: int, configuration: Configuration, bits: int) -> tuple[Theorem, ...]:
    """The theorems on the uniform point or a two-cluster configuration of n points.

    Raises:
        ConfigurationError: another configuration, or one that the layer puts at a single point.
        LimitError: more bits than the constant of a two-cluster configuration is enclosed to.
    """
    slopes = slopes_of(layer)
    if configuration.kind == "uniform":
        return prove_uniform(n, slopes, bits)
    if configuration.k is None or configuration.kind != "two-cluster":
        raise ConfigurationError(f"not known here: {configuration}; write uniform, or two-cluster:K")
    if rescaled_two_clusters.square_distance(n, configuration.k, *slopes) == 0:
        raise ConfigurationError(
            f"{layer} puts two clusters of {configuration.k} points each at the same place; "
            f"write two-cluster:K with K ≠ {configuration.k}"
        )
    if bits > MOST_BITS:
        raise LimitError(f"the constant of {configuration} is enclosed to at most {MOST_BITS} bits, not {bits}")
    return prove_two_clusters(n, configuration.k, slopes, bits)


def slopes_of(layer: Layer) -> Slopes:
    """The slopes (φ(1), −φ(−1)) right and left of zero."""
    activation = activation_of(layer)
    return Fraction(activation.phi(Fraction(1))), -Fraction(activation.phi(Fraction(-1)))


def prove_uniform(n: int, slopes: Slopes, bits: int) -> tuple[Theorem, Theorem, Theorem]:
    """The theorems on the uniform point of n ≥ 3 points.

    PROVED asserts: the Gram matrix with this diagonal and these products is a fixed point of the mean-field map; its
    derivative there has, on recentred matrices, these eigenvalues and the eigenvalue 0 of the scale; the verdict
    follows from the largest absolute value. Source: derivations/rescaled_uniform_point.py.
    """
    with working_precision(Precision.for_batch(n, bits).points):
        b, a = map(Balls().number, slopes)
        product = pair(outward(rescaled_uniform.product(n, b, a), bits))
        fixed = proved("fixed-point", {"gram": {"diagonal": rescaled_uniform.diagonal(*slopes), "product": product}})
        rows = rescaled_uniform.spectrum(n, b, a)
        radius = spectral_radius(tuple(Eigenvalues(name, count, (value,)) for name, count, value in rows))
        verdict = stability(radius)
        components = [
            {"component": name, "multiplicity": count, "eigenvalues": [pair(outward(value, bits))]}
            for name, count, value in rows
        ]
        spectrum = proved("spectrum", {"components": components, "spectral_radius": pair(outward(radius, bits))})
    if verdict is Stability.UNDECIDED:
        advice = "the enclosure of the spectral radius contains 1: raise the precision"
        return fixed, spectrum, undecided("stability", advice)
    return fixed, spectrum, proved("stability", {"verdict": verdict.value})


def prove_two_clusters(n: int, k: int, slopes: Slopes, bits: int) -> tuple[Theorem, ...]:
    """The theorems on the configuration of n − k points at one place and k at another, 1 ≤ k < n.

    PROVED asserts: a batch at two places stays so under every weight matrix that tells them apart, with this product
    between the places; the mean-field map has this fixed point, which it reaches from every such batch in one step; for
    each cluster of at least two points, spread symmetrically by a squared distance D while the other one stays
    together, the image D' is between C √D − (correction) D and C √D, with C > 0: the map is not differentiable, and
    while D over the squared distance of the clusters is below the radius, it grows.
    Source: derivations/rescaled_two_clusters.py.
    """
    exact = prove_invariance(k, slopes), prove_fixed_point(n, k, slopes)
    constants = {other: enclose_constant(n, other, slopes, bits) for other in (k, n - k) if n - other > 1}
    if not all(map(surely_positive, constants.values())):
        return *exact, *(undecided(name, "raise the precision") for name in ("not-differentiable", "stability"))
    clusters = [growth_of(n, other, slopes, constant, bits) for other, constant in constants.items()]
    return (
        *exact,
        proved("not-differentiable", {"clusters": clusters}),
        proved("stability", {"verdict": "not-differentiable"}),
    )


def prove_invariance(k: int, slopes: Slopes) -> Theorem:
    """The theorem that a batch at two places stays at two places, at any width, with the product −ab.

    A recentred and rescaled neuron is (u, −1/u) or (−u, 1/u) on the two clusters, and φ(u)φ(−1/u) = φ(1)φ(−1).
    """
    (b, a), product = slopes, rescaled_two_clusters.product(*slopes)
    statement = {"k": k, "product": product, "cosine": rescaled_two_clusters.cosine(*slopes)}
    holds = _phi(Fraction(1), b, a) * _phi(Fraction(-1), b, a) == product
    return decided("two-cluster-invariant", holds, statement)


def prove_fixed_point(n: int, k: int, slopes: Slopes) -> Theorem:
    """The theorem that the mean-field map has this two-cluster Gram matrix as a fixed point.

    A recentred and rescaled neuron is (u, −1/u) or (−u, 1/u) on the two clusters, u² = k/(n − k), with probability ½
    each; the mean of φφᵀ is computed from the definition in exact arithmetic.
    """
    b, a = slopes
    square = Fraction(k, n - k)
    norms = tuple((_phi(Fraction(1), b, a) ** 2 + _phi(Fraction(-1), b, a) ** 2) * x / 2 for x in (square, 1 / square))
    product = rescaled_two_clusters.product(b, a)
    statement = {"gram": {"squared_norms": list(norms), "product": product}, "norm_ratio": Fraction(n - k, k)}
    return decided("fixed-point", norms == rescaled_two_clusters.squared_norms(n, k, b, a), statement)


def growth_of(n: int, k: int, slopes: Slopes, constant: Any, bits: int) -> dict[str, Any]:
    """The statement on the cluster of n − k ≥ 2 points: C, the correction, and the radius within which D grows."""
    with working_precision(bits + 64 + 2 * n.bit_length()):
        radius = rescaled_two_clusters.radius(n, k, slopes[0], slopes[1], constant)
        return {
            "points": n - k,
            "constant": pair(outward(constant, bits)),
            "correction": rescaled_two_clusters.correction(n, k, *slopes),
            "radius": pair(outward(radius, bits)),
        }


def _phi(x: Fraction, b: Fraction, a: Fraction) -> Fraction:
    return b * x if x > 0 else a * x
