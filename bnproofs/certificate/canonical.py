"""The canonical spelling of a certificate: exact rationals in JSON whose bytes depend on nothing but the data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any


def plain(value: Any) -> Any:
    """The JSON value of nested mappings, sequences, integers, strings and fractions.

    A fraction becomes `"p"` or `"p/q"`.

    Raises:
        TypeError: anything else, in particular a float.
    """
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}" if value.denominator != 1 else str(value.numerator)
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(
        f"a certificate holds no {type(value).__name__}: only integers, fractions, strings, lists and mappings"
    )


def spelled(value: Any) -> bytes:
    """The canonical bytes of a JSON value: ASCII, sorted keys, one space of indentation, a final newline."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, indent=1, separators=(",", ": "), allow_nan=False)
    return text.encode("ascii") + b"\n"


def digest(value: Mapping[str, Any]) -> str:
    """The fingerprint `sha256:…` of a certificate, from its canonical bytes without the key `digest`."""
    rest = {key: item for key, item in value.items() if key != "digest"}
    return "sha256:" + hashlib.sha256(spelled(rest)).hexdigest()
