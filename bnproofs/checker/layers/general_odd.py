"""Activations under which one layer takes every batch of the odd-point family towards one of its ends.

The proof is for all n at once, in docs/layer-certificate.md, "Other activations", "No odd point"; what is left to check
is that the activation, its parameter and n are among those that it is about, and every number; of Hermite polynomials
also the signs of coefficients.
"""

from __future__ import annotations

from fractions import Fraction

from ..claims import FLOWS, exactly
from ..docket import Docket
from ..fields import Refusal
from ..layer import LayerName
from ..reader import Certificate
from ..two_clusters import degenerate
from .general_even import is_never_kept
from .general_exact import MOST_ORDER

LISTED = ("step", "sign", "erf", "sine")
"""The activations of which all fixed points are listed."""


def is_excluded(certificate: Certificate) -> bool:
    """Whether a certificate is about an odd point of which it is proved that there is none."""
    return certificate.kind == "odd-point" and excluded(certificate.layer, certificate.batch)


def excluded(layer: LayerName, n: int) -> bool:
    """Whether φ is step, sign, erf, sin(wx) with w² > 1, e^(wx) with 0 < w² < 1, He_k for even k, x² or x³.

    Of x² only for n ≤ 4, of x³ only for n = 3: beyond, the collapsed odd point is stable. Of He_k, k ≥ 4, not for four
    points. `Refusal` of parameters that step, sign, erf or the sine do not take.
    """
    name, parameters = layer.activation, layer.parameters
    if name in LISTED and len(parameters) != (name == "sine"):
        raise Refusal("the activation does not take these parameters")
    if name in ("step", "sign", "erf"):
        return True
    if len(parameters) != 1:
        return False
    (value,) = parameters
    if name in ("sine", "exponential"):
        return value**2 > 1 if name == "sine" else 0 < value**2 < 1
    if name == "hermite":
        return value == 2 or (value in range(4, MOST_ORDER + 1, 2) and is_never_kept(int(value), n))
    return name == "monomial" and ((value == 2 and n <= 4) or (value == 3 and n == 3))


def verify_no_odd_point(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once it is proved that there is no odd point, and what is known of the family besides.

    The whole list of fixed points is not known of the sine of 3 points; the limits of orbits only without a scale.
    """
    n, activation = certificate.batch, certificate.layer.activation
    if activation in LISTED and (activation != "sine" or n > 3):
        uniform = {"kind": "uniform", "tau": degenerate(Fraction(n * n - 2 * n))}
        points = [{"kind": "ideal", "tau": degenerate(Fraction(0))}, uniform]
        docket.prove("fixed-points", lambda claim: exactly(claim, {"points": points}))
    if activation in ("step", "sign"):
        flows = [dict(zip(("from", "to", "limit"), flow, strict=True)) for flow in FLOWS[1]]
        docket.prove("reduced-dynamics", lambda claim: exactly(claim, {"flows": flows}))
    docket.prove("non-existence", lambda claim: exactly(claim, {"configuration": "odd-point"}))
