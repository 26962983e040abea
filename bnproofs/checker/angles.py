"""The two angle functions of the geometry, on jets: A(s, c) and c·e(s, c), of degree 0 in (s, c).

Each has two charts, u = s/c where s < c and y = c/s elsewhere (judged at the middles; either is valid where it can be
evaluated), so that s → 0 and c → 0 are ordinary points. Source: docs/certificate.md, "The geometry".
"""

from __future__ import annotations

from .arctangent import a, acot
from .interval import Interval, whole
from .jet import Jet, bell


def is_flat(s: Jet, c: Jet) -> bool:
    """Whether the middle of s is below that of c: the chart u = s/c is then the better one."""
    return s.value.lo + s.value.hi < c.value.lo + c.value.hi


def angle(s: Jet, c: Jet) -> Jet:
    """The jet of A(s, c), the angle of the vector (c, s), for s, c ≥ 0: atan(s/c) = π/2 − atan(c/s)."""
    if is_flat(s, c):
        return (s / c).atan()
    y = c / s
    return (-y.atan()).plus(acot(whole(0, y.bits)))


def sector(s: Jet, c: Jet) -> Jet:
    """The jet of c·e(s, c) = c (s − c A(s, c))/s² for s, c ≥ 0 (0 at s = 0 and at c = 0).

    It is u·a(u) = ε(u), or y·η(y) with η(y) = 1 − y·atan(1/y).
    """
    return excess(s / c) if is_flat(s, c) else co_excess(c / s)


def excess(u: Jet) -> Jet:
    """The jet of ε(u) = u·a(u) = (u − atan u)/u², u ≥ 0: ε' = w − 2a, ε''/2 = −u w² − a', with w = 1/(1 + u²)."""
    x = u.value
    au = a(x)
    if u.order == 0:
        return Jet(x * au)
    w = bell(x)
    slope = w - au.times(2)
    if u.order == 1:
        return u.chain(x * au, slope)
    return u.chain(x * au, slope, -(x * w.square()) - a_slope(x, au, w))


def a_slope(u: Interval, au: Interval, w: Interval) -> Interval:
    """The interval of a'(u), u ≥ 0, from those of a(u) and w = 1/(1 + u²).

    a' = −2u ∫₀¹ t⁴/(1 + u²t²)² dt lies in [−2u/5, −2u w²/5], as w ≤ 1/(1 + u²t²) ≤ 1.
    For u > 0 moreover a' = (w − 3a)/u.
    """
    bounds = Interval((-u.over(5).times(2)).lo, (-(u * w.square()).over(5).times(2)).hi, u.bits)
    return bounds.meet((w - au.times(3)) / u) if u.lo > 0 else bounds


def tail(u: Jet) -> Jet:
    """The jet of a(u) = (u − atan u)/u³, u ≥ 0: a' = −2u J, a''/2 = 4J − w², w = 1/(1 + u²), J of `fourth_moment`."""
    x = u.value
    if u.order == 0:
        return Jet(a(x))
    j = fourth_moment(x)
    slope = -(x * j).times(2)
    return u.chain(a(x), slope) if u.order == 1 else u.chain(a(x), slope, j.times(4) - bell(x).square())


def fourth_moment(u: Interval) -> Interval:
    """The interval of J(u) = ∫₀¹ t⁴/(1 + u²t²)² dt, u ≥ 0, which decreases from 1/5 to 0.

    J = (3a − w)/(2u²) for u > 0; and w²/5 ≤ J ≤ 1/5, as w ≤ 1/(1 + u²t²) ≤ 1, with w = 1/(1 + u²).
    """
    low, high = (moment_at(Interval(end, end, u.bits)) for end in (u.lo, u.hi))
    return Interval(high.lo, low.hi, u.bits)


def moment_at(u: Interval) -> Interval:
    """The interval of J at one number u ≥ 0, given as a one-number interval."""
    w = bell(u)
    bounds = Interval(w.square().over(5).lo, whole(1, u.bits).over(5).hi, u.bits)
    square = u.square()
    return bounds.meet((a(u).times(3) - w) / square.times(2)) if square.lo > 0 else bounds


def co_excess(y: Jet) -> Jet:
    """The jet of y·η(y), η(y) = 1 − y·atan(1/y), y ≥ 0.

    The derivative is η + yη', half the second one η' + yη''/2, with η'' = 2w², w = 1/(1 + y²).
    η is decreasing and convex, so η and η' = −atan(1/y) + y w are enclosed by their values at the two ends of y.
    """
    x = y.value
    low, high = Interval(x.lo, x.lo, x.bits), Interval(x.hi, x.hi, x.bits)
    one, acot_low, acot_high = whole(1, x.bits), acot(low), acot(high)
    eta = Interval((one - high * acot_high).lo, (one - low * acot_low).hi, x.bits)
    if y.order == 0:
        return Jet(x * eta)
    slope = Interval((low * bell(low) - acot_low).lo, (high * bell(high) - acot_high).hi, x.bits)
    if y.order == 1:
        return y.chain(x * eta, eta + x * slope)
    return y.chain(x * eta, eta + x * slope, slope + x * bell(x).square())
