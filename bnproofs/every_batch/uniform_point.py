"""The stability of the uniform point for every batch of n ≥ 3 points, in ε = 1/n."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from flint import arb

from bnproofs.every_batch.boxes import Covered, over, prove_on
from bnproofs.every_batch.forms import constant, variable
from bnproofs.numbers.jets import Jet, Jets

_JETS = Jets()
_ALL = (Fraction(0), Fraction(1, 3))


@dataclass(frozen=True, slots=True)
class UniformStability:
    """The proved stability of the uniform point for every real n ≥ 3.

    The standard eigenvalue is λ with 1 − `slowest`/n < λ < 1 − `fastest`/n.
    """

    slowest: Fraction
    fastest: Fraction
    facts: tuple[Covered, ...]


def prove_uniform_stability() -> UniformStability:
    """The eigenvalues of the uniform point, for every real n ≥ 3.

    The result asserts: the eigenvalue on (n−2, 2) lies strictly between 0 and 1, and n(1 − λ) of the standard
    component λ between `fastest` and `slowest`, both positive; and λ > 0. (With n → ∞, n(1 − λ) → (π − 2)/(2(π − 1)).)

    Raises:
        BoxesFailedError: a step is not proved.
    """
    slowest, fastest = Fraction(3, 4), Fraction(1, 4)

    def between(epsilon: Any) -> bool:
        gap = _gap(epsilon)
        return bool(gap > over(fastest, fastest)) and bool(gap < over(slowest, slowest))

    facts = (
        prove_on("0 < λ < 1 on (n−2, 2)", lambda x: _below_one(_pair(constant(x)).value), _ALL),
        prove_on(f"{fastest} < n(1 − λ) < {slowest} on the standard component", between, _ALL),
    )
    return UniformStability(slowest, fastest, facts)


def _below_one(value: Any) -> bool:
    return bool(value > 0) and bool(value < 1)


def _angles(epsilon: Jet) -> tuple[Jet, Jet, Jet]:
    """The root √(1 − 2ε), the angle π − θ₀ = π/2 − atan(ε/√(1 − 2ε)), and twice the growth, (1 − κ₀)(1 − ε)."""
    root = _JETS.sqrt(1 - 2 * epsilon)
    angle = _JETS.angle(root, epsilon)
    return root, angle, 1 - epsilon - (root - epsilon * angle) / arb.pi()


def _pair(epsilon: Jet) -> Jet:
    """The eigenvalue (π − θ₀)/(2π · growth)."""
    _, angle, twice = _angles(epsilon)
    return angle / (arb.pi() * twice)


def _gap(epsilon: Any) -> Any:
    """The ball of n(1 − λ) of the standard component over a ball of ε, also at ε = 0.

    λ = N/(2 growth), N = 2ε(π − θ₀)/π − (1 − 2ε)√(1 − 2ε)/(π(1 − ε)) + 1 − 2ε. The difference 2 growth − N vanishes at
    ε = 0, so that divided by ε it lies in the range of its derivative over [0, ε], and equals the quotient if ε > 0.
    """
    down = epsilon.union(arb(0))
    slope, _ = _difference(variable(down))
    value, twice = _difference(constant(epsilon))
    quotient = slope.first
    if epsilon > 0:
        quotient = quotient.intersection(value.value / epsilon)
    return quotient / twice.value


def _difference(epsilon: Jet) -> tuple[Jet, Jet]:
    root, angle, twice = _angles(epsilon)
    tilt = 2 * epsilon * angle / arb.pi() - (1 - 2 * epsilon) * root / (arb.pi() * (1 - epsilon))
    return twice - (tilt + 1 - 2 * epsilon), twice
