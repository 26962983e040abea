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
    """The answer; `claim` is the one that was refused, or None, and `subject` says what the certificate is about."""

    outcome: Outcome
    claim: str | None
    reason: str
    accepted_claims: tuple[str, ...]
    subject: str = ""


SAYS = {
    "two-cluster-invariant": "batches at two places stay such; their ray is fixed, with this norm ratio and growth",
    "two-cluster-unstable": "perturbations within a cluster of that ray grow",
    "fixed-points": "these are all fixed points of the reduced map",
    "reduced-dynamics": "every orbit of the reduced map tends to the limit stated for its interval",
    "enclosure": "angles, cosines, norm ratio and growth of the configuration lie in these intervals",
    "spectrum": "all eigenvalues of the projective Jacobian lie in these intervals, with these multiplicities",
    "stability": "the verdict on linear stability follows from the spectrum",
    "non-existence": "the reduced map has no fixed point of the configuration's kind",
}


def lines(report: Report) -> list[str]:
    """The lines a person reads: the accepted claims, then the verdict."""
    shown = [f"accepted  {claim}: {SAYS[claim]}" for claim in report.accepted_claims]
    if report.outcome is Outcome.ACCEPTED:
        verdict = f"ACCEPTED: {report.subject}: {report.reason}"
    elif report.outcome is Outcome.REFUSED:
        verdict = f"REFUSED at {report.claim or 'the header'}: {report.reason}"
    else:
        verdict = f"NOT A CERTIFICATE: {report.reason}"
    return [*shown, verdict]
