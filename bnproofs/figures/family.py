"""What is proved of the fixed points of the odd-point family, as the figures draw it: middles of enclosures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

from bnproofs.certificate import certify
from bnproofs.configurations import Configuration, odd_family, rescaled_odd_family
from bnproofs.errors import InputError
from bnproofs.every_batch import saddle_node
from bnproofs.figures.palette import BLUE, GREEN, PURPLE, VERMILION
from bnproofs.figures.style import Stroke
from bnproofs.layer import Layer
from bnproofs.numbers.precision import working_precision
from bnproofs.spectrum import Stability
from bnproofs.theorems import rc_relu, require_limits
from bnproofs.theorems.odd_point import prove_point
from bnproofs.theorems.precision import Precision
from bnproofs.theorems.reduced_map import prove_fixed_points
from bnproofs.theorems.theorem import Verdict
from bnproofs.theorems.two_clusters import prove_two_cluster_spectrum

PLAIN, RESCALED = rc_relu.LAYER, Layer.parse("rc+rs+relu")
"""The layers whose odd-point family is drawn."""

NAMES = {"ideal": "ideal", "odd-point": "odd point", "separating": "separating point", "uniform": "uniform point"}
"""The fixed points by increasing τ, and what a person calls them."""

STROKES = {
    "ideal": Stroke(PURPLE.light, ":", "repels"),
    "odd-point": Stroke(BLUE.light, "-", "attracts"),
    "separating": Stroke(VERMILION.light, "--", "repels"),
    "uniform": Stroke(GREEN.light, "-", "attracts"),
}
"""How each is drawn: cold and solid if it attracts, warm and dashed or dotted if it repels."""

_BITS = 64


@dataclass(frozen=True, slots=True)
class FixedPoint:
    """A fixed point: its kind, τ, whether it attracts, and (component, multiplicity, eigenvalue) of all directions.

    `eigenvalues` is empty where the layer is not differentiable.
    """

    kind: str
    tau: float
    attracts: bool
    eigenvalues: tuple[tuple[str, int, float], ...]

    def along(self) -> float:
        """The multiplier dτ'/dτ of the reduced map: the eigenvalue that S_{n−1} × S_1 leaves alone."""
        name = {"ideal": "transverse(n-k)", "uniform": "standard"}.get(self.kind, "trivial")
        return next(value for component, _, value in self.eigenvalues if component == name)


@cache
def fixed_points(layer: Layer, n: int) -> tuple[FixedPoint, ...]:
    """All fixed points of the family for a batch of n points, by increasing τ, with proved stability.

    Raises:
        InputError: another layer than those two, n out of range, or something is undecided.
    """
    require_limits(n, _BITS)
    if layer == PLAIN:
        return _plain(n)
    if layer == RESCALED:
        found = (_of_certificate(layer, n, kind) for kind in NAMES)
        return tuple(point for point in found if point is not None)
    raise InputError(f"{layer} has no figure of a reduced map: choose one of {PLAIN}, {RESCALED}")


def next_tau(layer: Layer, n: int) -> Callable[[float], float]:
    """The reduced map τ ↦ τ' of a layer, in doubles."""
    family = odd_family if layer == PLAIN else rescaled_odd_family
    return lambda tau: float(family.next_tau(n, tau**0.5, 1.0))


@cache
def fold() -> tuple[float, float]:
    """The saddle node of recentring + ReLU: the real batch size n_c and τ there, from the proved box around them."""
    with working_precision(_BITS + saddle_node.EXTRA_BITS):
        place, batch, tau = saddle_node.propose(_BITS)
        saddle_node.require_double_zero(place, batch, tau)
    return _middle(batch), _middle(tau)


def _plain(n: int) -> tuple[FixedPoint, ...]:
    """The fixed points of recentring + ReLU, from its theorems on one cover of all τ."""
    precision = Precision.for_batch(n, _BITS)
    points = prove_fixed_points(n, precision)
    if points.theorem.verdict is not Verdict.PROVED:
        raise InputError(f"the fixed points for n = {n} are undecided: {points.theorem.advice}")
    ideal = _eigenvalues(prove_two_cluster_spectrum(n, 1).statement)
    result = [FixedPoint("ideal", 0.0, False, ideal)]
    for kind in ("odd-point", "separating", "uniform"):
        if kind == "uniform" or points.of(kind) is not None:
            geometry, spectrum, verdict = prove_point(n, kind, points, PLAIN, precision)
            attracts = verdict.statement["verdict"] == Stability.STABLE.value
            tau = _middle(geometry.statement["tau"])
            result.append(FixedPoint(kind, tau, attracts, _eigenvalues(spectrum.statement)))
    return tuple(result)


def _of_certificate(layer: Layer, n: int, kind: str) -> FixedPoint | None:
    """A fixed point of a layer that rescales, from its certificate; None if there is none."""
    made = certify(layer, n, Configuration.parse("two-cluster:1" if kind == "ideal" else kind), _BITS)
    if not made.decided:
        raise InputError(f"the {NAMES[kind]} of {layer} for n = {n} is undecided: choose another batch")
    if made.stability is Stability.DOES_NOT_EXIST:
        return None
    exact = {"ideal": 0.0, "uniform": float(n * (n - 2))}
    tau = exact[kind] if kind in exact else _middle((made.statement("enclosure") or {})["tau"])
    eigenvalues = _eigenvalues(made.statement("spectrum") or {"components": ()})
    return FixedPoint(kind, tau, made.stability is Stability.STABLE, eigenvalues)


def _eigenvalues(statement: Mapping[str, Any]) -> tuple[tuple[str, int, float], ...]:
    return tuple(
        (part["component"], part["multiplicity"], _middle(value))
        for part in statement["components"]
        for value in part["eigenvalues"]
    )


def _middle(interval: Any) -> float:
    low, high = map(Fraction, interval)
    return float((low + high) / 2)
