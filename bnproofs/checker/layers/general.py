"""Recentring + any activation that is no leaky ReLU: what is proved of its configurations here, and what is believed.

Proved: everything exact at a batch collapsed to two places under a known homogeneous activation, and at the
exchangeable batch under a monomial; that every batch shrinks, or grows; that there is no odd point; the verdict on
stability. Believed: enclosures by ball arithmetic or quadrature, once they fit together. Source:
docs/layer-certificate.md, "Other activations".
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from typing import Any

from ..claims import exactly
from ..docket import Docket
from ..fields import Refusal
from ..layer import LayerName
from ..reader import Certificate, Claim
from .general_exact import MOST_ORDER, Ray, collapsed_ray, exchangeable_ray, homogeneous
from .general_form import Shape, fixed_point, parts_of, spectrum, verdict
from .general_growth import RATE, require_growth
from .general_odd import is_excluded, verify_no_odd_point
from .general_polynomial import require_no_variance

KINDS = ("two-cluster", "uniform", "odd-point")
"""The kinds of configurations that there are theorems on."""
OTHERS = ("identity", "relu", "leaky_relu", "abs")
PARAMETERS = {"erf": 0, "gelu": 0, "sine": 1, "cosine": 1, "exponential": 1, "hermite": 1}
"""How many parameters the known activations without a degree take."""
GELU_RATE = Fraction(19, 25)


def covers(layer: LayerName) -> bool:
    """Whether the layer is recentring + an activation that is no leaky ReLU, without rescaling."""
    return layer.recentre and not layer.rescale and layer.activation not in OTHERS


def verify(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once all claims on the configuration are proved, or believed."""
    if is_excluded(certificate):
        verify_no_odd_point(certificate, docket)
        return
    ray = exact_ray(certificate)
    if ray is not None:
        docket.prove("fixed-point", lambda claim: exactly(claim, ray.fixed_point()))
        if ray.differentiable:
            docket.prove("spectrum", lambda claim: exactly(claim, ray.spectrum()))
        docket.prove("stability", lambda claim: exactly(claim, {"verdict": ray.verdict()}))
        return
    first = certificate.claims[0].id if certificate.claims else ""
    if first in ("shrinking", "growing"):
        docket.prove(first, lambda claim: no_variance(certificate.layer, claim))
        docket.prove("non-existence", lambda claim: exactly(claim, {"configuration": certificate.configuration}))
        return
    if first == "non-existence":
        docket.prove(first, lambda claim: no_polynomial_variance(certificate, claim))
        return
    shape = Shape.of(certificate, degree_of(certificate.layer), collapsed=is_collapsed(certificate))
    if nothing_is_fixed(certificate.layer, shape):
        raise Refusal("the checker proves that no such batch is fixed")
    reason = "ball-quadrature" if shape.degree is None else "ball-arithmetic"
    fixed = docket.believe("fixed-point", reason, lambda claim: fixed_point(claim, shape, certificate.bits))
    if shape.degree is None and certificate.kind == "two-cluster" and len(certificate.claims) == 2:
        docket.believe("stability", reason, lambda claim: exactly(claim, {"verdict": "not-differentiable"}))
        return
    shape = replace(shape, degree="none" if fixed is None else fixed)
    parts = parts_of(shape, fixed)
    sizes = docket.believe("spectrum", reason, lambda claim: spectrum(claim, shape, parts, certificate.bits))
    docket.prove("stability", lambda claim: exactly(claim, {"verdict": verdict(sizes)}))


def exact_ray(certificate: Certificate) -> Ray | None:
    """The ray whose numbers are known exactly, or None."""
    known = homogeneous(certificate.layer)
    if known is None:
        return None
    if certificate.kind == "two-cluster":
        return collapsed_ray(known, certificate.batch, certificate.k)
    if certificate.kind == "odd-point":
        ray = collapsed_ray(known, certificate.batch, 1)
        return ray if ray.verdict() == "stable" else None
    if certificate.kind == "uniform" and certificate.layer.activation == "monomial":
        return exchangeable_ray(known.degree, certificate.batch)
    return None


def is_collapsed(certificate: Certificate) -> bool:
    """Whether the odd point of a certificate is the collapsed one, which has a single cosine."""
    statement = certificate.claims[0].statement if certificate.claims else None
    return certificate.kind == "odd-point" and isinstance(statement, dict) and "cosine" in statement


def degree_of(layer: LayerName) -> int | str | None:
    """The degree of homogeneity of a known activation, "none" if it has none, None if the activation is not known."""
    known = homogeneous(layer)
    if known is not None:
        return known.degree
    if layer.activation not in PARAMETERS:
        return None
    if len(layer.parameters) != PARAMETERS[layer.activation]:
        raise Refusal("the activation does not take these parameters")
    if layer.activation == "hermite" and layer.parameters[0] not in range(2, MOST_ORDER + 1):
        raise Refusal("the order of the activation is no integer from 2 to 12")
    return "none"


def no_variance(layer: LayerName, claim: Claim) -> None:
    """Claim `shrinking` or `growing`: with the proved rate."""
    exactly(claim, {"rate": [str(rate_of(layer, claim.id))] * 2})


def no_polynomial_variance(certificate: Certificate, claim: Claim) -> None:
    """Claim `non-existence` alone: under a Hermite polynomial no variance is fixed."""
    exactly(claim, {"configuration": certificate.configuration})
    require_no_polynomial_variance(
        certificate.layer, Shape.of(certificate, degree_of(certificate.layer), collapsed=False)
    )


def require_no_polynomial_variance(layer: LayerName, shape: Shape) -> None:
    """Nothing; `Refusal` unless φ is a Hermite polynomial under which no variance of the shape is fixed."""
    if layer.activation != "hermite":
        raise Refusal("it is known of Hermite polynomials only how to prove this alone")
    if shape.kind not in ("two-cluster", "uniform"):
        raise Refusal("it is proved of a batch at two places, or exchangeable, only")
    require_no_variance(int(layer.parameters[0]), shape.n, shape.k if shape.kind == "two-cluster" else None)


def nothing_is_fixed(layer: LayerName, shape: Shape) -> bool:
    """Whether it is proved here that no batch of the shape is fixed."""
    for claim in ("shrinking", "growing"):
        with suppress(Refusal):
            rate_of(layer, claim)
            return True
    with suppress(Refusal):
        require_no_polynomial_variance(layer, shape)
        return True
    return False


def rate_of(layer: LayerName, claim: Any) -> Fraction:
    """The proved rate; `Refusal` if nothing is proved of the activation."""
    shrinks = claim == "shrinking"
    if shrinks and layer.activation == "gelu" and not layer.parameters:
        return GELU_RATE
    if shrinks and layer.activation == "exponential" and layer.parameters == (Fraction(0),):
        return Fraction(0)  # a constant
    if layer.activation in (("sine", "cosine") if shrinks else ("exponential",)) and len(layer.parameters) == 1:
        square = layer.parameters[0] ** 2
        if square == 1 or (square < 1) == shrinks:
            return square
    if not shrinks and layer.activation == "hermite" and len(layer.parameters) == 1:
        (order,) = layer.parameters
        if order in range(3, MOST_ORDER, 2):
            require_growth(int(order))
            return Fraction(RATE)
    raise Refusal("it is not proved of this activation that every batch shrinks or grows")
