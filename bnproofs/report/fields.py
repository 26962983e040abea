"""Which plain objects have the fields that they should have, of the right kinds and of a size that can be shown."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

_LONGEST, _MOST = 500, 1000


class Kind(Enum):
    """A kind of value; MAYBE: or null."""

    TEXT = "a text of at most 500 signs, all of which can be seen"
    MAYBE_TEXT = "such a text, or null"
    NUMBER = "a finite number"
    MAYBE_NUMBER = "such a number, or null"
    MAYBE_PAIR = "two such numbers, or null"
    COUNT = "a whole number from 0 to 2⁶³ − 1"
    COUNTS = "an object of at most 1000 such numbers by texts"


TEXT, NUMBER = Kind.TEXT, Kind.NUMBER


@dataclass(frozen=True, slots=True)
class Many:
    """A list of at most 1000 objects with these fields."""

    fields: Mapping[str, Kind | Many]


def fits(value: Any, fields: Mapping[str, Kind | Many]) -> bool:
    """Whether a value is an object with exactly these fields, each of its kind.

    >>> fits({"seed": 3}, {"seed": Kind.COUNT}), fits({"seed": True}, {"seed": Kind.COUNT})
    (True, False)
    """
    if not isinstance(value, dict) or set(value) != set(fields):
        return False
    return all(_is(value[name], kind) for name, kind in fields.items())


def _is(value: Any, kind: Kind | Many) -> bool:
    if isinstance(kind, Many):
        return isinstance(value, list) and len(value) <= _MOST and all(fits(item, kind.fields) for item in value)
    if kind in (Kind.MAYBE_TEXT, Kind.MAYBE_NUMBER, Kind.MAYBE_PAIR) and value is None:
        return True
    if kind in (Kind.TEXT, Kind.MAYBE_TEXT):
        return isinstance(value, str) and len(value) <= _LONGEST and value.isprintable()
    if kind in (Kind.NUMBER, Kind.MAYBE_NUMBER):
        return _finite(value)
    if kind is Kind.MAYBE_PAIR:
        return isinstance(value, list) and len(value) == 2 and all(map(_finite, value))
    if kind is Kind.COUNT:
        return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63
    names = isinstance(value, dict) and len(value) <= _MOST and all(_is(name, Kind.TEXT) for name in value)
    return names and all(_is(item, Kind.COUNT) for item in value.values())


def _finite(value: Any) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False
