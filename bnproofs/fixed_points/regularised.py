"""Fixed points of recentring + rescaling with ε > 0 + ReLU, scale and all: enclosed in balls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flint import arb

from bnproofs.configurations import regularised_uniform
from bnproofs.configurations import rescaled_odd_family as family
from bnproofs.fixed_points.enclosure import EnclosureFailedError
from bnproofs.fixed_points.moments import Pair, moments_jacobian
from bnproofs.layer import Layer
from bnproofs.numbers.precision import working_precision
from bnproofs.numbers.predicates import surely_less

_COARSE = 64
"""The bits to which the derivative is enclosed: it only has to contract."""


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
