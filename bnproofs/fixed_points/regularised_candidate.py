"""Fixed points of recentring + rescaling with ε > 0 + ReLU, scale and all, guessed. Nothing here is proved."""

from __future__ import annotations

import math

import numpy as np

from bnproofs.configurations import rescaled_odd_family as family
from bnproofs.fixed_points.moments import moments_jacobian
from bnproofs.layer import Layer

_GRID = 64
_HALVINGS = 12
_KINDS = ("odd-point", "separating")


def propose_boxes(layer: Layer, n: int) -> tuple[tuple[str, tuple[float, float]], ...]:
    """The kinds and guesses of (λ, μ) of fixed points between ideal and uniform point, by increasing τ = n(n−2)λ/μ.

    For each τ of a grid the scale is one that a layer keeps; the changes of sign of τ' − τ are refined by Newton's
    method. Nothing is proved of the number of guesses.
    """
    most = n * (n - 2.0)
    shares = np.sort(
        np.concatenate([np.geomspace(0.25 / n**3, 0.5, _GRID), 1 - np.geomspace(0.5 / n, 0.5, _GRID // 2)])
    )
    scale, found = 1.0, []
    before, rose = shares[0], True
    for share in shares:
        scale, change = _relaxed(layer, n, math.sqrt(most * share), scale)
        if rose != (change > 0):
            kind = _KINDS[0] if rose else _KINDS[1]
            start = _bisected(layer, n, (before, share), scale, rose=rose)
            found.append((kind, _newton(layer, n, start)))
        before, rose = share, change > 0
    return tuple((kind, x) for kind, x in found if x is not None and 0 < x[0] < x[1])


def _bisected(layer: Layer, n: int, shares: tuple[float, float], scale: float, *, rose: bool) -> tuple[float, float]:
    """The pair (λ, μ) at a change of sign of τ' − τ between two values of τ over n(n−2), to some digits."""
    (low, high), most = shares, n * (n - 2.0)
    for _ in range(_HALVINGS):
        middle = math.sqrt(low * high)
        scale, change = _relaxed(layer, n, math.sqrt(most * middle), scale)
        low, high = (middle, high) if (change > 0) == rose else (low, middle)
    return scale * most * math.sqrt(low * high), scale * most


def _relaxed(layer: Layer, n: int, tangent: float, scale: float) -> tuple[float, float]:
    """The scale a, near a given one, that a layer keeps for c² = a and s² = aT², and the change of log τ there."""
    logarithm, points = math.log(scale), []
    for _ in range(30):
        c = math.exp(logarithm / 2)
        first, second = family.next_moments(n, tangent * c, c, layer.epsilon)
        before = (n - 2) * (tangent * c) ** 2 + n * (n - 2) * c * c
        rest = math.log(((n - 2) * first + second) / before)
        change = math.log(first * n * (n - 2) / second) - 2 * math.log(tangent)
        points.append((logarithm, rest))
        if abs(rest) < 1e-10 or logarithm < -60:
            break
        slope = -0.5
        if len(points) > 1 and points[-1][0] != points[-2][0]:
            slope = (points[-1][1] - points[-2][1]) / (points[-1][0] - points[-2][0])
        logarithm -= max(-3.0, min(3.0, rest / min(slope, -1e-3)))
    return math.exp(logarithm), change


def _newton(layer: Layer, n: int, start: tuple[float, float]) -> tuple[float, float] | None:
    """A fixed point (λ, μ) next to a start, to the accuracy of doubles, or None."""
    at = np.array(start)
    for _ in range(40):
        s, c = math.sqrt(at[0]), math.sqrt(at[1] / (n * (n - 2)))
        rest = np.array(family.next_moments(n, s, c, layer.epsilon)) - at
        slopes = np.array(moments_jacobian(layer, n, (s, c)), float)
        step = np.linalg.solve(slopes - np.eye(2), rest)
        share = float(np.max(np.abs(step) / at))
        at = at - step * min(1.0, 0.5 / share) if share else at
        if not np.all(np.isfinite(at)) or at.min() <= 0:
            return None
        if share < 1e-11:
            return float(at[0]), float(at[1])
    return None
