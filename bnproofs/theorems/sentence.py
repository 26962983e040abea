"""What the statements say, in words: the same from a fresh proof and from a certificate's file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bnproofs.theorems.layer_sentences import SENTENCES


def sentence(id: str, statement: Mapping[str, Any]) -> str:
    """The sentence of a statement in the form of docs/certificate.md, its numbers fractions or strings.

    Raises:
        KeyError: no such statement.
    """
    return (_SENTENCES | SENTENCES)[id](statement)


def _invariant(says: Mapping[str, Any]) -> str:
    if "cosine" in says:
        return (
            f"a batch at two places, {says['k']} of its points at one of them, stays so under every weight matrix; the "
            f"product between the places is {says['product']} at every width, their mean-field cosine {says['cosine']}"
        )
    return (
        f"a batch at two places, {says['k']} of its points at one of them, stays so under every weight matrix, the two "
        f"orthogonal; norm ratio {says['norm_ratio']}, growth {says['growth']}"
    )


def _unstable(says: Mapping[str, Any]) -> str:
    return f"perturbations within a cluster grow by {says['transverse_multiplier']} a layer, relative to the scale"


def _fixed_points(says: Mapping[str, Any]) -> str:
    kinds = ", ".join(point["kind"] for point in says["points"])
    return f"the fixed points of the reduced map with finite τ are exactly: {kinds}"


def _dynamics(says: Mapping[str, Any]) -> str:
    limits = sorted({flow["limit"] for flow in says["flows"]})
    return f"every orbit of the reduced map that starts at no fixed point tends to: {' or '.join(limits)}"


def _enclosure(says: Mapping[str, Any]) -> str:
    return "angle, cosines, norm ratio and growth of the configuration are enclosed"


def _spectrum(says: Mapping[str, Any]) -> str:
    count = sum(part["multiplicity"] * len(part["eigenvalues"]) for part in says["components"])
    return f"all {count} eigenvalues are enclosed, with their multiplicities and the spectral radius"


def _stability(says: Mapping[str, Any]) -> str:
    return f"the configuration is {says['verdict'].replace('-', ' ')}: {_REASONS[says['verdict']]}"


def _non_existence(says: Mapping[str, Any]) -> str:
    name = says["configuration"].removesuffix("-point")
    if name == "uniform":
        return "there is no uniform point: no exchangeable batch is fixed"
    if name.startswith("two-cluster"):
        return "there is no such configuration: no batch at two places, so many of its points at one of them, is fixed"
    return f"there is no {name} point: nothing is fixed between the ideal and the uniform point"


_REASONS = {
    "stable": "every eigenvalue is below 1 in absolute value",
    "unstable": "an eigenvalue exceeds 1 in absolute value",
    "marginal": "the spectral radius is exactly 1",
    "not-differentiable": "the map has no derivative there",
}
_SENTENCES = {
    "two-cluster-invariant": _invariant,
    "two-cluster-unstable": _unstable,
    "fixed-points": _fixed_points,
    "reduced-dynamics": _dynamics,
    "enclosure": _enclosure,
    "spectrum": _spectrum,
    "stability": _stability,
    "non-existence": _non_existence,
}
