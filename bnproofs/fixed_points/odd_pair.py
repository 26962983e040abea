"""The odd point of any activation without rescaling: n − 1 exchangeable points and one apart, recentred.

Such a K has two numbers: the squared norm d of the n − 1 points and their products o; the odd point has squared norm
m (d + (m−1) o) and products −(d + (m−1) o), m = n − 1. A φ homogeneous of degree α is taken on rays, d = 1.
"""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from bnproofs.activations import activation_of
from bnproofs.activations.base import Collinear
from bnproofs.layer import Layer
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import current_bits, working_precision
from bnproofs.symmetry import BlockGram, isotypic_blocks
from bnproofs.symmetry.reduced_map import apply_kernel, recentre_blocks

_STARTS = ((0.999, 1.0), (0.9, 1.0), (0.7, 1.0), (0.4, 1.0), (0.9, 0.05), (0.7, 8.0))
_ITERATIONS, _SLOW_ITERATIONS = 1500, 40
"""The layers until Newton's method takes over; fewer where a kernel is an integral."""
_RATIOS, _EXPONENTS, _LOOSE = (0.5, 0.9, 0.998), range(-8, 3), 1e-7
"""The starts λ/μ and 2 log₁₀ μ of Newton's method, and its last step over d, where a fixed point repels."""
_STAGES = (64, 64, 96, 160, 288, 544, 1056, 2080)


def odd_gram(n: int, d: Any, o: Any) -> BlockGram:
    """The recentred matrix K of the numbers (d, o)."""
    m = n - 1
    row = d + (m - 1) * o
    return BlockGram((m, 1), (d, m * row), ((o, -row), (-row, d * 0)))


def next_pair(layer: Layer, n: int, d: Any, o: Any) -> tuple[Any, Any]:
    """The numbers (d, o) after one layer."""
    image = recentre_blocks(apply_kernel(layer, odd_gram(n, d, o)))
    return image.diagonal[0], image.products[0][0]


def jacobian(layer: Layer, n: int, d: Any, o: Any) -> list[list[Any]]:
    """The derivative of `next_pair`, from the block on invariant matrices, whose coordinates are d, K_oo, o, K_co."""
    m = n - 1
    block = isotypic_blocks(layer, odd_gram(n, d, o))[0].matrix
    rows = (block[0], block[2])
    return [[row[0] + m * row[1] - row[3], m * (m - 1) * row[1] + row[2] - (m - 1) * row[3]] for row in rows]


def propose_odd_pairs(layer: Layer, n: int, degree: int | None) -> list[tuple[float, float]]:
    """The pairs (d, o), neither uniform nor collapsed, at which iteration in doubles came to rest: guesses."""
    found: list[tuple[float, float]] = []
    for ratio, scale in _STARTS:
        pair = _rest(layer, n, degree, scale, ratio * scale)
        if pair is None:
            continue
        cosine = pair[1] / pair[0]
        special = min(abs(cosine - 1), abs(cosine + 1 / (n - 1)) * n) < 1e-5
        if not special and all(abs(cosine - o / d) > 1e-6 for d, o in found):
            found.append(pair)
    return found


def propose_repelling_pairs(layer: Layer, n: int) -> list[tuple[float, float]]:
    """The pairs (d, o) with λ < μ at which Newton's method came to rest, of a φ that is not homogeneous: guesses."""
    found: list[tuple[float, float]] = []
    if isinstance(activation_of(layer), Collinear):
        return found
    m = n - 1
    for ratio, exponent in product(_RATIOS, _EXPONENTS):
        mu = 10.0 ** (exponent / 2)
        d = (mu / n + (m - 1) * ratio * mu) / m
        with np.errstate(all="ignore"):
            pair = _polished(layer, n, None, d, d - ratio * mu, _LOOSE)
        if pair is None:
            continue
        d, o = pair
        inside = 1e-6 * d < d - o < (1 - 1e-6) * n * (d + (m - 1) * o)
        if inside and all(abs(d / other - 1) > 1e-6 for other, _ in found):
            found.append(pair)
    return found


def _rest(layer: Layer, n: int, degree: int | None, d: float, o: float) -> tuple[float, float] | None:
    """Where the iteration from (d, o) comes to rest, or None."""
    with np.errstate(all="ignore"):
        for _ in range(_SLOW_ITERATIONS if isinstance(activation_of(layer), Collinear) else _ITERATIONS):
            try:
                d_next, o_next = map(float, next_pair(layer, n, d, o))
            except (ValueError, ArithmeticError):
                return None
            if degree is not None and d_next > 0:
                d_next, o_next = 1.0, o_next / d_next
            if not 1e-12 < d_next < 1e12:
                return None
            if abs(d_next - d) + abs(o_next - o) <= 1e-13 * d_next:
                return d_next, o_next
            d, o = d_next, o_next
        return _polished(layer, n, degree, d, o)


def _polished(
    layer: Layer, n: int, degree: int | None, d: float, o: float, tolerance: float = 1e-11
) -> tuple[float, float] | None:
    """Where Newton's method leads from (d, o), if it converges to a Gram matrix."""
    for _ in range(12):
        try:
            step = _newton(layer, n, degree, (d, o), (d, o))
        except (ValueError, ArithmeticError):
            return None
        d, o = float(d - step[0]), float(o - step[1])
        if not 0 < abs(o) < d:
            return None
        if abs(step[0]) + abs(step[1]) <= tolerance * d:
            return d, o
    return None


def enclose_odd_pair(layer: Layer, n: int, degree: int | None, guess: tuple[float, float], bits: int) -> Any | None:
    """The balls (d, o) of a fixed point, or of a fixed ray with d = 1, of relative radius about 2^(−bits); or None.

    Balls assert: they hold exactly one. With X the box and x its midpoint, x − J⁻¹F(x) for all J in F'(X) lies in the
    interior of X, F = T − id; on rays F(o) = T₂(1, o) − o T₁(1, o) in one dimension.
    """
    one = Balls().number(1)
    d, o = (one * x for x in guess)
    last = current_bits()
    unit = Balls().number(0).union(1).union(-1)
    try:
        for working in (*(p for p in _STAGES if p < last), last):
            with working_precision(working):
                step = _newton(layer, n, degree, (d, o), (d, o))
                d, o = (d if degree is not None else (d - step[0]).mid()), (o - step[1]).mid()
        small = Balls().number(2) ** -bits
        box = (d if degree is not None else d + abs(d) * small * unit, o + abs(o) * small * unit)
        step = _newton(layer, n, degree, (d, o), box)
    except (ArithmeticError, ValueError):
        return None
    image = (d - step[0], o - step[1])
    inside = all(
        b.lower() < i and i < b.upper()
        for i, b in zip(image, box, strict=True)
        if not (degree is not None and b is box[0])
    )
    return image if inside and all(x.is_finite() for x in image) else None


def _newton(layer: Layer, n: int, degree: int | None, at: tuple[Any, Any], box: tuple[Any, Any]) -> tuple[Any, Any]:
    """The step F'(box)⁻¹ F(at)."""
    first, second = next_pair(layer, n, *at)
    (a, b), (c, e) = jacobian(layer, n, *box)
    if degree is not None:
        image = next_pair(layer, n, *box)[0] if box is not at else first
        return at[0] * 0, (second - at[1] * first) / (e - image - box[1] * b)
    f, g = first - at[0], second - at[1]
    a, e = a - 1, e - 1
    det = a * e - b * c
    return (e * f - b * g) / det, (a * g - c * f) / det
