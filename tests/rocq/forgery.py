"""The fields of a certificate's claims: where they are, what they hold, and certificates with other values in them."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from bnproofs.checker.reader import Certificate, Claim

Path = tuple[Any, ...]
"""The place of a value in a list of claims: the number of the claim, "statement" or "witness", keys and indices."""

_RATIONAL = re.compile(r"-?\d+(/\d+)?")


def places(certificate: Certificate) -> Iterator[Path]:
    """The places of all values that a statement or the roots of a witness hold; an interval is one value."""
    for number, claim in enumerate(certificate.claims):
        yield from _under(claim.statement, (number, "statement"))
        yield from _under(claim.witness.get("roots", []), (number, "witness", "roots"))


def _under(value: Any, path: Path) -> Iterator[Path]:
    if not isinstance(value, dict | list) or is_interval(value):
        yield path
    else:
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _under(item, (*path, key))


def spelled(certificate: Certificate, path: Path) -> str:
    """A place in words, as "spectrum:spectral_radius"."""
    return f"{certificate.claims[path[0]].id}:{'.'.join(str(key) for key in path[2:])}"


def is_rational(value: Any) -> bool:
    """Whether a value spells an exact number."""
    return isinstance(value, str) and _RATIONAL.fullmatch(value) is not None


def is_interval(value: Any) -> bool:
    """Whether a value is a pair of exact numbers."""
    return isinstance(value, list) and len(value) == 2 and all(map(is_rational, value))


def is_exact(value: Any) -> bool:
    """Whether a value is an interval of one number."""
    return is_interval(value) and value[0] == value[1]


def next_to(value: str) -> str:
    """The next number with the same denominator."""
    number = Fraction(value)
    return str(number + Fraction(1, number.denominator))


def at(certificate: Certificate, path: Path) -> Any:
    """The value at a place."""
    value: Any = getattr(certificate.claims[path[0]], path[1])
    for key in path[2:]:
        value = value[key]
    return value


def forged(certificate: Certificate, values: Mapping[Path, Any]) -> Certificate:
    """The certificate with other values at some places."""
    claims = [
        Claim(claim.id, copy.deepcopy(claim.statement), copy.deepcopy(claim.witness)) for claim in certificate.claims
    ]
    for (number, part, *keys), value in values.items():
        inner = getattr(claims[number], part)
        for key in keys[:-1]:
            inner = inner[key]
        inner[keys[-1]] = value
    return replace(certificate, claims=tuple(claims))
