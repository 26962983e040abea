"""The certificate of the theorem for every batch size; docs/theorem-certificate.md has its form."""

from __future__ import annotations

from bnproofs.certificate.canonical import digest, plain, spelled
from bnproofs.certificate.certificate import UndecidedError
from bnproofs.every_batch.theorem import EveryBatch, provenance
from bnproofs.theorems import Verdict

FORMAT, VERSION = "bnproofs-theorem", 1


def theorem_bytes(result: EveryBatch) -> bytes:
    """The file of a proved theorem, in canonical spelling: the same precision and versions give the same bytes.

    Raises:
        UndecidedError: the theorem is not proved; a certificate states nothing less.
    """
    if result.verdict is not Verdict.PROVED:
        raise UndecidedError(f"not proved: {result.advice}; a certificate states proved theorems only")
    value = plain(
        {
            "format": FORMAT,
            "version": VERSION,
            "layer": "rc+relu",
            "theorem": "odd-point",
            "bits": result.bits,
            "provenance": provenance(result.bits),
            "claims": [{"id": x.id, "statement": x.statement, "witness": x.witness} for x in result.claims],
        }
    )
    return spelled({**value, "digest": digest(value)})
