"""Fixed points of recentring + rescaling with ε > 0 + ReLU, scale and all: guessed in floats, enclosed in balls."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from flint import arb

from bnproofs.configurations import regularised_uniform
from bnproofs.configurations import rescaled_odd_family as family
from bnproofs.fixed_points.enclosure import EnclosureFailedError
from bnproofs.layer import Layer
from bnproofs.numbers.precision import working_precision
from bnproofs.numbers.predicates import surely_less
from bnproofs.symmetry.rescaled_isotypic import rescaled_isotypic_blocks

_GRID = 64
_COARSE = 64
"""The bits to which the derivative is enclosed: it only has to contract."""

Pair = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Box:
    """Balls of λ and μ that hold exactly one fixed point (λ, μ) of the family."""

    first: Any
    second: Any

    def direction(self, n: int) -> Pair:
        """The balls (s, c) with s² = λ and n(n−2)c² = μ."""
        return self.first.sqrt(), (self.second / (n * (n - 2))).sqrt()


def enclose_exponent(n: int, target: Any, bits: int) -> Any:
    """The ball of the z with ψ(z) = y for a ball y in (0, 1), see `regularised_uniform`; of about `bits` bits.

    Raises:
        EnclosureFailedError: the signs of ψ − y at its ends are not proved different: the precision is too low.
    """
    low = regularised_uniform.exponents(n, target)[0].mid()
    z = low
    for _ in range(200):
        value = regularised_uniform.share(n, z)
        step = ((value - target) / regularised_uniform.share_slope(n, z, value)).mid()
        z = (z - step).mid()
        if abs(step) < z * arb(2) ** (-bits - 8):
            break
    around = z + arb(0, (z * arb(2) ** -bits).upper())
    below, above = (regularised_uniform.share(n, end) for end in (around.lower(), around.upper()))
    if not (surely_less(below, target) and surely_less(target, above)):
        raise EnclosureFailedError("no scale proved next to the guess of the uniform point: raise the precision")
    return around


def propose_boxes(layer: Layer, n: int) -> tuple[tuple[float, float], ...]:
    """The guesses of (λ, μ) of fixed points between the ideal and the uniform point, by increasing τ = n(n−2)λ/μ.

    For each τ of a grid the scale is one that a layer keeps; the changes of sign of τ' − τ are refined by Newton's
    method. Nothing is proved of the number of guesses.
    """
    most = n * (n - 2.0)
    shares = np.sort(np.concatenate([np.geomspace(0.25 / n**3, 0.5, _GRID), 1 - np.geomspace(0.5 / n, 0.5, _GRID // 2)]))
    scale, found, before = 1.0, [], None
    for share in shares:
        scale, change = _relaxed(layer, n, math.sqrt(most * share), scale)
        if before is not None and (before[1] > 0) != (change > 0):
            middle = math.sqrt(before[0] * share)
            found.append(_newton(layer, n, (scale * most * middle, scale * most)))
        before = (share, change)
    return tuple(x for x in found if x is not None and 0 < x[0] < x[1])


def _relaxed(layer: Layer, n: int, tangent: float, scale: float) -> tuple[float, float]:
    """The scale a, near a given one, that a layer keeps for c² = a and s² = aT², and the change of log τ there."""
    logarithm, points = math.log(scale), []
    for _ in range(30):
        c = math.exp(logarithm / 2)
        first, second = family.next_moments(n, tangent * c, c, layer.epsilon)
        before = (n - 2) * (tangent * c) ** 2 + n * (n - 2) * c * c
        rest = math.log(((n - 2) * first + second) / before)
        change = math.log(first * n * (n - 2) / second) - 2 * math.log(tangent)
        points.append((logarithm, rest))
        if abs(rest) < 1e-10 or logarithm < -60:
            break
        slope = -0.5
        if len(points) > 1 and points[-1][0] != points[-2][0]:
            slope = (points[-1][1] - points[-2][1]) / (points[-1][0] - points[-2][0])
        logarithm -= max(-3.0, min(3.0, rest / min(slope, -1e-3)))
    return math.exp(logarithm), change


def _newton(layer: Layer, n: int, start: tuple[float, float]) -> tuple[float, float] | None:
    """A fixed point (λ, μ) next to a start, to the accuracy of doubles, or None."""
    at = np.array(start)
    for _ in range(40):
        s, c = math.sqrt(at[0]), math.sqrt(at[1] / (n * (n - 2)))
        rest = np.array(family.next_moments(n, s, c, layer.epsilon)) - at
        slopes = np.array(moments_jacobian(layer, n, (s, c)), float)
        step = np.linalg.solve(slopes - np.eye(2), rest)
        share = float(np.max(np.abs(step) / at))
        at = at - step * min(1.0, 0.5 / share) if share else at
        if not np.all(np.isfinite(at)) or at.min() <= 0:
            return None
        if share < 1e-11:
            return float(at[0]), float(at[1])
    return None


def moments_jacobian(layer: Layer, n: int, direction: Pair) -> tuple[Pair, Pair]:
    """The derivative of (λ', μ') by (λ, μ), λ = s², μ = n(n−2)c², of doubles or balls."""
    sigma = family.operator(n, *direction).gram()
    block = rescaled_isotypic_blocks(layer, sigma)[0]
    m, one = n - 1, sigma.diagonal[0] * 0 + 1
    along = (
        (one * (m - 1) / m, one * 0, -one / m, one * 0),
        (one / (m * n), one * m / n, one / (m * n), -one / n),
    )
    images = [[sum(x * y for x, y in zip(row, unit, strict=True)) for row in block.matrix] for unit in along]
    columns = [(image[0] - image[2], -n * image[3]) for image in images]
    return (columns[0][0], columns[1][0]), (columns[0][1], columns[1][1])


def enclose_box(layer: Layer, n: int, guess: tuple[float, float], bits: int) -> Box:
    """The box around a guess, of radius about 2^(−bits) relative, with exactly one fixed point: Krawczyk's test.

    With Y an approximate inverse of D(F − id) and x a point, Y(x − F(x)) + (1 − Y D(F − id)(X))(X − x) inside X − x
    proves that F has one fixed point in X, and no other there.

    Raises:
        EnclosureFailedError: the test fails: the guess is not close to a fixed point, or the precision too low.
    """
    at = [arb(x) for x in guess]
    with working_precision(_COARSE + 4 * n.bit_length()):
        slopes = moments_jacobian(layer, n, _direction(n, at))
        y = _inverse([[(slopes[i][j] - int(i == j)).mid() for j in range(2)] for i in range(2)])
    precision, spare = 40, 4 * n.bit_length() + 32
    for _ in range(64):
        with working_precision(precision + spare):
            rest = _rest(layer, n, at)
            at = [(x - sum(a * b for a, b in zip(row, rest, strict=True))).mid() for x, row in zip(at, y, strict=True)]
        if precision >= bits + 8:
            break
        precision = min(precision + 24, bits + 8)
    with working_precision(bits + spare):
        radii = [(abs(x) * arb(2) ** -bits).upper() for x in at]
        box = [x + arb(0, r) for x, r in zip(at, radii, strict=True)]
        rest = _rest(layer, n, at)
        with working_precision(_COARSE + 4 * n.bit_length()):
            slopes = moments_jacobian(layer, n, _direction(n, box))
        for i in range(2):
            move = abs(sum(y[i][j] * rest[j] for j in range(2)))
            for j in range(2):
                entry = int(i == j) - sum(y[i][k] * (slopes[k][j] - int(k == j)) for k in range(2))
                move += abs(entry) * radii[j]
            if not surely_less(move, radii[i]):
                raise EnclosureFailedError(
                    f"no fixed point proved next to λ = {guess[0]:.17g}, μ = {guess[1]:.17g}: raise the precision"
                )
        return Box(*box)


def _direction(n: int, at: list[Any]) -> Pair:
    return Box(*at).direction(n)


def _rest(layer: Layer, n: int, at: list[Any]) -> list[Any]:
    values = family.next_moments(n, *_direction(n, at), layer.epsilon)
    return [value - x for value, x in zip(values, at, strict=True)]


def _inverse(table: list[list[Any]]) -> list[list[Any]]:
    (a, b), (c, d) = table
    determinant = a * d - b * c
    return [[(x / determinant).mid() for x in row] for row in ((d, -b), (-c, a))]
