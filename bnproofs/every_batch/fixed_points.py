"""The fixed points of the reduced map for all large batches, from one computation in ε = 1/n."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb

from bnproofs.every_batch.boxes import Covered, over, prove_on
from bnproofs.every_batch.forms import between, constant, far, middle, near, near_along, variable
from bnproofs.numbers.jets import Jet
from bnproofs.numbers.predicates import surely_negative, surely_positive

NEAR = Fraction(13)
"""The odd point is sought at T ≤ 13/n."""

FAR = Fraction(3, 5)
"""The separating and the uniform point are sought at T ≥ 3n/5."""

LAG = 5
"""The odd point has 3π/2 − 5/n < n tan(θ/2) < 3π/2."""

REACH = Fraction(11)
"""The odd point has 3π − 11/n < nθ < 3π."""


@dataclass(frozen=True, slots=True)
class LargeBatches:
    """The proved facts on the fixed-point form for every real n ≥ `least`."""

    least: int
    facts: tuple[Covered, ...]


def prove_fixed_points(least: int) -> LargeBatches:
    """The fixed points of the reduced map on τ ∈ [0, ∞], for every real n ≥ `least`.

    The result asserts: they are exactly four, in this order: the ideal point τ = 0; one *odd point*, and it has
    √τ < 13/n and 3π − 11/n < nθ < 3π; one *separating point*; and the uniform point τ = n(n − 2).

    Why: F > 0 at τ = 0, decreases in T = √τ up to 13/n and is negative there (one zero); it is negative from there to
    3n/5; in u = n/T ≤ 5/3 the form F(1, u/n) is concave, zero at the uniform point with a positive slope, and negative
    at u = 5/3 (one more zero, at a smaller T); and at T = ∞.

    Raises:
        BoxesFailedError: a step is not proved; a larger `least` may do.
    """
    e = (Fraction(0), Fraction(1, least))
    facts = (
        prove_on("F > 0 at the ideal point", lambda x: surely_positive(near(x, constant(0)).value), e),
        prove_on("F decreases up to T = 13/n", lambda x, y: surely_negative(near(x, variable(y)).first), e, (0, NEAR)),
        prove_on("F < 0 at T = 13/n", lambda x: surely_negative(near(x, constant(over(NEAR, NEAR))).value), e),
        prove_on("F < 0 for 13/n ≤ T ≤ 1", lambda s: _negative_between(s, least), (Fraction(0), Fraction(1))),
        prove_on("F < 0 for 1 ≤ T ≤ 3n/5", lambda p, w: _negative_in_the_middle(p, w, least), (0, 1), (0, FAR)),
        prove_on(
            "F is concave in u ≤ 5/3",
            lambda x, u: surely_negative(far(constant(x), variable(u)).second),
            e,
            (0, 1 / FAR),
        ),
        prove_on(
            "F < 0 at T = 3n/5", lambda x: surely_negative(far(constant(x), constant(over(1 / FAR, 1 / FAR))).value), e
        ),
        prove_on("F < 0 at T = ∞", lambda x: surely_negative(far(constant(x), constant(0)).value), e),
        prove_on("F increases in u at the uniform point", lambda x: surely_positive(_turn_of_slope(x)), e),
        prove_on("F > 0 at tan(θ/2) = (3π/2 − 5/n)/n", lambda x: surely_positive(_along(x, -LAG).first), e),
        prove_on("F < 0 at tan(θ/2) = 3π/(2n)", lambda x: surely_negative(_along(x, 0).first), e),
        prove_on("the angle θ stays within 11/n²", lambda x: surely_positive(_room(x)), e),
    )
    return LargeBatches(least, facts)


def _negative_between(s: Any, least: int) -> bool:
    """Whether A < 0 for T = s and y = nT ≥ 13, also y ≥ `least` · T."""
    y = over(NEAR, NEAR).max(s.lower() * least)
    return surely_negative(between(over(Fraction(0), Fraction(1, least)), s, y))


def _negative_in_the_middle(p: Any, w: Any, least: int) -> bool:
    """Whether B < 0 wherever ε = wp ≤ 1/`least`."""
    epsilon, most = (p * w).nonnegative_part(), over(Fraction(1, least), Fraction(1, least))
    if epsilon > most:
        return True
    return surely_negative(middle(p, w, epsilon.intersection(over(Fraction(0), Fraction(1, least)))))


def _turn_of_slope(epsilon: Any) -> Any:
    """The derivative in ε of the slope D_u at the uniform point u₀ = (1 − 2ε)^(−1/2).

    That slope is 0 at ε = 0 (derivations/large_batches.py), so that it has the sign of its derivative.

    d/dε D_u(ε, u₀(ε)) = D_εu + D_uu u₀³, and D_εu from second derivatives along three directions.
    """
    u = 1 / (1 - 2 * epsilon).sqrt()
    along_u = far(constant(epsilon), variable(u)).second
    along_epsilon = far(variable(epsilon), constant(u)).second
    along_both = far(variable(epsilon), variable(u)).second
    return (along_both - along_u - along_epsilon) / 2 + along_u * u**3


def _along(epsilon: Any, slope: int) -> Jet:
    """The jet in ε of A at v = 3π/2 + slope · ε; its value at ε = 0 is 0 (derivations/large_batches.py)."""
    half = 3 * arb.pi() / 2
    return near_along(variable(epsilon), Jet(half + slope * epsilon, arb(slope), arb(0)))


def _room(epsilon: Any) -> Any:
    """What (2/ε) atan(εv) at v = 3π/2 − LAG ε exceeds 3π − REACH ε by, divided by ε, from below: atan t ≥ t − t³/3."""
    v = 3 * arb.pi() / 2 - LAG * epsilon
    return over(REACH, REACH) - 2 * LAG - 2 * epsilon * v**3 / 3
