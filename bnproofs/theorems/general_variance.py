"""Fixed variances of a map of one number, and what is proved where none was found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bnproofs.activations import Activation
from bnproofs.fixed_points.variance import enclose_variance
from bnproofs.fixed_points.variance_guess import propose_variances
from bnproofs.numbers.balls import Balls
from bnproofs.numbers.precision import working_precision
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


def no_variance(configuration: str, activation: Activation) -> tuple[Theorem, ...]:
    """The claim that there is no fixed variance, where every batch shrinks or grows; else an undecided one."""
    from bnproofs.theorems.shrinking import prove_no_variance

    found = prove_no_variance(activation)
    if found is None:
        return (undecided("fixed-point", ADVICE),)
    return found, proved("non-existence", {"configuration": configuration})
