"""The order of the claims: each must be the one that batch and configuration ask for, and none may be left over."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from .claims import enclosure, exactly, fixed_points, reduced_dynamics, spectrum, stability, two_cluster_unstable
from .fields import Refusal, quoted
from .interval import NoEnclosure
from .reader import FAMILY, Certificate, Claim
from .two_clusters import TwoClusters

Result = TypeVar("Result")


class ClaimRefused(Exception):
    """A claim that was not proved: its id, the reason, and the ids of the claims proved before."""

    def __init__(self, claim: str, reason: str, accepted: tuple[str, ...]) -> None:
        super().__init__(reason)
        self.claim = claim
        self.reason = reason
        self.accepted = accepted


class Docket:
    """The claims of a certificate, taken in order; `accepted` lists those proved so far."""

    def __init__(self, claims: tuple[Claim, ...]) -> None:
        self._claims = claims
        self.accepted: tuple[str, ...] = ()

    def prove(self, claim_id: str, obligations: Callable[[Claim], Result]) -> Result:
        """What the obligations return for the next claim, which must have this id; `ClaimRefused` if unproved."""
        try:
            if len(self.accepted) == len(self._claims):
                raise Refusal("the claim is missing")
            claim = self._claims[len(self.accepted)]
            if claim.id != claim_id:
                raise Refusal(f"found {quoted(claim.id)} in its place")
            result = obligations(claim)
        except (Refusal, NoEnclosure) as failure:
            raise ClaimRefused(claim_id, str(failure), self.accepted) from None
        self.accepted += (claim_id,)
        return result

    def close(self) -> None:
        """Nothing; `Refusal` if a claim is left over."""
        if len(self.accepted) != len(self._claims):
            raise Refusal("there are more claims than the configuration asks for")


def verify(certificate: Certificate) -> tuple[str, ...]:
    """The ids of all claims, each of them proved; `ClaimRefused` or `Refusal` otherwise."""
    docket = Docket(certificate.claims)
    clusters = TwoClusters(certificate.batch, certificate.k)
    docket.prove("two-cluster-invariant", lambda claim: exactly(claim, clusters.invariant_statement()))
    docket.prove("two-cluster-unstable", lambda claim: two_cluster_unstable(claim, clusters))
    if certificate.configuration in FAMILY:
        verify_family(certificate, docket)
    else:
        docket.prove("enclosure", lambda claim: exactly(claim, clusters.enclosure_statement()))
        docket.prove("spectrum", lambda claim: exactly(claim, clusters.spectrum_statement()))
        docket.prove("stability", lambda claim: exactly(claim, {"verdict": "unstable"}))
    docket.close()
    return docket.accepted


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
