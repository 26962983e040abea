"""Rational numbers as decimal strings, rounded outward."""

from __future__ import annotations

import math
from decimal import MAX_EMAX, MIN_EMIN, ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from fractions import Fraction


def digits_for(bits: int) -> int:
    """The number of decimal digits in which `bits` bits survive outward rounding."""
    return math.ceil(bits * math.log10(2)) + 1


def outward_decimals(lower: Fraction, upper: Fraction, digits: int) -> tuple[str, str]:
    """The decimal strings (down, up) of `digits` significant digits with down ≤ lower ≤ upper ≤ up.

    >>> outward_decimals(Fraction(1, 3), Fraction(1, 2), 5)
    ('0.33333', '0.5')
    """
    return _rounded(lower, digits, ROUND_FLOOR), _rounded(upper, digits, ROUND_CEILING)


def proven_digits(lower: Fraction, upper: Fraction, digits: int) -> str:
    """The digits that all numbers of [lower, upper] share, followed by `…`; the number itself if it is short and exact.

    >>> proven_digits(Fraction(31415, 10000), Fraction(31416, 10000), 20)
    '3.141…'
    """
    down, up = outward_decimals(lower, upper, digits)
    if down == up:
        return down
    if down.partition(".")[0] != up.partition(".")[0]:
        return f"[{down}, {up}]"
    common = next((at for at, (a, b) in enumerate(zip(down, up, strict=False)) if a != b), min(len(down), len(up)))
    if "e" in down[:common].lower() or down.lower().partition("e")[2] != up.lower().partition("e")[2]:
        return f"[{down}, {up}]"
    mantissa, _, exponent = down.lower().partition("e")
    shared = mantissa[:common].rstrip(".")
    if not any(map(str.isdigit, shared)):
        return f"[{down}, {up}]"
    return f"{shared}…" + (f"e{exponent}" if exponent else "")


def _rounded(value: Fraction, digits: int, rounding: str) -> str:
    context = Context(prec=digits, rounding=rounding, Emin=MIN_EMIN, Emax=MAX_EMAX)
    return str(context.divide(Decimal(value.numerator), Decimal(value.denominator)))
