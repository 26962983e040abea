"""Certificates: what is proved, in a form that anyone can check without this package; see docs/certificate.md."""

from bnproofs.certificate.certificate import Certificate, UndecidedError, certify

__all__ = ["Certificate", "UndecidedError", "certify"]
