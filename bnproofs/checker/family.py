"""The odd-point family: the functions q, F, Y of the reduced map, its slope Λ, and the sign of τ' − τ_u.

One layer maps τ = s²/c² to τ' = n² s² (1 − q)/Y. All functions take the batch size n and jets s, c ≥ 0, not both zero.
Source: docs/certificate.md, "The geometry"; m = n − 1 throughout, and c E(s, c) = s² · c e(s, c).
"""

from __future__ import annotations

from .angles import angle, sector
from .arctangent import pi
from .interval import Interval, whole
from .jet import Jet


def on_segment(x: Jet) -> tuple[Jet, Jet]:
    """The jets of s = x and c = 1 − x."""
    return x, (-x).plus(whole(1, x.bits))


def half_angle(n: int, s: Jet, c: Jet) -> tuple[Jet, Jet]:
    """The jets of S = s √m and C = √(2(m−1) c² + (m−2) s²): θ/2 is the angle of the vector (C, S).

    For m = 2, C = c √2 also where c = 0.
    """
    m, bits = n - 1, s.bits
    wide = s.scaled(whole(m, bits).sqrt())
    if m == 2:
        return wide, c.scaled(whole(2, bits).sqrt())
    return wide, (c.square().times(2 * (m - 1)) + s.square().times(m - 2)).sqrt()


def q(n: int, s: Jet, c: Jet) -> Jet:
    """The jet of q = (A(S, C) + C e(S, C))/π, of degree 0."""
    wide, high = half_angle(n, s, c)
    return (angle(wide, high) + sector(wide, high)).scaled(reciprocal_of_pi(s.bits))


def drift(n: int, s: Jet, c: Jet) -> Jet:
    """The jet of F = 2m c² + (2m/π) c E(s, c) − q (n² c² + s²), which has the sign of τ' − τ where s, c > 0."""
    m, s2, c2 = n - 1, s.square(), c.square()
    pull = q(n, s, c) * (c2.times(n * n) + s2)
    return c2.times(2 * m) + (s2 * sector(s, c)).scaled(reciprocal_of_pi(s.bits)).times(2 * m) - pull


def mass(n: int, s: Jet, c: Jet, qs: Jet) -> Jet:
    """The jet of Y = (m² + 1) c² + q s² − (2m/π) c E(s, c) > 0, given that of q."""
    m, s2 = n - 1, s.square()
    shared = (s2 * sector(s, c)).scaled(reciprocal_of_pi(s.bits)).times(2 * m)
    return c.square().times(m * m + 1) + qs * s2 - shared


def past_uniform(n: int, s: Jet, c: Jet) -> Jet:
    """The jet of n s² (1 − q) − (n − 2) Y = (Y/n)(τ' − τ_u), which has the sign of τ' − (n² − 2n)."""
    qs = q(n, s, c)
    rest = (-qs).plus(whole(1, s.bits))
    return (s.square() * rest).times(n) - mass(n, s, c, qs).times(n - 2)


def slope(n: int, s: Jet, c: Jet) -> Jet:
    """The jet, one order lower than s and c, of Λ = d log τ'/d log τ. The jets s and c must have s' = 1, c' = −1.

    2Λ = 2c/(s+c) + (sc/(s+c)) (−q'/(1−q) − Y'/Y).
    """
    qs = q(n, s, c)
    ys = mass(n, s, c, qs)
    s, c = s.lower(), c.lower()
    rest = (-qs.lower()).plus(whole(1, s.bits))
    change = -(qs.derivative() / rest) - ys.derivative() / ys.lower()
    return (c.times(2) + s * c * change).over(2) / (s + c)


def reciprocal_of_pi(bits: int) -> Interval:
    """The interval of 1/π."""
    return whole(1, bits) / pi(bits)
