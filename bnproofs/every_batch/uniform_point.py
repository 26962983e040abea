"""The uniform point for every real n ≥ 3: how fast perturbations of it decay, up to two terms in ε = 1/n.

With cos θ₀ = −1/(n−1) in K its eigenvalue λ on the standard component has, exactly,

    n(1 − λ) = f(ε) = (θ₀ − sin θ₀)/(2π · growth) = c₀ + c₁ ε + r(ε).
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from flint import arb

from bnproofs.every_batch.boxes import at, boxes_of, cut
from bnproofs.every_batch.claim import Claim
from bnproofs.every_batch.forms import constant, variable
from bnproofs.numbers.jets import Jet, Jets
from bnproofs.numbers.predicates import surely_positive

REMAINDER = Fraction(2)
"""The remainder has 0 < r(1/n) < 2/n²."""

_JETS = Jets()
_MEET, _LAST = Fraction(1, 8), Fraction(1, 3)


def limit() -> Any:
    """The ball of c₀ = (π − 2)/(2(π − 1)), the limit of n(1 − λ)."""
    return (arb.pi() - 2) / (2 * (arb.pi() - 1))


def correction() -> Any:
    """The ball of c₁ = 1/(π − 1) + c₀²."""
    return 1 / (arb.pi() - 1) + limit() ** 2


def gap(epsilon: Jet) -> Jet:
    """The jet of f(ε) = n(1 − λ), 0 ≤ ε ≤ 1/3, λ the standard eigenvalue.

    With the root ρ = √(1 − 2ε): sin θ₀ = ρ/(1 − ε), π − θ₀ is the angle of the vector (ε, ρ), and 2 growth is 1 − ε −
    (ρ − ε(π − θ₀))/π.
    """
    root = _JETS.sqrt(1 - 2 * epsilon)
    rest = _JETS.angle(root, epsilon)
    twice = 1 - epsilon - (root - epsilon * rest) / arb.pi()
    result: Jet = (arb.pi() - rest - root / (1 - epsilon)) / (twice * arb.pi())
    return result


def prove_uniform_point(remainder: Fraction = REMAINDER) -> Claim:
    """The claim `uniform-point`: the uniform point is stable for every real n ≥ 3, with the rate above.

    Stability is on the page: θ₀ > sin θ₀. Proved in balls: 0 < r < `remainder` ε² for 0 < ε ≤ 1/3; for small ε from
    0 < f″/2 < `remainder`, as r(0) = r'(0) = 0.

    Raises:
        BoxesFailedError: a bound is not proved.
    """

    def bends(epsilon: Any) -> bool:
        half = gap(variable(epsilon)).second / 2
        return surely_positive(half) and surely_positive(at(remainder) - half)

    def between(epsilon: Any) -> bool:
        rest = gap(constant(epsilon)).value - limit() - correction() * epsilon
        return surely_positive(rest) and surely_positive(at(remainder) * epsilon * epsilon - rest)

    cuts = {
        "bend": cut(f"0 < f″/2 < {remainder}", bends, 0, _MEET),
        "value": cut(f"0 < r < {remainder}ε²", between, _MEET, _LAST),
    }
    statement = {"least_batch": 3, "verdict": "stable", "remainder": remainder}
    return Claim("uniform-point", statement, {"remainder": cuts}, sum(map(boxes_of, cuts.values())))
