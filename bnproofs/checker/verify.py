"""The order of the claims: each must be the one that batch and configuration ask for, and none may be left over."""

from __future__ import annotations

from .claims import enclosure, exactly, fixed_points, reduced_dynamics, spectrum, stability, two_cluster_unstable
from .docket import ClaimRefused, Docket
from .layer import RC_RELU
from .layers import verify_layer
from .reader import FAMILY, Certificate, Theorem
from .theorem import verify_theorem
from .two_clusters import TwoClusters

__all__ = ["ClaimRefused", "Docket", "verify"]


def verify(certificate: Certificate | Theorem) -> Docket:
    """The docket with all claims, each proved or taken on faith as stated; otherwise `ClaimRefused` or `Refusal`."""
    if isinstance(certificate, Theorem):
        docket = Docket(certificate.claims)
        verify_theorem(certificate, docket)
    else:
        docket = Docket(certificate.claims, certificate.faith)
        (verify_batch if certificate.layer == RC_RELU else verify_layer)(certificate, docket)
    docket.close()
    return docket


def verify_batch(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once all claims that belong to one batch and configuration under recentring + ReLU are proved."""
    clusters = TwoClusters(certificate.batch, certificate.k)
    docket.prove("two-cluster-invariant", lambda claim: exactly(claim, clusters.invariant_statement()))
    docket.prove("two-cluster-unstable", lambda claim: two_cluster_unstable(claim, clusters))
    if certificate.configuration in FAMILY:
        verify_family(certificate, docket)
    else:
        docket.prove("enclosure", lambda claim: exactly(claim, clusters.enclosure_statement()))
        docket.prove("spectrum", lambda claim: exactly(claim, clusters.spectrum_statement()))
        docket.prove("stability", lambda claim: exactly(claim, {"verdict": "unstable"}))


def verify_family(certificate: Certificate, docket: Docket) -> None:
    """Nothing, once the claims of an odd-point, separating or uniform certificate from the third on are proved."""
    found = docket.prove("fixed-points", lambda claim: fixed_points(certificate, claim))
    docket.prove("reduced-dynamics", lambda claim: reduced_dynamics(certificate, claim, found))
    if certificate.configuration in found.kinds:
        at = docket.prove("enclosure", lambda claim: enclosure(certificate, claim, found))
        docket.prove("spectrum", lambda claim: spectrum(certificate, claim, at))
        docket.prove("stability", lambda claim: stability(claim, at))
    else:
        absent = {"configuration": certificate.configuration}
        docket.prove("non-existence", lambda claim: exactly(claim, absent))
