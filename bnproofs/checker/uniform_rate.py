"""The rate f(e) = n(1 − λ) of the standard component at the uniform point, e = 1/n, and its expansion c₀ + c₁ e + r.

Source: docs/theorem-certificate.md, claim 7.
"""

from __future__ import annotations

from .arctangent import pi
from .cuts import BITS, Cuts, require_sign
from .every_batch import over_pi, plus
from .interval import Interval, whole
from .jet import Jet, variable


def rate(e: Jet) -> Jet:
    """The jet of f = (θ₀ − sin θ₀)/(π (1 − q)) for 0 ≤ e < 1/2, with w = √(1 − 2e).

    θ₀ = π/2 + atan(e/w), sin θ₀ = w/(1 − e), π q = w + e θ₀.
    """
    w = plus(-e.times(2), 1).sqrt()
    angle = (e / w).atan().plus(pi(e.bits).over(2))
    rest = plus(-over_pi(w + e * angle), 1)
    return over_pi(angle - w / plus(-e, 1)) / rest


def limit(bits: int) -> Interval:
    """The interval of c₀ = f(0) = (π − 2)/(2(π − 1))."""
    return (pi(bits) - whole(2, bits)) / (pi(bits) - whole(1, bits)).times(2)


def correction(bits: int) -> Interval:
    """The interval of c₁ = f'(0) = (π/(2(π − 1)))²."""
    return (pi(bits) / (pi(bits) - whole(1, bits)).times(2)).square()


def remainder(e: Jet) -> Jet:
    """The jet of r = f − c₀ − c₁ e."""
    return rate(e).plus(-limit(e.bits)) - e.scaled(correction(e.bits))


def require_remainder(bend: Cuts, rest: Cuts, most: int) -> None:
    """Nothing; `Refusal` unless 0 < r < most·e² on all cuts.

    On the first ones 0 < r''/2 < most is proved, which suffices as r(0) = r'(0) = 0; on the others the bounds.
    """
    at_zero = rate(variable(whole(0, BITS), 1))
    at_zero.terms[0].meet(limit(BITS))
    at_zero.terms[1].meet(correction(BITS))

    def gap(e: Jet) -> Jet:
        return e.square().times(most) - remainder(e)

    for f, what in ((remainder, "lower"), (gap, "upper")):
        require_sign(f, bend, 1, 2, f"the {what} bound of the second derivative")
        require_sign(f, rest, 1, 0, f"the {what} bound of the remainder")
