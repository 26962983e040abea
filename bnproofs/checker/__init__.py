"""The trusted checker of certificates. It uses the standard library only, and runs alone when its folder is copied out.

`check(data)` re-derives every claim of a certificate and fails closed. The mathematics it trusts is in
docs/certificate.md and docs/layer-certificate.md, for one batch size, and docs/theorem-certificate.md, for every batch
size. To read it, in order:

* both: `interval`, `arctangent`, `jet`, `angles` (numbers); `family`, `centred`, `cover` (the mathematics); `fields`,
  `reader` (the file); `docket`, `verify` (the order of the claims); `report`;
* one batch size: `spectrum`, `two_clusters`; `claims` (what must be discharged);
* other layers: `layer` (the name), `layers` (what must be discharged, a module for each family of layers);
* every batch size: `identities`, `every_batch`, `uniform_rate`, `plane`, `cuts`, `saddle`; `theorem_claims`, `theorem`
  (what must be discharged).
"""

from __future__ import annotations

import os
import stat

from .fields import Refusal
from .reader import MAX_BYTES, NotACertificate, Theorem, parse, validated
from .report import Outcome, Report
from .verify import ClaimRefused, verify

__all__ = ["NotACertificate", "Outcome", "Report", "check", "check_file", "read_file"]


def check(data: bytes) -> Report:
    """The report on the bytes of a certificate; ACCEPTED only when every obligation of every claim is discharged.

    Raises nothing: an exception that no rule foresees refuses the certificate too.
    """
    subject, every_batch = "", False
    try:
        certificate = validated(parse(data), data)
        subject, every_batch = certificate.subject, isinstance(certificate, Theorem)
        docket = verify(certificate)
    except NotACertificate as failure:
        return Report(Outcome.NOT_A_CERTIFICATE, None, str(failure), ())
    except ClaimRefused as failure:
        return Report(Outcome.REFUSED, failure.claim, failure.reason, failure.accepted, subject, every_batch)
    except Refusal as failure:
        return Report(Outcome.REFUSED, None, str(failure), (), subject, every_batch)
    except Exception as failure:
        return Report(
            Outcome.REFUSED, None, f"the checker stopped with {type(failure).__name__}", (), subject, every_batch
        )
    proved, believed = docket.accepted, docket.believed
    words = f"all {len(proved)} claims are proved"
    if believed:
        words = f"{len(proved) - len(believed)} of {len(proved)} claims are proved, the others taken on faith"
    return Report(Outcome.ACCEPTED, None, words, proved, subject, every_batch, believed)


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
