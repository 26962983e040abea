"""The fields of a certificate: exact rationals, intervals, lists and objects, each validated strictly."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from .interval import Interval, surely_within

MAX_DIGITS = 4000
RATIONAL = re.compile(r"(-?(?:0|[1-9][0-9]*))(?:/([1-9][0-9]*))?")


class Refusal(Exception):
    """An obligation that was not discharged; the message is one sentence."""


@dataclass(frozen=True)
class Bounds:
    """A claimed interval [lower, upper] of exact rationals, lower ≤ upper."""

    lower: Fraction
    upper: Fraction


def canonical(value: Any) -> str:
    """The canonical spelling of JSON data. Source: docs/certificate.md, "The file"."""
    return json.dumps(value, sort_keys=True, ensure_ascii=True, indent=1, separators=(",", ": ")) + "\n"


def quoted(value: Any) -> str:
    """A short ASCII quotation of untrusted data, for messages."""
    text = ascii(value) if isinstance(value, str | int) else "a " + type(value).__name__
    return text if len(text) <= 40 else text[:40] + "..."


def members(value: Any, *names: str) -> list[Any]:
    """The values of an object under exactly these keys, in this order; `Refusal` if a key is missing or left over."""
    if not isinstance(value, dict) or sorted(value) != sorted(names):
        raise Refusal("expected an object with the keys " + ", ".join(names))
    return [value[name] for name in names]


def items(value: Any, least: int, most: int) -> list[Any]:
    """A list with least ≤ length ≤ most; `Refusal` otherwise."""
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise Refusal(f"expected a list of {most} items" if least == most else f"expected {least} to {most} items")
    return value


def count(value: Any, least: int, most: int) -> int:
    """A JSON integer within the range; `Refusal` otherwise."""
    if type(value) is not int or not least <= value <= most:
        raise Refusal(f"expected an integer from {least} to {most}, not {quoted(value)}")
    return value


def rational(value: Any) -> Fraction:
    """The number spelled "p" or "p/q", lowest terms, q ≥ 2, at most 4000 digits each; `Refusal` otherwise."""
    if not isinstance(value, str) or len(value) > 2 * MAX_DIGITS:
        raise Refusal("a number is not a string of moderate length")
    spelling = RATIONAL.fullmatch(value)
    if spelling is None or max(map(len, value.split("/"))) > MAX_DIGITS:
        raise Refusal(f"{quoted(value)} is not a rational number")
    number = Fraction(int(spelling[1]), int(spelling[2] or 1))
    if str(number) != value:
        raise Refusal(f"{quoted(value)} is not in lowest terms")
    return number


def bounds(value: Any) -> Bounds:
    """The interval spelled [lower, upper]; `Refusal` unless lower ≤ upper."""
    lower, upper = (rational(end) for end in items(value, 2, 2))
    if lower > upper:
        raise Refusal("the lower end of an interval is above its upper end")
    return Bounds(lower, upper)


def increasing(value: Any, least: int, most: int) -> list[Fraction]:
    """A list of rationals, strictly increasing; `Refusal` otherwise."""
    numbers = [rational(item) for item in items(value, least, most)]
    if any(left >= right for left, right in pairwise(numbers)):
        raise Refusal("the points of a cover do not increase strictly")
    return numbers


def require_equal(value: Any, expected: Any, what: str) -> None:
    """Nothing; `Refusal` unless the two are spelled alike, so that 1, "1" and true are different."""
    if canonical(value) != canonical(expected):
        raise Refusal(f"{what} is not what the checker derives")


def require_narrow(claimed: Bounds, bits: int, what: str) -> None:
    """Nothing; `Refusal` unless upper − lower ≤ 2^(16−bits) max(|lower|, |upper|), for bits ≥ 16."""
    if (claimed.upper - claimed.lower) * 2 ** (bits - 16) > max(abs(claimed.lower), abs(claimed.upper)):
        raise Refusal(f"the interval of {what} is wider than the promised precision")


def require_encloses(claimed: Bounds, computed: Interval, bits: int, what: str) -> None:
    """Nothing; `Refusal` unless the claimed interval contains the computed one and is as narrow as promised."""
    if not surely_within(computed, claimed.lower, claimed.upper):
        raise Refusal(f"the interval of {what} does not contain what the checker computes")
    require_narrow(claimed, bits, what)
