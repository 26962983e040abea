"""Where the odd point is, for every real n ≥ 7: a bracket of n tan(θ/2), and with it of nθ."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from flint import arb

from bnproofs.every_batch.boxes import Cuts, at, boxes_of, cut
from bnproofs.every_batch.claim import FIRST, Claim, NotProvedError
from bnproofs.every_batch.forms import constant, form_along, variable
from bnproofs.numbers.jets import Jet
from bnproofs.numbers.predicates import surely_negative, surely_positive

BELOW, BEND, ABOVE = Fraction(5), Fraction(40), Fraction(30)
"""The odd point has 3π/2 − 5/n + 40/n² < n tan(θ/2) < 3π/2 + 30/n²."""

REACH = Fraction(10)
"""The odd point has 3π − 10/n < nθ < 3π."""

_LAST = Fraction(1, FIRST)
_MEET = Fraction(1, 20)
"""Where the boxes of the slope of A end and those of its value begin."""


def curve(epsilon: Jet, slope: Fraction, bend: Fraction) -> Jet:
    """The jet of v = 3π/2 + slope · ε + bend · ε² along ε."""
    result: Jet = epsilon * epsilon * at(bend) + epsilon * at(slope) + 3 * arb.pi() / 2
    return result


def prove_odd_point(below: Fraction = BELOW, bend: Fraction = BEND, above: Fraction = ABOVE) -> Claim:
    """The claim `odd-point`: for every real n ≥ 7 the fixed points are ideal, odd, separating and uniform.

    It asserts that the odd point has 3π/2 − `below` ε + `bend` ε² < n tan(θ/2) < 3π/2 + `above` ε², ε = 1/n. Proved in
    balls: A(ε, v) = εF is positive along the lower and negative along the upper curve, 0 < ε ≤ 1/7. At ε = 0 it is zero
    on both, so that for small ε the sign of its slope decides. The rest is on the page: F falls through zero at the
    uniform point, to the right of both curves, and has at most three zeros.

    Raises:
        BoxesFailedError: a sign is not proved, or that the curves stay at 0 < tan(θ/2) < 1.
    """
    lower, upper = (-below, bend), (Fraction(0), above)
    for coefficients in (lower, upper):
        _require_left(*coefficients)
    witness = {
        "below": _signs("below", surely_positive, *lower),
        "above": _signs("above", surely_negative, *upper),
    }
    boxes = sum(boxes_of(cuts) for part in witness.values() for cuts in part.values())
    statement = {"least_batch": FIRST, "below": below, "bend": bend, "above": above}
    return Claim("odd-point", statement, witness, boxes)


def prove_angle(
    reach: Fraction = REACH, below: Fraction = BELOW, bend: Fraction = BEND, above: Fraction = ABOVE
) -> Claim:
    """The claim `angle`: 3π − `reach`/n < nθ < 3π at the odd point, for every real n ≥ 7, from its bracket.

    θ = 2 atan(εv) with t − t³/3 < atan t < t − t³/3 + t⁵/5. Along the lower curve nθ − 3π exceeds −2 `below` ε +
    2ε²(`bend` − v³/3), and along the upper one it is less than 2ε²(`above` − v³/3 + ε²v⁵/5).

    Raises:
        BoxesFailedError: `bend` > v³/3, or v³/3 − ε²v⁵/5 > `above`, is not proved.
        NotProvedError: `reach` is less than 2 `below`.
    """
    if reach < 2 * below:
        raise NotProvedError(f"the bracket leaves 3π − nθ up to {2 * below}/n, which is more than {reach}/n")

    def cubed(x: Any, slope: Fraction, quadratic: Fraction) -> tuple[Any, Any]:
        v = curve(constant(x), slope, quadratic).value
        return v**3 / 3, v

    def low(x: Any) -> bool:
        return surely_positive(at(bend) - cubed(x, -below, bend)[0])

    def high(x: Any) -> bool:
        third, v = cubed(x, Fraction(0), above)
        return surely_positive(third - x * x * v**5 / 5 - at(above))

    lower, upper = cut("bend > v³/3", low, 0, _LAST), cut("v³/3 − ε²v⁵/5 > above", high, 0, _LAST)
    return Claim("angle", {"reach": reach}, {"lower": lower, "upper": upper}, boxes_of(lower) + boxes_of(upper))


def prove_stability() -> Claim:
    """The claim `stability`: the odd point is stable for every real n ≥ 7, from its angle and the page.

    On the page a fixed point with θ ≤ π/2 where F falls through a simple zero is stable. F is positive before the odd
    point and negative after it, its three zeros are simple, and θ < 3π/n.

    Raises:
        NotProvedError: 3π/n exceeds π/2 at the least n.
    """
    if 2 * 3 * _LAST > 1:
        raise NotProvedError("the angle 3π/n of the least batch exceeds π/2")
    return Claim("stability", {"configuration": "odd-point", "verdict": "stable"})


def _signs(name: str, sign: Callable[[Any], bool], slope: Fraction, bend: Fraction) -> dict[str, Cuts]:
    """The cuts on which the sign of dA/dε, for small ε, and then that of A along a curve are proved."""

    def along(epsilon: Jet) -> Jet:
        return form_along(epsilon, curve(epsilon, slope, bend))

    return {
        "slope": cut(f"the sign of dA/dε {name}", lambda x: sign(along(variable(x)).first), 0, _MEET),
        "value": cut(f"the sign of A {name}", lambda x: sign(along(constant(x)).value), _MEET, _LAST),
    }


def _require_left(slope: Fraction, bend: Fraction) -> None:
    """No result; a proof that 0 < tan(θ/2) < 1 along a curve, 0 < ε ≤ 1/7."""

    def between(epsilon: Any) -> bool:
        v = curve(constant(epsilon), slope, bend).value
        return surely_positive(v) and surely_positive(1 - epsilon * v)

    cut("0 < tan(θ/2) < 1", between, 0, _LAST)
