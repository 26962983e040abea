"""Theorems on the odd, separating and uniform points of recentring + ReLU: geometry, spectrum, stability."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bnproofs.configurations import odd_family, uniform
from bnproofs.layer import Layer
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.interval import outward
from bnproofs.numbers.precision import working_precision
from bnproofs.spectrum import (
    Eigenvalues,
    SpectrumUndecidedError,
    Stability,
    projective_eigenvalues,
    spectral_radius,
    stability,
)
from bnproofs.symmetry import BlockGram, isotypic_blocks
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.reduced_map import FixedPoints
from bnproofs.theorems.theorem import Theorem, degenerate, pair, proved, undecided

_ODD_FAMILY = {"trivial": "trivial", "standard": "standard", "pairs": "(m-2,2)"}
_EXCHANGEABLE = {"standard": "standard", "pairs": "(n-2,2)"}


@dataclass(frozen=True, slots=True)
class Point:
    """A fixed point of the odd-point family as balls: direction, Gram matrix K, names of its components."""

    n: int
    direction: tuple[Any, Any]
    gram: BlockGram
    components: Mapping[str, str]
    exact: Mapping[str, int]


def point(n: int, kind: str, points: FixedPoints) -> Point | None:
    """The fixed point of a kind at the working precision, or None if it does not exist."""
    if kind == "uniform":
        direction = uniform.direction(n, Balls().number(1))
        return Point(
            n,
            direction,
            uniform.recentred_gram(n, Balls().number(1)),
            _EXCHANGEABLE,
            {"tau": n * n - 2 * n, "norm_ratio": 1},
        )
    enclosure = points.of(kind)
    if enclosure is None:
        return None
    direction = enclosure.direction()
    return Point(n, direction, odd_family.recentred_gram(n, *direction), _ODD_FAMILY, {})


def prove_point(
    n: int, kind: str, points: FixedPoints, layer: Layer, precision: Precision
) -> tuple[Theorem, Theorem, Theorem]:
    """The geometry, the spectrum and the stability of an existing `odd-point`, `separating` or `uniform` point.

    PROVED asserts: the enclosures hold at the one fixed point of that kind; the eigenvalues are all those of the
    projective Jacobian, with multiplicities; the verdict follows from the spectral radius.

    Raises:
        LookupError: there is no fixed point of that kind.
    """
    with working_precision(precision.points):
        at = point(n, kind, points)
        if at is None:
            raise LookupError(f"no {kind} among the fixed points for n = {n}")
        try:
            geometry = _geometry(at, precision.promised)
        except ValueError as failure:
            geometry = undecided("enclosure", str(failure))
        try:
            spectrum = projective_eigenvalues(isotypic_blocks(layer, at.gram), odd_family.growth(n, *at.direction))
            radius = spectral_radius(spectrum)
            eigenvalues = _spectrum(at, spectrum, radius, precision.promised)
        except (SpectrumUndecidedError, ValueError) as failure:
            return geometry, undecided("spectrum", str(failure)), undecided("stability", "the spectrum is undecided")
        return geometry, eigenvalues, _stability(stability(radius))


def _geometry(at: Point, bits: int) -> Theorem:
    functions = {
        "theta": odd_family.theta,
        "tau": odd_family.tau,
        "cos_cluster": odd_family.cos_cluster,
        "cos_odd": odd_family.cos_odd,
        "norm_ratio": odd_family.norm_ratio,
        "growth": odd_family.growth,
    }
    values = {
        name: degenerate(at.exact[name]) if name in at.exact else pair(outward(function(at.n, *at.direction), bits))
        for name, function in functions.items()
    }
    return proved("enclosure", values)


def _spectrum(at: Point, spectrum: tuple[Eigenvalues, ...], radius: Any, bits: int) -> Theorem:
    components = [
        {
            "component": at.components[part.component],
            "multiplicity": part.multiplicity,
            "eigenvalues": [pair(outward(value, bits)) for value in part.values],
        }
        for part in spectrum
    ]
    count = sum(part.multiplicity * len(part.values) for part in spectrum)
    if count + 1 != at.n * (at.n - 1) // 2:
        return undecided(
            "spectrum", f"{count} eigenvalues and the scale mode are not n(n−1)/2 = {at.n * (at.n - 1) // 2}"
        )
    return proved("spectrum", {"components": components, "spectral_radius": pair(outward(radius, bits))})


def _stability(verdict: Stability) -> Theorem:
    if verdict is Stability.UNDECIDED:
        return undecided("stability", "the enclosure of the spectral radius contains 1: raise the precision")
    return proved("stability", {"verdict": verdict.value})
