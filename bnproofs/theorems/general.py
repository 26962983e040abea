"""Theorems on recentring + an activation that is no leaky ReLU, whether homogeneous or not, built in or the user's.

For φ homogeneous of degree α the configurations are rays, c K ↦ c^α · growth · K: the eigenvalues are those of
directions, and α is that of the scale. Otherwise the variance is part of the configuration, and of the state.
"""

from __future__ import annotations

from bnproofs.activations import Monomial, activation_of
from bnproofs.activations.base import Collinear
from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
from bnproofs.piecewise.expectations import QuadratureError
from bnproofs.theorems.general_odd import prove_odd_point
from bnproofs.theorems.general_two_places import prove_collapse, prove_homogeneous_collapse
from bnproofs.theorems.general_uniform import prove_homogeneous_uniform, prove_uniform
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.shrinking import prove_no_variance
from bnproofs.theorems.theorem import Theorem, Verdict, proved, undecided
from bnproofs.theorems.towards_uniform import prove_no_odd_point

OTHERS = ("identity", "relu", "leaky_relu", "abs")
"""The activations that other theories are about."""


def covers(layer: Layer) -> bool:
    """Whether the layer is recentring + an activation that is no leaky ReLU, without rescaling."""
    return layer.recentre and not layer.rescale and layer.activation not in OTHERS


def configurations(layer: Layer, n: int) -> tuple[Configuration, ...]:
    """The exactly collapsed odd point, the exchangeable batch and the odd point."""
    return tuple(map(Configuration.parse, ("two-cluster:1", "uniform", "odd-point")))


def prove(layer: Layer, n: int, configuration: Configuration, bits: int) -> tuple[Theorem, ...]:
    """The theorems on a configuration of n ≥ 3 points, promised to `bits` bits."""
    try:
        return _prove(layer, n, configuration, bits)
    except QuadratureError as failure:
        return (undecided("fixed-point", str(failure)),)


def _prove(layer: Layer, n: int, configuration: Configuration, bits: int) -> tuple[Theorem, ...]:
    activation = activation_of(layer)
    precision = Precision.for_batch(n, bits)
    faith = "ball-quadrature" if isinstance(activation, Collinear) else "ball-arithmetic"
    if configuration.kind == "odd-point":
        return _odd_point(layer, n, precision, faith)
    if configuration.kind == "uniform":
        if activation.degree is None:
            return prove_uniform(activation, n, precision, faith)
        return prove_homogeneous_uniform(activation, n, precision, "" if isinstance(activation, Monomial) else faith)
    k = configuration.k or 1
    if activation.degree is None:
        return prove_collapse(activation, n, k, precision, faith)
    return prove_homogeneous_collapse(activation, n, k, faith if isinstance(activation, Collinear) else "")


def _odd_point(layer: Layer, n: int, precision: Precision, faith: str) -> tuple[Theorem, ...]:
    """The theorems on the odd point: on the collapsed one if that is stable, or one not collapsed; or there is none."""
    activation = activation_of(layer)
    if activation.degree is not None:
        collapsed = prove_homogeneous_collapse(activation, n, 1, faith if isinstance(activation, Collinear) else "")
        if _is_stable(collapsed):
            return collapsed
    none = prove_no_variance(activation)
    if none is not None:
        return none, proved("non-existence", {"configuration": "odd-point"})
    excluded = prove_no_odd_point(activation, n)
    if excluded is not None:
        return excluded
    found = prove_odd_point(layer, n, precision, faith)
    if found[0].verdict is Verdict.PROVED or activation.degree is not None:
        return found
    collapsed = prove_collapse(activation, n, 1, precision, faith)
    return collapsed if _is_stable(collapsed) else prove_odd_point(layer, n, precision, faith, repelling=True)


def _is_stable(theorems: tuple[Theorem, ...]) -> bool:
    return theorems[-1].id == "stability" and theorems[-1].statement.get("verdict") == "stable"
