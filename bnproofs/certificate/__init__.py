"""Certificates: what is proved, written so that anyone can check it without this package. docs/certificate.md is the format."""

from bnproofs.certificate.certificate import Certificate, UndecidedError, certify

__all__ = ["Certificate", "UndecidedError", "certify"]
