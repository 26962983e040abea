"""The theorems that are proved of recentring + leaky ReLU of any rational slope a; the absolute value is a = −1.

One layer is (1−a)² times recentring + ReLU plus a times the identity, so for a ≠ 1 the fixed rays are those of ReLU
that it does not take to zero, found by `theorems.reduced_map`; geometry, growth and spectrum are those of slope a.
Slope 1 is the identity, of which the two-cluster rays are stated. Source: derivations/leaky_slope.py.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from bnproofs.configurations import Configuration, ConfigurationError, leaky_slope, odd_family
from bnproofs.layer import Layer
from bnproofs.numbers.interval import outward
from bnproofs.numbers.precision import working_precision
from bnproofs.spectrum import (
    SpectrumUndecidedError,
    Stability,
    projective_eigenvalues,
    spectral_radius,
    stability,
)
from bnproofs.symmetry import isotypic_blocks
from bnproofs.theorems.leaky_rays import enclose_ray, prove_instability, prove_ray, prove_ray_spectrum
from bnproofs.theorems.limits import LimitError
from bnproofs.theorems.odd_point import Point, point
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.reduced_map import FixedPoints, prove_fixed_points, prove_non_existence, prove_reduced_dynamics
from bnproofs.theorems.theorem import Theorem, decided, degenerate, pair, proved, undecided

FAMILY = ("odd-point", "separating", "uniform")


def covers(layer: Layer) -> bool:
    """Whether the layer is recentring + leaky ReLU or absolute value."""
    return layer.recentre and not layer.rescale and layer.activation in ("leaky_relu", "abs")


def configurations(layer: Layer, n: int) -> tuple[Configuration, ...]:
    """The ideal configuration and, for slopes other than 1, the odd, the separating and the uniform point."""
    kinds = ("two-cluster:1",) if leaky_slope.slope_of(layer) == 1 else ("two-cluster:1", *FAMILY)
    return tuple(map(Configuration.parse, kinds))


def prove(layer: Layer, n: int, configuration: Configuration, bits: int) -> tuple[Theorem, ...]:
    """The theorems on a configuration of n ≥ 3 points, promised to `bits` bits.

    Orbits of the reduced map are stated for a ≥ 0: for a < 0 a layer may overshoot a fixed point.

    Raises:
        LimitError: a = −1 and two equal clusters, which one layer puts at one place.
        ConfigurationError: a configuration of another kind than `configurations` has.
    """
    a = leaky_slope.slope_of(layer)
    if configuration.kind not in {known.kind for known in configurations(layer, n)}:
        raise ConfigurationError(f"nothing is proved of {configuration} under {layer}: write 'two-cluster:1'")
    k = configuration.k or 1
    if leaky_slope.two_cluster_growth(n, k, a) == 0:
        raise LimitError(
            f"under {layer} two clusters of {k} points each meet after one layer, so that no ray is left: "
            f"write 'two-cluster:K' with 2K ≠ {n}"
        )
    combination = proved("relu-combination", {"rectifier": (1 - a) ** 2, "identity": a})
    common = (combination, prove_ray(n, k, a), *([prove_instability(n, k, a)] if a != 1 else []))
    if configuration.k is not None:
        verdict = {"verdict": "marginal" if a == 1 else "unstable"}
        theorems = (enclose_ray(n, k, a), prove_ray_spectrum(n, k, a), proved("stability", verdict))
        return (*common, *theorems)
    precision = Precision.for_batch(n, bits)
    slack = 4 * max(a.numerator.bit_length(), a.denominator.bit_length())
    precision = replace(precision, points=precision.points + slack, roots=precision.roots + slack)
    points = prove_fixed_points(n, precision)
    flow = [prove_reduced_dynamics(n, points, precision)] if a >= 0 else []
    common = (*common, points.theorem, *flow)
    if not points.theorem.statement and configuration.kind != "uniform":
        advice = "the fixed points are undecided: raise the precision"
        return (*common, *(undecided(name, advice) for name in ("enclosure", "spectrum", "stability")))
    if configuration.kind != "uniform" and points.of(configuration.kind) is None:
        return (*common, prove_non_existence(configuration.kind, points))
    return (*common, *prove_point(layer, n, configuration.kind, points, precision))


def prove_point(
    layer: Layer, n: int, kind: str, points: FixedPoints, precision: Precision
) -> tuple[Theorem, Theorem, Theorem]:
    """The geometry, the spectrum and the stability of an existing `odd-point`, `separating` or `uniform` point.

    PROVED asserts: the enclosures hold at the one fixed point of that kind; the eigenvalues are all those of the
    projective Jacobian, with multiplicities; the verdict follows from the spectral radius.

    Raises:
        LookupError: there is no fixed point of that kind.
    """
    a = leaky_slope.slope_of(layer)
    with working_precision(precision.points):
        at = point(n, kind, points)
        if at is None:
            raise LookupError(f"no {kind} among the fixed points for n = {n}")
        try:
            geometry = _geometry(at, a, precision.promised)
        except ValueError as failure:
            geometry = undecided("enclosure", str(failure))
        try:
            growth = leaky_slope.growth(a, odd_family.growth(n, *at.direction))
            spectrum = projective_eigenvalues(isotypic_blocks(layer, at.gram), growth)
            radius = spectral_radius(spectrum)
            components = [
                {
                    "component": at.components[part.component],
                    "multiplicity": part.multiplicity,
                    "eigenvalues": [pair(outward(value, precision.promised)) for value in part.values],
                }
                for part in spectrum
            ]
            size = pair(outward(radius, precision.promised))
        except (SpectrumUndecidedError, ValueError) as failure:
            return geometry, undecided("spectrum", str(failure)), undecided("stability", "the spectrum is undecided")
        complete = sum(part.multiplicity * len(part.values) for part in spectrum) + 1 == n * (n - 1) // 2
        eigenvalues = decided("spectrum", complete, {"components": components, "spectral_radius": size})
        verdict = stability(radius)
    if verdict is Stability.UNDECIDED:
        advice = "the enclosure of the spectral radius contains 1: raise the precision"
        return geometry, eigenvalues, undecided("stability", advice)
    return geometry, eigenvalues, proved("stability", {"verdict": verdict.value})


def _geometry(at: Point, a: Fraction, bits: int) -> Theorem:
    """The statement on angle, τ, cosines after the activation, norm ratio and growth."""
    n, direction, products = at.n, at.direction, at.gram.products
    before = products[0][0]
    turn = -odd_family.norm_ratio(n, *direction) / (n - 1)
    values = {
        "theta": odd_family.theta(n, *direction),
        "tau": odd_family.tau(n, *direction),
        "cos_cluster": leaky_slope.cosine(a, odd_family.cos_cluster(n, *direction), before),
        "cos_odd": leaky_slope.cosine(a, odd_family.cos_odd(n, *direction), turn),
        "norm_ratio": odd_family.norm_ratio(n, *direction),
        "growth": leaky_slope.growth(a, odd_family.growth(n, *direction)),
    }
    stated: dict[str, Any] = {
        name: degenerate(at.exact[name]) if name in at.exact else pair(outward(value, bits))
        for name, value in values.items()
    }
    return proved("enclosure", stated)
