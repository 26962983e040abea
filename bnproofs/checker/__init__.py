"""The trusted checker of certificates. It uses the standard library only, and runs alone when its folder is copied out.

`check(data)` re-derives every claim of a certificate and fails closed. The mathematics it trusts is in
docs/certificate.md. To read it, in order: `interval`, `arctangent`, `jet`, `angles` (numbers); `family`, `centred`,
`cover`, `spectrum`, `two_clusters` (the mathematics); `fields`, `reader` (the file); `claims`, `verify` (what must be
discharged); `report`.
"""

from __future__ import annotations

import os
import stat

from .fields import Refusal
from .reader import MAX_BYTES, NotACertificate, parse, validated
from .report import Outcome, Report
from .verify import ClaimRefused, verify

__all__ = ["NotACertificate", "Outcome", "Report", "check", "check_file", "read_file"]


def check(data: bytes) -> Report:
    """The report on the bytes of a certificate; ACCEPTED only when every obligation of every claim is discharged.

    Raises nothing: an exception that no rule foresees refuses the certificate too.
    """
    subject = ""
    try:
        certificate = validated(parse(data), data)
        subject = certificate.subject
        proved = verify(certificate)
    except NotACertificate as failure:
        return Report(Outcome.NOT_A_CERTIFICATE, None, str(failure), ())
    except ClaimRefused as failure:
        return Report(Outcome.REFUSED, failure.claim, failure.reason, failure.accepted, subject)
    except Refusal as failure:
        return Report(Outcome.REFUSED, None, str(failure), (), subject)
    except Exception as failure:
        return Report(Outcome.REFUSED, None, f"the checker stopped with {type(failure).__name__}", (), subject)
    return Report(Outcome.ACCEPTED, None, f"all {len(proved)} claims are proved", proved, subject)


def check_file(path: str | os.PathLike[str]) -> Report:
    """The report on a regular file, of which a bounded number of bytes is read; no other kind of file is opened."""
    try:
        return check(read_file(path))
    except NotACertificate as failure:
        return Report(Outcome.NOT_A_CERTIFICATE, None, str(failure), ())


def read_file(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a regular file, cut off just past the longest that a certificate may be.

    `NotACertificate` if it is another kind of file, which is not opened, or cannot be read.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise NotACertificate("the path is not that of a regular file")
        with open(path, "rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        raise NotACertificate("the file cannot be read") from None
