"""The dual kernel E φ(u)φ(v) of an entire φ in doubles, by the trapezoidal rule in the plane; no closed form."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from bnproofs.errors import InputError
from bnproofs.layer import Layer
from numerics.activations import Nonlinearity, nonlinearity_of
from numerics.arrays import Floats
from numerics.quadrature import exact, require_no_rescaling

DIGITS = 13
"""The digits of the result, from the size of E abs(φ(u)φ(v))."""

_REACH = 9.0
_STEPS = (1 / 4, 1 / 8, 1 / 16, 1 / 32, 1 / 64)


def is_entire(layer: Layer) -> bool:
    """Whether φ is an entire function of its own kind: neither homogeneous, nor a polynomial, nor with breakpoints."""
    phi = nonlinearity_of(layer)
    return phi.degree is None and phi.polynomial is None and not phi.breakpoints


def smooth_kernel(layer: Layer, kuu: Any, kuv: Any, kvv: Any) -> float:
    """The expectation E φ(u)φ(v) for (u, v) centred Gaussian with these second moments, to `DIGITS` digits.

    u = √K_uu x and v = (K_uv x + √(K_uu K_vv − K_uv²) y)/√K_uu, (x, y) standard normal. On a grid of step h the rule is
    off by e^(−2πb/h) times the size of the integrand at height b, for every b > 0; φ grows no faster there than a
    Gaussian does, so that the digits grow like 1/h². The step is halved until nothing changes.

    Raises:
        InputError: the layer rescales, φ is not entire, the numbers are no second moments, or no step is fine enough.
    """
    require_no_rescaling(layer)
    if not is_entire(layer):
        raise InputError(f"{layer}: the trapezoidal rule takes a smooth activation, such as 'erf' or 'sine(1)'")
    a, b, c = exact(kuu), exact(kuv), exact(kvv)
    if a <= 0 or c < 0 or b * b > a * c:
        raise InputError("no Gaussian pair has these second moments: the correlation must lie in [−1, 1]")
    spread = math.sqrt(a)
    slope, rest = float(b) / spread, math.sqrt(c - b * b / a)
    before: float | None = None
    for step in _STEPS:
        value, size = _on_grid(nonlinearity_of(layer), spread, slope, rest, step)
        if before is not None and abs(value - before) <= 10.0**-DIGITS * size:
            return value
        before = value
    raise InputError(f"{layer}: the second moments are too large for the trapezoidal rule; give smaller ones")


def _on_grid(phi: Nonlinearity, spread: float, slope: float, rest: float, step: float) -> tuple[float, float]:
    """The sum of φ(u)φ(v) over the grid, and of its absolute values, with Gaussian weights."""
    most = math.ceil(_REACH / step)
    x: Floats = step * np.arange(-most, most + 1, dtype=np.float64)
    weights = np.exp(-(x**2) / 2) * (step / math.sqrt(2 * math.pi))
    outer = _at(phi, spread * x) * weights
    plane: Floats = slope * x[:, None] + rest * x[None, :]
    inner = _at(phi, plane) * weights
    return float(outer @ inner.sum(axis=1)), float(np.abs(outer) @ np.abs(inner).sum(axis=1))


def _at(phi: Nonlinearity, x: Floats) -> Floats:
    values = x.copy()
    phi.apply(values)
    return values
