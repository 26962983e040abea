"""Certificates: theorems about one layer, batch and configuration, with their witnesses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import flint
import numpy as np

from bnproofs import __version__
from bnproofs.certificate.canonical import digest, plain, spelled
from bnproofs.configurations import Configuration
from bnproofs.display import Displayed, Sheet, Table, number
from bnproofs.layer import Layer
from bnproofs.spectrum import Stability
from bnproofs.theorems import Theorem, Verdict, integer, prove
from bnproofs.theorems.precision import Precision

FORMAT = "bnproofs-certificate"
RC_RELU = Layer.parse("rc+relu")
"""The layer whose certificates are of version 1; those of the others are of version 2, which names its faith."""


class UndecidedError(ArithmeticError):
    """An attempt to write down a certificate with a statement that is not proved."""


@dataclass(frozen=True, slots=True)
class Certificate(Displayed):
    """What was proved, or left open, of a configuration of `batch` points under a layer."""

    layer: Layer
    batch: int
    configuration: Configuration
    bits: int
    theorems: tuple[Theorem, ...]
    provenance: Mapping[str, str]

    @property
    def decided(self) -> bool:
        """Whether everything that it set out to prove is proved."""
        return all(theorem.verdict is Verdict.PROVED for theorem in self.theorems)

    @property
    def stability(self) -> Stability:
        """The verdict on the configuration."""
        for theorem in self.theorems:
            if theorem.verdict is Verdict.PROVED and theorem.id == "stability":
                return Stability(theorem.statement["verdict"])
            if theorem.verdict is Verdict.PROVED and theorem.id == "non-existence":
                return Stability.DOES_NOT_EXIST
        return Stability.UNDECIDED

    def statement(self, id: str) -> Mapping[str, Any] | None:
        """The statement of a proved theorem, or None."""
        return next((x.statement for x in self.theorems if x.id == id and x.verdict is Verdict.PROVED), None)

    def sheet(self) -> Sheet:
        """What a notebook shows: the theorems, the enclosed quantities and the eigenvalues, by their proven digits."""
        spectrum = self.statement("spectrum") or {}
        values = {**(self.statement("enclosure") or {})}
        values |= {"spectral_radius": spectrum["spectral_radius"]} if spectrum else {}
        eigenvalues = tuple(
            (part["component"], str(part["multiplicity"]), number(value))
            for part in spectrum.get("components", ())
            for value in part["eigenvalues"]
        )
        return Sheet(
            f"{self.layer}, {self.batch} points, {self.configuration}: {self.stability.value} ({self.bits} bits)",
            (
                Table(("verdict", "theorem", "what it says"), tuple(theorem.row for theorem in self.theorems)),
                Table(("quantity", "proven digits"), tuple((name, number(value)) for name, value in values.items())),
                Table(("component", "multiplicity", "eigenvalue"), eigenvalues),
            ),
        )

    def to_bytes(self) -> bytes:
        """The file, in the canonical spelling of docs/certificate.md: the same inputs and versions give the same bytes.

        Raises:
            UndecidedError: a theorem is not proved; a certificate states nothing less.
        """
        open_ones = [theorem.id for theorem in self.theorems if theorem.verdict is not Verdict.PROVED]
        if open_ones:
            raise UndecidedError(f"not proved: {', '.join(open_ones)}; a certificate states proved theorems only")
        value = plain(
            {
                "format": FORMAT,
                "version": 1 if self.layer == RC_RELU else 2,
                "layer": str(self.layer),
                "batch": self.batch,
                "configuration": str(self.configuration),
                "bits": self.bits,
                "provenance": self.provenance,
                "claims": [{"id": x.id, "statement": x.statement, "witness": x.witness} for x in self.theorems],
            }
            | ({} if self.layer == RC_RELU else {"faith": {x.id: x.faith for x in self.theorems if x.faith}})
        )
        return spelled({**value, "digest": digest(value)})


def certify(layer: Layer, batch: int, configuration: Configuration, bits: int = 128) -> Certificate:
    """The certificate of a configuration of `batch` points under a layer, its enclosures promised to `bits` bits.

    Raises:
        LimitError, ConfigurationError: see `bnproofs.theorems.prove`.
    """
    batch, bits = integer(batch, "batch"), integer(bits, "precision")
    theorems = prove(layer, batch, configuration, bits)
    provenance = {
        "bnproofs": __version__,
        "python-flint": flint.__version__,
        "flint": flint.__FLINT_VERSION__,
        "numpy": np.__version__,
    }
    if layer == RC_RELU and configuration.k is None:  # two-cluster theorems are exact; other theories choose their own
        precision = Precision.for_batch(batch, bits)
        provenance["ball-bits"] = f"{precision.boxes} over boxes - {precision.points} at points"
    return Certificate(layer, batch, configuration, bits, theorems, provenance)
