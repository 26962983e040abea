"""Fixed variances of a map of one number, and what is proved where none was found."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from bnproofs.activations import Activation, Hermite
from bnproofs.fixed_points.polynomial import interpolated, positive_zeros
from bnproofs.fixed_points.variance import enclose_variance
from bnproofs.fixed_points.variance_guess import propose_variances
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import working_precision
from bnproofs.theorems.shrinking import prove_no_variance
from bnproofs.theorems.theorem import Theorem, proved, undecided

_SEARCH_BITS = 64

ADVICE = (
    "no fixed variance was found in the range searched: there may be none, and the batch shrink to zero or grow "
    "without bound; iterate the map, or try another configuration"
)


def fixed_variance(
    next_variance: Callable[[Any], Any], slope: Callable[[Any], Any], scale: float, bits: int, *, doubles: bool
) -> Any | None:
    """The ball of a fixed variance, proved; of several the least that attracts, or else the least; or None.

    `doubles`: the search, which proves nothing, is in doubles and not in balls.
    """
    one = Balls().number(1)
    with working_precision(_SEARCH_BITS):
        guesses = propose_variances(next_variance, float if doubles else (lambda s: one * s), scale)
    balls = (enclose_variance(next_variance, slope, guess, bits) for guess in guesses)
    found = [ball for ball in balls if ball is not None]
    attracting = [ball for ball in found if abs(slope(ball)) < 1]
    return next(iter([*attracting, *found]), None)


def no_variance(configuration: str, activation: Activation, next_variance: Callable[[Any], Any]) -> tuple[Theorem, ...]:
    """The claim that there is no fixed variance, else an undecided one.

    PROVED where every batch shrinks or grows, and where the next variance of a Hermite polynomial over s, less 1, has
    no zero s > 0, by Sturm's theorem.
    """
    found = prove_no_variance(activation)
    if found is not None:
        return found, proved("non-existence", {"configuration": configuration})
    if isinstance(activation, Hermite):
        surplus = interpolated(lambda s: Fraction(next_variance(s)) / s - 1, activation.order - 1)
        if surplus and surplus[0] != 0 and not positive_zeros(surplus):
            return (proved("non-existence", {"configuration": configuration}),)
    return (undecided("fixed-point", ADVICE),)
