"""From a certificate to Rocq files: data, one-line claims, and one theorem that says everything."""

from __future__ import annotations

from dataclasses import dataclass

from bnproofs.checker.reader import FAMILY, Certificate
from bnproofs.rocq.family_claims import family_certificate
from bnproofs.rocq.layout import GeneratedFile, claim_file, data_file
from bnproofs.rocq.summary import summary
from bnproofs.rocq.two_cluster_claims import two_cluster_certificate

THEORY = (
    "ArctangentBounds OddPointForm MeanField TwoClusters TwoClusterRay ReducedDynamics "
    "Eigenvalues LayerEigenvalues Claims"
)
"""The theory files that a generated file imports; the last ones win where names clash."""

SMALL = "SmallClaims"
"""The theory file for batches without an odd point."""

ENCLOSING = "Enclose"
"""The theory file with the tactic for goals that have a precision."""


@dataclass(frozen=True, slots=True)
class Export:
    """The generated files in the order to compile, and the theory files that they import."""

    files: tuple[GeneratedFile, ...]
    theory: tuple[str, ...]


def export(certificate: Certificate) -> Export:
    """The Rocq files of a certificate that the checker accepts.

    Of the certificate only numbers are read, as exact fractions; every name in the files is one of this library's. Each
    sign and enclosure was found true in balls, with margin, before it is written.

    Raises:
        UndecidedGoalError: a claim is not true with margin.
        Refusal, KeyError, TypeError: the claims do not have the shape that the checker accepts.
    """
    family = certificate.configuration in FAMILY
    data, claims = family_certificate(certificate) if family else two_cluster_certificate(certificate)
    theory = THEORY + (f" {SMALL}" if family and "odd_root" not in data.intervals else "")
    files = [data_file(data, theory)]
    for number, claim in enumerate(claims, 1):
        imports = ["Claim6"] if family and claim.claim == "stability" else []
        enclosing = any(bits for _, bits in claim.goals)
        files.append(claim_file(number, claim, theory + (f" {ENCLOSING}" if enclosing else ""), imports))
    files.append(summary(certificate.configuration, data, claims, theory))
    return Export(tuple(files), (*theory.split(), ENCLOSING))
