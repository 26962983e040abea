"""What is proved of one configuration of a batch under one layer, in a row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from bnproofs.certificate import Certificate, certify
from bnproofs.checker import Outcome, check
from bnproofs.configurations import Configuration
from bnproofs.decomposition.law import law
from bnproofs.layer import Layer
from bnproofs.spectrum import Stability


class Basis(Enum):
    """What a row stands on: a certificate that the checker proves anew, one with claims on faith, or nothing."""

    CHECKED = "checked"
    ON_FAITH = "on faith"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Row:
    """A configuration under a layer, its certificate, and what the checker says of that.

    `basis` is CHECKED if the checker accepts the certificate and proves all of it, ON_FAITH if it takes the claims
    `believed` on faith, and UNDECIDED if there is no certificate, or none that it accepts.
    """

    certificate: Certificate
    basis: Basis
    believed: tuple[str, ...]

    @property
    def stability(self) -> Stability:
        """The verdict on the configuration; `UNDECIDED` without an accepted certificate."""
        return Stability.UNDECIDED if self.basis is Basis.UNDECIDED else self.certificate.stability

    @property
    def law(self) -> str:
        """How orbits come or leave, where the spectrum does not say it; empty without an accepted certificate."""
        if self.basis is Basis.UNDECIDED:
            return ""
        return law({theorem.id: theorem.statement for theorem in self.certificate.theorems})

    @property
    def leading(self) -> tuple[str, Any] | None:
        """The component of the largest eigenvalue in absolute value with the interval of its size, or None."""
        statement = self.certificate.statement("spectrum")
        if self.basis is Basis.UNDECIDED or statement is None:
            return None
        parts = [(_size(value), part["component"]) for part in statement["components"] for value in part["eigenvalues"]]
        return max(parts, default=((0, 0), "none"))[1], statement["spectral_radius"]


def row(layer: Layer, n: int, configuration: Configuration, bits: int) -> Row:
    """The row of a configuration of n points under a layer, with enclosures promised to `bits` bits.

    Raises:
        LimitError, ConfigurationError: see `bnproofs.theorems.prove`.
    """
    certificate = certify(layer, n, configuration, bits)
    if not certificate.decided:
        return Row(certificate, Basis.UNDECIDED, ())
    report = check(certificate.to_bytes())
    if report.outcome is not Outcome.ACCEPTED:
        return Row(certificate, Basis.UNDECIDED, ())
    return Row(certificate, Basis.ON_FAITH if report.believed else Basis.CHECKED, report.believed)


def _size(interval: Any) -> tuple[Any, Any]:
    low, high = interval
    return max(abs(low), abs(high)), low
