"""The theorems that are proved of recentring + ReLU, in the order of docs/certificate.md."""

from __future__ import annotations

from bnproofs.configurations import Configuration
from bnproofs.layer import Layer
from bnproofs.theorems.odd_point import prove_point
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.reduced_map import prove_fixed_points, prove_non_existence, prove_reduced_dynamics
from bnproofs.theorems.theorem import Theorem, proved, undecided
from bnproofs.theorems.two_clusters import (
    enclose_two_clusters,
    prove_instability,
    prove_invariance,
    prove_two_cluster_spectrum,
)

LAYER = Layer.parse("rc+relu")


def covers(layer: Layer) -> bool:
    """Whether the layer is recentring + ReLU."""
    return layer == LAYER


def configurations(layer: Layer, n: int) -> tuple[Configuration, ...]:
    """The ideal configuration, the odd, the separating and the uniform point, whether they exist or not."""
    return tuple(map(Configuration.parse, ("two-cluster:1", "odd-point", "separating", "uniform")))


def prove(layer: Layer, n: int, configuration: Configuration, bits: int) -> tuple[Theorem, ...]:
    """The theorems on a configuration of n ≥ 3 points under recentring + ReLU, promised to `bits` bits."""
    if configuration.k is not None:
        return _two_clusters(n, configuration.k)
    precision = Precision.for_batch(n, bits)
    points = prove_fixed_points(n, precision)
    common = (
        prove_invariance(n, 1),
        prove_instability(n, 1),
        points.theorem,
        prove_reduced_dynamics(n, points, precision),
    )
    if not points.theorem.statement and configuration.kind != "uniform":
        advice = "the fixed points are undecided: raise the precision"
        return (*common, *(undecided(name, advice) for name in ("enclosure", "spectrum", "stability")))
    if configuration.kind != "uniform" and points.of(configuration.kind) is None:
        return (*common, prove_non_existence(configuration.kind, points))
    return (*common, *prove_point(n, configuration.kind, points, LAYER, precision))


def _two_clusters(n: int, k: int) -> tuple[Theorem, ...]:
    return (
        prove_invariance(n, k),
        prove_instability(n, k),
        enclose_two_clusters(n, k),
        prove_two_cluster_spectrum(n, k),
        proved("stability", {"verdict": "unstable"}),
    )
