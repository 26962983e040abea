"""Rescaling (ε = 0) + ReLU without recentring: the exchangeable fixed point, believed once its numbers fit together.

Source: docs/layer-certificate.md, "Rescaling without recentring".
"""

from __future__ import annotations

from ..claims import exactly
from ..docket import Docket
from ..fields import Bounds, Refusal, bounds, members, require_equal
from ..layer import LayerName
from ..reader import Certificate, Claim
from .general_form import Expected, Shape, positive, spectrum, verdict

KINDS = ("uniform",)


def covers(layer: LayerName) -> bool:
    """Whether the layer is of this family."""
    return layer == LayerName(False, True, "relu")


def verify(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once the fixed point and its spectrum are believed and the verdict is proved."""
    docket.believe("fixed-point", "ball-quadrature", lambda claim: fixed_point(certificate, claim))
    sizes = docket.believe("spectrum", "ball-quadrature", lambda claim: eigenvalues(certificate, claim))
    docket.prove("stability", lambda claim: exactly(claim, {"verdict": verdict(sizes)}))


def fixed_point(certificate: Certificate, claim: Claim) -> None:
    """Claim 1: the squared norm is 1/2, as the squared length is n and the ReLU leaves half; the product is smaller."""
    require_equal(claim.witness, {}, "the witness")
    (gram,) = members(claim.statement, "gram")
    diagonal, claimed = members(gram, "diagonal", "product")
    require_equal(diagonal, "1/2", "the diagonal")
    product = bounds(claimed)
    positive(product, certificate.bits, "the product")
    if product.upper * 2 >= 1:
        raise Refusal("the product is not below the squared norm")


def eigenvalues(certificate: Certificate, claim: Claim) -> list[Bounds]:
    """Claim 2: the absolute values of all eigenvalues but that of the scale."""
    n = certificate.batch
    parts = (
        Expected("trivial", 1, 1),
        Expected("standard", n - 1, 2),
        Expected("(n-2,2)", n * (n - 3) // 2, 1),
    )
    present = tuple(part for part in parts if part.multiplicity > 0)
    return spectrum(claim, Shape("correlated", n, 1, None), present, certificate.bits)
