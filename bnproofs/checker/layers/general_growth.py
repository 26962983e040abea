"""Hermite polynomials of odd order: E (φ(u) − φ(v))² > 2 E (u − v)² for every Gaussian pair, so every batch grows.

With h = (E u² + E v²)/2, h z = E ((u − v)/2)² and 4κ h² z(1 − z) = ((E u² − E v²)/2)² the quotient by E (u − v)², less
2, is a polynomial in h > 0 and z, κ between 0 and 1. On each of eight to ten boxes its sign follows from that of its
coefficients. Source: docs/layer-certificate.md, "Other activations".
"""

from __future__ import annotations

from itertools import pairwise, product
from math import comb

from ..fields import Refusal
from .general_exact import weights
from .polynomials import ONE, Polynomial, is_positive, plus, power, times

RATE = 2
HEIGHTS = ((0, 1), (1, 4), (1, 2), (3, 4), (1, 1), (1, 0))
"""The ends p/q of the boxes of h, of which the last is infinite; then those of z, and of κ."""
PARTS = ((0, 1), (2, 3), (1, 1))
WHOLE = ((0, 1), (1, 1))


def require_growth(order: int) -> None:
    """Nothing; `Refusal` unless E (φ(u) − φ(v))² > 2 E (u − v)² > 0 is proved under He_order."""
    if order % 2 == 0 or order < 3:
        raise Refusal("the order is not odd")
    form = surplus(order)
    if not all(is_positive(form, (*box, WHOLE)) for box in product(pairwise(HEIGHTS), pairwise(PARTS))):
        raise Refusal("that every batch grows is not proved of this order")


def surplus(order: int) -> Polynomial:
    """The polynomial (E (φ(u) − φ(v))² − 2 E (u − v)²)/(2hz) in h, z and κ.

    E φ(u)φ(v) is Σ_j w_j ((K_uu − 1)(K_vv − 1))^j K_uv^(order − 2j), K_uu and K_vv are h ± g, K_uv is h(1 − 2z), g² =
    4κh² z(1 − z). Half the sum of (h ± g − 1)^2j (h ± g)^(order − 2j) over both signs has even powers of g only.
    """
    square: Polynomial = {(2, 1, 1): 4, (2, 2, 1): -4}
    apart = plus({(2, 0, 0): 1, (1, 0, 0): -2, (0, 0, 0): 1}, times(-1, square))
    across: Polynomial = {(1, 0, 0): 1, (1, 1, 0): -2}
    total: Polynomial = {}
    for j, weight in enumerate(weights(order)):
        both: Polynomial = {}
        for i in range(2 * j + 1):
            both = plus(both, times((-1) ** i * comb(2 * j, i), even_part(order - i, square)))
        mixed = times(power(apart, j), power(across, order - 2 * j))
        total = plus(total, times(weight, plus(both, times(-1, mixed))))
    quotient = {(a - 1, b - 1, c): value for (a, b, c), value in total.items()}
    return plus(quotient, times(-2 * RATE, ONE))


def even_part(exponent: int, square: Polynomial) -> Polynomial:
    """The polynomial ((h + g)^exponent + (h − g)^exponent)/2, with g² given."""
    result: Polynomial = {}
    for i in range(0, exponent + 1, 2):
        result = plus(result, times({(exponent - i, 0, 0): comb(exponent, i)}, power(square, i // 2)))
    return result
