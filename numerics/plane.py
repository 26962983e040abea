"""The mean-field map of layers that rescale, at batches in a plane: an integral over directions, at any precision.

The pre-activations of a neuron are h_i = r (a_i cos t + b_i sin t), with the direction t uniform and r²/2
exponential, if the points (a_i, b_i), recentred if the layer recentres, have the Gram matrix of the batch. Nothing here
knows how the library does its integral.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
from mpmath import mp
from mpmath.calculus.quadrature import GaussLegendre

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.activations import nonlinearity_of

Point = tuple[Fraction, Fraction]

_GUARD = 10
_LEVELS = range(3, 9)


def plane_gram(points: Sequence[Point]) -> Any:
    """The n×n Gram matrix of points in the plane, of Fractions."""
    gram = np.empty((len(points), len(points)), dtype=object)
    for i, (a, b) in enumerate(points):
        for j, (c, d) in enumerate(points):
            gram[i, j] = a * c + b * d
    return gram


def plane_map(layer: Layer, points: Sequence[Point], *, digits: int) -> Any:
    """The n×n matrix E φ(u_i)φ(u_j), u = h/√(‖h‖²/n + ε), of mpf, for a layer that rescales and a homogeneous φ.

    For φ of degree k the mean over r is that of (r²/(r²q/n + ε))^k at ‖h‖² = r²q, see `_radial`.
    Between the directions in which some h_i vanishes the integrand is analytic; Gauss's rule is refined
    there until nothing changes at 10^(−digits) of the largest entry.

    Raises:
        InputError: the layer does not rescale, φ is not homogeneous, the points lie on a line, or no rule settles.
    """
    phi = nonlinearity_of(layer)
    degree = phi.degree
    if not layer.rescale or degree is None:
        raise InputError(f"{layer}: the integral over directions takes layers such as 'rc+rs+relu'")
    centre = [sum(x, Fraction(0)) / len(points) if layer.recentre else 0 for x in zip(*points, strict=True)]
    exact = [(a - centre[0], b - centre[1]) for a, b in points]
    if all(a * d == b * c for a, b in exact for c, d in exact):
        raise InputError("the points lie on a line: give points in the plane")
    with mp.workdps(digits + _GUARD):
        rows = [(mp.mpf(a.numerator) / a.denominator, mp.mpf(b.numerator) / b.denominator) for a, b in exact]
        epsilon = mp.mpf(layer.epsilon.numerator) / layer.epsilon.denominator
        zeros = sorted({mp.atan2(-a, b) % mp.pi for a, b in rows if a or b})
        arcs = list(pairwise([*zeros, zeros[0] + mp.pi]))

        def neuron(t: Any) -> Any:
            cosine, sine = mp.cos(t), mp.sin(t)
            h = [a * cosine + b * sine for a, b in rows]
            q = mp.fsum(x * x for x in h)
            both = [np.array([phi.at(sign * x) for x in h], dtype=object) for sign in (1, -1)]
            return sum(np.outer(x, x) for x in both) * (_radial(degree, q, len(rows), epsilon) / (2 * mp.pi))

        before: Any = None
        for level in _LEVELS:
            total = sum(
                neuron((low + high + node * (high - low)) / 2) * (weight * (high - low) / 2)
                for low, high in arcs
                for node, weight in _rule(level, mp.prec)
            )
            if before is not None and np.abs(total - before).max() <= np.abs(total).max() * mp.mpf(10) ** -digits:
                return total
            before = total
    raise InputError(f"the integral over directions does not settle to {digits} digits: ask for fewer")


def _radial(degree: int, q: Any, n: int, epsilon: Any) -> Any:
    """The mean of (r²/(r²q/n + ε))^k, r²/2 exponential: (n/q)^k x k! U(k + 1, 2, x), x = nε/(2q), U that of Tricomi."""
    x = n * epsilon / (2 * q)
    return (n / q) ** degree * (x * mp.factorial(degree) * mp.hyperu(degree + 1, 2, x) if epsilon and degree else 1)


@cache
def _rule(level: int, bits: int) -> tuple[tuple[Any, Any], ...]:
    return tuple(GaussLegendre(mp).calc_nodes(level, bits))
