"""Orbits of the full n×n mean-field map at any precision, from quadrature of the definition of a layer.

A Gram matrix is an n×n object array of mpf. Results carry `GUARD` digits beyond those asked for, so that an orbit does
not lose what a layer rounds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from mpmath import mp
from numpy.typing import NDArray

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.neurons import keeps_scale
from numerics.quadrature import GUARD, dual_kernel, exact, require_no_rescaling

MpMatrix = NDArray[Any]
"""An n×n object array of mpf, or whatever turns into one: floats, Fractions, nested lists of them."""

Step = Callable[[MpMatrix], MpMatrix]
"""A map of Gram matrices; it is called at the working precision, set in mpmath."""


@dataclass(frozen=True, slots=True)
class Orbit:
    """The Gram matrices G_0, …, G_L of an orbit, and the L growths trace(Φ(G_ℓ))/trace(G_ℓ)."""

    grams: tuple[MpMatrix, ...]
    growths: tuple[Any, ...]


def mean_field_step(
    layer: Layer, gram: Any, *, digits: int, kernel: Callable[[Any, Any, Any], Any] | None = None
) -> MpMatrix:
    """The matrix E φ(h)φ(h)ᵀ, h ~ N(0, K), K = C G C if the layer recentres and G if not.

    Recentring is exact, so that points that are exchangeable in G stay so to the last bit: one integral is done for
    each triple (K_ii, K_ij, K_jj) that occurs. A recentred point whose squared norm is not positive, within rounding
    (10^−digits of the largest), lies at the mean. `kernel` stands for E φ(u)φ(v) in the place of `dual_kernel`.

    Raises:
        InputError: the layer rescales, or the matrix is not square, not symmetric or no Gram matrix.
    """
    require_no_rescaling(layer)
    k = _exact_matrix(gram)
    if layer.recentre:
        k = _recentred(k, digits)
    n = len(k)
    result = np.empty((n, n), dtype=object)
    values: dict[tuple[Fraction, ...], Any] = {}
    for i in range(n):
        for j in range(i, n):
            first, last = sorted((k[i, i], k[j, j]))
            key = first, k[i, j], last
            if key not in values:
                values[key] = kernel(*key) if kernel else dual_kernel(layer, *key, digits=digits)
            result[i, j] = result[j, i] = values[key]
    return result


def iterate(step: Step, gram: Any, layers: int, *, digits: int, rays: bool = True) -> Orbit:
    """The orbit of any map of Gram matrices; with `rays` each matrix is scaled to trace n before it is mapped.

    Raises:
        InputError: a trace that is not positive, or what the map raises.
    """
    with mp.workdps(digits + GUARD):
        current = as_matrix(gram)
        grams, growths = [ray(current) if rays else current], []
        for _ in range(layers):
            image = step(grams[-1])
            growths.append(np.trace(image) / np.trace(grams[-1]))
            grams.append(ray(image) if rays else image)
        return Orbit(tuple(grams), tuple(growths))


def orbit(layer: Layer, gram: Any, layers: int, *, digits: int) -> Orbit:
    """The mean-field orbit of a layer, on rays (trace n) if the layer keeps scale.

    Raises:
        InputError: see `mean_field_step`.
    """
    require_no_rescaling(layer)
    step = step_of(layer, digits=digits)
    return iterate(step, gram, layers, digits=digits, rays=keeps_scale(layer))


def step_of(layer: Layer, *, digits: int) -> Step:
    """The map `mean_field_step` of a layer."""
    return lambda gram: mean_field_step(layer, gram, digits=digits)


def fixed_ray(step: Step, start: Any, *, digits: int, rounds: int = 1000) -> MpMatrix:
    """The fixed ray, of trace n, that attracts a start: a layer changes it by less than 10^−digits, relatively.

    Two steps a round, then Aitken's extrapolation as long as it goes no further than a twentieth of the matrix: a start
    in a family with one free parameter needs a handful of rounds, whatever the rate.

    Raises:
        InputError: no convergence within `rounds`.
    """
    with mp.workdps(digits + GUARD):
        here = ray(as_matrix(start))
        for _ in range(rounds):
            once = ray(step(here))
            twice = ray(step(once))
            first, second = once - here, twice - once
            if norm(second) <= mp.mpf(10) ** -digits * norm(twice):
                return twice
            ratio = np.sum(first * second) / np.sum(first * first)
            leap = ratio / (1 - ratio) if ratio < 1 else mp.zero
            near = abs(leap) * norm(second) <= norm(twice) / 20
            here = ray(twice + leap * second) if near else twice
    raise InputError(f"no fixed ray after {2 * rounds} layers: give a start nearer to it, or ask for fewer digits")


def distance(first: Any, second: Any, *, digits: int) -> Any:
    """The relative distance of two rays, an mpf: ‖A/tr A − B/tr B‖/‖B/tr B‖, Frobenius norms."""
    with mp.workdps(digits + GUARD):
        a, b = ray(as_matrix(first)), ray(as_matrix(second))
        return norm(a - b) / norm(b)


def ray(gram: MpMatrix) -> MpMatrix:
    """The multiple of a matrix that has trace n.

    Raises:
        InputError: the trace is not positive.
    """
    trace = np.trace(gram)
    if not trace > 0:
        raise InputError("a batch of zeros has no ray: the trace of its Gram matrix must be positive")
    scaled: MpMatrix = gram * (len(gram) / trace)
    return scaled


def norm(matrix: MpMatrix) -> Any:
    """The Frobenius norm."""
    return mp.sqrt(np.sum(matrix * matrix))


def as_matrix(gram: Any) -> MpMatrix:
    """The object array of mpf of a symmetric matrix, at the working precision.

    Raises:
        InputError: not square, not symmetric, or an entry that is not finite.
    """
    values = [mp.mpf(x.numerator) / x.denominator for x in _exact_matrix(gram).flat]
    return _square(values)


def _exact_matrix(gram: Any) -> MpMatrix:
    array = np.array(gram, dtype=object)
    if array.ndim != 2 or array.shape[0] != array.shape[1] or not array.size:
        raise InputError(f"a Gram matrix is n×n, not of shape {array.shape}")
    if np.any(array != array.T):
        raise InputError("a Gram matrix is symmetric: the product of two points has no order")
    return _square([exact(x) for x in array.flat])


def _square(values: list[Any]) -> MpMatrix:
    n = round(len(values) ** 0.5)
    result = np.empty(n * n, dtype=object)
    result[:] = values
    return result.reshape(n, n)


def _recentred(gram: MpMatrix, digits: int) -> MpMatrix:
    """The matrix C G C of exact numbers, the rows of points at the mean zero."""
    n = len(gram)
    means = gram.sum(axis=1) / n
    k: MpMatrix = gram - means[:, None] - means[None, :] + means.sum() / n
    norms = np.diagonal(k)
    if np.any(norms < -np.max(np.diagonal(gram)) / 10**digits):
        raise InputError("not a Gram matrix: a recentred point has a negative squared norm")
    at_mean = norms <= 0
    k[at_mean, :] = k[:, at_mean] = Fraction(0)
    return k
