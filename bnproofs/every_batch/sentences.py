"""The claims in words."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

_DIGITS = 30


def sentence(id: str, statement: Mapping[str, Any]) -> str:
    """The sentence of a proved claim; its numbers are fractions, or strings that spell them.

    Raises:
        KeyError: no such claim.
    """
    return _SENTENCES[id](statement)


def digits(interval: tuple[Any, Any], most: int = _DIGITS) -> str:
    """The leading decimals that all points of an interval of positive numbers share, at most so many, and an ellipsis.

    An interval of one decimal number, or one around a whole number, may share none.
    """
    low, high = (Fraction(end) for end in interval)
    places = most - len(str(int(low)))
    while places > 0 and low * 10**places // 1 != high * 10**places // 1:
        places -= 1
    whole, rest = divmod(int(low * 10**places), 10**places)
    return f"{whole}.{rest:0{places}d}…" if places > 0 else f"{whole}…"


def _two_clusters(says: Mapping[str, Any]) -> str:
    return (
        f"for all integers n ≥ {says['least_batch']} and 1 ≤ k < n the batch with n − k points at one place and k at "
        "another is unstable: its transverse multiplier n²/((n−k)² + k²) exceeds 1, and is least at k = "
        f"{says['least_at']}"
    )


def _at_most_three(says: Mapping[str, Any]) -> str:
    return (
        f"for every real n ≥ {says['least_batch']} the reduced map has at most {says['most']} fixed points with "
        "0 < τ < ∞, counted with multiplicity"
    )


def _small_batches(says: Mapping[str, Any]) -> str:
    batches = f"{says['batches'][0]}, …, {says['batches'][-1]}"
    return f"for n = {batches} the fixed points are {' and '.join(says['kinds'])}, and no others"


def _odd_point(says: Mapping[str, Any]) -> str:
    return (
        f"for every real n ≥ {says['least_batch']} the fixed points are exactly four: ideal, odd, separating and "
        f"uniform, in this order of τ; the odd point has 3π/2 − {says['below']}/n + {says['bend']}/n² < n tan(θ/2) < "
        f"3π/2 + {says['above']}/n²"
    )


def _angle(says: Mapping[str, Any]) -> str:
    return f"for every real n ≥ 7 the angle of the odd point has 3π − {says['reach']}/n < nθ < 3π"


def _stability(says: Mapping[str, Any]) -> str:
    return (
        f"for every real n ≥ 7 the odd point is {says['verdict']}: all eigenvalues of the projective Jacobian lie "
        "strictly between −1 and 1"
    )


def _uniform_point(says: Mapping[str, Any]) -> str:
    return (
        f"for every real n ≥ {says['least_batch']} the uniform point is {says['verdict']}; its eigenvalue λ on the "
        f"standard component has n(1 − λ) = c₀ + c₁/n + r with c₀ = (π − 2)/(2(π − 1)), c₁ = 1/(π − 1) + c₀² and "
        f"0 < r < {says['remainder']}/n²"
    )


def _saddle_node(says: Mapping[str, Any]) -> str:
    return (
        f"one real n_c ≥ {says['least_batch']}, and no other, has a double fixed point between the ideal and the "
        f"uniform one: n_c = {digits(says['batch'])}, at τ = {digits(says['tau'])}; for every real "
        f"{says['least_batch']} ≤ n < n_c only ideal and uniform are fixed, for every real n > n_c also an odd and a "
        "separating point"
    )


_SENTENCES = {
    "two-clusters": _two_clusters,
    "at-most-three": _at_most_three,
    "small-batches": _small_batches,
    "odd-point": _odd_point,
    "angle": _angle,
    "stability": _stability,
    "uniform-point": _uniform_point,
    "saddle-node": _saddle_node,
}
