"""What the checker answers, and what each claim says in one line."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Outcome(Enum):
    """The three possible answers; the value is the exit code."""

    ACCEPTED = 0
    REFUSED = 1
    NOT_A_CERTIFICATE = 2


@dataclass(frozen=True)
class Report:
    """The answer; `claim` is the one that was refused, or None, and `subject` says what the certificate is about.

    `every_batch`: whether that is the theorem for every batch size. `believed`: the accepted claims taken on faith.
    """

    outcome: Outcome
    claim: str | None
    reason: str
    accepted_claims: tuple[str, ...]
    subject: str = ""
    every_batch: bool = False
    believed: tuple[str, ...] = ()


SAYS = {
    "two-cluster-invariant": "batches at two places stay such, at every width; these numbers are those of their image",
    "two-cluster-unstable": "perturbations within a cluster of that ray grow",
    "fixed-points": "these are all fixed points of the reduced map at which tau is finite",
    "reduced-dynamics": "every orbit of the reduced map tends to the limit stated for its interval",
    "enclosure": "angles, cosines and norm ratio of the configuration, and its growth if any, lie in these intervals",
    "spectrum": "all eigenvalues lie in these intervals, with these multiplicities",
    "stability": "the verdict on linear stability follows from the spectrum, or there is no derivative",
    "non-existence": "the reduced map has no fixed point of the configuration's kind",
    "fixed-point": "the configuration is fixed, as a matrix or as a ray, with these numbers",
    "identity-map": "the mean-field map is the identity on a space of Gram matrices of this dimension",
    "global-convergence": "gain 2/(k+2) and rate k/(k+2) of the theorem that every orbit of full rank k converges",
    "not-differentiable": "perturbations open by this law, which has no derivative there",
    "relu-combination": "recentred, the layer is this multiple of that of ReLU plus this multiple of the identity",
    "two-cluster-ray": "the ray of batches at two places is fixed, with this norm ratio, cosine across and growth",
    "collapse": "1 - rho of any two points tends to 0 at this rate, with bounds after every layer",
    "rank-growth": "one layer makes points of which no two are parallel full rank, with bounds of the least eigenvalue",
    "shrinking": "recentred, every batch shrinks by this rate a layer, or strictly for rate 1",
    "growing": "recentred, every batch grows by more than this rate a layer",
}

SAYS_OF_EVERY_BATCH = {
    "two-clusters": "for every n >= 3 and 1 <= k < n the transverse multiplier exceeds 1, and is least at k = 1",
    "at-most-three": "for every real n >= 3 the form has at most three positive zeros, counted with multiplicity",
    "small-batches": "for n = 3, 4, 5, 6 the reduced map has the fixed points ideal and uniform, and no others",
    "odd-point": "for every real n >= 7 exactly ideal, odd, separating, uniform; the odd point is between two curves",
    "angle": "for every real n >= 7 the angle of the odd point has 3 pi - 10/n < n theta < 3 pi",
    "stability": "for every n >= 7 all eigenvalues at the odd point lie strictly between -1 and 1",
    "uniform-point": "for every n >= 3 the uniform point is stable, with n(1 - lambda) = c0 + c1/n + r, 0 < r < 2/n^2",
    "saddle-node": "odd and separating point are born in a fold at one real n >= 3, enclosed here, and exist beyond it",
}


def lines(report: Report) -> list[str]:
    """The lines a person reads: the accepted claims, then the verdict."""
    says = SAYS_OF_EVERY_BATCH if report.every_batch else SAYS
    believed = frozenset(report.believed)
    shown = [
        f"{'on faith' if claim in believed else 'accepted'}  {claim}: {says[claim]}" for claim in report.accepted_claims
    ]
    if report.outcome is Outcome.ACCEPTED:
        verdict = f"ACCEPTED: {report.subject}: {report.reason}"
    elif report.outcome is Outcome.REFUSED:
        verdict = f"REFUSED at {report.claim or 'the header'}: {report.reason}"
    else:
        verdict = f"NOT A CERTIFICATE: {report.reason}"
    return [*shown, verdict]
