"""The means over a circle that stand for Gaussian means when a batch is rescaled, as series in cosines, of doubles.

For second moments M of two points and any φ let

    W(M) = d/dτ (1/2π) ∫₀^2π φ(√(2τM_ii) cos θ) φ(√(2τM_jj) cos(θ − δ)) dθ at τ = 1,    cos δ = ρ = M_ij/√(M_ii M_jj).

With φ(√(2M) cos θ) = Σ' A_k(M) cos kθ (the first term over √2) and B = M dA/dM it is

    W(M) = ½ Σ (A_k(M_ii) B_k(M_jj) + B_k(M_ii) A_k(M_jj)) T_k(ρ).

Source: derivations/rescaled_circle.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from bnproofs.errors import InputError

_RESOLVED, _SMALL = 2.0**-44, 2.0**-50
"""The part of the largest coefficient that the last quarter does not exceed if the series is long enough, and the part
below which the coefficients at its end are left out."""

_FEWEST, _MOST, _QUARTERINGS = 16, 1 << 13, 40
"""The numbers of coefficients with which the search begins and ends, and that of the attempts at an early scale."""


@dataclass(frozen=True, slots=True)
class CircleSeries:
    """The coefficients A_k(M), along the last axis, of an array of squared norms M."""

    coefficients: Any

    @staticmethod
    def of(phi: Callable[[Any], Any], moments: Any) -> CircleSeries:
        """The series of φ at an array of squared norms, as long as the longest needs it.

        Raises:
            InputError: the coefficients do not decrease: φ is not smooth enough.
        """
        radii = np.sqrt(2 * np.asarray(moments, float))
        count = _FEWEST
        while count <= _MOST:
            found = _transformed(np.asarray(phi(radii[..., None] * _cosines(count)), float))
            sizes = np.max(np.abs(found).reshape(-1, count), axis=0)
            if np.max(sizes[3 * count // 4 :]) <= _RESOLVED * np.max(sizes):
                present = np.flatnonzero(sizes[: 3 * count // 4] > _SMALL * np.max(sizes))
                return CircleSeries(found[..., : 1 + (int(present[-1]) if len(present) else 0)])
            count *= 2
        raise InputError(
            f"the activation has more than {_MOST} Fourier coefficients on a circle of radius {np.max(radii):.3g}: "
            "rescaling takes φ that is smooth there, or in pieces (bnproofs.piecewise.Piecewise)"
        )

    def scaled(self) -> CircleSeries:
        """The series of M d/dM, that is of x φ'(x)/2: (kA_k + 2 Σ j A_j)/2, j = k + 2, k + 4, …"""
        a = self.coefficients
        terms = np.arange(a.shape[-1]) * a
        beyond = np.zeros_like(a)
        for parity in (0, 1):
            tail = terms[..., parity::2]
            beyond[..., parity::2] = np.cumsum(tail[..., ::-1], axis=-1)[..., ::-1] - tail
        beyond[..., 0] /= np.sqrt(2)
        return CircleSeries(terms / 2 + beyond)

    def place(self, index: Any) -> CircleSeries:
        """The series of a part of the array."""
        return CircleSeries(self.coefficients[index])


@cache
def _cosines(count: int) -> Any:
    """The cosines at the midpoints of `count` parts of the half circle."""
    return np.cos(np.pi * (np.arange(count) + 0.5) / count)


def _transformed(values: Any) -> Any:
    """The coefficients from the values there: (2/N) Σ_l f_l cos(k θ_l), the first one over √2."""
    count = values.shape[-1]
    turned = np.fft.rfft(np.concatenate([values, values[..., ::-1]], axis=-1))[..., :count]
    found = np.real(turned * np.exp(-0.5j * np.pi * np.arange(count) / count)) / count
    found[..., 0] /= np.sqrt(2)
    return found


def early_scale(phi: Callable[[Any], Any], slope: float, scale: float) -> float:
    """A number s ≤ `scale` up to which φ is nearly a polynomial of low degree on circles of squared norm slope · s."""
    for _ in range(_QUARTERINGS):
        if CircleSeries.of(phi, np.array([slope * scale])).coefficients.shape[-1] <= _FEWEST * 3 // 4:
            break
        scale /= 4
    return scale


def paired(terms: list[tuple[CircleSeries, CircleSeries]], rho: Any) -> Any:
    """The sum ½ Σ_k Σ a_k b_k T_k(ρ) over pairs of series, broadcast against ρ."""
    last, later = _backwards(terms, rho, lambda k: 1)
    value = rho * last - later
    for a, b in terms:
        value += a.coefficients[..., 0] * b.coefficients[..., 0]
    return value / 2


def paired_slope(terms: list[tuple[CircleSeries, CircleSeries]], rho: Any) -> Any:
    """The derivative by ρ of that: ½ Σ_k Σ a_k b_k k U_(k−1)(ρ)."""
    return _backwards(terms, rho, lambda k: k)[0] / 2


def _backwards(
    terms: list[tuple[CircleSeries, CircleSeries]], rho: Any, weight: Callable[[int], int]
) -> tuple[Any, Any]:
    """The numbers y_1, y_2 of y_k = 2ρ y_(k+1) − y_(k+2) + weight(k) Σ a_k b_k, k ≥ 1. Source: Clenshaw (1955)."""
    last = later = np.zeros_like(rho)
    for k in reversed(range(1, terms[0][0].coefficients.shape[-1])):
        new = 2 * rho * last - later
        for a, b in terms:
            new += weight(k) * a.coefficients[..., k] * b.coefficients[..., k]
        later, last = last, new
    return last, later
