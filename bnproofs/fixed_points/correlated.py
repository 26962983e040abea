"""The exchangeable fixed point of rescaling + ReLU without recentring: its correlation, by a change of sign."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from bnproofs.fixed_points.enclosure import EnclosureFailedError
from bnproofs.layer import Layer
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.interval import exact_value
from bnproofs.numbers.precision import working_precision
from bnproofs.numbers.predicates import surely_negative, surely_positive
from bnproofs.symmetry import BlockGram, reduced_map

_BALLS = Balls()
_SLOPE = Fraction(2, 5)
"""About the slope of the map of correlations at its fixed point: it steers the search only."""


def next_correlation(layer: Layer, n: int, correlation: Any) -> Any:
    """The correlation of n exchangeable points after one layer, of a double or a ball."""
    image = reduced_map(layer, BlockGram((n,), (correlation * 0 + 1,), ((correlation,),)))
    return image.products[0][0] / image.diagonal[0]


def enclose_correlation(layer: Layer, n: int, bits: int) -> tuple[Fraction, Fraction]:
    """The interval of about 2^(−bits) that holds a correlation which the layer keeps: it rises below, falls above.

    Raises:
        EnclosureFailedError: the signs at the ends are not proved.
    """
    at, precision = Fraction(1, 2), 24
    while True:
        precision = min(2 * precision, bits + 8)
        with working_precision(precision + 2 * n.bit_length() + 32):
            for _ in range(1 + precision // 2):
                ball = _BALLS.number(at)
                step = exact_value(((next_correlation(layer, n, ball) - ball) / _BALLS.number(1 - _SLOPE)).mid())
                at = _rounded(at + step, precision + 8)
                if abs(step) * 2**precision < 4:
                    break
        if precision == bits + 8:
            break
    ends = at - Fraction(1, 2**bits), at + Fraction(1, 2**bits)
    with working_precision(bits + 2 * n.bit_length() + 40):
        low, high = (next_correlation(layer, n, _BALLS.number(end)) - _BALLS.number(end) for end in ends)
    if not (surely_positive(low) and surely_negative(high)):
        raise EnclosureFailedError(f"no fixed correlation proved next to {float(at):.17g}: raise the precision")
    return ends


def _rounded(x: Fraction, bits: int) -> Fraction:
    return Fraction(round(x * 2**bits), 2**bits)
