"""The rescaling integral of one pair of points for a φ in pieces, split where a breakpoint matters."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise, product
from typing import Any

import numpy as np

from bnproofs.piecewise import Piecewise

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(24)
_SMOOTH = (_NODES + 1) ** 2 * (2 - _NODES) / 4
_SMOOTH_WEIGHTS = _WEIGHTS * 3 * (1 - _NODES**2) / 4
"""Gauss's rule on [0, 1] after the substitution t²(3 − 2t), which makes half-integer powers at the ends smooth."""

_STENCIL = ((1, 3 / 4), (2, -3 / 20), (3, 1 / 60))
_STEP = 2.0**-7
"""Differences of sixth order for the slopes of the pieces, which are analytic beside their part of the line."""

_ASIDE = 1e-10
"""How far from a point the two values are taken whose mean is φ there: where both points jump at once it counts."""

_PANEL, _HALVINGS = 2.0, 60
"""The length in ln s of a panel, and the steps of a bisection."""

Moments = Callable[[Any], tuple[Any, Any, Any]]
"""The numbers M_ii, M_ij and M_jj, M = nsK(s), at an array of s."""


@dataclass(frozen=True, slots=True)
class BrokenCircle:
    """The mean W(M) of `circle_series` of a φ in pieces, with jumps or not."""

    activation: Piecewise

    def cuts(self) -> list[float]:
        """The breakpoints."""
        return [float(cut) for cut in self.activation.breakpoints]

    def scaled_slope(self, x: Any) -> Any:
        """The values of x φ'(x), of the piece of each x."""
        place = np.searchsorted(self.cuts(), x, side="right")
        result = np.zeros_like(x)
        for j, piece in enumerate(self.activation.pieces):
            chosen = place == j
            if np.any(chosen):
                at = x[chosen]
                result[chosen] = at * sum(
                    (w * (np.zeros_like(at) + piece(at + k * _STEP) - piece(at - k * _STEP)) for k, w in _STENCIL),
                    np.zeros_like(at),
                )
        return result / _STEP

    def mean(self, kii: Any, kij: Any, kjj: Any) -> Any:
        """The numbers W at arrays of second moments: Gauss's rule between the places where u or v is at a cut."""
        a, b = np.sqrt(2 * kii), np.sqrt(2 * kjj)
        delta = np.arccos(np.clip(kij / np.maximum(np.sqrt(kii * kjj), np.finfo(float).tiny), -1.0, 1.0))
        ends = [np.zeros_like(a), np.full_like(a, 2 * np.pi)]
        for cut in self.cuts():
            for radius, shift in ((a, 0.0), (b, delta)):
                angle = np.arccos(np.clip(cut / np.maximum(radius, np.finfo(float).tiny), -1.0, 1.0))
                ends += [np.mod(shift + angle, 2 * np.pi), np.mod(shift - angle, 2 * np.pi)]
        bounds = np.sort(np.array(ends), axis=0)
        nodes, weights = np.polynomial.legendre.leggauss(20 + math.ceil(4 * float(np.max([a, b]))))
        widths = (bounds[1:] - bounds[:-1]) / 2
        theta = bounds[:-1, :, None] + widths[..., None] * (nodes + 1)
        u, v = a[:, None] * np.cos(theta), b[:, None] * np.cos(theta - delta[:, None])
        phi = self.activation.phi
        values = self.scaled_slope(u) * phi(v) + self.scaled_slope(v) * phi(u)
        total = np.sum(widths * (values @ weights), axis=0) / 2
        return (total + self._jumps(a, b, delta) + self._jumps(b, a, delta)) / (2 * np.pi)

    def _jumps(self, a: Any, b: Any, delta: Any) -> Any:
        """What the jumps of φ at u, u = a cos θ, add: ½ cut · jump · φ(v) over the speed of u, at both places."""
        total = np.zeros_like(a)
        pieces = self.activation.pieces
        for j, cut in enumerate(self.cuts()):
            left, right = (float(np.ravel(piece(np.array([cut])))[0]) for piece in pieces[j : j + 2])
            if abs(right - left) <= 1e-12 * (1 + abs(left)):
                continue
            speed = np.sqrt(np.maximum(a * a - cut * cut, 0.0))
            angle = np.arccos(np.clip(cut / np.maximum(a, np.finfo(float).tiny), -1.0, 1.0))
            for side in (1, -1):
                v = b * np.cos(side * angle - delta)
                both = self.activation.phi(v + _ASIDE) + self.activation.phi(v - _ASIDE)
                part = cut * (right - left) * both / 4
                total += np.divide(part, speed, out=np.zeros_like(a), where=speed > 0)
        return total


def pair_integral(
    circle: BrokenCircle, moments: Moments, fading: Callable[[Any], Any], ends: tuple[float, float], *, same: bool
) -> float:
    """The integral of e^(−`fading`) W(M) over ln s between the ends, for one point (`same`) or for two.

    It is split where a cut comes to lie within the circle of a point and where a pair of cuts comes to lie within the
    ellipse of the two: each happens once, for sK(s) increases with s.
    """
    cuts = circle.cuts()
    sizes = {abs(cut) for cut in cuts} - {0.0}
    inside = [partial(_reached, moments, at, cut) for at in ((0,) if same else (0, 2)) for cut in sizes]
    if not same:
        inside += [partial(_within, moments, x, y) for x, y in product(cuts, cuts) if x or y]
    events = sorted({place for function in inside if (place := _crossing(function, ends)) is not None})
    total = 0.0
    for low, high in pairwise([ends[0], *events, ends[1]]):
        count = max(1, math.ceil((high - low) / _PANEL))
        edges = np.linspace(low, high, count + 1)
        x = (edges[:-1, None] + (edges[1:] - edges[:-1])[:, None] * _SMOOTH).ravel()
        weights = ((edges[1:] - edges[:-1])[:, None] * _SMOOTH_WEIGHTS).ravel()
        s = np.exp(x)
        total += float(np.sum(weights * np.exp(-fading(s)) * circle.mean(*moments(s))))
    return total


def _reached(moments: Moments, at: int, cut: float, s: Any) -> Any:
    return 2 * moments(s)[at] - cut**2


def _within(moments: Moments, x: float, y: float, s: Any) -> Any:
    m = moments(s)
    return 2 * (m[0] * m[2] - m[1] * m[1]) - (x * x * m[2] - 2 * x * y * m[1] + y * y * m[0])


def _crossing(function: Callable[[Any], Any], ends: tuple[float, float]) -> float | None:
    """The logarithm of s at which a function becomes positive, if it does between the ends."""
    low, high = ends
    if not (function(np.exp([low]))[0] < 0 < function(np.exp([high]))[0]):
        return None
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (low, middle) if function(np.exp([middle]))[0] > 0 else (middle, high)
    return (low + high) / 2
