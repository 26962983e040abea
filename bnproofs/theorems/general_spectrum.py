"""The claims `spectrum` and `stability` from eigenvalues, exact or as balls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from typing import Any

from bnproofs.numbers.interval import outward
from bnproofs.numbers.predicates import surely_less
from bnproofs.theorems.theorem import Theorem, degenerate, pair, proved, undecided


@dataclass(frozen=True, slots=True)
class Part:
    """The eigenvalues on one component, each of the multiplicity: Fractions, or balls."""

    component: str
    multiplicity: int
    eigenvalues: tuple[Any, ...]


def enclosed(value: Any, bits: int) -> list[Any]:
    """The pair [lower, upper] around a ball, or twice a Fraction.

    Raises:
        ValueError: the ball is too wide to promise `bits` bits.
    """
    return degenerate(value) if isinstance(value, Fraction) else pair(outward(value, bits))


def prove_spectrum(parts: Sequence[Part], dimension: int, bits: int, faith: str) -> tuple[Theorem, Theorem]:
    """The spectrum and the stability that follows from it; components of multiplicity zero are left out.

    PROVED asserts that the parts, which are `dimension` eigenvalues with multiplicities, are enclosed, and that the
    verdict follows from the largest absolute value.
    """
    present = tuple(part for part in parts if part.multiplicity)
    count = sum(part.multiplicity * len(part.eigenvalues) for part in present)
    if count != dimension:
        return _open(f"{count} eigenvalues are not the {dimension} of the space")
    try:
        components = [
            {
                "component": part.component,
                "multiplicity": part.multiplicity,
                "eigenvalues": [enclosed(value, bits) for value in part.eigenvalues],
            }
            for part in present
        ]
        sizes = [abs(value) for part in present for value in part.eigenvalues]
        radius = enclosed(_largest(sizes), bits)
    except ValueError as failure:
        return _open(str(failure))
    statement = {"components": components, "spectral_radius": radius}
    return proved("spectrum", statement, faith=faith), _stability(radius)


def _largest(sizes: list[Any]) -> Any:
    """The largest of absolute values: a Fraction if one surely is, else a ball."""
    exact = max((size for size in sizes if isinstance(size, Fraction)), default=None)
    balls = [size for size in sizes if not isinstance(size, Fraction)]
    if not balls:
        return exact
    radius = reduce(lambda one, other: one.max(other), balls)
    if exact is None:
        return radius
    bound = radius * 0 + exact.numerator
    bound = bound / exact.denominator
    return exact if surely_less(radius, bound) else radius.max(bound)


def _stability(radius: list[Fraction]) -> Theorem:
    low, high = radius
    if high < 1:
        return proved("stability", {"verdict": "stable"})
    if low > 1:
        return proved("stability", {"verdict": "unstable"})
    if low == high:
        return proved("stability", {"verdict": "marginal"})
    return undecided("stability", "the enclosure of the spectral radius contains 1: raise the precision")


def _open(advice: str) -> tuple[Theorem, Theorem]:
    return undecided("spectrum", advice), undecided("stability", "the spectrum is undecided")
